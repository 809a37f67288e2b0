// SPDX-License-Identifier: BSD-3-Clause
// For tests: random worlds, the same for the same seed on every rank; each plays its own part of them in earnest.
#pragma once

#include <memory>

#include "testing/mpi_environment.hpp"
#include "transfer/drawn_pairs.hpp"

namespace dap::mpi::testing {

using namespace array::sample;

// What draw() returns, which may draw as in a property; there is no shrinking, which ranks could not do together.
template <typename Draw>
auto drawn(uint64_t seed, Draw &&draw) {
  return rc::gen::exec([&draw] { return draw(); })(rc::Random(seed), rc::kNominalSize).value();
}

inline uint64_t num_cases(uint64_t most) {
  return dap::testing::waits_busily() ? most / 20 : most;
}

// This rank's part of a world.
inline world_rank &here(drawn_world &world) {
  return world.ranks[static_cast<size_t>(dap::testing::world_rank())];
}

inline std::unique_ptr<drawn_world> draw_world_of_all(const index_list *shape = nullptr) {
  return draw_world(shape, dap::testing::world_size());
}

}  // namespace dap::mpi::testing
