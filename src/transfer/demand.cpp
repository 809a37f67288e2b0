// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/demand.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "model/grid.hpp"
#include "transfer/fragments.hpp"
#include "transfer/grid_points.hpp"
#include "transfer/letter.hpp"
#include "transfer/lower_boxes.hpp"
#include "transfer/sides.hpp"
#include "transfer/wanted_along.hpp"

namespace dap::transfer {
namespace {

using place = half_plan::place;

// Part by part, the products of what is wanted along each axis.
class demander {
 public:
  demander(const asker &one, repeats of_indices)
      : one_(one), of_indices_(of_indices), ndim_(static_cast<std::size_t>(one.source->ndim)), made_(ndim_) {}

  half_plan plan(world::letters &outbox) && {
    for (part_ = 0; part_ < one_.target->num_parts; ++part_) add_part();
    for (const auto &[rank, text] : letters_) outbox[static_cast<int32_t>(rank)] = text.text();
    made_.sort_by_rank();
    return std::move(made_);
  }

 private:
  using layers = std::vector<std::vector<stored_run>>;

  void add_part() {
    row_ = one_.target->local + part_ * (one_.target->ndim + one_.target->num_replica_dims);
    number_ = part_;
    if (!is_boxes(*one_.target)) {
      std::vector<int64_t> point;
      for (std::size_t d = 0; d < model::dims_of(*one_.target).size(); ++d) point.push_back(row_[d].coordinate);
      number_ = point_number(*one_.target, point);
    }
    layers_.clear();
    on_grid_.clear();
    for (const product &wanted_here : products_of(one_.what, ndim_)) {
      if (is_boxes(*one_.source)) {
        add_boxes(wanted_here);
      } else {
        add_grid(wanted_here);
      }
    }
  }

  const layers &layers_along(std::size_t axis, portion wanted_here) {
    const auto [at, is_new] = layers_.try_emplace({axis, wanted_here});
    if (!is_new) return at->second;
    const auto d = static_cast<std::size_t>(one_.target_dims[axis]);
    auto runs = stored_runs(one_.target->dims[d], row_[d], wanted_here);
    at->second = of_indices_ == repeats::apart ? layers_of(std::move(runs)) : layers{std::move(runs)};
    return at->second;
  }

  // Keeps it under the number that is returned.
  std::size_t keep(wanted_along &&found) {
    partners_.push_back(std::move(found.partners));
    indices_.push_back(std::move(found.indices));
    return made_.add(std::move(found.common));
  }

  // By the owners of each layer.
  const std::vector<std::size_t> &on_grid(std::size_t axis, portion wanted_here) {
    const auto [at, is_new] = on_grid_.try_emplace({axis, wanted_here});
    if (!is_new) return at->second;
    for (const auto &layer : layers_along(axis, wanted_here)) {
      at->second.push_back(keep(wanted_of(layer, one_.known_source.dims[axis])));
    }
    return at->second;
  }

  void add_grid(const product &wanted_here) {
    std::vector<const std::vector<std::size_t> *> found;
    std::vector<std::size_t> counts;
    for (std::size_t axis = 0; axis < ndim_; ++axis) {
      found.push_back(&on_grid(axis, wanted_here[axis]));
      counts.push_back(found.back()->size());
    }
    std::vector<std::size_t> overlaps(ndim_);
    for_each_choice(counts, [&](std::span<const std::size_t> layer) {
      for (std::size_t axis = 0; axis < ndim_; ++axis) overlaps[axis] = (*found[axis])[layer[axis]];
      add_shares(overlaps);
    });
  }

  // One share along each axis, in all ways.
  void add_shares(std::span<const std::size_t> overlaps) {
    std::vector<std::size_t> counts;
    for (const std::size_t overlap : overlaps) {
      counts.push_back(partners_[overlap].size());
      if (counts.back() == 0) return;
    }
    std::vector<place> places(ndim_);
    for_each_choice(counts, [&](std::span<const std::size_t> chosen) {
      for (std::size_t axis = 0; axis < ndim_; ++axis) places[axis] = {overlaps[axis], chosen[axis]};
      add_of_owner(places);
    });
  }

  void add_of_owner(std::span<const place> places) {
    const DAPDistribution &source = *one_.source;
    std::vector<int64_t> point(model::dims_of(source).size(), 0);
    std::vector<const std::vector<int64_t> *> owners;
    for (std::size_t axis = 0; axis < ndim_; ++axis) {
      const partner &with = partners_[places[axis].overlap][places[axis].share];
      point[axis] = with.coordinate;
      owners.push_back(with.owners);
    }
    const bool several = std::any_of(owners.begin(), owners.end(), [](const auto *each) { return each != nullptr; });
    if (one_.what == wanted::stored) {
      if (several) set_lowest_owner(source, one_.source_ranks, owners, point);
      set_giving_replica(source, point, number_, one_.target->comm.rank, true);
    } else {
      for (std::size_t d = ndim_; d < point.size(); ++d) point[d] = row_[d].coordinate;
      if (several) set_lowest_owner_of_replica(source, one_.source_ranks, owners, point);
    }
    const auto rank = model::rank_of(source, point);
    if (rank) add(*rank, point_number(source, point), places);
  }

  // Each box gives what no lower one has.
  void add_boxes(const product &wanted_here) {
    const auto &boxes = one_.known_source.boxes;
    for (const known_box &each : boxes) {
      std::vector<std::span<const model::range>> lower;
      if (has_overlapping_boxes(*one_.source)) {
        lower = lower_boxes(boxes, one_.source_ranks, {each.rank, each.part}, each.spanned);
      }
      for (const box &fragment : left_of(each.spanned, lower)) add_fragment(wanted_here, each, fragment);
    }
  }

  void add_fragment(const product &wanted_here, const known_box &giver, const box &fragment) {
    std::vector<std::size_t> counts;
    for (std::size_t axis = 0; axis < ndim_; ++axis) counts.push_back(layers_along(axis, wanted_here[axis]).size());
    for_each_choice(counts, [&](std::span<const std::size_t> layer) {
      std::vector<wanted_along> found;
      for (std::size_t axis = 0; axis < ndim_; ++axis) {
        found.push_back(wanted_within(layers_along(axis, wanted_here[axis])[layer[axis]], fragment[axis]));
        if (found.back().common.shares.empty()) return;
      }
      std::vector<place> places;
      for (wanted_along &each : found) places.push_back({keep(std::move(each)), 0});
      add(giver.rank, giver.part, places);
    });
  }

  void add(int64_t rank, int64_t source_part, std::span<const place> places) {
    made_.add({rank, source_part, number_, part_, 0, 0}, places);
    letter_writer &text = letters_[rank];
    std::vector<int64_t> lists;
    for (const place &at : places) {
      lists.push_back(text.number_of({at.overlap, at.share}, indices_[at.overlap][at.share]));
    }
    text.add_piece(source_part, number_, lists);
  }

  const asker &one_;
  const repeats of_indices_;
  const std::size_t ndim_;
  half_plan made_;
  std::vector<std::vector<partner>> partners_;  // of the shares of each overlap
  std::vector<std::vector<run_list>> indices_;
  std::map<int64_t, letter_writer> letters_;
  // Of one part.
  int64_t part_ = 0;
  int64_t number_ = 0;
  const DAPLocalDim *row_ = nullptr;
  std::map<std::pair<std::size_t, portion>, layers> layers_;
  std::map<std::pair<std::size_t, portion>, std::vector<std::size_t>> on_grid_;
};

}  // namespace

half_plan demand(const asker &one, repeats of_indices, world::letters &outbox) {
  return demander(one, of_indices).plan(outbox);
}

}  // namespace dap::transfer
