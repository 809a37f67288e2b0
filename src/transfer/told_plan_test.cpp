// SPDX-License-Identifier: BSD-3-Clause
// Halos of single ranks of large worlds: planned without the others, and told in a few words.
#include "transfer/told_plan.hpp"

#include <dap/distribution.h>
#include <dap/rules.h>
#include <gtest/gtest.h>

#include "transfer/supply.hpp"

namespace dap::transfer {
namespace {

// A periodic cube of 1000 × 1000 × 1000 ranks with 64 elements along each edge of theirs, and a halo of 2.
struct rank_of_a_cube {
  std::vector<DAPDim> dims;
  std::vector<DAPLocalDim> row;
  DAPDistribution distribution{};
  std::vector<int32_t> in_order{0, 1, 2};

  explicit rank_of_a_cube(std::vector<int64_t> point, uint32_t period) {
    int64_t rank = 0;
    for (const int64_t coordinate : point) {
      dims.push_back(dap_dim_balanced(64 * 1000, 1000));
      dims.back().flags |= DAP_DIM_HALO | period;
      DAPLocalDim &local = row.emplace_back();
      local = {};
      local.coordinate = coordinate;
      local.start = 64 * coordinate;
      local.num_owned = 64;
      local.halo[0] = local.halo[1] = 2;
      rank = rank * 1000 + coordinate;
    }
    dap_dims_row_major(dims.data(), 3);
    distribution = dap_distribution_describe(dims.data(), 3,
                                             {DAP_COMM_NONE, 0, 0, static_cast<int32_t>(rank), 1000 * 1000 * 1000});
    distribution.num_parts = 1;
    distribution.local = row.data();
  }

  half_plan wanted_of(wanted what, world::letters &letters) const {
    asker one{&distribution, &distribution, in_order, {}, {}, what};
    know(one);
    return demand(one, repeats::allowed, letters);
  }
};

TEST(ToldPlans, OfAThousandMillionRanksAskTheirNeighbours) {
  const rank_of_a_cube here({0, 500, 999}, DAP_DIM_PERIODIC);
  world::letters letters;
  EXPECT_EQ(here.wanted_of(wanted::faces, letters).count(), 6 * 2 * 64 * 64);
  EXPECT_EQ(letters.size(), 6U);
  letters.clear();
  EXPECT_EQ(here.wanted_of(wanted::halo, letters).count(), 68 * 68 * 68 - 64 * 64 * 64);
  EXPECT_EQ(letters.size(), 26U);
  for (const auto &[rank, text] : letters) EXPECT_LE(text.size(), 21U) << rank;
}

TEST(ToldPlans, LeaveOutWhatIsBeyondTheEdge) {
  const rank_of_a_cube corner({0, 0, 0}, 0);
  world::letters letters;
  EXPECT_EQ(corner.wanted_of(wanted::halo, letters).count(), 66 * 66 * 66 - 64 * 64 * 64);
  EXPECT_EQ(letters.size(), 7U);
}

TEST(ToldPlans, GiveWhatTheLettersSay) {
  const rank_of_a_cube here({3, 3, 3}, 0);
  const rank_of_a_cube above({2, 3, 3}, 0);
  world::letters letters;
  static_cast<void>(here.wanted_of(wanted::faces, letters));
  const int32_t rank_above = above.distribution.comm.rank;
  ASSERT_EQ(letters.count(rank_above), 1U);
  half_plan given;
  DAPError error{};
  ASSERT_EQ(supply(above.distribution, {{here.distribution.comm.rank, letters[rank_above]}}, given, &error), DAP_OK)
      << error.message;
  ASSERT_EQ(given.pieces().size(), 1U);
  EXPECT_EQ(given.pieces()[0].rank, here.distribution.comm.rank);
  EXPECT_EQ(given.along(given.pieces()[0], 0).runs[0], (run{64, 2, 0, 1}));  // the last two rows that it owns
  EXPECT_EQ(given.along(given.pieces()[0], 1).runs[0], (run{2, 64, 0, 1}));
}

TEST(ToldPlans, RefuseWhatIsNotOwned) {
  const rank_of_a_cube here({3, 3, 3}, 0);
  world::letters letters;
  static_cast<void>(here.wanted_of(wanted::faces, letters));
  half_plan given;
  DAPError error{};
  EXPECT_EQ(supply(here.distribution, {{0, letters.begin()->second}}, given, &error), DAP_ERROR_DISAGREEMENT);
  EXPECT_EQ(error.rule, DAP_RULE_TRANSFER_PLAN);
}

}  // namespace
}  // namespace dap::transfer
