// SPDX-License-Identifier: BSD-3-Clause
#include "array/read_as.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "array/boundary.hpp"
#include "model/grid.hpp"
#include "model/one_cycle.hpp"
#include "model/owned.hpp"

namespace dap::array {
namespace {

bool is_to_read_as(const DAPDim &dim, uint32_t kind) noexcept {
  return dim.kind == (kind == DAP_KIND_CYCLIC ? DAP_KIND_BLOCK : DAP_KIND_CYCLIC);
}

std::optional<DAPDim> read_dim_as(const DAPDim &dim, uint32_t kind, std::vector<std::vector<int64_t>> &bounds) {
  if (kind == DAP_KIND_CYCLIC) return model::as_cyclic(dim);
  const auto count = model::num_block_bounds(dim);
  if (!count) return std::nullopt;
  bounds.emplace_back(static_cast<size_t>(*count));
  return model::as_blocks(dim, bounds.back());
}

int32_t other_owners(const DAPDistribution &source, int32_t d, uint32_t kind, DAPError *error) {
  const DAPDim &dim = source.dims[d];
  const char *reason = "the coordinates have several blocks, or the blocks another order than they";
  if (kind == DAP_KIND_CYCLIC) reason = "the blocks are not all of one length, but for the first and the last";
  if (kind == DAP_KIND_CYCLIC && model::may_have_halo(dim)) reason = "it has a halo";
  if (kind == DAP_KIND_CYCLIC && (dim.flags & DAP_DIM_UNKNOWN_BOUNDS) != 0) reason = "its bounds are not known";
  return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_SAME_OWNERS, d, source.comm.rank, kind, dim.kind,
                         "it cannot be read as %s: %s", kind == DAP_KIND_CYCLIC ? "cyclic" : "blocks", reason);
}

}  // namespace

bool has_to_read_as(const DAPDistribution &distribution, uint32_t kind) noexcept {
  const auto dims = model::dims_of(distribution);
  return std::any_of(dims.begin(), dims.end(), [kind](const DAPDim &dim) { return is_to_read_as(dim, kind); });
}

int32_t read_as(const DAPArray &array, uint32_t kind, view &made, DAPError *error) {
  const DAPDistribution &source = *array.distribution;
  const auto given = model::dims_of(source);
  std::vector<DAPDim> dims(given.begin(), given.end());
  std::vector<std::vector<int64_t>> bounds;
  for (int32_t d = 0; d < source.ndim; ++d) {
    if (!is_to_read_as(source.dims[d], kind)) continue;
    const auto read = read_dim_as(source.dims[d], kind, bounds);
    if (!read) return other_owners(source, d, kind, error);
    dims[static_cast<size_t>(d)] = *read;
  }
  DAPDistribution described = source;
  described.dims = dims.data();
  described.flags = source.flags & DAP_FEATURE_PARTS;  // the others are derived from the dimensions
  const auto form = kind == DAP_KIND_CYCLIC ? derived_form::as_cyclic : derived_form::as_blocks;
  made.distribution = derive(source, form, [&] { return copy_to_block(described); });
  keep_parts(array, made);
  made.flags = flags_of_view(array, *made.distribution.get()) | (array.flags & DAP_FEATURE_STRIDED);
  return DAP_OK;
}

}  // namespace dap::array
