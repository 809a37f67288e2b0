// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/box_questions.hpp"

#include <map>

#include "model/grid.hpp"
#include "model/local_dimension.hpp"
#include "world/tiling.hpp"

namespace dap::transfer {
namespace {

using model::range;
using world::resident;
using world::words;

std::size_t ndim_of(const resident &at) noexcept {
  return static_cast<std::size_t>(at.distribution->ndim);
}

// Calls function(home, index) for each element, in their order.
template <typename Function>
void for_each_home(const resident &at, std::span<const int64_t> elements, int32_t num_ranks, Function &&function) {
  const world::tiling tiles(model::dims_of(*at.distribution), num_ranks);
  const std::size_t ndim = ndim_of(at);
  for (std::size_t place = 0; place < elements.size(); place += ndim) {
    const auto index = elements.subspan(place, ndim);
    function(tiles.home_of(index), index);
  }
}

}  // namespace

// A piece is the part, then first index, end, and the position of the first index along each dimension.
void tell_boxes(resident &at, int32_t num_ranks) {
  const DAPDistribution &distribution = *at.distribution;
  const world::tiling tiles(model::dims_of(distribution), num_ranks);
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    const DAPLocalDim *row = distribution.local + part * distribution.ndim;
    std::vector<range> spanned;
    for (std::size_t d = 0; d < ndim_of(at); ++d) {
      const bool owns = row[d].num_owned > 0;  // else its start may be any number
      spanned.push_back(owns ? range{row[d].start, row[d].start + row[d].num_owned} : range{0, 0});
    }
    tiles.for_each_piece(spanned, [&](int32_t home, const std::vector<range> &piece) {
      words &text = at.outbox[home];
      text.push_back(part);
      for (std::size_t d = 0; d < piece.size(); ++d) {
        const int64_t position = model::first_owned_position(distribution.dims[d], row[d]);
        text.insert(text.end(), {piece[d].start, piece[d].stop, position + (piece[d].start - row[d].start)});
      }
    });
  }
}

told_boxes::told_boxes(const resident &at) : ndim_(ndim_of(at)) {
  for (const auto &[sender, text] : at.inbox) {
    for (std::size_t place = 0; place < text.size(); place += 1 + 3 * ndim_) {
      owners_.push_back({sender, text[place]});
      ranks_.push_back(sender);
      for (std::size_t d = 0; d < ndim_; ++d) {
        const int64_t *along = text.data() + place + 1 + 3 * d;
        bounds_.insert(bounds_.end(), {along[0], along[1]});
        positions_.push_back(along[2]);
      }
    }
  }
  tree_.emplace(list());
}

told_boxes::told_boxes(const DAPBoxes &list, std::size_t ndim)
    : ndim_(ndim),
      bounds_(list.bounds, list.bounds + list.num_boxes * static_cast<int64_t>(2 * ndim)),
      ranks_(list.ranks, list.ranks + list.num_boxes),
      positions_(ranks_.size() * ndim, 0) {
  tree_.emplace(this->list());
  for (int64_t box = 0; box < list.num_boxes; ++box) owners_.push_back(tree_->owner_of_box(box));
}

model::box_list told_boxes::list() const noexcept {
  return {DAPBoxes{{}, static_cast<int64_t>(ranks_.size()), bounds_.data(), ranks_.data()}, ndim_};
}

void told_boxes::write_owner(std::span<const int64_t> index, words &text) const {
  std::vector<range> region;
  for (const int64_t each : index) region.push_back({each, each + 1});
  std::optional<std::size_t> lowest;
  tree_->for_each_meeting(region, [&](int64_t number) {
    const auto found = static_cast<std::size_t>(number);
    if (!lowest || owners_[found] < owners_[*lowest]) lowest = found;
  });
  if (!lowest) {
    text.insert(text.end(), 2 + ndim_, -1);
    return;
  }
  text.insert(text.end(), {owners_[*lowest].rank, owners_[*lowest].part});
  for (std::size_t d = 0; d < ndim_; ++d) {
    const std::size_t along = *lowest * ndim_ + d;
    text.push_back(positions_[along] + (index[d] - bounds_[2 * along]));
  }
}

void ask_for_owners(resident &at, std::span<const int64_t> elements, int32_t num_ranks) {
  for_each_home(at, elements, num_ranks, [&at](int32_t home, std::span<const int64_t> index) {
    words &text = at.outbox[home];
    text.insert(text.end(), index.begin(), index.end());
  });
}

void answer_owners(resident &at, const told_boxes &told) {
  const std::size_t ndim = ndim_of(at);
  for (const auto &[sender, text] : at.inbox) {
    words &reply = at.outbox[sender];
    for (std::size_t place = 0; place < text.size(); place += ndim) {
      told.write_owner(std::span(text).subspan(place, ndim), reply);
    }
  }
}

// A home answers in the order in which it was asked.
words learn_owners(const resident &at, std::span<const int64_t> elements, int32_t num_ranks) {
  const std::size_t stride = 2 + ndim_of(at);
  words answers;
  answers.reserve(elements.size() / ndim_of(at) * stride);
  std::map<int32_t, std::size_t> read;
  for_each_home(at, elements, num_ranks, [&](int32_t home, std::span<const int64_t>) {
    std::size_t &next = read[home];
    const auto from = at.inbox.at(home).begin() + static_cast<std::ptrdiff_t>(next);
    answers.insert(answers.end(), from, from + static_cast<std::ptrdiff_t>(stride));
    next += stride;
  });
  return answers;
}

}  // namespace dap::transfer
