// SPDX-License-Identifier: BSD-3-Clause
// For tests: an array with halos.
#pragma once

#include "array/tiles.hpp"

namespace dap::array::sample {

// 10 × 2 doubles, balanced over 3 × 1 ranks and periodic along the first dimension, seen by rank 1, which owns 4 5 6;
// writable, halos filled across faces.
struct haloed {
  std::array<double, 64> values{};
  std::vector<int64_t> shape, strides;
  distribution_ptr distribution;
  DAPPart part{};
  source_ptr source;
  held_array array;

  // Widths along each dimension.
  explicit haloed(std::array<int64_t, 2> first, std::array<int64_t, 2> second = {0, 0}, int64_t columns = 2) {
    shape = {first[0] + 3 + first[1], second[0] + columns + second[1]};
    strides = {shape[1], 1};
    if (columns == 1) shape = {shape[0]}, strides = {1};
    std::vector<DAPDim> dims{dap_dim_balanced(10, 3), dap_dim_whole(columns)};
    dims.resize(shape.size());
    dims[0].flags |= DAP_DIM_PERIODIC;
    const std::array<int64_t, 4> halo{first[0], first[1], second[0], second[1]};
    distribution = regular(dims, comm_of(1, 3), halo.data());
    part = part_of(values.data(), shape, strides);
    make_source();
  }
  // Of the memory, from now on.
  void capacity(uint64_t bytes) {
    part.capacity = bytes;
    make_source();
  }

 private:
  void make_source() {
    const DAPSourceDescription given{"haloed",
                                     {DAP_TYPE_FLOAT, 64, 1},
                                     DAP_ARRAY_WRITABLE | DAP_ARRAY_HALO_FACES,
                                     distribution.get(),
                                     &part,
                                     nullptr,
                                     {},
                                     nullptr};
    DAPSource *made = nullptr;
    static_cast<void>(dap_source_create(&given, &made, nullptr));
    dap_simple_release(&array);
    source.reset(made);
    export_to(source, array);
  }
};

inline DAPRequest request_for(uint64_t abilities, uint64_t demands = 0) {
  DAPRequest request{};
  request.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  request.abilities = abilities;
  request.demands = demands;
  return request;
}

}  // namespace dap::array::sample
