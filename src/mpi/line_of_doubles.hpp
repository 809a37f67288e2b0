// SPDX-License-Identifier: BSD-3-Clause
// For tests of the C++ face: a line that is divided among all ranks, and an array of it.
#pragma once

#include <dap/mpi.hpp>
#include <vector>

#include "testing/mpi_environment.hpp"

namespace dap::testing {

inline dap::distribution rows() {
  DAPDim dim = dap_dim_balanced(10, world_size());
  dim.rank_stride = 1;
  return dap::distribution::regular(dap_distribution_describe(&dim, 1, dap_comm_from_mpi(MPI_COMM_WORLD)));
}

// This rank's part of a line of doubles, with what describes it.
struct line {
  dap::distribution divided;
  std::vector<double> values;
  std::vector<int64_t> shape{static_cast<int64_t>(values.size())};
  std::vector<int64_t> strides{1};
  DAPPart part{};
  DAPArray described{};

  line(const dap::distribution &distribution, double value)
      : divided(distribution), values(num_stored(divided->local[0]), value) {
    part.buffer = {values.data(), DAP_DEVICE_CPU, 0, 1, DAP_TYPE_FLOAT, 64, 1, shape.data(), strides.data(), 0};
    described.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
    described.release = [](DAPArray *self) { self->release = nullptr; };
    described.flags = DAP_ARRAY_WRITABLE | divided->flags;
    described.distribution = divided.get();
    described.parts = &part;
    described.type_code = DAP_TYPE_FLOAT;
    described.type_bits = 64;
    described.type_lanes = 1;
  }
  static size_t num_stored(const DAPLocalDim &local) {
    return static_cast<size_t>(local.halo[0] + local.num_owned + local.halo[1]);
  }
  line(const line &) = delete;
  line &operator=(const line &) = delete;
};

}  // namespace dap::testing
