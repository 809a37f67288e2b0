// SPDX-License-Identifier: BSD-3-Clause
// The C++ face of dap/mpi.h: what one process throws, all throw.
#include <gtest/gtest.h>

#include <dap/mpi.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "testing/mpi_environment.hpp"
#include "testing/thrown_error.hpp"

using namespace dap::testing;

namespace {

dap::distribution rows() {
  DAPDim dim = dap_dim_balanced(10, world_size());
  dim.rank_stride = 1;
  return dap::distribution::regular(dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD)));
}

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

// This rank's part of a line of doubles, with what describes it.
struct line {
  dap::distribution divided;
  std::vector<double> values;
  std::vector<int64_t> shape{divided->local[0].num_owned};
  std::vector<int64_t> strides{1};
  DAPPart part{};
  DAPArray described{};

  line(const dap::distribution &distribution, double value)
      : divided(distribution), values(static_cast<size_t>(divided->local[0].num_owned), value) {
    part.buffer = {values.data(), DAP_DEVICE_CPU, 0, 1, DAP_TYPE_FLOAT, 64, 1, shape.data(), strides.data(), 0};
    described.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
    described.release = [](DAPArray *self) { self->release = nullptr; };
    described.flags = DAP_ARRAY_WRITABLE;
    described.distribution = divided.get();
    described.parts = &part;
    described.type_code = DAP_TYPE_FLOAT;
    described.type_bits = 64;
    described.type_lanes = 1;
  }
  line(const line &) = delete;
  line &operator=(const line &) = delete;
};

TEST(CppTransfers, MoveAndThrow) {
  const dap::distribution even = rows();
  DAPDim all_on_one = dap_dim_fixed_block(10, world_size(), 10);
  all_on_one.rank_stride = 1;
  const dap::distribution gathered =
      dap::distribution::regular(dap_distribution_describe(&all_on_one, 1, dap_comm_from_mpi(MPI_COMM_WORLD)));
  line from(even, 1.0 + world_rank());
  line to(gathered, 0.0);
  dap::array source(&from.described);
  dap::array target(&to.described);
  const dap::plan plan(*even.get(), *gathered.get());
  EXPECT_EQ(plan.count().elements_gotten + plan.count().elements_kept, static_cast<int64_t>(to.values.size()));

  dap::transfer moving(MPI_COMM_WORLD, dap::mpi_plan(MPI_COMM_WORLD, *even.get(), *gathered.get()), source, target);
  moving.start();
  EXPECT_EQ(thrown_by([&] { moving.start(); }).code, DAP_ERROR_ARGUMENT);
  moving.wait();
  for (const double value : to.values) EXPECT_GE(value, 1.0);

  EXPECT_NO_THROW(dap::mpi_redistribute(MPI_COMM_WORLD, target, source));
  for (const double value : from.values) EXPECT_EQ(value, 1.0 + world_rank());
}

// From a world of the last process alone to that of all.
TEST(CppTransfers, GoBetweenWorlds) {
  const bool gives = world_rank() == world_size() - 1;
  const DAPDim whole = dap_dim_whole(10);
  const dap::distribution alone =
      dap::distribution::regular(dap_distribution_describe(&whole, 1, {DAP_COMM_NONE, 0, 0, 0, 1}));
  line from(alone, 5.0);
  line to(rows(), 0.0);
  const dap::plan plan = dap::mpi_plan_between(MPI_COMM_WORLD, gives ? alone.get() : nullptr, to.divided.get());
  dap::transfer moving(MPI_COMM_WORLD, plan, gives ? &from.described : nullptr, &to.described);
  moving.start();
  moving.wait();
  for (const double value : to.values) EXPECT_EQ(value, 5.0);

  from.values.assign(10, 6.0);
  dap::mpi_redistribute_between(MPI_COMM_WORLD, gives ? &from.described : nullptr, &to.described);
  for (const double value : to.values) EXPECT_EQ(value, 6.0);
  EXPECT_EQ(thrown_by([] { static_cast<void>(dap::mpi_plan_between(MPI_COMM_WORLD, nullptr, nullptr)); }).rule,
            DAP_RULE_WORLD_EMPTY);
  EXPECT_EQ(thrown_by([] { dap::mpi_redistribute_between(MPI_COMM_WORLD, nullptr, nullptr); }).rule,
            DAP_RULE_WORLD_EMPTY);
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
