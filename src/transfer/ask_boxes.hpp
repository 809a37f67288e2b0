// SPDX-License-Identifier: BSD-3-Clause
// Questions after boxes, and the answers of the homes of the tiles that they meet.
#pragma once

#include "transfer/resolve.hpp"

namespace dap::transfer {

// Says to the homes where the boxes of this rank are, of the source or of the target, and asks for those that matter to
// its other parts.
void ask_boxes(world::resident &at, const asker &one, bool of_target, int32_t num_ranks);

// As a home, to all that ask.
void answer_boxes(world::resident &at, const asker &one);

void learn_boxes(const world::resident &at, asker &one, bool of_target);

// Without asking, from the list that a distribution carries.
void know_listed_boxes(const DAPBoxes &list, asker &one, bool of_target);

}  // namespace dap::transfer
