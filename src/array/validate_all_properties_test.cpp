// SPDX-License-Identifier: BSD-3-Clause
// Random worlds: valid ones are accepted, those with one fault are refused, and what covers an index space is told by
// counting.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include "array/random_worlds.hpp"

namespace {

using namespace dap::array::sample;

int32_t validate(const world &all, DAPError *error) {
  std::vector<const DAPDistribution *> ranks;
  for (const auto &mine : all) ranks.push_back(mine->given());
  return dap_distribution_validate_all(ranks.data(), static_cast<int32_t>(ranks.size()), error);
}

RC_GTEST_PROP(Worlds, AreAcceptedUntilOneThingIsWrong, (uint64_t seed)) {
  world_drawer drawer(seed);
  world all = world_of(drawer.valid(static_cast<int32_t>(drawer.draw(1, 7))));
  DAPError error = {};
  const int32_t status = validate(all, &error);
  RC_LOG() << error.message << std::endl;
  RC_ASSERT(status == DAP_OK);

  RC_PRE(drawer.bend(all));

  RC_ASSERT(validate(all, &error) != DAP_OK);
  RC_ASSERT(error.code != DAP_ERROR_MEMORY && error.code != DAP_ERROR_LIBRARY);
}

RC_GTEST_PROP(Worlds, OfListsAreRightIfTheFlagsAllowWhatIsCounted, (uint64_t seed)) {
  world_drawer drawer(seed);
  bool is_right = false;
  const world all = world_of(drawer.lists(static_cast<int32_t>(drawer.draw(1, 7)), is_right));
  DAPError error = {};
  const int32_t status = validate(all, &error);
  RC_LOG() << error.message << std::endl;
  RC_ASSERT((status == DAP_OK) == is_right);
}

RC_GTEST_PROP(Worlds, OfBoxesAreRightIfTheFlagsAllowWhatIsCounted, (uint64_t seed)) {
  world_drawer drawer(seed);
  bool is_right = false;
  plan planned = drawer.boxes(static_cast<int32_t>(drawer.draw(1, 9)), is_right);
  planned.lists_boxes = false;
  DAPError error = {};
  const int32_t status = validate(world_of(planned), &error);
  RC_LOG() << error.message << std::endl;
  RC_ASSERT((status == DAP_OK) == is_right);
}

}  // namespace
