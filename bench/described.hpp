// SPDX-License-Identifier: BSD-3-Clause
// One rank's view of distributions of simulated worlds, and of listed indices.
#pragma once

#include <dap/distribution.h>

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "model/cyclic.hpp"
#include "model/dimension.hpp"

namespace dap::bench {

inline DAPDim cyclic(int64_t size, int64_t grid_size, int64_t block_size) {
  DAPDim dim{};
  dim.kind = DAP_KIND_CYCLIC;
  dim.size = size;
  dim.grid_size = grid_size;
  dim.block_size = dim.first_block = block_size;
  return dim;
}

// Over a grid of ranks, one part each. Described by hand, so that whoever keeps it has to copy it.
struct described {
  std::vector<DAPDim> dims;
  std::vector<DAPLocalDim> local;
  DAPDistribution distribution{};

  // In row-major order, unless `first_fastest`.
  described(std::vector<DAPDim> given, int64_t rank, int64_t size, bool first_fastest = false)
      : dims(std::move(given)), local(dims.size()) {
    int64_t stride = 1;
    for (size_t k = 0; k < dims.size(); ++k) {
      const size_t d = first_fastest ? k : dims.size() - 1 - k;
      dims[d].rank_stride = stride;
      local[d].coordinate = rank / stride % dims[d].grid_size;
      stride *= dims[d].grid_size;
      local[d].num_owned = model::num_owned(dims[d], local[d].coordinate);
      const bool is_cyclic = dims[d].kind == DAP_KIND_CYCLIC;
      if (is_cyclic) distribution.flags |= DAP_FEATURE_CYCLIC;
      local[d].start = is_cyclic ? model::cyclic::index_at(dims[d], local[d].coordinate, 0)
                                 : model::owned_range(dims[d], local[d].coordinate).start;
    }
    finish(rank, size);
  }
  // One dimension of listed indices.
  described(int64_t size, const std::vector<int64_t> &indices, int64_t rank, int64_t ranks) : dims(1), local(1) {
    dims[0] = dap_dim_unstructured(size, ranks, 0);
    dims[0].rank_stride = 1;
    local[0].coordinate = rank;
    local[0].num_owned = local[0].num_indices = static_cast<int64_t>(indices.size());
    local[0].indices = indices.data();
    local[0].index_form = DAP_INDEX_INT64;
    distribution.flags = DAP_FEATURE_UNSTRUCTURED;
    finish(rank, ranks);
  }
  described(const described &) = delete;
  described &operator=(const described &) = delete;

 private:
  void finish(int64_t rank, int64_t size) {
    static const char identities = 0;
    static uint64_t last_id = 0;
    distribution.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
    distribution.id_space = &identities;
    distribution.id = ++last_id;
    distribution.ndim = static_cast<int32_t>(dims.size());
    distribution.dims = dims.data();
    distribution.points_per_rank = 1;
    distribution.comm.rank = static_cast<int32_t>(rank);
    distribution.comm.size = static_cast<int32_t>(size);
    distribution.num_parts = 1;
    distribution.local = local.data();
  }
};

}  // namespace dap::bench
