// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/element_mover.hpp"

#include <numeric>
#include <utility>

#include "mpi/placed_piece.hpp"
#include "transfer/combine.hpp"
#include "transfer/copy.hpp"
#include "transfer/pack.hpp"

namespace dap::mpi {

using transfer::half_plan;
using transfer::piece;

element_mover::element_mover(const half_plan &giving, const half_plan &getting, std::vector<int32_t> target_dims)
    : giving_(giving), getting_(getting), source_dims_(giving.ndim()), target_dims_(std::move(target_dims)) {
  std::iota(source_dims_.begin(), source_dims_.end(), 0);
}

void element_mover::pack(const std::vector<moved_array> &arrays, const message &one, std::byte *at) const {
  for (const moved_array &each : arrays) {
    for (std::size_t number = one.first; number < one.last; ++number) {
      const piece &of = giving_.pieces()[number];
      const placed_piece placed(giving_, of, source_dims_, *each.source, each.source_size);
      transfer::pack(placed.layout(), placed.first(), at);
      at += static_cast<std::size_t>(of.count) * each.source_size;
    }
  }
}

void element_mover::unpack(const std::vector<moved_array> &arrays, const message &one, const std::byte *at) const {
  for (const moved_array &each : arrays) {
    for (std::size_t number = one.first; number < one.last; ++number) {
      const piece &of = getting_.pieces()[number];
      const placed_piece placed(getting_, of, target_dims_, *each.target, each.target_size);
      if (each.is_copy) {
        transfer::unpack(placed.layout(), at, placed.first());
      } else {
        transfer::unpack_combined(placed.layout(), at, placed.first(), each.change);
      }
      at += static_cast<std::size_t>(of.count) * each.source_size;
    }
  }
}

void element_mover::copy(const std::vector<moved_array> &arrays, const message &given, const message &gotten) const {
  for (const moved_array &each : arrays) {
    if (each.in_place) continue;
    for (std::size_t number = 0; number < given.last - given.first; ++number) {
      const placed_piece from(giving_, giving_.pieces()[given.first + number], source_dims_, *each.source,
                              each.source_size);
      const placed_piece to(getting_, getting_.pieces()[gotten.first + number], target_dims_, *each.target,
                            each.target_size);
      if (each.is_copy) {
        transfer::copy(from.layout(), from.first(), to.layout(), to.first());
      } else {
        transfer::copy_combined(from.layout(), from.first(), to.layout(), to.first(), each.change);
      }
    }
  }
}

}  // namespace dap::mpi
