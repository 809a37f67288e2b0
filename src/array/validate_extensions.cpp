// SPDX-License-Identifier: BSD-3-Clause
// Chains of extensions, and the list of all boxes that hangs off one (sections 8 and 14).
#include <algorithm>
#include <cinttypes>
#include <cstring>

#include "array/validate.hpp"
#include "model/boxes.hpp"
#include "model/grid.hpp"

namespace dap::array {
namespace {

constexpr int most_extensions = 1024;  // a longer chain is taken for a circle

// A link is as large as its type needs; of types that are not known here, that is the header.
int32_t check_size(const DAPExtension &link, int32_t rank, DAPError *error) {
  const size_t smallest = link.type == DAP_EXTENSION_BOXES  ? sizeof(DAPBoxes)
                          : link.type == DAP_EXTENSION_NAME ? sizeof(DAPName)
                                                            : sizeof(DAPExtension);
  if (link.nbytes >= smallest) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_EXTENSION, -1, rank, static_cast<int64_t>(smallest),
                         static_cast<int64_t>(link.nbytes),
                         "nbytes of an extension of type %" PRIu32 " is %" PRIu64 ", expected %zu or more", link.type,
                         link.nbytes, smallest);
}

int32_t check_name(const DAPExtension &link, int32_t rank, DAPError *error) {
  if (link.type != DAP_EXTENSION_NAME) return DAP_OK;
  DAPName name{};
  std::memcpy(&name, &link, sizeof name);
  if (name.name != nullptr) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_EXTENSION, -1, rank, 1, 0, "the array's name is NULL");
}

// The list says something, and can be read and copied.
int32_t check_boxes_counted(const DAPDistribution &distribution, const DAPBoxes &boxes, DAPError *error) {
  const auto dims = model::dims_of(distribution);
  const auto other = std::find_if(dims.begin(), dims.end(), [](const DAPDim &dim) { return dim.kind != DAP_KIND_BOX; });
  if (other != dims.end()) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_LISTED_BOXES, static_cast<int32_t>(other - dims.begin()),
                           distribution.comm.rank, DAP_KIND_BOX, other->kind,
                           "the distribution lists boxes, but the dimension is of kind %" PRIu32, other->kind);
  }
  if (dims.empty()) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_LISTED_BOXES, -1, distribution.comm.rank, 1, 0,
                           "the distribution lists boxes, but has no dimension");
  }
  const int64_t most = INT64_MAX / (16 * int64_t{distribution.ndim});  // 16 bytes of bounds per dimension
  const bool missing = boxes.num_boxes > 0 && (boxes.bounds == nullptr || boxes.ranks == nullptr);
  if (boxes.num_boxes >= 0 && boxes.num_boxes <= most && !missing) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_LISTED_BOXES, -1, distribution.comm.rank, missing ? 1 : 0,
                         missing ? 0 : boxes.num_boxes, "num_boxes is %" PRId64 " and the lists are %sNULL",
                         boxes.num_boxes, missing ? "" : "not ");
}

// Each box lies in the index space, and on a rank.
int32_t check_boxes_placed(const DAPDistribution &distribution, const DAPBoxes &boxes, DAPError *error) {
  const auto dims = model::dims_of(distribution);
  const model::box_list list(boxes, dims.size());
  const auto wrong = model::find_misplaced(list, dims, distribution.comm.size);
  if (!wrong) return DAP_OK;
  if (wrong->dim == dims.size()) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_LISTED_BOXES, -1, distribution.comm.rank,
                           distribution.comm.size, list.rank(wrong->box),
                           "box %" PRId64 " is listed on rank %" PRId64 ", expected 0 to %" PRId32, wrong->box,
                           list.rank(wrong->box), distribution.comm.size - 1);
  }
  const model::range along = list.along(wrong->box, wrong->dim);
  const int64_t size = dims[wrong->dim].size;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_LISTED_BOXES, static_cast<int32_t>(wrong->dim),
                         distribution.comm.rank, size, along.start < 0 ? along.start : along.stop,
                         "box %" PRId64 " is listed as [%" PRId64 ", %" PRId64
                         "), expected two numbers within 0 to %" PRId64 " that do not fall",
                         wrong->box, along.start, along.stop, size);
}

// What the list says of this rank is what this rank has.
int32_t check_boxes_here(const DAPDistribution &distribution, const DAPBoxes &boxes, DAPError *error) {
  const model::box_list list(boxes, static_cast<size_t>(distribution.ndim));
  const int32_t rank = distribution.comm.rank;
  if (model::list_has_parts(list, rank, distribution.num_parts, distribution.local)) return DAP_OK;
  const int64_t listed = std::count(boxes.ranks, boxes.ranks + boxes.num_boxes, rank);
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_LISTED_BOXES, -1, rank, distribution.num_parts, listed,
                         "%" PRId64 " boxes are listed for this rank, and they are not its %" PRId64
                         " parts in their order",
                         listed, distribution.num_parts);
}

}  // namespace

int32_t validate_extensions(const DAPExtension *chain, int32_t rank, DAPError *error) {
  int length = 0;
  for (const DAPExtension *link = chain; link != nullptr; link = link->next) {
    int32_t status = check_size(*link, rank, error);
    if (status == DAP_OK) status = check_name(*link, rank, error);
    if (status != DAP_OK) return status;
    const bool known = link->type == DAP_EXTENSION_BOXES || link->type == DAP_EXTENSION_NAME;
    const bool required = (link->flags & DAP_EXTENSION_REQUIRED) != 0;
    if ((!required || known) && ++length <= most_extensions) continue;
    return dap_simple_fail(
        error, DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN, -1, rank, 0, link->type,
        "an extension of type %" PRIu32 " %s", link->type,
        length > most_extensions ? "stands in a chain without an end" : "must be understood and is not known here");
  }
  return DAP_OK;
}

int32_t validate_box_list(const DAPDistribution &distribution, DAPError *error) {
  for (const DAPExtension *link = distribution.extensions; link != nullptr; link = link->next) {
    if (link->type != DAP_EXTENSION_BOXES) continue;
    DAPBoxes boxes{};
    std::memcpy(&boxes, link, sizeof boxes);
    int32_t status = check_boxes_counted(distribution, boxes, error);
    if (status == DAP_OK) status = check_boxes_placed(distribution, boxes, error);
    if (status == DAP_OK) status = check_boxes_here(distribution, boxes, error);
    if (status != DAP_OK) return status;
  }
  return DAP_OK;
}

}  // namespace dap::array
