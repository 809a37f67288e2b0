// SPDX-License-Identifier: BSD-3-Clause
// Descriptions of many ranks and of what differs from part to part; testing/described has those of the vectors.
#include "cli/describe.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "cli/sample_files.hpp"

namespace dap::cli {
namespace {

TEST(Describe, ShortensTheTableOfManyRanks) {
  const json::distribution_file file = sample::blocks({1000}, {100});

  const std::string few = describe(file, false);
  const std::string all = describe(file, true);

  EXPECT_NE(few.find("\n3     (3)         [30, 40)     10        10\n…                 (92 others)\n96"),
            std::string::npos)
      << few;
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), std::count(few.begin(), few.end(), '\n') + 91);
  EXPECT_NE(all.find("\n50    (50)"), std::string::npos);
}

TEST(Describe, SaysWhichWidthsThereAre) {
  json::distribution_file file = sample::blocks({10}, {2});
  sample::add_halo(file, 0, 1, 2);
  file.parts[0][0][0].halo = {0, 2};

  EXPECT_NE(describe(file, false).find("; halo 0 to 1 before and 2 after"), std::string::npos);
}

TEST(Describe, SaysWhatADimensionMayDo) {
  json::distribution_file file = sample::boxes({4}, {{{{0, 2}}}});
  file.dims[0].flags |= DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING | DAP_DIM_PERIODIC;
  file.dims[0].boundary = {1, 0};

  EXPECT_NE(describe(file, false)
                .find("dim 0      boxes; 4 indices; no halo; periodic; boundary of 1 and 0; "
                      "may have gaps; may overlap\n"),
            std::string::npos);
}

TEST(Describe, CountsReplicasBeyond63Bits) {
  json::distribution_file file = sample::blocks({INT64_MAX}, {1});
  file.dims.push_back(sample::dim_of(DAP_KIND_REPLICA, 0, 2, 0));
  file.dims[1].rank_stride = 1;
  file.num_replica_dims = 1;
  file.parts[0][0].emplace_back();
  file.parts.push_back(file.parts[0]);
  file.parts[1][0][1].coordinate = 1;

  EXPECT_NE(
      describe(file, false).find("owned      more than 63 bits can count; a rank owns 9223372036854775807 on each"),
      std::string::npos);
}

}  // namespace
}  // namespace dap::cli
