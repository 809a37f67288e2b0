// SPDX-License-Identifier: BSD-3-Clause
// A hand-built array that a simple view can show; each test changes what it is about.
#pragma once

#include <dap/rules.h>
#include <dap/simple.h>
#include <gtest/gtest.h>

#include <array>
#include <string>

namespace dap::testing {

// 4 x 10 doubles over 2 x 3 ranks, seen by rank 4, which owns [2,4) x [4,7), with one halo column on each side: 2 x 5
// stored elements that hold 10 * row + column.
struct sample {
  std::array<double, 10> values{23, 24, 25, 26, 27, 33, 34, 35, 36, 37};
  std::array<int64_t, 2> shape{2, 5};
  std::array<int64_t, 2> strides{5, 1};
  std::array<DAPDim, 2> dims{};
  std::array<DAPLocalDim, 2> local{};
  std::array<DAPPart, 1> parts{};
  DAPDistribution distribution{};
  DAPArray array{};
  int releases = 0;

  sample() {
    dims[0].size = 4;
    dims[0].grid_size = 2;
    dims[0].rank_stride = 3;
    dims[0].kind = DAP_KIND_BLOCK;
    dims[0].flags = DAP_DIM_BALANCED;
    dims[1] = dims[0];
    dims[1].size = 10;
    dims[1].grid_size = 3;
    dims[1].rank_stride = 1;
    dims[1].flags = DAP_DIM_BALANCED | DAP_DIM_HALO;
    local[0] = {1, 2, 2, {0, 0}, 0, 0, nullptr, DAP_INDEX_NONE, 0, {0, 0}};
    local[1] = {1, 4, 3, {1, 1}, 0, 0, nullptr, DAP_INDEX_NONE, 0, {0, 0}};
    parts[0].buffer = {values.data(), DAP_DEVICE_CPU, 0, 2, DAP_TYPE_FLOAT, 64, 1, shape.data(), strides.data(), 0};
    parts[0].capacity = sizeof values;
    distribution.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
    distribution.id_space = this;
    distribution.id = 1;
    distribution.ndim = 2;
    distribution.dims = dims.data();
    distribution.points_per_rank = 1;
    distribution.comm = {DAP_COMM_NONE, DAP_MPI_UNKNOWN, 0, 4, 6};
    distribution.num_parts = 1;
    distribution.local = local.data();
    distribution.flags = DAP_FEATURE_HALO;
    array.version = distribution.version;
    array.release = [](DAPArray *released) {
      ++static_cast<sample *>(released->private_data)->releases;
      released->release = nullptr;
    };
    array.private_data = this;
    array.flags = DAP_FEATURE_HALO;
    array.distribution = &distribution;
    array.parts = parts.data();
    array.type_code = DAP_TYPE_FLOAT;
    array.type_bits = 64;
    array.type_lanes = 1;
  }
  sample(const sample &) = delete;
  sample &operator=(const sample &) = delete;

  void set_feature(uint64_t feature) {
    array.flags |= feature;
    distribution.flags |= feature;
  }
};

// A status, with all that stands in the error beside it.
inline void expect_refusal(int32_t status, const DAPError &error, int32_t code, int32_t rule, int32_t dim,
                           const std::string &message) {
  EXPECT_EQ(status, code);
  EXPECT_EQ(error.code, code);
  EXPECT_EQ(error.rule, rule);
  EXPECT_EQ(error.dim, dim);
  EXPECT_EQ(std::string(error.message), message);
}

}  // namespace dap::testing
