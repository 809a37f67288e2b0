// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/owned_positions.hpp"

#include <algorithm>
#include <vector>

#include "model/cyclic.hpp"
#include "transfer/stored_runs.hpp"

namespace dap::transfer {
namespace {

bool add_of_cyclic(const DAPDim &dim, int64_t coordinate, int64_t first, int64_t count, run_list &made) {
  while (count > 0) {
    if (first < 0 || first >= dim.size || model::cyclic::owner(dim, first) != coordinate) return false;
    const model::range block = model::cyclic::block_range(dim, model::cyclic::block_of(dim, first));
    const int64_t taken = std::min(count, block.stop - first);
    made.add(model::cyclic::position_of(dim, first), taken);
    first += taken;
    count -= taken;
  }
  return true;
}

// `owned`: ascending.
bool add_of_runs(const std::vector<stored_run> &owned, int64_t first, int64_t count, run_list &made) {
  auto at = std::upper_bound(owned.begin(), owned.end(), first,
                             [](int64_t index, const stored_run &each) { return index < each.first; });
  if (at == owned.begin()) return false;
  for (--at; count > 0; ++at) {
    if (at == owned.end() || first < at->first || first - at->first >= at->count) return false;
    const int64_t taken = std::min(count, at->count - (first - at->first));
    made.add(at->position + (first - at->first), taken);
    first += taken;
    count -= taken;
  }
  return true;
}

bool lies_in(const stored_run &range, const run &indices) noexcept {
  const int64_t last = indices.position + (indices.repeats - 1) * indices.step;
  const int64_t low = std::min(indices.position, last);
  const int64_t high = std::max(indices.position, last) + indices.length;
  return low >= range.first && high <= range.first + range.count;
}

}  // namespace

std::optional<run_list> owned_positions(const DAPDim &dim, const DAPLocalDim &local, const run_list &indices) {
  run_list made;
  made.begin_group();
  const bool is_cyclic = dim.kind == DAP_KIND_CYCLIC && dim.grid_size > 1;
  std::vector<stored_run> owned;
  if (!is_cyclic) owned = stored_runs(dim, local, portion::owned);
  std::sort(owned.begin(), owned.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
  for (const run &each : indices.runs()) {
    if (owned.size() == 1 && lies_in(owned.front(), each)) {
      const int64_t moved = owned.front().position - owned.front().first;
      made.add(run{each.position + moved, each.length, each.step, each.repeats});
      continue;
    }
    for (int64_t r = 0; r < each.repeats; ++r) {
      const int64_t first = each.position + r * each.step;
      const bool found = is_cyclic ? add_of_cyclic(dim, local.coordinate, first, each.length, made)
                                   : add_of_runs(owned, first, each.length, made);
      if (!found) return std::nullopt;
    }
  }
  return made;
}

}  // namespace dap::transfer
