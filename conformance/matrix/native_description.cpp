// SPDX-License-Identifier: BSD-3-Clause
#include "native_description.hpp"

#include <dap/mpi.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <stdexcept>

namespace dap::matrix {
namespace {

// What the description points to until it is copied.
struct tables {
  std::deque<std::vector<int64_t>> lists;
  std::vector<DAPDim> dims;
  std::vector<DAPLocalDim> local;
};

DAPDim dim_of(const scenario &described, const axis &from, tables &kept) {
  DAPDim dim = dap_dim_balanced(from.size, from.num_coordinates());
  if (from.kind == division::block && !from.balanced) {
    auto &bounds = kept.lists.emplace_back(1, 0);
    for (const auto &owned : from.owned) bounds.push_back(bounds.back() + static_cast<int64_t>(owned.size()));
    dim = dap_dim_irregular(bounds.data(), from.num_coordinates());
  } else if (from.kind == division::list) {
    dim = dap_dim_unstructured(from.size, from.num_coordinates(), described.index_base);
  } else if (from.kind == division::cyclic) {
    dim.kind = DAP_KIND_CYCLIC;
    dim.flags = 0;
    dim.block_size = from.block_size;
    dim.first_block = from.block_size;
  }
  if (from.periodic) dim.flags |= DAP_DIM_PERIODIC;
  dim.rank_stride = from.rank_stride;
  return dim;
}

DAPLocalDim local_of(const scenario &described, const axis &from, int64_t coordinate, tables &kept) {
  const auto &owned = from.owned[static_cast<size_t>(coordinate)];
  DAPLocalDim local = {};
  local.coordinate = coordinate;
  local.num_owned = static_cast<int64_t>(owned.size());
  if (from.kind != division::list) {
    local.start = owned.empty() ? 0 : owned.front();
  } else if (!owned.empty()) {
    auto &list = kept.lists.emplace_back(owned);
    for (int64_t &index : list) index += described.index_base;
    local.num_indices = local.num_owned;
    local.indices = list.data();
    local.index_form = DAP_INDEX_INT64;
  }
  return local;
}

void check(int32_t status, const DAPError &error) {
  if (status != DAP_OK) throw std::runtime_error(error.message);
}

}  // namespace

distribution_pointer describe(const scenario &described) {
  tables kept;
  for (const axis &each : described.axes) kept.dims.push_back(dim_of(described, each, kept));
  DAPDistribution description =
      dap_distribution_describe(kept.dims.data(), described.ndim(), dap_comm_from_mpi(described.comm));
  description.rank_offset = described.rank_offset;
  description.points_per_rank = described.points_per_rank;
  const bool regular = std::all_of(described.axes.begin(), described.axes.end(),
                                   [](const axis &each) { return each.kind == division::block; });
  const DAPDistribution *made = nullptr;
  DAPError error = {};
  if (regular) {
    const std::vector<int64_t> halo(2 * described.axes.size(), described.halo);
    check(dap_distribution_create_regular(&description, described.halo > 0 ? halo.data() : nullptr, &made, &error),
          error);
    return distribution_pointer(made);
  }
  for (const auto &point : points_of(described, described.rank)) {
    for (size_t d = 0; d < point.size(); ++d) {
      kept.local.push_back(local_of(described, described.axes[d], point[d], kept));
    }
    ++description.num_parts;
  }
  description.local = kept.local.data();
  check(dap_distribution_create(&description, &made, &error), error);
  return distribution_pointer(made);
}

strided_memory lay_out(const scenario &described, const DAPDistribution &distribution) {
  strided_memory memory;
  const auto ndim = described.axes.size();
  memory.strides.resize(ndim);
  for (size_t d = 0; d < ndim; ++d) memory.shape.push_back(distribution.local[d].num_owned);
  int64_t step = std::abs(described.stride);
  for (size_t k = 0; k < ndim; ++k) {
    const size_t d = described.by_columns ? k : ndim - 1 - k;
    memory.strides[d] = described.stride < 0 ? -step : step;
    step *= memory.shape[d];
    if (k == 0) step += described.padding;
  }
  memory.num_elements = std::max<int64_t>(step, 1);
  for (size_t d = 0; d < ndim; ++d) {
    if (memory.strides[d] < 0 && memory.shape[d] > 0) memory.first += (memory.shape[d] - 1) * -memory.strides[d];
  }
  return memory;
}

}  // namespace dap::matrix
