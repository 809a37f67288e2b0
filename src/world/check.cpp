// SPDX-License-Identifier: BSD-3-Clause
#include "world/check.hpp"

#include "world/open_dims.hpp"

namespace dap::world {
namespace {

// What is to be checked, which is alike on all ranks: global members decide it.
struct kinds {
  bool boxes = false;
  bool open = false;  // some dimension is
  bool elements = false;
};

kinds kinds_of(const DAPDistribution &distribution) {
  const auto dims = model::dims_of(distribution).first(static_cast<size_t>(distribution.ndim));
  return {!dims.empty() && dims.front().kind == DAP_KIND_BOX, has_open(distribution), has_elements(distribution)};
}

}  // namespace

int32_t check_world(assembly &all, DAPError *error) {
  int32_t status = check_globals(all, error);
  if (status != DAP_OK) return status;
  kinds found;
  all.each([&found](resident &at) { found = kinds_of(*at.distribution); });
  if (status == DAP_OK && found.boxes) return check_boxes(all, error);
  if (status == DAP_OK && found.open) status = check_coordinates(all, error);
  if (status == DAP_OK && found.open && found.elements) status = check_ranges(all, error);
  if (status == DAP_OK && found.open) status = check_lists(all, error);
  return status == DAP_OK && found.elements ? check_points(all, error) : status;
}

}  // namespace dap::world
