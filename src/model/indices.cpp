// SPDX-License-Identifier: BSD-3-Clause
// Read-only view of the listed indices of a local dimension, whichever of the three forms they are stored in.
#include "model/indices.hpp"

namespace dap::model {

listed_indices::listed_indices(const DAPLocalDim &local, int64_t index_base) noexcept
    : indices_(local.indices),
      form_(local.index_form),
      size_(local.num_indices),
      stored_runs_(local.num_runs),
      index_base_(index_base) {}

int64_t listed_indices::num_runs() const noexcept {
  int64_t runs = 0;
  for_each_run(0, size_, [&runs](int64_t, int64_t) { ++runs; });
  return runs;
}

int64_t listed_indices::at(int64_t position) const noexcept {
  if (form_ == DAP_INDEX_INT32) return from_zero(static_cast<const int32_t *>(indices_)[position]);
  if (form_ == DAP_INDEX_INT64) return from_zero(static_cast<const int64_t *>(indices_)[position]);
  const auto *pair = static_cast<const int64_t *>(indices_);
  while (position >= pair[1]) {
    position -= pair[1];
    pair += 2;
  }
  return from_zero(pair[0]) + position;
}

std::optional<int64_t> listed_indices::find(int64_t index) const noexcept {
  std::optional<int64_t> found;
  int64_t position = 0;
  for_each_run(0, size_, [&](int64_t first, int64_t count) {
    if (!found && index >= first && index - first < count) found = position + (index - first);
    position += count;
  });
  return found;
}

}  // namespace dap::model
