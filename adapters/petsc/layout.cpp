// SPDX-License-Identifier: BSD-3-Clause
// Ownership ranges as block dimensions.
#include "layout.hpp"

#include <dap/mpi.h>

#include <array>
#include <deque>
#include <vector>

#include "attach.hpp"
#include "dmda_grid.hpp"
#include "error.hpp"

namespace dap::petsc {
namespace {

// Dimensions, and the bounds that they point to.
struct block_dims {
  std::deque<bounds_list> bounds;  // a deque: what it holds stays in place
  std::vector<DAPDim> dims;

  // PETSc's own choice is the balanced one, and needs no table.
  void add(bounds_list list, bool periodic) {
    const auto grid_size = static_cast<int64_t>(list.size()) - 1;
    DAPDim dim = dap_dim_balanced(list.back(), grid_size);
    const int64_t share = dim.size / grid_size;
    for (int64_t c = 0; c < grid_size; ++c) {
      const auto at = static_cast<size_t>(c);
      if (list[at + 1] - list[at] == share + (c < dim.size % grid_size ? 1 : 0)) continue;
      bounds.push_back(std::move(list));
      dim = dap_dim_irregular(bounds.back().data(), grid_size);
      break;
    }
    if (periodic && dim.size > 0) dim.flags |= DAP_DIM_PERIODIC;
    dims.push_back(dim);
  }
};

// The first element of each process, and the end, divided by `unit`; empty if that leaves a remainder.
bounds_list ranges_of(Vec vec, int size, PetscInt unit) {
  const PetscInt *ranges = nullptr;
  check(VecGetOwnershipRanges(vec, &ranges), "VecGetOwnershipRanges");
  bounds_list list(static_cast<size_t>(size) + 1);
  for (size_t r = 0; r < list.size(); ++r) {
    if (ranges[r] % unit != 0) return {};
    list[r] = ranges[r] / unit;
  }
  return list;
}

// Whether the Vec is divided as the DMDA's global vectors are, on all processes: local vectors carry the DMDA, too.
bool is_global_vector(const bounds_list &ranges, const dmda_grid &grid) {
  std::array<size_t, 3> processes = {1, 1, 1};
  for (size_t d = 0; d < static_cast<size_t>(grid.ndim); ++d) processes[d] = grid.bounds[d].size() - 1;
  if (ranges.size() != processes[0] * processes[1] * processes[2] + 1) return false;
  for (size_t rank = 0; rank + 1 < ranges.size(); ++rank) {
    const std::array<size_t, 3> place = {rank % processes[0], rank / processes[0] % processes[1],
                                         rank / processes[0] / processes[1]};
    int64_t count = grid.dof;
    for (size_t d = 0; d < static_cast<size_t>(grid.ndim); ++d) {
      count *= grid.bounds[d][place[d] + 1] - grid.bounds[d][place[d]];
    }
    if (ranges[rank + 1] - ranges[rank] != count) return false;
  }
  return true;
}

// Slowest dimension first: x is fastest both in memory and in the process grid, so (z, y, x) makes both C order.
bool add_dmda(Vec vec, int size, block_dims &out) {
  DM dm = nullptr;
  check(VecGetDM(vec, &dm), "VecGetDM");
  if (dm == nullptr || !is_dmda(dm)) return false;
  dmda_grid grid = grid_of(dm);
  if (!is_global_vector(ranges_of(vec, size, 1), grid)) return false;
  for (auto d = static_cast<size_t>(grid.ndim); d-- > 0;) {
    out.add(std::move(grid.bounds[d]), grid.boundary[d] == DM_BOUNDARY_PERIODIC);
  }
  if (grid.dof > 1) out.add({0, grid.dof}, false);
  return true;
}

void add_blocks(Vec vec, int size, PetscInt block_size, block_dims &out) {
  bounds_list blocks = ranges_of(vec, size, block_size);
  if (block_size <= 1 || blocks.empty()) return out.add(ranges_of(vec, size, 1), false);
  out.add(std::move(blocks), false);
  out.add({0, block_size}, false);
}

}  // namespace

vec_traits traits_of(Vec vec) {
  vec_traits traits;
  DM dm = nullptr;
  check(VecGetBlockSize(vec, &traits.block_size), "VecGetBlockSize");
  check(VecGetDM(vec, &dm), "VecGetDM");
  if (dm != nullptr) traits.dm = id_of(reinterpret_cast<PetscObject>(dm));
  return traits;
}

distribution_ref make_distribution(Vec vec, const vec_traits &traits) {
  const DAPComm value = dap_comm_from_mpi(comm_of(as_object(vec)));
  block_dims blocks;
  if (!add_dmda(vec, value.size, blocks)) add_blocks(vec, value.size, traits.block_size, blocks);

  const auto ndim = static_cast<int32_t>(blocks.dims.size());
  dap_dims_row_major(blocks.dims.data(), ndim);
  const DAPDistribution description = dap_distribution_describe(blocks.dims.data(), ndim, value);
  const DAPDistribution *distribution = nullptr;
  DAPError error = {};
  require(dap_distribution_create_regular(&description, nullptr, &distribution, &error), error);
  return distribution_ref(distribution);
}

}  // namespace dap::petsc
