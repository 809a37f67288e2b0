// SPDX-License-Identifier: BSD-3-Clause
#include "world/check.hpp"

#include <algorithm>

#include "world/open_dims.hpp"

namespace dap::world {
namespace {

// What comes next is alike on all ranks: it is decided by global members.
enum class shape { boxes, closed, open };

shape shape_of(const DAPDistribution &distribution) {
  if (distribution.ndim > 0 && distribution.dims[0].kind == DAP_KIND_BOX) return shape::boxes;
  return has_open(distribution) ? shape::open : shape::closed;
}

}  // namespace

int32_t check_world(assembly &all, DAPError *error) {
  int32_t status = check_globals(all, error);
  if (status != DAP_OK) return status;
  shape found = shape::closed;
  status = all.together(
      [&found](resident &at, DAPError *) {
        at.kept.clear();
        found = shape_of(*at.distribution);
        return DAP_OK;
      },
      error);
  if (status == DAP_OK && found == shape::boxes) return check_boxes(all, error);
  if (status == DAP_OK && found == shape::open) status = check_coordinates(all, error);
  if (status == DAP_OK && found == shape::open) status = check_ranges(all, error);
  if (status == DAP_OK && found == shape::open) status = check_lists(all, error);
  return status == DAP_OK ? check_points(all, error) : status;
}

}  // namespace dap::world
