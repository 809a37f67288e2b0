// SPDX-License-Identifier: BSD-3-Clause
// The hulls of a rank's parts, in the dimensions of one of two distributions: the regions in which other boxes matter.
#pragma once

#include <vector>

#include "transfer/fragments.hpp"
#include "transfer/resolve.hpp"

namespace dap::transfer {

// Of what the parts own that own something: of the target's parts if `of_target`, along the dimensions of the source if
// `along_source`, else of the target.
[[nodiscard]] std::vector<box> regions_of(const asker &one, bool of_target, bool along_source);

// In which regions the boxes of the source, or of the target, matter: where the other one's parts are, and, if boxes of
// the source overlap, where its own are. Of a target that tells what it wants, where its parts store anything.
[[nodiscard]] std::vector<box> regions_for_boxes(const asker &one, bool boxes_of_target);

}  // namespace dap::transfer
