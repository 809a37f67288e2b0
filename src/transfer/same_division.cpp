// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/same_division.hpp"

#include <dap/distribution.h>

#include <vector>

#include "model/grid.hpp"
#include "model/indices.hpp"
#include "world/globals.hpp"

namespace dap::transfer {
namespace {

bool same_lists(const DAPDim &dim, const DAPLocalDim &a, const DAPLocalDim &b) {
  const model::listed_indices first(a, dim.index_base);
  const model::listed_indices second(b, dim.index_base);
  std::vector<int64_t> runs;
  first.for_each_run(0, first.size(), [&](int64_t index, int64_t count) { runs.insert(runs.end(), {index, count}); });
  std::size_t at = 0;
  bool same = first.size() == second.size();
  second.for_each_run(0, second.size(), [&](int64_t index, int64_t count) {
    same = same && at + 1 < runs.size() && runs[at] == index && runs[at + 1] == count;
    at += 2;
  });
  return same && at == runs.size();
}

bool same_row(const DAPDim &dim, const DAPLocalDim &a, const DAPLocalDim &b) {
  if (a.coordinate != b.coordinate || a.num_owned != b.num_owned) return false;
  if (dim.kind == DAP_KIND_REPLICA) return true;
  const bool starts = a.start == b.start || a.num_owned == 0;
  return starts && a.halo[0] == b.halo[0] && a.halo[1] == b.halo[1] && same_lists(dim, a, b);
}

}  // namespace

bool is_divided_as(const DAPDistribution &planned_for, const DAPDistribution &given) {
  if (dap_distribution_same(&planned_for, &given) != 0) return true;
  if (given.num_parts != planned_for.num_parts || world::globals_of(given) != world::globals_of(planned_for))
    return false;
  const auto dims = model::dims_of(given);
  for (std::size_t row = 0; row < static_cast<std::size_t>(given.num_parts) * dims.size(); ++row) {
    if (!same_row(dims[row % dims.size()], planned_for.local[row], given.local[row])) return false;
  }
  return true;
}

}  // namespace dap::transfer
