// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/sorted_runs.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "model/digit_sort.hpp"
#include "model/local_dimension.hpp"

namespace dap::transfer {
namespace {

// Elements join the run before where both index and position go on.
constexpr uint64_t next_one = (uint64_t{1} << placed_runs::half) + 1;

std::vector<placed_run> runs_of(const std::vector<uint64_t> &singles) {
  std::vector<placed_run> runs;
  uint64_t last = 0;
  for (const uint64_t element : singles) {
    if (!runs.empty() && element == last + next_one) {
      ++runs.back().count;
    } else {
      runs.push_back(
          {static_cast<int64_t>(element >> placed_runs::half), static_cast<int64_t>(element & UINT32_MAX), 1});
    }
    last = element;
  }
  return runs;
}

// Where both fit, an index and its position are one number, which is a third of a run to be moved and kept.
template <typename Integer>
placed_runs sorted_in_halves(const Integer *list, int64_t count, int64_t index_base) {
  std::vector<uint64_t> elements(static_cast<std::size_t>(count));
  bool ascends = true;
  std::size_t num_runs = 0;
  uint64_t last = 0;
  for (std::size_t position = 0; position < elements.size(); ++position) {
    const uint64_t element = static_cast<uint64_t>(list[position] - index_base) << placed_runs::half | position;
    ascends = ascends && last <= element;
    num_runs += position == 0 || element != last + next_one ? 1 : 0;
    elements[position] = last = element;
  }
  if (!ascends) model::sort_by_digits(elements, [](uint64_t element) { return element >> placed_runs::half; });
  if (num_runs < elements.size() / 2) return runs_of(elements);
  return placed_runs(std::move(elements));
}

std::vector<placed_run> all_runs_of(const DAPDim &dim, const DAPLocalDim &local) {
  std::vector<placed_run> runs;
  model::for_each_owned_run(dim, local, [&](int64_t first, int64_t position, int64_t count) {
    if (count > 0) runs.push_back({first, position, count});
  });
  return runs;
}

}  // namespace

placed_runs sorted_runs_of(const DAPDim &dim, const DAPLocalDim &local) {
  const bool is_list = dim.kind == DAP_KIND_UNSTRUCTURED && local.index_form != DAP_INDEX_RUNS;
  if (is_list && dim.size <= UINT32_MAX && local.num_owned <= UINT32_MAX) {
    return local.index_form == DAP_INDEX_INT64
               ? sorted_in_halves(static_cast<const int64_t *>(local.indices), local.num_owned, dim.index_base)
               : sorted_in_halves(static_cast<const int32_t *>(local.indices), local.num_owned, dim.index_base);
  }
  std::vector<placed_run> runs = all_runs_of(dim, local);
  const auto lower = [](const placed_run &a, const placed_run &b) { return a.first < b.first; };
  if (!std::is_sorted(runs.begin(), runs.end(), lower)) {
    model::sort_by_digits(runs, [](const placed_run &run) { return static_cast<uint64_t>(run.first); });
  }
  return runs;
}

}  // namespace dap::transfer
