// SPDX-License-Identifier: BSD-3-Clause
// Random distributions, as every rank has them.
#include "json/drawn_ranks.hpp"

#include "array/drawn_arrays.hpp"

namespace dap::json {

std::vector<const DAPDistribution *> draw_ranks() {
  array::sample::drawn_array drawn;
  array::sample::draw_array(drawn);
  std::vector<const DAPDistribution *> ranks;
  for (int32_t rank = 0; rank < drawn.description.comm.size; ++rank) {
    array::sample::share mine;
    array::sample::make_share(mine, drawn, rank);
    ranks.push_back(mine.distribution.release());
  }
  return ranks;
}

}  // namespace dap::json
