// SPDX-License-Identifier: BSD-3-Clause
// What lists contain: indices and runs (section 8), each at most once where that matters.
#include <algorithm>
#include <cinttypes>
#include <vector>

#include "array/local_place.hpp"
#include "array/validate.hpp"
#include "model/dimension.hpp"
#include "model/grid.hpp"
#include "model/indices.hpp"
#include "model/indices_once.hpp"

namespace dap::array {
namespace {

int32_t check_list_form(const local_place &at, DAPError *error) {
  const bool known = at.local.index_form <= DAP_INDEX_RUNS;
  const bool empty = at.local.num_indices == 0;
  const bool runs = at.local.index_form == DAP_INDEX_RUNS;
  const bool consistent =
      empty ? at.local.indices == nullptr : at.local.indices != nullptr && at.local.index_form != DAP_INDEX_NONE;
  if (!known || !consistent) {
    return dap_simple_fail(
        error, DAP_ERROR_INVALID, DAP_RULE_LIST_FORM, at.d, at.rank, DAP_INDEX_RUNS, at.local.index_form,
        "part %" PRId64 " has %" PRId64 " indices in form %" PRIu32 " and indices is %sNULL", at.part,
        at.local.num_indices, at.local.index_form, at.local.indices == nullptr ? "" : "not ");
  }
  if (at.local.num_runs < 0 || (!runs || empty ? at.local.num_runs != 0 : at.local.num_runs == 0)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_RUNS, at.d, at.rank, 0, at.local.num_runs,
                           "num_runs of part %" PRId64 " is %" PRId64 " for %" PRId64 " indices in form %" PRIu32,
                           at.part, at.local.num_runs, at.local.num_indices, at.local.index_form);
  }
  return DAP_OK;
}

int32_t check_run_counts(const local_place &at, DAPError *error) {
  if (at.local.index_form != DAP_INDEX_RUNS) return DAP_OK;
  const auto *pairs = static_cast<const int64_t *>(at.local.indices);
  int64_t listed = 0;
  for (int64_t run = 0; run < at.local.num_runs; ++run) {
    const int64_t count = pairs[2 * run + 1];
    const bool fits = count >= 1 && count <= at.local.num_indices - listed;
    const bool crosses = fits && at.dim.kind == DAP_KIND_UNSTRUCTURED && listed < at.local.num_owned &&
                         listed + count > at.local.num_owned;
    if (!fits || crosses) {
      return dap_simple_fail(
          error, DAP_ERROR_INVALID, DAP_RULE_RUNS, at.d, at.rank, at.local.num_indices - listed, count,
          "run %" PRId64 " of part %" PRId64 " counts %" PRId64 "%s", run, at.part, count,
          crosses ? " and crosses from the owned to the halo indices" : ", expected 1 or more, within num_indices");
    }
    listed += count;
  }
  if (listed == at.local.num_indices) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_RUNS, at.d, at.rank, at.local.num_indices, listed,
                         "the runs of part %" PRId64 " count %" PRId64 " indices, expected num_indices %" PRId64,
                         at.part, listed, at.local.num_indices);
}

// Runs of ascending indices with their range checked; sorted by their first index afterwards.
int32_t check_list_range(const local_place &at, std::vector<model::range> &runs, DAPError *error) {
  int32_t status = DAP_OK;
  const auto check_run = [&](int64_t first, int64_t count) {
    if (status != DAP_OK) return;
    runs.push_back({first, first});
    if (first >= 0 && count <= at.dim.size && first <= at.dim.size - count) {
      runs.back().stop = first + count;
      return;
    }
    status = dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_LIST_RANGE, at.d, at.rank, at.dim.size, first,
                             "part %" PRId64 " lists %" PRId64 " indices from %" PRId64
                             " (less index_base), expected 0 to %" PRId64,
                             at.part, count, first, at.dim.size - 1);
  };
  model::listed_indices(at.local, at.dim.index_base).for_each_run(0, at.local.num_indices, check_run);
  return status;
}

int32_t check_list_repeats(const local_place &at, std::vector<model::range> &runs, DAPError *error) {
  if (at.dim.kind != DAP_KIND_UNSTRUCTURED) return DAP_OK;
  std::sort(runs.begin(), runs.end(), [](const auto &a, const auto &b) { return a.start < b.start; });
  for (size_t i = 1; i < runs.size(); ++i) {
    if (runs[i].start >= runs[i - 1].stop) continue;
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_LIST_REPEATED, at.d, at.rank, 1, runs[i].start,
                           "part %" PRId64 " lists index %" PRId64 " twice", at.part, runs[i].start);
  }
  return DAP_OK;
}

// Most lists are right, which is soon seen; the others are looked at again to tell what is wrong.
bool is_right(const local_place &at) {
  if (at.dim.kind != DAP_KIND_UNSTRUCTURED) return false;
  const model::indices_once once(at.local.num_indices, at.dim.index_base, at.dim.size);
  if (at.local.index_form == DAP_INDEX_INT64) return once.are_in(static_cast<const int64_t *>(at.local.indices));
  if (at.local.index_form == DAP_INDEX_INT32) return once.are_in(static_cast<const int32_t *>(at.local.indices));
  return false;
}

int32_t check_list(const local_place &at, DAPError *error) {
  int32_t status = check_list_form(at, error);
  if (status != DAP_OK || at.local.num_indices == 0 || is_right(at)) return status;
  status = check_run_counts(at, error);
  if (status != DAP_OK) return status;
  std::vector<model::range> runs;
  status = check_list_range(at, runs, error);
  return status == DAP_OK ? check_list_repeats(at, runs, error) : status;
}

}  // namespace

int32_t validate_lists(const DAPDistribution &distribution, DAPError *error) {
  const auto dims = model::dims_of(distribution);
  const DAPLocalDim *local = distribution.local;
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    for (size_t d = 0; d < dims.size(); ++d, ++local) {
      const local_place at{dims[d], *local, part, static_cast<int32_t>(d), distribution.comm.rank};
      const int32_t status = check_list(at, error);
      if (status != DAP_OK) return status;
    }
  }
  return validate_box_list(distribution, error);
}

}  // namespace dap::array
