// SPDX-License-Identifier: BSD-3-Clause
// Each fault on each rank alone: all ranks get the same error, nothing is written, and nobody waits for ever.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <cstring>
#include <functional>
#include <string>

#include "array/planned_worlds.hpp"
#include "mpi/stored_world.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

constexpr char untouched = 0x7f;

plan rows_by_columns(int32_t ranks, bool by_rows) {
  plan made = rows_of(ranks, known(dap_dim_balanced(2 * ranks + 1, by_rows ? ranks : 1)));
  made.dims.push_back(known(dap_dim_balanced(ranks + 2, by_rows ? 1 : ranks)));
  return made;
}

plan dealt_list(int32_t ranks) {
  return rows_of(ranks, listed(3 * ranks, dealt(3 * ranks, ranks)));
}

// Rows to columns on all ranks, and what is passed to the calls, to be bent.
struct passed {
  world sources = world_of(rows_by_columns(world_size(), true));
  world targets = world_of(rows_by_columns(world_size(), false));
  world others = world_of(dealt_list(world_size()));
  share &other = *others[static_cast<size_t>(world_rank())];
  share &source = *sources[static_cast<size_t>(world_rank())];
  share &target = *targets[static_cast<size_t>(world_rank())];
  stored_array from{source};
  stored_array to{target, {}, DAP_ARRAY_WRITABLE};
  std::vector<int32_t> dims{0, 1};
  DAPPlanOptions plan_options{dims.data(), 0, {}};
  DAPTransferOptions options{{1, 0}, {0, 0}, 0, 0, {}};
  const DAPDistribution *planned_source = &source.distribution;
  const DAPDistribution *planned_target = &target.distribution;
  DAPPlan *plan = nullptr;
  DAPPlan **plan_out = &plan;
  std::vector<DAPArray *> arrays_from{&from.array};
  std::vector<DAPArray *> arrays_to{&to.array};
  int32_t num_arrays = 1;
  DAPTransfer *transfer = nullptr;

  passed() { cover(); }
  passed(const passed &) = delete;
  passed &operator=(const passed &) = delete;
  ~passed() {
    dap_mpi_transfer_destroy(transfer);
    dap_plan_release(plan);
  }

  void cover() {
    covered = to.elements();
    for (const stored_element &each : covered) std::memset(each.address, untouched, 8);
  }
  // Remembers how a call went.
  template <typename Call>
  void note(Call &&call) {
    status_ = call(&error_);
  }
  int32_t last_status(DAPError &error) const {
    error = error_;
    return status_;
  }

  // Another kind of type, of the same width or twice as wide, for the target; there are so many bytes.
  void retype(uint8_t code) {
    to.array.type_code = code;
    to.array.type_bits = code == DAP_TYPE_COMPLEX ? 128 : 64;
    for (int64_t part = 0; part < target.distribution.num_parts; ++part) {
      DAPBuffer &buffer = to.part(static_cast<size_t>(part)).buffer;
      buffer.type_code = to.array.type_code;
      buffer.type_bits = to.array.type_bits;
      wide.resize(1000);
      buffer.data = wide.data();
    }
  }
  void move_to_device() {
    from.part(0).buffer.device_type = DAP_DEVICE_CUDA;
    from.array.flags |= DAP_FEATURE_DEVICE;
  }
  // The target's rows lie in one place.
  void fold() { to.part(0).buffer.strides[0] = 0; }
  // A second pair whose target lies where the first one's does.
  void lay_over() { to.part(0).buffer.data = from.part(0).buffer.data; }

  std::vector<stored_element> covered;
  std::vector<double> wide;
  int32_t status_ = DAP_OK;
  DAPError error_{};

  int32_t make_plan(DAPError *error) {
    return dap_mpi_plan_create(MPI_COMM_WORLD, planned_source, planned_target, &plan_options, plan_out, error);
  }
  int32_t bind(DAPError *error) {
    return dap_mpi_transfer_create(MPI_COMM_WORLD, plan, num_arrays, arrays_from.data(), arrays_to.data(), &options,
                                   &transfer, error);
  }
  void expect_untouched() const {
    for (const stored_element &each : covered) ASSERT_EQ(each.address[0], untouched);
  }
};

struct fault {
  const char *name;
  int32_t code;
  std::function<void(passed &)> bend;
  int32_t code_alone = -1;  // on one rank, which agrees with itself, and whose rows are its columns; -1: the same
};

// What all ranks are told is what rank 0 is told.
void expect_same(int32_t status, const DAPError &error, const char *name, int32_t rank) {
  std::string first = error.message;
  first.resize(sizeof error.message);
  std::string all = first;
  MPI_Bcast(all.data(), static_cast<int>(all.size()), MPI_CHAR, 0, MPI_COMM_WORLD);
  EXPECT_EQ(first, all) << name << " on rank " << rank;
  int32_t status_of_first = status;
  MPI_Bcast(&status_of_first, 1, MPI_INT32_T, 0, MPI_COMM_WORLD);
  EXPECT_EQ(status, status_of_first) << name << " on rank " << rank;
}

const fault plan_faults[] = {
    {"no source", DAP_ERROR_ARGUMENT, [](passed &of) { of.planned_source = nullptr; }},
    {"no target", DAP_ERROR_ARGUMENT, [](passed &of) { of.planned_target = nullptr; }},
    {"nowhere to put the plan", DAP_ERROR_ARGUMENT, [](passed &of) { of.plan_out = nullptr; }},
    {"a source of another major", DAP_ERROR_VERSION, [](passed &of) { of.source.distribution.version.major = 9; }},
    {"an invalid target", DAP_ERROR_INVALID, [](passed &of) { of.target.dims[0].grid_size = 0; }},
    {"another shape", DAP_ERROR_INVALID, [](passed &of) { of.planned_target = &of.other.distribution; }},
    {"dimensions paired twice", DAP_ERROR_ARGUMENT,
     [](passed &of) {
       of.dims = {1, 1}, of.plan_options.target_dims = of.dims.data();
     }},
    {"a dimension that is none", DAP_ERROR_ARGUMENT,
     [](passed &of) {
       of.dims = {0, 2}, of.plan_options.target_dims = of.dims.data();
     }},
};

const fault bind_faults[] = {
    {"no plan", DAP_ERROR_ARGUMENT, [](passed &of) { dap_plan_release(std::exchange(of.plan, nullptr)); }},
    {"no source", DAP_ERROR_ARGUMENT, [](passed &of) { of.arrays_from[0] = nullptr; }},
    {"no target", DAP_ERROR_ARGUMENT, [](passed &of) { of.arrays_to[0] = nullptr; }},
    {"fewer than no arrays", DAP_ERROR_ARGUMENT, [](passed &of) { of.num_arrays = -1; }},
    {"no arrays", DAP_ERROR_DISAGREEMENT, [](passed &of) { of.num_arrays = 0; }, DAP_OK},
    {"a released source", DAP_ERROR_ARGUMENT, [](passed &of) { of.from.array.release = nullptr; }},
    {"a read-only target", DAP_ERROR_READ_ONLY, [](passed &of) { of.to.array.flags &= ~DAP_ARRAY_WRITABLE; }},
    {"a source that is the target", DAP_ERROR_INVALID, [](passed &of) { of.arrays_from[0] = &of.to.array; }, DAP_OK},
    {"a target that is the source", DAP_ERROR_INVALID, [](passed &of) { of.arrays_to[0] = &of.from.array; },
     DAP_ERROR_READ_ONLY},
    {"another type, which cannot be reached", DAP_ERROR_UNSUPPORTED, [](passed &of) { of.retype(DAP_TYPE_INT); }},
    {"another type, which can be reached", DAP_ERROR_DISAGREEMENT, [](passed &of) { of.retype(DAP_TYPE_COMPLEX); },
     DAP_OK},
    {"another factor", DAP_ERROR_DISAGREEMENT, [](passed &of) { of.options.alpha[0] = 2; }, DAP_OK},
    {"a factor that is complex", DAP_ERROR_UNSUPPORTED, [](passed &of) { of.options.beta[1] = 1; }},
    {"the memory of a device", DAP_ERROR_UNSUPPORTED, [](passed &of) { of.move_to_device(); }},
    {"elements in one place", DAP_ERROR_INVALID, [](passed &of) { of.fold(); }},
    {"the place of another array", DAP_ERROR_INVALID, [](passed &of) { of.lay_over(); }, DAP_OK},
};

// Calls `run`(what is passed) once with each fault on each rank.
template <size_t count, typename Run>
void with_each(const fault (&faults)[count], Run &&run) {
  for (const fault &each : faults) {
    for (int32_t rank = 0; rank < world_size(); ++rank) {
      passed of;
      run(of, [&] {
        if (world_rank() == rank) each.bend(of);
      });
      DAPError error{};
      const int32_t status = of.last_status(error);
      const bool is_other = world_size() == 1 && each.code_alone >= 0;
      EXPECT_EQ(status, is_other ? each.code_alone : each.code)
          << each.name << " on rank " << rank << ": " << error.message;
      expect_same(status, error, each.name, rank);
      of.expect_untouched();
    }
  }
}

TEST(TransferFaults, OfPlansAreToldOnAllRanks) {
  with_each(plan_faults, [](passed &of, const auto &bend) {
    bend();
    of.note([&](DAPError *e) { return of.make_plan(e); });
  });
}

TEST(TransferFaults, OfArraysAreToldOnAllRanks) {
  with_each(bind_faults, [](passed &of, const auto &bend) {
    ASSERT_EQ(of.make_plan(nullptr), DAP_OK);
    bend();
    of.note([&](DAPError *e) { return of.bind(e); });
  });
}

// What was planned on one rank for other arrays does not fit what the others expect.
TEST(TransferFaults, OfOtherPlansAreToldOnAllRanks) {
  for (int32_t rank = 0; rank < world_size(); ++rank) {
    if (world_size() == 1) return;
    passed of;
    passed turned;
    std::swap(turned.planned_source, turned.planned_target);
    ASSERT_EQ(of.make_plan(nullptr), DAP_OK);
    ASSERT_EQ(turned.make_plan(nullptr), DAP_OK);
    if (world_rank() == rank) std::swap(of.plan, turned.plan);
    of.note([&](DAPError *e) { return of.bind(e); });
    DAPError error{};
    EXPECT_EQ(of.last_status(error), DAP_ERROR_INVALID) << error.message;
    EXPECT_EQ(error.rule, DAP_RULE_TRANSFER_PLAN);
    expect_same(DAP_ERROR_INVALID, error, "another plan", rank);
  }
}

TEST(TransferFaults, OfMissingOwnersAreToldOnAllRanks) {
  plan with_gap = dealt_list(world_size());
  with_gap.dims[0].hands[0].pop_back();
  with_gap.dims[0].dim.flags |= DAP_DIM_INCOMPLETE;
  const world sources = world_of(with_gap);
  const world targets = world_of(rows_of(world_size(), known(dap_dim_balanced(3 * world_size(), world_size()))));
  const DAPDistribution &from = sources[static_cast<size_t>(world_rank())]->distribution;
  const DAPDistribution &to = targets[static_cast<size_t>(world_rank())]->distribution;
  DAPPlan *made = nullptr;
  DAPError error{};
  EXPECT_EQ(dap_mpi_plan_create(MPI_COMM_WORLD, &from, &to, nullptr, &made, &error), DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, DAP_RULE_TRANSFER_MISSING);
  expect_same(DAP_ERROR_INVALID, error, "missing owners", 0);
  const DAPPlanOptions leave{nullptr, DAP_PLAN_LEAVE_MISSING, {}};
  EXPECT_EQ(dap_mpi_plan_create(MPI_COMM_WORLD, &from, &to, &leave, &made, &error), DAP_OK) << error.message;
  dap_plan_release(made);
}

// Whoever cannot open says so in its messages.
TEST(TransferFaults, OfOpeningReachThoseThatWait) {
  for (int32_t rank = 0; rank < world_size(); ++rank) {
    passed of;
    if (world_rank() == rank) {
      of.from.array.access = [](DAPArray *, uint32_t, void **, DAPError *error) {
        return dap_simple_fail(error, DAP_ERROR_BUSY, DAP_RULE_BUSY, -1, world_rank(), 0, 1, "somebody writes");
      };
    }
    DAPError error{};
    ASSERT_EQ(of.make_plan(&error), DAP_OK) << error.message;
    ASSERT_EQ(of.bind(&error), DAP_OK) << error.message;
    ASSERT_EQ(dap_mpi_transfer_start(of.transfer, &error), DAP_OK);
    EXPECT_EQ(dap_mpi_transfer_wait(of.transfer, &error), DAP_ERROR_BUSY) << error.message;
    EXPECT_EQ(error.rule, DAP_RULE_BUSY);
    EXPECT_EQ(error.rank, rank);
    if (world_rank() == rank) of.expect_untouched();
    of.from.array.access = nullptr;
    ASSERT_EQ(dap_mpi_transfer_start(of.transfer, &error), DAP_OK);
    EXPECT_EQ(dap_mpi_transfer_wait(of.transfer, &error), DAP_OK) << error.message;
  }
}

TEST(TransferFaults, OfOrderAreRefused) {
  passed of;
  DAPError error{};
  ASSERT_EQ(of.make_plan(&error), DAP_OK);
  ASSERT_EQ(of.bind(&error), DAP_OK);
  EXPECT_EQ(dap_mpi_transfer_wait(of.transfer, &error), DAP_ERROR_ARGUMENT);
  ASSERT_EQ(dap_mpi_transfer_start(of.transfer, &error), DAP_OK);
  EXPECT_EQ(dap_mpi_transfer_start(of.transfer, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_mpi_transfer_wait(of.transfer, &error), DAP_OK);
}

}  // namespace
