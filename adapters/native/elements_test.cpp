// SPDX-License-Identifier: BSD-3-Clause
// Elements by global index, in every hard case: fill, visit, get, set.
#include <gtest/gtest.h>

#include <string>

#include "hard_cases.hpp"
#include "testing/mpi_environment.hpp"

using namespace dap::testing;

namespace {

class Elements : public testing::TestWithParam<hard_case> {
 protected:
  DAPComm comm_ = dap_comm_from_mpi(MPI_COMM_WORLD);
  distribution_owner distribution_ = GetParam().make(comm_);
  native_owner array_ = make_native(*distribution_);

  int64_t num_owned_anywhere() const {
    return num_global(*distribution_) * (GetParam().copies == nullptr ? 1 : GetParam().copies(comm_));
  }
};

TEST_P(Elements, AreFilledAndVisitedOnceEach) {
  ASSERT_EQ(fill_numbered(*array_), DAP_OK);

  EXPECT_EQ(sum_over(MPI_COMM_WORLD, count_numbered(*array_)), num_owned_anywhere());
}

TEST_P(Elements, AreZeroAtFirst) {
  const auto add = [](const int64_t *, const void *element, void *sum) {
    *static_cast<double *>(sum) += *static_cast<const double *>(element);
  };
  double sum = 0;

  ASSERT_EQ(dap_native_visit(array_.get(), add, &sum, nullptr), DAP_OK);

  EXPECT_EQ(sum, 0);
}

// Goes through all indices of the array.
template <typename Function>
void for_each_index(const DAPDistribution &distribution, Function &&function) {
  const int64_t count = num_global(distribution);
  std::vector<int64_t> index(static_cast<size_t>(distribution.ndim));
  for (int64_t number = 0; number < count; ++number) {
    int64_t rest = number;
    for (size_t d = index.size(); d-- > 0;) {
      index[d] = rest % distribution.dims[d].size;
      rest /= distribution.dims[d].size;
    }
    function(index.data(), static_cast<double>(number));
  }
}

TEST_P(Elements, AreFoundByIndexWhereTheyAreOwned) {
  ASSERT_EQ(fill_numbered(*array_), DAP_OK);
  int64_t owned = 0;

  for_each_index(*distribution_, [&](const int64_t *index, double number) {
    double element = -1;
    DAPError error = {};
    const int32_t status = dap_native_get(array_.get(), index, &element, &error);
    EXPECT_TRUE(status == DAP_OK || (status == DAP_ERROR_ARGUMENT && error.rule == DAP_RULE_LIST_RANGE));
    EXPECT_EQ(element, status == DAP_OK ? number : -1);
    owned += status == DAP_OK ? 1 : 0;
  });

  const int64_t times = GetParam().name == "ReplicasAcrossRanks" ? comm_.size : 1;
  EXPECT_EQ(sum_over(MPI_COMM_WORLD, owned), times * num_global(*distribution_));
}

TEST_P(Elements, AreSetInEveryPartThatOwnsThem) {
  ASSERT_EQ(dap_native_access(array_.get(), DAP_ACCESS_OVERWRITE, nullptr), DAP_OK);
  for_each_index(*distribution_, [&](const int64_t *index, double number) {
    const double element = number + 7;
    dap_native_set(array_.get(), index, &element, nullptr);
  });
  ASSERT_EQ(dap_native_access(array_.get(), DAP_ACCESS_OVERWRITE | DAP_ACCESS_END, nullptr), DAP_OK);

  EXPECT_EQ(sum_over(MPI_COMM_WORLD, count_numbered(*array_, 7)), num_owned_anywhere());
}

// A bug in the walk that reads and writes alike would be seen here: the memory itself is looked at.
TEST_P(Elements, FilledLeaveTheHaloAlone) {
  const auto set_to_one = [](const int64_t *, void *element, void *) { *static_cast<double *>(element) = 1; };
  ASSERT_EQ(dap_native_fill(array_.get(), set_to_one, nullptr, nullptr), DAP_OK);
  const DAPArray &described = *dap_native_array(array_.get());
  int64_t ones = 0;
  for (int64_t part = 0; part < described.distribution->num_parts; ++part) {
    const DAPBuffer &buffer = described.parts[part].buffer;
    int64_t stored = 1;
    for (int32_t d = 0; d < buffer.ndim; ++d) stored *= buffer.shape[d];
    for (int64_t k = 0; k < stored; ++k) ones += static_cast<double *>(buffer.data)[k] == 1 ? 1 : 0;
  }

  EXPECT_EQ(sum_over(MPI_COMM_WORLD, ones), num_owned_anywhere());
}

INSTANTIATE_TEST_SUITE_P(Hard, Elements, testing::ValuesIn(hard_cases()),
                         [](const auto &tested) { return tested.param.name; });

TEST(Element, BeforeOrBehindTheArrayIsNotOwned) {
  const auto distribution = make_rows(dap_comm_from_mpi(MPI_COMM_WORLD));
  const auto array = make_native(*distribution);
  double element = 0;
  DAPError error = {};
  for (const int64_t outside : {int64_t{-1}, 5 * int64_t{world_size()}}) {
    EXPECT_EQ(dap_native_get(array.get(), &outside, &element, &error), DAP_ERROR_ARGUMENT);
    EXPECT_EQ(error.rule, DAP_RULE_LIST_RANGE);
    EXPECT_EQ(error.dim, 0);
    EXPECT_EQ(error.found, outside);
    EXPECT_EQ(error.rank, world_rank());
    EXPECT_EQ(std::string(error.message), "native array: dimension 0: index " + std::to_string(outside) +
                                              " is not owned by this process (rank " + std::to_string(world_rank()) +
                                              "; spec 813)");
  }
}

TEST(Element, IsSetOnlyUnderTheCallersOwnOpeningForWriting) {
  const auto distribution = make_rows(dap_comm_from_mpi(MPI_COMM_WORLD));
  const auto array = make_native(*distribution);
  const int64_t mine = 5 * world_rank();
  const double value = 3;
  DAPError error = {};

  EXPECT_EQ(dap_native_set(array.get(), &mine, &value, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_END_UNOPENED);
  EXPECT_EQ(std::string(error.message).rfind("native array: the caller holds no opening", 0), 0U) << error.message;
  ASSERT_EQ(dap_native_access(array.get(), DAP_ACCESS_READ, nullptr), DAP_OK);
  EXPECT_EQ(dap_native_set(array.get(), &mine, &value, nullptr), DAP_ERROR_ARGUMENT) << "reading is not writing";
  ASSERT_EQ(dap_native_access(array.get(), DAP_ACCESS_READ | DAP_ACCESS_END, nullptr), DAP_OK);
  ASSERT_EQ(dap_native_access(array.get(), DAP_ACCESS_WRITE, nullptr), DAP_OK);
  EXPECT_EQ(dap_native_set(array.get(), &mine, &value, nullptr), DAP_OK);
  ASSERT_EQ(dap_native_access(array.get(), DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr), DAP_OK);
  EXPECT_EQ(dap_native_set(array.get(), &mine, &value, nullptr), DAP_ERROR_ARGUMENT) << "the opening is over";
}

TEST(Element, IsReadWithinTheCallersOwnOpeningForWriting) {
  const auto distribution = make_rows(dap_comm_from_mpi(MPI_COMM_WORLD));
  const auto array = make_native(*distribution);
  const int64_t mine = 5 * world_rank() + 2;
  double found = 0;
  ASSERT_EQ(dap_native_access(array.get(), DAP_ACCESS_WRITE, nullptr), DAP_OK);

  EXPECT_EQ(fill_numbered(*array), DAP_OK);
  EXPECT_EQ(dap_native_get(array.get(), &mine, &found, nullptr), DAP_OK);
  EXPECT_EQ(count_numbered(*array), 5);

  EXPECT_EQ(found, static_cast<double>(mine));
  EXPECT_EQ(dap_native_access(array.get(), DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr), DAP_OK) << "still open";
}

}  // namespace
