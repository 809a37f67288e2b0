// SPDX-License-Identifier: BSD-3-Clause
// For tests: an array in several parts of one process, and views of what a test has.
#pragma once

#include <dap/view.h>

#include <numeric>

#include "array/recorder.hpp"

namespace dap::array::sample {

// 4 × 6 doubles in 2 × 2 tiles of 2 × 3 on one process, in C order, writable; element (i, j) is 10 · i + j.
struct tiles {
  std::array<std::array<double, 6>, 4> values{};
  std::vector<int64_t> shape{2, 3};
  std::vector<int64_t> strides{3, 1};
  std::array<DAPPart, 4> parts{};
  distribution_ptr distribution;
  recorder calls;
  source_ptr source;
  held_array array;

  tiles() {
    for (size_t part = 0; part < 4; ++part) {
      for (size_t i = 0; i < 6; ++i) {
        const size_t row = part / 2 * 2 + i / 3;
        const size_t column = part % 2 * 3 + i % 3;
        values[part][i] = static_cast<double>(10 * row + column);
      }
      parts[part] = part_of(values[part].data(), shape, strides);
      parts[part].capacity = sizeof values[part];
    }
    std::array<DAPDim, 2> dims{dap_dim_balanced(4, 2), dap_dim_balanced(6, 2)};
    dap_dims_row_major(dims.data(), 2);
    DAPDistribution description = dap_distribution_describe(dims.data(), 2, dap_comm_none());
    description.points_per_rank = 4;
    const DAPDistribution *made = nullptr;
    static_cast<void>(dap_distribution_create_regular(&description, nullptr, &made, nullptr));
    distribution.reset(made);
    const DAPSourceDescription given{
        "tiles", {DAP_TYPE_FLOAT, 64, 1}, DAP_ARRAY_WRITABLE, made, parts.data(), nullptr, recorder::hooks(), &calls};
    DAPSource *created = nullptr;
    static_cast<void>(dap_source_create(&given, &created, nullptr));
    source.reset(created);
    export_to(source, array);
  }
};

inline int32_t slice(DAPArray &array, const std::vector<DAPSlice> &slices, DAPArray &out, DAPError *error = nullptr) {
  return dap_array_slice(&array, static_cast<int32_t>(slices.size()), slices.data(), &out, error);
}

inline int32_t permute(DAPArray &array, const std::vector<int32_t> &axes, DAPArray &out, DAPError *error = nullptr) {
  return dap_array_permute(&array, static_cast<int32_t>(axes.size()), axes.data(), &out, error);
}

// Element 0, 0, … of a part of doubles.
inline double first_of(const DAPArray &array, size_t part) {
  const DAPBuffer &buffer = array.parts[part].buffer;
  return *reinterpret_cast<const double *>(static_cast<const char *>(buffer.data) + buffer.byte_offset);
}

inline DAPSlice all_backwards(int64_t size) {
  return dap_slice_range(size - 1, -1, -1);
}

}  // namespace dap::array::sample
