// SPDX-License-Identifier: BSD-3-Clause
// The canonical text, to the character.
#include <gtest/gtest.h>

#include "json/distribution_file.hpp"
#include "json/layout.hpp"

namespace dap::json {
namespace {

std::string refusal_of(const distribution_file &file) {
  try {
    static_cast<void>(write(file));
  } catch (const error &refused) {
    return refused.what();
  }
  return "accepted";
}

TEST(JsonWrite, LeavesOutWhatSaysNothing) {
  distribution_file file;
  file.dims = {dim{DAP_KIND_BLOCK, DAP_DIM_BALANCED, 0, 2, 1, 0, 0, 0, 0, {}, {}}};
  file.parts = {{{local_dim{}}}, {}};

  EXPECT_EQ(write(file), R"({
  "version": [1, 0],
  "dims": [
    {"kind": "block", "size": 0, "grid_size": 2, "rank_stride": 1, "flags": ["balanced"]}
  ],
  "parts": [
    [[{"coordinate": 0, "num_owned": 0}]],
    []
  ]
}
)");
}

TEST(JsonWrite, HasOneOrderOfMembers) {
  distribution_file file;
  file.about = "say \"x\"";
  file.minor = 3;
  file.features = DAP_FEATURE_BOXES | DAP_FEATURE_CYCLIC;
  file.dims = {dim{DAP_KIND_CYCLIC, DAP_DIM_PERIODIC, 9, 1, 2, 3, 4, 5, 6, {7, 8}, {0, 9}}};
  file.num_replica_dims = 1;
  file.rank_offset = -1;
  file.points_per_rank = 2;
  file.rank_table = {1, 0};
  file.boxes = {{1, {{0, 4}, {1, 2}}}};
  file.parts = {{{local_dim{1, 2, 3, {4, 5}, DAP_INDEX_RUNS, {6, 7, 8, 9}}}}};

  EXPECT_EQ(write(file), R"({
  "about": "say \"x\"",
  "version": [1, 3],
  "features": ["cyclic", "boxes"],
  "dims": [
    {
      "kind": "cyclic",
      "size": 9,
      "grid_size": 1,
      "rank_stride": 2,
      "flags": ["periodic"],
      "block_size": 4,
      "bounds": [0, 9],
      "first_coordinate": 5,
      "first_block": 6,
      "boundary": [7, 8],
      "index_base": 3
    }
  ],
  "num_replica_dims": 1,
  "rank_offset": -1,
  "points_per_rank": 2,
  "rank_table": [1, 0],
  "boxes": [
    {"rank": 1, "bounds": [[0, 4], [1, 2]]}
  ],
  "parts": [
    [
      [
        {
          "coordinate": 1,
          "start": 2,
          "num_owned": 3,
          "halo": [4, 5],
          "index_form": "runs",
          "indices": [[6, 7], [8, 9]]
        }
      ]
    ]
  ]
}
)");
  EXPECT_EQ(read(write(file)), file);
}

TEST(JsonWrite, FillsLongLists) {
  nlohmann::ordered_json document;
  for (int i = 0; i < 60; ++i) document["list"].push_back(100);

  EXPECT_EQ(laid_out(document), R"({
  "list": [
    100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
    100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
    100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100
  ]
}
)");
}

// A comma would fill the line; one digit more does not fit.
TEST(JsonWrite, KeepsOnOneLineWhatFitsInto120Columns) {
  nlohmann::ordered_json document;
  document["abc"] = std::vector<int>(21, 100);
  document["abc"].push_back(100);
  const std::string line = laid_out(document);
  document["abc"].back() = 1000;

  EXPECT_EQ(line.find('\n', 2), 2 + 119U);
  EXPECT_NE(laid_out(document).find("[\n"), std::string::npos);
}

TEST(JsonWrite, RefusesWhatHasNoWord) {
  distribution_file file;
  file.dims = {dim{}};
  file.dims[0].kind = 9;
  EXPECT_EQ(refusal_of(file), "/dims/0/kind: the code 9 has no word");
  file.dims[0].kind = DAP_KIND_BLOCK;
  file.dims[0].flags = DAP_DIM_HALO | 1U << 20;
  EXPECT_EQ(refusal_of(file), "/dims/0/flags: bit 20 has no word");
  file.dims.clear();
  file.features = UINT64_C(1) << 50;
  EXPECT_EQ(refusal_of(file), "/features: bit 50 has no word");
  file.features = 0;
  file.parts = {{{local_dim{0, 0, 0, {}, 9, {}}}}};
  EXPECT_EQ(refusal_of(file), "/parts/0/0/0/index_form: the code 9 has no word");
  file.parts = {{{local_dim{0, 0, 0, {}, DAP_INDEX_NONE, {1}}}}};
  EXPECT_EQ(refusal_of(file), "/parts/0/0/0/index_form: none, but there are indices");
  file.parts = {{{local_dim{0, 0, 0, {}, DAP_INDEX_RUNS, {1}}}}};
  EXPECT_EQ(refusal_of(file), "/parts/0/0/0/indices: a run without a count");
  file.parts.clear();
  file.about = "\xff";
  EXPECT_EQ(refusal_of(file), "/about: a text that is no UTF-8");
}

}  // namespace
}  // namespace dap::json
