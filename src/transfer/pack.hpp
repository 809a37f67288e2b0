// SPDX-License-Identifier: BSD-3-Clause
// Elements between a part and a message, as they are.
#pragma once

#include <cstddef>

#include "transfer/piece.hpp"

namespace dap::transfer {

// `first` is where the part stores the position (0, …, 0); it may be NULL if the piece is empty. The message is as long
// as the elements of the piece, and does not overlap the part. Neither function allocates.
void pack(const piece_layout &piece, const std::byte *first, std::byte *message);
void unpack(const piece_layout &piece, const std::byte *message, std::byte *first);

}  // namespace dap::transfer
