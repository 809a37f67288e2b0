// SPDX-License-Identifier: BSD-3-Clause
// The C++ face of the native array: an owner, functions of one's own, and nothing thrown through C.
#include <gtest/gtest.h>

#include <dap/native.hpp>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "testing/mpi_environment.hpp"
#include "testing/thrown_error.hpp"

using namespace dap::testing;

namespace {

dap::distribution rows_by_four() {
  std::vector<DAPDim> dims{dap_dim_balanced(7, world_size()), dap_dim_whole(4)};
  dap_dims_row_major(dims.data(), 2);
  return dap::distribution::regular(dap_distribution_describe(dims.data(), 2, dap_comm_from_mpi(MPI_COMM_WORLD)));
}

double number_at(const int64_t *index) {
  return static_cast<double>(4 * index[0] + index[1]);
}

dap::native_array numbered() {
  dap::native_array made = dap::native_array::create<double>(rows_by_four());
  made.fill<double>(number_at);
  return made;
}

TEST(CppNative, IsFilledVisitedAndGathered) {
  const dap::native_array made = numbered();
  int64_t visited = 0;
  made.visit<double>([&](const int64_t *index, const double &element) {
    EXPECT_EQ(element, number_at(index));
    ++visited;
  });
  EXPECT_EQ(visited, 4 * made.described().distribution->local[0].num_owned);

  const int root = world_size() - 1;
  const std::vector<double> whole = made.gather<double>(root);

  std::vector<double> expected(world_rank() == root ? 28 : 0);
  std::iota(expected.begin(), expected.end(), 0.0);
  EXPECT_EQ(whole, expected);
}

TEST(CppNative, SharesItsMemoryBothWays) {
  dap::native_array made = numbered();
  dap::native_array again = dap::native_array::from(made.share());
  const DAPLocalDim &mine = made.described().distribution->local[0];
  if (mine.num_owned > 0) {
    const std::vector<int64_t> index{mine.start, 2};
    {
      dap::native_opening writing(again, DAP_ACCESS_WRITE);
      again.set(index, -1.0);
      EXPECT_EQ(thrown_by([&] { static_cast<void>(made.get<double>(index)); }).code, DAP_ERROR_BUSY);
      writing.end();
    }
    EXPECT_EQ(made.get<double>(index), -1.0);
  }
}

TEST(CppNative, AdoptsMemoryAndGivesItBack) {
  int destroyed = 0;
  std::vector<double> memory(64, 0.5);
  const dap::distribution divided = rows_by_four();
  int64_t shape[2] = {divided->local[0].num_owned, 4};
  int64_t strides[2] = {4, 1};
  DAPPart part{};
  part.buffer = {memory.data(), DAP_DEVICE_CPU, 0, 2, DAP_TYPE_FLOAT, 64, 1, shape, strides, 0};
  DAPSourceDescription description{};
  description.type = dap::type_of<double>();
  description.distribution = divided.get();
  description.parts = &part;
  description.context = &destroyed;
  description.hooks.destroy = [](void *context) { ++*static_cast<int *>(context); };
  {
    const dap::native_array adopted = dap::native_array::adopt(description);
    adopted.visit<double>([](const int64_t *, const double &element) { EXPECT_EQ(element, 0.5); });
  }
  EXPECT_EQ(destroyed, 1);
}

TEST(CppNative, RefusesAnotherTypeAndAnotherNumberOfIndices) {
  dap::native_array made = numbered();
  EXPECT_EQ(thrown_by([&] { static_cast<void>(made.get<float>({0, 0})); }).rule, DAP_RULE_TYPE);
  EXPECT_EQ(thrown_by([&] { static_cast<void>(made.get<double>({0})); }).rule, DAP_RULE_NDIM);
  EXPECT_EQ(thrown_by([&] { made.fill<int64_t>([](const int64_t *) { return 1; }); }).rule, DAP_RULE_TYPE);
  EXPECT_EQ(thrown_by([&] { static_cast<void>(made.gather<float>(0)); }).rule, DAP_RULE_TYPE);
}

TEST(CppNative, ThrowsOnWhatTheCallersFunctionThrows) {
  dap::native_array made = numbered();
  int calls = 0;
  const auto visit = [&] {
    made.visit<double>([&](const int64_t *, const double &) {
      ++calls;
      throw std::runtime_error("enough");
    });
  };
  if (made.described().distribution->local[0].num_owned > 0) {
    EXPECT_THROW(visit(), std::runtime_error);
    EXPECT_EQ(calls, 1) << "and is not called again";
    EXPECT_THROW(made.fill<double>([](const int64_t *) -> double { throw std::runtime_error("no"); }),
                 std::runtime_error);
  }
  EXPECT_NO_THROW(dap::native_opening(made, DAP_ACCESS_WRITE).end()) << "nothing is left open";
}

}  // namespace
