// SPDX-License-Identifier: BSD-3-Clause
// Boxes: every tile of the index space has its home at a rank, which is told of the boxes that meet it.
#include <algorithm>
#include <cinttypes>

#include "model/boxes.hpp"
#include "model/cover.hpp"
#include "model/grid.hpp"
#include "world/check.hpp"
#include "world/index_text.hpp"
#include "world/tiling.hpp"

namespace dap::world {
namespace {

bool all_flagged(const DAPDistribution &distribution, uint32_t flag) {
  const auto dims = model::dims_of(distribution);
  return std::all_of(dims.begin(), dims.end(), [flag](const DAPDim &dim) { return (dim.flags & flag) != 0; });
}

// Part, then first index and end along each dimension.
void write_piece(words &text, int64_t part, const std::vector<model::range> &piece) {
  text.push_back(part);
  for (const model::range &spanned : piece) text.insert(text.end(), {spanned.start, spanned.stop});
}

struct owned_boxes {
  std::vector<model::range> bounds;  // [boxes, ndim]
  std::vector<int32_t> ranks;
  std::vector<int64_t> parts;
};

owned_boxes read_boxes(const resident &at) {
  owned_boxes read;
  const auto ndim = static_cast<size_t>(at.distribution->ndim);
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += 1 + 2 * ndim) {
      const int64_t *box = text.data() + place;
      read.ranks.push_back(sender);
      read.parts.push_back(box[0]);
      for (size_t d = 0; d < ndim; ++d) read.bounds.push_back({box[1 + 2 * d], box[2 + 2 * d]});
    }
  }
  return read;
}

int32_t tell_doubled(const owned_boxes &read, const model::doubly_boxed &found, DAPError *error) {
  const auto one = static_cast<size_t>(found.box);
  const auto other = static_cast<size_t>(found.other);
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_OWNED_TWICE, -1, read.ranks[other], 1, 2,
                         "element %s is in the box of part %" PRId64 " of rank %" PRId32 " and in that of part %" PRId64
                         " of rank %" PRId32 ", and the boxes are not flagged so",
                         text_of(found.index).c_str(), read.parts[one], read.ranks[one], read.parts[other],
                         read.ranks[other]);
}

int32_t check_at_home(const resident &at, const std::vector<model::range> &tile, DAPError *error) {
  if (std::any_of(tile.begin(), tile.end(), [](const model::range &along) { return along.count() <= 0; })) {
    return DAP_OK;
  }
  const model::wanted_findings wanted{!all_flagged(*at.distribution, DAP_DIM_INCOMPLETE),
                                      !all_flagged(*at.distribution, DAP_DIM_OVERLAPPING)};
  const owned_boxes read = read_boxes(at);
  const model::box_cover found = model::cover_of_boxes(tile, read.bounds, wanted);
  if (found.doubled && wanted.doubled) return tell_doubled(read, *found.doubled, error);
  if (!found.gap || !wanted.gap) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_NOT_OWNED, -1, -1, 1, 0,
                         "element %s is in no box, and the boxes are not flagged so", text_of(*found.gap).c_str());
}

}  // namespace

void send_boxes(resident &at, const tiling &tiles) {
  const auto dims = model::dims_of(*at.distribution);
  for (int64_t part = 0; part < at.distribution->num_parts; ++part) {
    const DAPLocalDim *row = at.distribution->local + part * at.distribution->ndim;
    std::vector<model::range> box;
    for (size_t d = 0; d < dims.size(); ++d) box.push_back(model::box_range(dims[d], row[d]).value_or(model::range{}));
    tiles.for_each_piece(
        box, [&](int32_t home, const std::vector<model::range> &piece) { write_piece(at.outbox[home], part, piece); });
  }
}

int32_t check_boxes(assembly &all, DAPError *error) {
  const int32_t num_ranks = all.size();
  const int32_t status = all.deliver(
      [=](resident &at, DAPError *) {
        send_boxes(at, tiling(model::dims_of(*at.distribution), num_ranks));
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  return all.together(
      [=](resident &at, DAPError *own) {
        return check_at_home(at, tiling(model::dims_of(*at.distribution), num_ranks).tile_of(at.rank), own);
      },
      error);
}

}  // namespace dap::world
