// SPDX-License-Identifier: BSD-3-Clause
// Chooses this process's parts: which there are, and what each owns and stores.
#include <algorithm>

#include "array/fuzz/decode.hpp"
#include "model/cyclic.hpp"
#include "model/dimension.hpp"

namespace dap::array::fuzz {
namespace {

constexpr size_t most_parts = 12;

// With its bounds in place, so that the model can be asked.
DAPDim known_dim(const described_dim &described) {
  DAPDim dim = described.dim;
  dim.bounds = described.bounds.empty() ? nullptr : described.bounds.data();
  // What nobody else knows may as well be balanced.
  if ((dim.flags & DAP_DIM_UNKNOWN_BOUNDS) != 0) dim.flags |= DAP_DIM_BALANCED;
  return dim;
}

void append_run(std::vector<int64_t> &runs, size_t first_of_share, int64_t index) {
  if (runs.size() > first_of_share && runs[runs.size() - 2] + runs.back() == index) {
    ++runs.back();
    return;
  }
  runs.insert(runs.end(), {index, 1});
}

// Writes `owned` and then `halo` down in one of the forms.
void choose_form(choices &from, const DAPDim &dim, const std::vector<int64_t> &owned, const std::vector<int64_t> &halo,
                 described_local &out) {
  DAPLocalDim &local = out.local;
  local.num_indices = static_cast<int64_t>(owned.size() + halo.size());
  local.index_form = static_cast<uint32_t>(DAP_INDEX_INT32 + from.below(3));
  if (local.num_indices == 0) {
    local.index_form = static_cast<uint32_t>(from.below(4));
    return;
  }
  local.indices = pointing<const void>();
  size_t first_of_share = 0;
  for (const auto *share : {&owned, &halo}) {
    for (const int64_t index : *share) {
      if (local.index_form == DAP_INDEX_RUNS) {
        append_run(out.list, first_of_share, index + dim.index_base);
      } else {
        out.list.push_back(index + dim.index_base);
      }
    }
    first_of_share = out.list.size();
  }
  if (local.index_form == DAP_INDEX_RUNS) local.num_runs = static_cast<int64_t>(out.list.size() / 2);
}

// Index i is owned at (i / stretch + salt) mod grid_size; of the others, every `gap`th is halo.
void choose_listed(choices &from, const DAPDim &dim, described_local &out) {
  const int64_t stretch = 1 + from.below(3);
  const int64_t gap = 1 + from.below(3);
  std::vector<int64_t> owned, halo;
  for (int64_t index = 0; index < dim.size; ++index) {
    if ((index / stretch) % dim.grid_size == out.local.coordinate) {
      owned.push_back(index);
    } else if ((dim.flags & DAP_DIM_HALO) != 0 && index % gap == 0) {
      halo.push_back(index);
    }
  }
  if (from.one_in(4)) std::reverse(owned.begin(), owned.end());
  out.local.num_owned = static_cast<int64_t>(owned.size());
  choose_form(from, dim, owned, halo, out);
}

void choose_halo(choices &from, const DAPDim &dim, described_local &out) {
  if ((dim.flags & DAP_DIM_HALO) != 0) {
    out.local.halo[0] = from.below(4);
    out.local.halo[1] = from.below(16);
  }
  if ((dim.flags & DAP_DIM_HALO_LIST) == 0) return;
  std::vector<int64_t> halo;
  for (int64_t count = dim.size > 0 ? from.below(5) : 0; count > 0; --count) {
    halo.push_back(from.below(std::min<int64_t>(dim.size, 256)));
  }
  choose_form(from, dim, {}, halo, out);
}

described_local choose_local(choices &from, const described_dim &described, int64_t coordinate) {
  const DAPDim dim = known_dim(described);
  described_local out;
  out.local.coordinate = coordinate;
  if (dim.kind == DAP_KIND_UNSTRUCTURED) choose_listed(from, dim, out);
  if (dim.kind == DAP_KIND_CYCLIC) {
    out.local.num_owned = model::cyclic::num_owned(dim, coordinate);
    if (out.local.num_owned > 0) out.local.start = model::cyclic::index_at(dim, coordinate, 0);
  }
  if (dim.kind == DAP_KIND_BLOCK) {
    const model::range owned = model::owned_range(dim, coordinate);
    out.local.start = owned.start;
    out.local.num_owned = owned.count();
    choose_halo(from, dim, out);
  }
  if (dim.kind == DAP_KIND_BOX) {
    out.local.start = from.below(dim.size + 1);
    out.local.num_owned = from.below(dim.size - out.local.start + 1);
    choose_halo(from, dim, out);
  }
  return out;
}

int64_t rank_of(const description &described, const std::vector<int64_t> &point) {
  int64_t number = described.distribution.rank_offset;
  for (size_t d = 0; d < point.size(); ++d) number += point[d] * described.dims[d].dim.rank_stride;
  const int64_t slot = number / described.distribution.points_per_rank;
  return described.table.empty() ? slot : described.table[static_cast<size_t>(slot)];
}

void choose_part(choices &from, const std::vector<int64_t> &point, description &out) {
  described_part part;
  bool owns = true;
  for (size_t d = 0; d < point.size(); ++d) {
    part.row.push_back(choose_local(from, out.dims[d], point[d]));
    if (d < static_cast<size_t>(out.distribution.ndim)) owns = owns && part.row.back().local.num_owned > 0;
  }
  if (owns || !from.one_in(2)) out.parts.push_back(std::move(part));
}

// All grid points in C order.
void choose_grid_parts(choices &from, description &out) {
  std::vector<int64_t> point(out.dims.size(), 0);
  while (out.parts.size() < most_parts) {
    if (rank_of(out, point) == out.distribution.comm.rank) choose_part(from, point, out);
    size_t d = point.size();
    while (d > 0 && ++point[d - 1] == out.dims[d - 1].dim.grid_size) point[--d] = 0;
    if (d == 0) return;
  }
}

}  // namespace

void choose_parts(choices &from, description &out) {
  const bool boxes = !out.dims.empty() && out.dims.front().dim.kind == DAP_KIND_BOX;
  if (boxes) {
    const std::vector<int64_t> nowhere(out.dims.size(), 0);
    for (int64_t count = from.below(4); count > 0; --count) choose_part(from, nowhere, out);
  } else {
    choose_grid_parts(from, out);
  }
  const bool has_rows = !out.parts.empty() && !out.dims.empty();
  out.distribution.num_parts = static_cast<int64_t>(out.parts.size());
  out.distribution.local = has_rows ? pointing<const DAPLocalDim>() : nullptr;
  out.array.parts = out.parts.empty() ? nullptr : pointing<const DAPPart>();
}

}  // namespace dap::array::fuzz
