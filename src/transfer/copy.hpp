// SPDX-License-Identifier: BSD-3-Clause
// The same elements from one part straight into another: read once, written once, without a message between them.
#pragma once

#include <cstddef>

#include "transfer/piece.hpp"

namespace dap::transfer {

// The n-th element of `from_piece` becomes the n-th of `to_piece`. Counts along each axis and element sizes are equal,
// and what is read does not overlap what is written. Addresses are those of pack(); allocates nothing.
void copy(const piece_layout &from_piece, const std::byte *from, const piece_layout &to_piece, std::byte *to);

}  // namespace dap::transfer
