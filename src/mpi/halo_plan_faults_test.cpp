// SPDX-License-Identifier: BSD-3-Clause
// Each fault of an exchange of halos on each rank alone: all ranks get the same error, and nobody waits for ever. And
// how its array is opened.
#include <vector>

#include "mpi/exchanged_halos.hpp"
#include "mpi/faults_on_each_rank.hpp"

namespace {

using namespace dap::array::sample;
using namespace dap::mpi::testing;
using dap::testing::world_rank;
using dap::testing::world_size;

plan ring(int32_t ranks, int64_t width) {
  DAPDim dim = dap_dim_balanced(3 * ranks, ranks);
  dim.flags |= DAP_DIM_PERIODIC;
  return rows_of(ranks, with_widths(known(dim), width, 1));
}

// What is passed, to be bent.
struct passed {
  world all = world_of(ring(world_size(), 1));
  world wider = world_of(ring(world_size(), 2));
  share &mine = *all[static_cast<size_t>(world_rank())];
  stored_array array{mine, {}, DAP_ARRAY_WRITABLE};
  stored_array other{mine, {}, DAP_ARRAY_WRITABLE};
  stored_array of_other_width{*wider[static_cast<size_t>(world_rank())], {}, DAP_ARRAY_WRITABLE};
  const DAPDistribution *distribution = &mine.distribution;
  DAPHaloOptions halos{DAP_HALO_REVERSE, {}};
  DAPTransferOptions options{{1, 0}, {1, 0}, 0, 0, {}};
  const DAPTransferOptions *passed_options = &options;
  DAPPlan *plan = nullptr;
  DAPPlan **out = &plan;
  DAPArray *source = &array.array;
  DAPArray *target = &array.array;
  DAPTransfer *transfer = nullptr;

  passed() = default;
  passed(const passed &) = delete;
  passed &operator=(const passed &) = delete;
  ~passed() {
    dap_mpi_transfer_destroy(transfer);
    dap_plan_release(plan);
  }
  int32_t make_plan(DAPError *error) {
    return dap_mpi_halo_plan_create(MPI_COMM_WORLD, distribution, &halos, out, error);
  }
  int32_t bind(DAPError *error) {
    return dap_mpi_transfer_create(MPI_COMM_WORLD, plan, 1, &source, &target, passed_options, &transfer, error);
  }
};

using halo_fault = fault<passed>;

const halo_fault plan_faults[] = {
    {"no distribution", DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, [](passed &of) { of.distribution = nullptr; }},
    {"nowhere to put the plan", DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, [](passed &of) { of.out = nullptr; }},
    {"an unknown flag", DAP_ERROR_ARGUMENT, DAP_RULE_EXCHANGE_OPTIONS, [](passed &of) { of.halos.flags |= 4; }},
    {"a reserved member", DAP_ERROR_ARGUMENT, DAP_RULE_EXCHANGE_OPTIONS, [](passed &of) { of.halos.reserved[2] = 1; }},
    {"another direction", DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT, [](passed &of) { of.halos.flags = 0; },
     DAP_OK},
    {"corners", DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT, [](passed &of) { of.halos.flags |= DAP_HALO_CORNERS; },
     DAP_OK},
    {"an invalid distribution", DAP_ERROR_INVALID, 0, [](passed &of) { of.mine.dims[0].grid_size = 0; }},
    {"a dimension that ends", DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT,
     [](passed &of) { of.mine.dims[0].flags &= ~uint32_t{DAP_DIM_PERIODIC}; }, DAP_OK},
    {"a rank that is none", DAP_ERROR_COMM, DAP_RULE_COMM_SIZE,
     [](passed &of) { of.mine.distribution.comm.size = 77; }},
};

const halo_fault bind_faults[] = {
    {"no plan", DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT,
     [](passed &of) { dap_plan_release(std::exchange(of.plan, nullptr)); }},
    {"two arrays", DAP_ERROR_INVALID, DAP_RULE_EXCHANGE_ARRAY, [](passed &of) { of.source = &of.other.array; }},
    {"an array with other halos", DAP_ERROR_INVALID, DAP_RULE_TRANSFER_PLAN,
     [](passed &of) { of.source = of.target = &of.of_other_width.array; }},
    {"a read-only array", DAP_ERROR_READ_ONLY, DAP_RULE_READ_ONLY,
     [](passed &of) { of.array.array.flags &= ~DAP_ARRAY_WRITABLE; }},
    {"a sum that replaces", DAP_ERROR_ARGUMENT, DAP_RULE_EXCHANGE_SUM, [](passed &of) { of.options.beta[0] = 0; }},
    {"no options", DAP_ERROR_ARGUMENT, DAP_RULE_EXCHANGE_SUM, [](passed &of) { of.passed_options = nullptr; }},
    {"another factor", DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT, [](passed &of) { of.options.alpha[0] = 2; },
     DAP_OK},
    {"elements in one place", DAP_ERROR_INVALID, DAP_RULE_TRANSFER_PLACE,
     [](passed &of) { of.array.part(0).buffer.strides[0] = 0; }},
};

TEST(HaloFaults, OfPlansAreToldOnAllRanks) {
  with_each(plan_faults, [](passed &of, DAPError &error, const auto &bend) {
    bend();
    return of.make_plan(&error);
  });
}

TEST(HaloFaults, OfArraysAreToldOnAllRanks) {
  with_each(bind_faults, [](passed &of, DAPError &error, const auto &bend) {
    EXPECT_EQ(of.make_plan(&error), DAP_OK) << error.message;
    bend();
    return of.bind(&error);
  });
}

TEST(HaloFaults, OfOpeningReachThoseThatWait) {
  for (int32_t rank = 0; rank < world_size(); ++rank) {
    passed of;
    DAPError error{};
    of.halos.flags = 0;
    of.passed_options = nullptr;
    ASSERT_EQ(of.make_plan(&error), DAP_OK) << error.message;
    ASSERT_EQ(of.bind(&error), DAP_OK) << error.message;
    if (world_rank() == rank) {
      of.array.array.access = [](DAPArray *, uint32_t, void **, DAPError *own) {
        return dap_simple_fail(own, DAP_ERROR_BUSY, DAP_RULE_BUSY, -1, world_rank(), 0, 1, "somebody reads");
      };
    }
    const int32_t ranks = world_size();
    const int32_t distance = (world_rank() - rank + ranks) % ranks;
    const bool waits = distance <= 1 || distance == ranks - 1;
    ASSERT_EQ(dap_mpi_transfer_start(of.transfer, &error), DAP_OK);
    EXPECT_EQ(dap_mpi_transfer_wait(of.transfer, &error), waits ? DAP_ERROR_BUSY : DAP_OK) << error.message;
  }
}

std::vector<uint32_t> modes;

TEST(HaloAccess, IsOneOpeningForWriting) {
  passed of;
  DAPError error{};
  of.array.array.access = [](DAPArray *, uint32_t mode, void **, DAPError *) {
    modes.push_back(mode);
    return int32_t{DAP_OK};
  };
  of.other.array.parts = of.array.array.parts;  // another export
  of.source = &of.other.array;
  ASSERT_EQ(of.make_plan(&error), DAP_OK) << error.message;
  ASSERT_EQ(of.bind(&error), DAP_OK) << error.message;
  of.other.array.access = of.array.array.access;
  ASSERT_EQ(dap_mpi_transfer_start(of.transfer, &error), DAP_OK) << error.message;
  ASSERT_EQ(dap_mpi_transfer_wait(of.transfer, &error), DAP_OK) << error.message;
  EXPECT_EQ(modes, (std::vector<uint32_t>{DAP_ACCESS_WRITE, DAP_ACCESS_WRITE | DAP_ACCESS_END}));
}

// Two exports of one source: its readers and writers exclude each other, and its generation counts the write.
TEST(HaloAccess, OfASourceCountsAsAWrite) {
  passed of;
  DAPError error{};
  const DAPSourceDescription description{"ring",
                                         {DAP_TYPE_FLOAT, 64, 1},
                                         DAP_ARRAY_WRITABLE | DAP_FEATURE_STRIDED,
                                         of.distribution,
                                         of.array.array.parts,
                                         nullptr,
                                         {},
                                         nullptr};
  DAPSource *source = nullptr;
  ASSERT_EQ(dap_source_create(&description, &source, &error), DAP_OK) << error.message;
  DAPArray exports[2] = {};
  for (DAPArray &each : exports) ASSERT_EQ(dap_source_export(source, nullptr, &each, &error), DAP_OK) << error.message;
  of.source = &exports[0];
  of.target = &exports[1];
  ASSERT_EQ(of.make_plan(&error), DAP_OK) << error.message;
  ASSERT_EQ(of.bind(&error), DAP_OK) << error.message;
  const uint64_t before = exports[0].generation[0];
  ASSERT_EQ(dap_mpi_transfer_start(of.transfer, &error), DAP_OK) << error.message;
  ASSERT_EQ(dap_mpi_transfer_wait(of.transfer, &error), DAP_OK) << error.message;
  EXPECT_GT(exports[0].generation[0], before);
  EXPECT_NE(exports[0].generation[0], exports[0].generation[1]);  // halos are not claimed
  dap_mpi_transfer_destroy(std::exchange(of.transfer, nullptr));
  for (DAPArray &each : exports) each.release(&each);
  dap_source_release(source);
}

}  // namespace
