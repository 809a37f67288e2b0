// SPDX-License-Identifier: BSD-3-Clause
// Chains of extensions, and the list of all boxes that hangs off one (sections 8 and 14).
#include <algorithm>
#include <cinttypes>
#include <cstring>

#include "array/validate.hpp"

namespace dap::array {
namespace {

constexpr int most_extensions = 1024;  // a longer chain is taken for a circle

}  // namespace

int32_t validate_extensions(const DAPExtension *chain, int32_t rank, DAPError *error) {
  int length = 0;
  for (const DAPExtension *link = chain; link != nullptr; link = link->next) {
    const bool known = (link->type == DAP_EXTENSION_BOXES && link->nbytes >= sizeof(DAPBoxes)) ||
                       (link->type == DAP_EXTENSION_NAME && link->nbytes >= sizeof(DAPName));
    const bool required = (link->flags & DAP_EXTENSION_REQUIRED) != 0;
    if ((!required || known) && ++length <= most_extensions) continue;
    return dap_simple_fail(
        error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN, -1, rank, 0, link->type,
        "an extension of type %" PRIu32 " %s", link->type,
        length > most_extensions ? "stands in a chain without an end" : "must be understood and is not known here");
  }
  return DAP_OK;
}

// The list of all boxes can be read and copied.
int32_t validate_box_list(const DAPDistribution &distribution, DAPError *error) {
  for (const DAPExtension *link = distribution.extensions; link != nullptr; link = link->next) {
    if (link->type != DAP_EXTENSION_BOXES || link->nbytes < sizeof(DAPBoxes)) continue;
    DAPBoxes boxes{};
    std::memcpy(&boxes, link, sizeof boxes);
    const int64_t most =
        INT64_MAX / (16 * std::max<int64_t>(distribution.ndim, 1));  // 16 bytes of bounds per dimension
    const bool missing = boxes.num_boxes > 0 && (boxes.bounds == nullptr || boxes.ranks == nullptr);
    if (boxes.num_boxes >= 0 && boxes.num_boxes <= most && !missing) continue;
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_BOXES, -1, distribution.comm.rank, missing ? 1 : 0,
                           missing ? 0 : boxes.num_boxes, "num_boxes is %" PRId64 " and the lists are %sNULL",
                           boxes.num_boxes, missing ? "" : "not ");
  }
  return DAP_OK;
}

}  // namespace dap::array
