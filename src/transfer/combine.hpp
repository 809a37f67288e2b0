// SPDX-License-Identifier: BSD-3-Clause
// Elements that are scaled, added, conjugated or converted on their way (combination.hpp says what that means).
#pragma once

#include <cstddef>

#include "transfer/combination.hpp"
#include "transfer/piece.hpp"

namespace dap::transfer {

// Both as unpack() and copy(), with an allowed combination. A message has elements of the source's type; element sizes
// of layouts are those of the types. No place of the target is written twice.
void unpack_combined(const piece_layout &piece, const std::byte *message, std::byte *first, const combination &allowed);
void copy_combined(const piece_layout &from_piece, const std::byte *from, const piece_layout &to_piece, std::byte *to,
                   const combination &allowed);

}  // namespace dap::transfer
