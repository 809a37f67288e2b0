// SPDX-License-Identifier: BSD-3-Clause
// Questions after dimensions that do not tell who owns what, and the answers of the homes of their indices.
//
// Each side of an axis is a list. The homes are told by it if the side does not tell by itself, and asked by the same
// list if the other one does not. Lists ascend, so that an answer is a coordinate for each of their runs, in order.
#pragma once

#include "transfer/resolve.hpp"

namespace dap::transfer {

// Says to the homes what this rank owns, and asks for the owners of what it has on the other side.
void ask_dims(world::resident &at, asker &one, int32_t num_ranks);

// As a home, to all that ask.
void answer_dims(world::resident &at, const asker &one, int32_t num_ranks);

void learn_dims(const world::resident &at, asker &one, int32_t num_ranks);

}  // namespace dap::transfer
