// SPDX-License-Identifier: BSD-3-Clause
// For tests: a list of boxes, and dimensions of the index space that they lie in.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "model/boxes.hpp"
#include "model/sample_dims.hpp"

namespace dap::model::sample {

struct boxes {
  std::vector<int64_t> bounds;  // [boxes, ndim, 2]
  std::vector<int64_t> ranks;
  std::size_t ndim;

  [[nodiscard]] box_list list() const {
    DAPBoxes listed{};
    listed.num_boxes = static_cast<int64_t>(ranks.size());
    listed.bounds = bounds.data();
    listed.ranks = ranks.data();
    return {listed, ndim};
  }
};

inline std::vector<DAPDim> box_dims(const std::vector<int64_t> &sizes) {
  std::vector<DAPDim> dims;
  for (const int64_t size : sizes) dims.push_back(dim_of_kind(DAP_KIND_BOX, size, 1));
  return dims;
}

}  // namespace dap::model::sample
