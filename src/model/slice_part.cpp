// SPDX-License-Identifier: BSD-3-Clause
// Slices: a part's share of one, over the same memory.
#include <algorithm>
#include <cstddef>

#include "model/cyclic.hpp"
#include "model/indices.hpp"
#include "model/local_dimension.hpp"
#include "model/slice.hpp"

namespace dap::model {

namespace {

// Of one position any stride is right.
storage_slice stored(int64_t first, int64_t stride, int64_t count) noexcept {
  return count > 1 ? storage_slice{first, stride} : storage_slice{first, 1};
}

void slice_range(const DAPDim &dim, const DAPLocalDim &local, const selection &taken, sliced_part &part) noexcept {
  part.storage = storage_slice{0, 1};
  if (local.num_owned == 0) return;  // Its start may be any number.
  const range indices = taken.within({local.start, local.start + local.num_owned});
  part.local.start = indices.start;
  part.local.num_owned = indices.count();
  if (indices.count() == 0) return;
  const int64_t offset = taken.source_of(indices.start) - local.start;
  part.storage = stored(first_owned_position(dim, local) + offset, taken.step, indices.count());
}

void slice_cyclic(const DAPDim &dim, const selection &taken, sliced_part &part) {
  const DAPDim sliced = slice_dim(dim, taken, {}).dim;
  const int64_t count = cyclic::num_owned(sliced, part.local.coordinate);
  part.local.num_owned = count;
  part.storage = storage_slice{0, 1};
  if (count == 0) return;
  part.local.start = cyclic::index_at(sliced, part.local.coordinate, 0);
  part.storage = stored(cyclic::position_of(dim, taken.source_of(part.local.start)), taken.step, count);
}

// Indices of the slice that a part stores one behind the other, the first one at `position`.
struct taken_run {
  int64_t first;
  int64_t count;
  int64_t position;
};

std::vector<taken_run> taken_singly(const DAPDim &dim, int64_t coordinate, const selection &taken) {
  std::vector<taken_run> runs;
  for (int64_t index = 0; index < taken.count; ++index) {
    const int64_t source = taken.source_of(index);
    if (cyclic::owner(dim, source) == coordinate) runs.push_back({index, 1, cyclic::position_of(dim, source)});
  }
  return runs;
}

std::vector<taken_run> taken_runs(const DAPDim &dim, const DAPLocalDim &local, const selection &taken) {
  // Of many blocks a slice may take a few indices.
  if (dim.kind == DAP_KIND_CYCLIC && taken.count < cyclic::num_blocks(dim) / dim.grid_size) {
    return taken_singly(dim, local.coordinate, taken);
  }
  std::vector<taken_run> runs;
  for_each_owned_run(dim, local, [&](int64_t first, int64_t position, int64_t count) {
    const range indices = taken.within({first, first + count});
    if (indices.count() == 0) return;
    runs.push_back({indices.start, indices.count(), position + (taken.source_of(indices.start) - first)});
  });
  if (taken.is_reversed()) std::reverse(runs.begin(), runs.end());
  return runs;
}

// The runs' positions, `step` apart within a run, if they are alike between runs.
std::optional<storage_slice> storage_of(const std::vector<taken_run> &runs, int64_t step) noexcept {
  if (runs.empty()) return storage_slice{0, 1};
  const taken_run &first = runs.front();
  if (runs.size() == 1) return stored(first.position, step, first.count);
  const int64_t stride = first.count > 1 ? step : runs[1].position - first.position;
  int64_t next = first.position;
  for (const taken_run &run : runs) {
    if (run.position != next || (run.count > 1 && step != stride)) return std::nullopt;
    next += run.count * stride;
  }
  return storage_slice{first.position, stride};
}

// Maximal runs, or single indices where those are shorter.
void write_list(const std::vector<taken_run> &runs, sliced_part &part) {
  DAPLocalDim &local = part.local;
  std::vector<int64_t> &list = part.list;
  const auto add_run = [&list](int64_t first, int64_t count) { list.insert(list.end(), {first, count}); };
  run_merger merger(add_run);
  for (const taken_run &run : runs) {
    merger.add(run.first, run.count);
    local.num_owned += run.count;
  }
  merger.flush();
  local.num_indices = local.num_owned;
  local.index_form = local.num_indices > 0 ? DAP_INDEX_RUNS : DAP_INDEX_NONE;
  local.num_runs = static_cast<int64_t>(list.size() / 2);
  if (static_cast<int64_t>(list.size()) > local.num_indices) {
    list.clear();
    for (const taken_run &run : runs) {
      for (int64_t offset = 0; offset < run.count; ++offset) list.push_back(run.first + offset);
    }
    local.index_form = DAP_INDEX_INT64;
    local.num_runs = 0;
  }
  local.indices = list.empty() ? nullptr : list.data();
}

}  // namespace

sliced_part slice_part(const DAPDim &dim, const DAPLocalDim &local, const selection &taken) {
  sliced_part part;
  if (dim.kind == DAP_KIND_REPLICA || taken.is_everything(dim.size)) {
    part.local = local;
    part.storage = storage_slice{0, 1};
    return part;
  }
  part.local.coordinate = taken.is_reversed() ? dim.grid_size - 1 - local.coordinate : local.coordinate;
  if (dim.kind == DAP_KIND_CYCLIC && taken.is_contiguous()) {
    slice_cyclic(dim, taken, part);
  } else if (dim.kind == DAP_KIND_CYCLIC || dim.kind == DAP_KIND_UNSTRUCTURED) {
    const std::vector<taken_run> runs = taken_runs(dim, local, taken);
    part.storage = storage_of(runs, taken.step);
    write_list(runs, part);
  } else {
    slice_range(dim, local, taken, part);
  }
  return part;
}

}  // namespace dap::model
