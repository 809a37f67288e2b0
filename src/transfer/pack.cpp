// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/pack.hpp"

#include "transfer/plain_copy.hpp"
#include "transfer/walk.hpp"

namespace dap::transfer {

void pack(const piece_layout &piece, const std::byte *first, std::byte *message) {
  move_piece(side_of(piece), first, message_side, message, plain_copy(piece.element_size));
}

void unpack(const piece_layout &piece, const std::byte *message, std::byte *first) {
  move_piece(message_side, message, side_of(piece), first, plain_copy(piece.element_size));
}

}  // namespace dap::transfer
