// SPDX-License-Identifier: BSD-3-Clause
// Random arrays, all ranks simulated in one process: what a flat array says of each position is what plain loops find
// there.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "array/drawn_arrays.hpp"

namespace {

using namespace dap::array::sample;

bool evenly_spaced(const share &mine) {
  for (size_t i = 2; i < mine.elements.size(); ++i) {
    if (mine.elements[i].first - mine.elements[i - 1].first != mine.elements[1].first - mine.elements[0].first)
      return false;
  }
  return true;
}

index_list indices_of(const DAPLocalDim &local) {
  index_list indices;
  const auto *listed = static_cast<const int64_t *>(local.indices);
  if (local.index_form == DAP_INDEX_INT64) indices.assign(listed, listed + local.num_indices);
  for (int64_t run = 0; run < local.num_runs; ++run) {
    for (int64_t i = 0; i < listed[2 * run + 1]; ++i) indices.push_back(listed[2 * run] + i);
  }
  return indices;
}

// Position by position, in the order of the flat index: the same address, and in natural order the same index.
void expect_positions(const share &mine, const DAPArray &flat, bool natural) {
  const auto count = static_cast<int64_t>(mine.elements.size());
  RC_ASSERT(flat.distribution->num_parts == mine.description.num_parts);
  if (flat.distribution->num_parts == 0) return;
  const DAPLocalDim &local = flat.distribution->local[0];
  const DAPBuffer &buffer = flat.parts[0].buffer;
  RC_ASSERT(local.num_owned == count);
  RC_ASSERT(buffer.shape[0] == count);
  const auto *data = static_cast<const int64_t *>(buffer.data) + buffer.byte_offset / sizeof(int64_t);
  const index_list indices = indices_of(local);
  RC_ASSERT(indices.size() == (natural ? mine.elements.size() : 0U));
  for (int64_t i = 0; i < count; ++i) {
    const auto &[address, index] = mine.elements[static_cast<size_t>(i)];
    RC_ASSERT(data + i * buffer.strides[0] == address);
    if (natural) RC_ASSERT(indices[static_cast<size_t>(i)] == index);
  }
}

RC_GTEST_PROP(FlattenProperties, EveryPositionIsWhatPlainLoopsFind, ()) {
  drawn_array array;
  draw_array(array);
  const bool listed = std::any_of(array.dims.begin(), array.dims.end(),
                                  [](const DAPDim &dim) { return dim.kind == DAP_KIND_UNSTRUCTURED; });
  const int64_t size = std::accumulate(array.dims.begin(), array.dims.end(), int64_t{1},
                                       [](int64_t product, const DAPDim &dim) { return product * dim.size; });
  int64_t next = 0;
  for (int32_t rank = 0; rank < array.description.comm.size; ++rank) {
    share mine;
    make_share(mine, array, rank);
    for (const int32_t form : {DAP_FLATTEN_NATURAL, DAP_FLATTEN_RANK_ORDER}) {
      held_array received, flat;
      export_to(mine.source, received);
      DAPError error{};
      const int32_t status = dap_array_flatten(&received, form, &flat, &error);
      if (!evenly_spaced(mine) || (listed && form == DAP_FLATTEN_RANK_ORDER)) {
        RC_ASSERT(status == DAP_ERROR_UNSUPPORTED);
        RC_ASSERT(error.rule == (evenly_spaced(mine) ? DAP_RULE_FLAT_COUNTS : DAP_RULE_FLAT_STRIDE));
        RC_ASSERT(received.release != nullptr);
        continue;
      }
      RC_ASSERT(status == DAP_OK);
      RC_ASSERT(received.release == nullptr);
      RC_ASSERT(dap_distribution_validate(flat.distribution, &error) == DAP_OK);
      RC_ASSERT(dap_array_validate(&flat, &error) == DAP_OK);
      RC_ASSERT(flat.distribution->dims[0].size == size);
      expect_positions(mine, flat, form == DAP_FLATTEN_NATURAL);
      const index_list bounds{next, next + static_cast<int64_t>(mine.elements.size())};
      if (form == DAP_FLATTEN_RANK_ORDER) {
        RC_ASSERT(flat.distribution->dims[0].bounds[rank] == bounds[0]);
        RC_ASSERT(flat.distribution->dims[0].bounds[rank + 1] == bounds[1]);
      }
    }
    next += static_cast<int64_t>(mine.elements.size());
  }
  RC_ASSERT(next == size);
}

}  // namespace
