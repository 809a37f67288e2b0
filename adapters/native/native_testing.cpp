// SPDX-License-Identifier: BSD-3-Clause
#include "native_testing.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace dap::testing {

distribution_owner make_regular(std::vector<DAPDim> dims, DAPComm comm, const std::vector<int64_t> &halo) {
  dap_dims_row_major(dims.data(), static_cast<int32_t>(dims.size()));
  const auto description = dap_distribution_describe(dims.data(), static_cast<int32_t>(dims.size()), comm);
  const DAPDistribution *made = nullptr;
  DAPError error = {};
  EXPECT_EQ(dap_distribution_create_regular(&description, halo.empty() ? nullptr : halo.data(), &made, &error), DAP_OK)
      << error.message;
  return distribution_owner(made);
}

distribution_owner make_rows(DAPComm comm, int64_t rows_per_rank) {
  return make_regular({dap_dim_balanced(rows_per_rank * comm.size, comm.size)}, comm);
}

native_owner make_native(const DAPDistribution &distribution, DAPType type) {
  DAPNative *made = nullptr;
  DAPError error = {};
  EXPECT_EQ(dap_native_create(&distribution, type, &made, &error), DAP_OK) << error.message;
  return native_owner(made);
}

native_owner share(DAPNative &producer, const DAPRequest *request) {
  DAPArray exported = {};
  DAPNative *consumer = nullptr;
  DAPError error = {};
  EXPECT_EQ(dap_native_export(&producer, request, &exported, &error), DAP_OK) << error.message;
  EXPECT_EQ(dap_native_import(&exported, &consumer, &error), DAP_OK) << error.message;
  EXPECT_EQ(exported.release, nullptr) << "moved in";
  return native_owner(consumer);
}

double number_of(const DAPDistribution &distribution, const int64_t *index) {
  int64_t number = 0;
  for (int32_t d = 0; d < distribution.ndim; ++d) number = number * distribution.dims[d].size + index[d];
  return static_cast<double>(number);
}

namespace {

struct numbering {
  const DAPDistribution *distribution;
  double plus;
  int64_t right;
};

numbering numbering_of(const DAPNative &array, double plus) {
  return {dap_native_array(&array)->distribution, plus, 0};
}

}  // namespace

int32_t fill_numbered(DAPNative &array, double plus) {
  auto numbers = numbering_of(array, plus);
  const auto write = [](const int64_t *index, void *element, void *context) {
    const auto &wanted = *static_cast<numbering *>(context);
    *static_cast<double *>(element) = number_of(*wanted.distribution, index) + wanted.plus;
  };
  return dap_native_fill(&array, write, &numbers, nullptr);
}

int64_t count_numbered(DAPNative &array, double plus) {
  auto numbers = numbering_of(array, plus);
  const auto check = [](const int64_t *index, const void *element, void *context) {
    auto &wanted = *static_cast<numbering *>(context);
    const double expected = number_of(*wanted.distribution, index) + wanted.plus;
    EXPECT_EQ(*static_cast<const double *>(element), expected);
    if (*static_cast<const double *>(element) == expected) ++wanted.right;
  };
  EXPECT_EQ(dap_native_visit(&array, check, &numbers, nullptr), DAP_OK);
  return numbers.right;
}

int64_t num_global(const DAPDistribution &distribution) {
  int64_t product = 1;
  for (int32_t d = 0; d < distribution.ndim; ++d) product *= distribution.dims[d].size;
  return product;
}

int64_t sum_over(MPI_Comm comm, int64_t number) {
  int64_t sum = 0;
  MPI_Allreduce(&number, &sum, 1, MPI_INT64_T, MPI_SUM, comm);
  return sum;
}

}  // namespace dap::testing
