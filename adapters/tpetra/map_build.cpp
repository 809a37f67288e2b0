// SPDX-License-Identifier: BSD-3-Clause
// The Map of a received array's first dimension.
#include "map_build.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <cinttypes>
#include <numeric>

namespace dap::tpetra::detail {
namespace {

// Do the ranks grow with the coordinates? Then so do the ranges, for blocks are in the order of the coordinates, known
// bounds or not: a global fact, without a message.
int32_t find_order(const DAPDistribution &distribution, bool *in_rank_order, DAPError *error) {
  const DAPDim &rows = distribution.dims[0];
  *in_rank_order = rows.kind == DAP_KIND_BLOCK;
  int64_t previous = -1;
  for (int64_t c = 0; *in_rank_order && c < rows.grid_size; ++c) {
    const int64_t coordinates[2] = {c, 0};
    int64_t rank = 0;
    const int32_t status = dap_distribution_rank(&distribution, coordinates, &rank, error);
    if (status != DAP_OK) return status;
    *in_rank_order = rank > previous;
    previous = rank;
  }
  return DAP_OK;
}

void append_range(int64_t first, int64_t count, std::vector<global_ordinal> &out) {
  const auto start = static_cast<std::ptrdiff_t>(out.size());
  out.resize(out.size() + static_cast<size_t>(count));
  std::iota(out.begin() + start, out.end(), static_cast<global_ordinal>(first));
}

// Listed indices are as the Map wants them, with the index base; ranges count from 0.
std::vector<global_ordinal> list_rows(const DAPDim &rows, const DAPLocalDim &local) {
  std::vector<global_ordinal> indices;
  indices.reserve(static_cast<size_t>(local.num_owned));
  if (rows.kind == DAP_KIND_BLOCK) {
    append_range(rows.index_base + local.start, local.num_owned, indices);
  } else if (local.index_form == DAP_INDEX_INT32) {
    const auto *list = static_cast<const int32_t *>(local.indices);
    indices.assign(list, list + local.num_owned);
  } else if (local.index_form == DAP_INDEX_INT64) {
    const auto *list = static_cast<const int64_t *>(local.indices);
    indices.assign(list, list + local.num_owned);
  } else if (local.index_form == DAP_INDEX_RUNS) {
    const auto *runs = static_cast<const int64_t *>(local.indices);
    for (int64_t i = 0; i < local.num_runs; ++i) append_range(runs[2 * i], runs[2 * i + 1], indices);
  }
  return indices;
}

}  // namespace

int32_t plan_map(const DAPDistribution &distribution, map_plan *out, DAPError *error) {
  map_plan plan;
  const int32_t status = find_order(distribution, &plan.in_rank_order, error);
  if (status != DAP_OK) return status;
  const DAPDim &rows = distribution.dims[0];
  plan.size = rows.size;
  plan.base = rows.index_base;
  if (distribution.num_parts > 0) {
    plan.start = distribution.local[0].start;
    plan.num_owned = distribution.local[0].num_owned;
    if (!plan.in_rank_order) plan.indices = list_rows(rows, distribution.local[0]);
  }
  *out = std::move(plan);
  return DAP_OK;
}

int32_t build_map(const map_plan &plan, const Teuchos::RCP<const Teuchos::Comm<int>> &comm,
                  Teuchos::RCP<const map> *out, DAPError *error) {
  const auto base = static_cast<global_ordinal>(plan.base);
  const auto unknown = Teuchos::OrdinalTraits<Tpetra::global_size_t>::invalid();
  if (!plan.in_rank_order) {
    const Teuchos::ArrayView<const global_ordinal> list(plan.indices.data(),
                                                        static_cast<Teuchos::Ordinal>(plan.indices.size()));
    *out = Teuchos::rcp(new map(unknown, list, base, comm));
    return DAP_OK;
  }
  // Tpetra sums the rows itself: with unknown bounds, nobody has compared them before.
  const auto made = Teuchos::rcp(new map(unknown, static_cast<size_t>(plan.num_owned), base, comm));
  const auto total = static_cast<int64_t>(made->getGlobalNumElements());
  if (total != plan.size) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_OWNED, 0, comm->getRank(), plan.size, total,
                           "the processes own %" PRId64 " indices together, the size is %" PRId64, total, plan.size);
  }
  const int64_t start = plan.num_owned > 0 ? int64_t{made->getMinGlobalIndex()} - plan.base : plan.start;
  if (start != plan.start) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_OWNED, 0, comm->getRank(), start, plan.start,
                           "this process starts at %" PRId64 ", the ranks before it end at %" PRId64, plan.start,
                           start);
  }
  *out = made;
  return DAP_OK;
}

}  // namespace dap::tpetra::detail
