// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/ask_boxes.hpp"

#include <algorithm>

#include "model/box_tree.hpp"
#include "model/grid.hpp"
#include "transfer/regions.hpp"
#include "world/tiling.hpp"

namespace dap::transfer {
namespace {

using world::resident;
using world::words;

// A box is a part, or that a question is asked, and first index and end along each dimension.
constexpr int64_t question = -1;

const DAPDistribution &of(const asker &one, bool target) noexcept {
  return target ? *one.target : *one.source;
}

void write(words &text, int64_t part, std::span<const model::range> spanned) {
  text.push_back(part);
  for (const model::range &along : spanned) text.insert(text.end(), {along.start, along.stop});
}

box read(const int64_t *text, std::size_t ndim) {
  box spanned;
  for (std::size_t d = 0; d < ndim; ++d) spanned.push_back({text[1 + 2 * d], text[2 + 2 * d]});
  return spanned;
}

// The whole box, to every home of a tile that it meets.
void write_to_homes(resident &at, const world::tiling &tiles, int64_t part, const box &spanned) {
  tiles.for_each_piece(spanned, [&](int32_t home, const box &) { write(at.outbox[home], part, spanned); });
}

// Ascending, each once, however many homes have told of it.
void tidy(std::vector<known_box> &boxes) {
  const auto place = [](const known_box &each) { return std::pair(each.rank, each.part); };
  std::sort(boxes.begin(), boxes.end(), [&](const auto &a, const auto &b) { return place(a) < place(b); });
  boxes.erase(std::unique(boxes.begin(), boxes.end()), boxes.end());
}

}  // namespace

void ask_boxes(resident &at, const asker &one, bool of_target, int32_t num_ranks) {
  const DAPDistribution &boxes = of(one, of_target);
  const world::tiling tiles(model::dims_of(boxes), num_ranks);
  for (int64_t part = 0; part < boxes.num_parts; ++part) {
    const DAPLocalDim *row = boxes.local + part * boxes.ndim;
    box spanned;
    for (int32_t d = 0; d < boxes.ndim; ++d) {
      const bool owns = row[d].num_owned > 0;  // else its start may be any number
      spanned.push_back(owns ? model::range{row[d].start, row[d].start + row[d].num_owned} : model::range{0, 0});
    }
    write_to_homes(at, tiles, part, spanned);
  }
  for (const box &region : regions_for_boxes(one, of_target)) write_to_homes(at, tiles, question, region);
}

void answer_boxes(resident &at, const asker &one) {
  const auto ndim = static_cast<std::size_t>(one.source->ndim);
  const std::size_t stride = 1 + 2 * ndim;
  std::vector<known_box> told;
  for (const auto &[sender, text] : at.inbox) {
    for (std::size_t place = 0; place < text.size(); place += stride) {
      if (text[place] != question) told.push_back({sender, text[place], read(text.data() + place, ndim)});
    }
  }
  for (const auto &[sender, text] : at.inbox) {
    for (std::size_t place = 0; place < text.size(); place += stride) {
      if (text[place] != question) continue;
      const box region = read(text.data() + place, ndim);
      for (const known_box &each : told) {
        if (!meet(each.spanned, region)) continue;
        at.outbox[sender].push_back(each.rank);
        write(at.outbox[sender], each.part, each.spanned);
      }
    }
  }
}

void learn_boxes(const resident &at, asker &one, bool of_target) {
  const auto ndim = static_cast<std::size_t>(one.source->ndim);
  std::vector<known_box> &known = (of_target ? one.known_target : one.known_source).boxes;
  for (const auto &[home, text] : at.inbox) {
    for (std::size_t place = 0; place < text.size(); place += 2 + 2 * ndim) {
      known.push_back({text[place], text[place + 1], read(text.data() + place + 1, ndim)});
    }
  }
  tidy(known);
}

void know_listed_boxes(const DAPBoxes &list, asker &one, bool of_target) {
  const auto ndim = static_cast<std::size_t>(one.source->ndim);
  const model::box_list boxes(list, ndim);
  const model::box_tree tree(boxes);
  std::vector<known_box> &known = (of_target ? one.known_target : one.known_source).boxes;
  for (const box &region : regions_for_boxes(one, of_target)) {
    tree.for_each_meeting(region, [&](int64_t number) {
      const model::box_owner owner = tree.owner_of_box(number);
      known_box found{owner.rank, owner.part, {}};
      for (std::size_t d = 0; d < ndim; ++d) found.spanned.push_back(boxes.along(number, d));
      known.push_back(std::move(found));
    });
  }
  tidy(known);
}

}  // namespace dap::transfer
