// SPDX-License-Identifier: BSD-3-Clause
// The C++ face of dap/mpi.h: what one process throws, all throw.
#include <gtest/gtest.h>

#include <dap/mpi.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "mpi/line_of_doubles.hpp"
#include "testing/mpi_environment.hpp"
#include "testing/thrown_error.hpp"

using namespace dap::testing;

namespace {

TEST(CppAgree, ReturnsIfNobodyThrows) {
  int calls = 0;
  dap::agree(MPI_COMM_WORLD, [&] { ++calls; });
  EXPECT_EQ(calls, 1);
}

TEST(CppAgree, ThrowsEverywhereWhatTheLowestRankHasThrown) {
  const int lowest = world_size() / 2;

  const DAPError details = thrown_by([&] {
    dap::agree(MPI_COMM_WORLD, [&] {
      if (world_rank() < lowest) return;
      DAPError own{};
      dap_simple_fail(&own, DAP_ERROR_STALE, 606, -1, world_rank(), 0, 0, "moved");
      throw dap::error(own);
    });
  });

  EXPECT_EQ(details.code, DAP_ERROR_STALE);
  EXPECT_EQ(details.rank, lowest);
}

TEST(CppAgree, MakesErrorsOfOtherExceptions) {
  const DAPError memory = thrown_by([&] { dap::agree(MPI_COMM_WORLD, [] { throw std::bad_alloc(); }); });
  EXPECT_EQ(memory.code, DAP_ERROR_MEMORY);
  const DAPError other = thrown_by([&] { dap::agree(MPI_COMM_WORLD, [] { throw std::runtime_error("no disk"); }); });
  EXPECT_EQ(other.code, DAP_ERROR_LIBRARY);
  EXPECT_EQ(std::string(other.message).find("no disk"), 0U);
  const DAPError odd = thrown_by([&] { dap::agree(MPI_COMM_WORLD, [] { throw 7; }); });
  EXPECT_EQ(odd.code, DAP_ERROR_LIBRARY);
}

TEST(CppAgreeOn, ThrowsIfWhatIsPassedDiffers) {
  const dap::array nothing;
  if (world_size() == 1) {
    dap::agree_on(MPI_COMM_WORLD, nothing, 3, [] {});
    return;
  }
  const DAPError details = thrown_by([&] { dap::agree_on(MPI_COMM_WORLD, nothing, world_rank() == 1 ? 4 : 3, [] {}); });
  EXPECT_EQ(details.code, DAP_ERROR_DISAGREEMENT);
  EXPECT_EQ(details.rank, 1);
}

TEST(CppComm, IsTheArraysOwnOrRefused) {
  const dap::distribution divided = rows();
  int result = MPI_UNEQUAL;
  MPI_Comm_compare(dap::mpi_comm(MPI_COMM_NULL, *divided.get()), MPI_COMM_WORLD, &result);
  EXPECT_EQ(result, MPI_IDENT);
  if (world_size() == 1) return;
  EXPECT_EQ(thrown_by([&] { static_cast<void>(dap::mpi_comm(MPI_COMM_SELF, *divided.get())); }).rule,
            DAP_RULE_COMM_SIZE);
}

TEST(CppDistribution, AnswersWhatCDoes) {
  const dap::distribution divided = rows();
  const auto [start, end] = divided.owned_range(0, world_rank());
  EXPECT_EQ(start, divided->local[0].start);
  EXPECT_EQ(end - start, divided->local[0].num_owned);
  EXPECT_EQ(divided.owner(0, start), world_rank());
  EXPECT_EQ(divided.rank({world_rank()}), world_rank());
  EXPECT_EQ(thrown_by([&] { static_cast<void>(divided.owner(0, 10)); }).rule, DAP_RULE_LIST_RANGE);
  EXPECT_NO_THROW(dap::distribution::validate(*divided.get()));
}

TEST(CppValidate, ThrowsOnAllRanksWhatIsWrongOnOne) {
  const dap::distribution divided = rows();
  EXPECT_NO_THROW(dap::mpi_validate(MPI_COMM_WORLD, *divided.get()));
  DAPDistribution bent = *divided.get();
  if (world_rank() == world_size() - 1) bent.points_per_rank = 0;
  const DAPError details = thrown_by([&] { dap::mpi_validate(MPI_COMM_WORLD, bent); });
  EXPECT_EQ(details.rule, DAP_RULE_POINTS_PER_RANK);
  EXPECT_EQ(details.rank, world_size() - 1);
}

TEST(CppValidate, OfAllRanksInOneProcess) {
  std::vector<dap::distribution> made;
  std::vector<const DAPDistribution *> ranks;
  DAPDim dim = dap_dim_balanced(10, 3);
  dim.rank_stride = 1;
  for (int32_t rank = 0; rank < 3; ++rank) {
    made.push_back(dap::distribution::regular(dap_distribution_describe(&dim, 1, {DAP_COMM_NONE, 0, 0, rank, 3})));
    ranks.push_back(made.back().get());
  }
  EXPECT_NO_THROW(dap::distribution::validate_all(ranks));
  ranks[1] = ranks[0];
  EXPECT_EQ(thrown_by([&] { dap::distribution::validate_all(ranks); }).rule, DAP_RULE_COMM_SIZE);
}

TEST(CppValidate, TakesArraysWithTheirValues) {
  line described(rows(), 1.0);
  dap::array exported(&described.described);
  EXPECT_NO_THROW(dap::mpi_validate(MPI_COMM_WORLD, exported));
  EXPECT_NO_THROW(dap::mpi_validate_halos(MPI_COMM_WORLD, exported));
  EXPECT_NO_THROW(dap::mpi_validate_replicas(MPI_COMM_WORLD, exported));
}

// An object in custody that knows when it is destroyed.
struct kept {
  std::optional<dap::custody> custody;
  int destroyed = 0;

  kept() {
    constexpr DAPCustodyHooks hooks = {[](void *) -> int32_t { return 0; },
                                       [](void *context, DAPError *) -> int32_t {
                                         auto &self = *static_cast<kept *>(context);
                                         self.custody->forget();
                                         ++self.destroyed;
                                         return DAP_OK;
                                       }};
    custody.emplace(MPI_COMM_WORLD, hooks, this);
  }
};

TEST(CppCustody, EndsWithReclaimOrWithItsOwner) {
  kept reclaimed;
  { const kept dropped; }
  EXPECT_EQ(dap::reclaim(MPI_COMM_WORLD), 1);
  EXPECT_EQ(reclaimed.destroyed, 1);
  EXPECT_EQ(dap::reclaim(MPI_COMM_WORLD), 0);
}

}  // namespace
