// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/copy.hpp"

#include "transfer/plain_copy.hpp"
#include "transfer/walk.hpp"

namespace dap::transfer {

void copy(const piece_layout &from_piece, const std::byte *from, const piece_layout &to_piece, std::byte *to) {
  move_piece(side_of(from_piece), from, side_of(to_piece), to, plain_copy(to_piece.element_size));
}

}  // namespace dap::transfer
