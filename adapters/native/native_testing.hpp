// SPDX-License-Identifier: BSD-3-Clause
// What the tests of this adapter share: owners of distributions and arrays, and elements that know their place.
#pragma once

#include <dap/mpi.h>
#include <dap/native.h>
#include <dap/simple.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace dap::testing {

struct release_distribution {
  void operator()(const DAPDistribution *distribution) const { dap_distribution_release(distribution); }
};
using distribution_owner = std::unique_ptr<const DAPDistribution, release_distribution>;

struct destroy_native {
  void operator()(DAPNative *array) const { dap_native_destroy(array); }
};
using native_owner = std::unique_ptr<DAPNative, destroy_native>;

inline constexpr DAPType float64 = {DAP_TYPE_FLOAT, 64, 1};

// Blocks over a row-major grid; `halo` [ndim, 2] or nothing.
distribution_owner make_regular(std::vector<DAPDim> dims, DAPComm comm, const std::vector<int64_t> &halo = {});

// A distribution of one dimension of five rows per process, one element wide; for tests that need just any.
distribution_owner make_rows(DAPComm comm, int64_t rows_per_rank = 5);

native_owner make_native(const DAPDistribution &distribution, DAPType type = float64);

// Imports an export of `producer`; fails the test if it cannot.
native_owner share(DAPNative &producer, const DAPRequest *request = nullptr);

// Number of an element in C order: what fill_numbered writes into a double.
double number_of(const DAPDistribution &distribution, const int64_t *index);

int32_t fill_numbered(DAPNative &array, double plus = 0);

// Number of owned elements that are what fill_numbered made them; the test fails for each that is not.
int64_t count_numbered(DAPNative &array, double plus = 0);

// Product of the sizes.
int64_t num_global(const DAPDistribution &distribution);

// Sum over a communicator of one number per process.
int64_t sum_over(MPI_Comm comm, int64_t number);

}  // namespace dap::testing
