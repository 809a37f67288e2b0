// SPDX-License-Identifier: BSD-3-Clause
// Questions after dimensions that do not tell who owns what, and the answers of the homes of their indices.
#pragma once

#include "transfer/resolve.hpp"

namespace dap::transfer {

// Says to the homes what this rank owns, and asks for the owners of what it has on the other side.
void ask_dims(world::resident &at, const asker &one, int32_t num_ranks);

// As a home, to all that ask.
void answer_dims(world::resident &at);

void learn_dims(const world::resident &at, asker &one);

}  // namespace dap::transfer
