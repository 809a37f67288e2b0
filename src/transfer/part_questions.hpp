// SPDX-License-Identifier: BSD-3-Clause
// Which of its parts a rank has for a grid point, and where in it what is owned begins: asked of the rank itself, which
// alone knows the grid points without a part and the widths of its halos.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "world/assembly.hpp"

namespace dap::transfer {

struct point_on_rank {
  int32_t rank;
  int64_t point;  // its number in C order of the coordinates

  friend auto operator<=>(const point_on_rank &, const point_on_rank &) = default;
};

class part_questions {
 public:
  // Each point is asked for once, however often it is passed; nobody's (rank -1) is not.
  void ask(world::resident &at, std::vector<point_on_rank> points);
  static void answer(world::resident &at);
  void learn(const world::resident &at);

  // The part's number, -1 if there is none, then the first owned position along each dimension.
  [[nodiscard]] std::span<const int64_t> part_of(const point_on_rank &asked) const noexcept;

 private:
  std::vector<point_on_rank> points_;  // ascending
  world::words answers_;               // [points, 1 + ndim]
};

}  // namespace dap::transfer
