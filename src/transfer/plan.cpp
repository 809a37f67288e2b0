// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/plan.hpp"

#include <algorithm>
#include <utility>

#include "model/grid.hpp"
#include "transfer/along.hpp"
#include "transfer/fragments.hpp"
#include "transfer/grid_points.hpp"
#include "transfer/lower_boxes.hpp"
#include "transfer/sides.hpp"

namespace dap::transfer {
namespace {

using place = half_plan::place;

// Part by part, the product of what it has along each axis.
class planner {
 public:
  planner(const pairing &both, role mine) : at_{both, mine}, made_(at_.ndim()), places_(at_.ndim()) {}

  half_plan plan() && {
    for (int64_t part = 0; part < at_.own().num_parts; ++part) {
      begin(part);
      if (!is_boxes(at_.theirs())) add_grid();
      for (const known_box &each : at_.known_theirs().boxes) add_box(each);
    }
    made_.sort();
    return std::move(made_);
  }

 private:
  void begin(int64_t part) {
    part_ = part;
    row_ = at_.row(part);
    own_point_.clear();
    for (std::size_t d = 0; d < model::dims_of(at_.own()).size(); ++d) own_point_.push_back(row_[d].coordinate);
    own_number_ = is_boxes(at_.own()) ? part : point_number(at_.own(), own_point_);
    their_point_.assign(model::dims_of(at_.theirs()).size(), 0);
  }

  [[nodiscard]] const DAPLocalDim &local(std::size_t axis) const noexcept { return row_[at_.own_dim(axis)]; }

  [[nodiscard]] along_axis along(std::size_t axis, const DAPLocalDim &of) const {
    return their_box_ == nullptr ? along_grid(at_, axis, of)
                                 : along_box(at_, axis, of, their_box_->spanned[at_.their_dim(axis)]);
  }

  void add_grid() {
    their_box_ = nullptr;
    for_each_combination([this] {
      if (!at_.gives()) {
        get_from_grid();
      } else if (is_giver()) {
        give_to_grid();
      }
    });
  }

  void add_box(const known_box &theirs) {
    their_box_ = &theirs;
    for_each_combination([this, &theirs] {
      if (!at_.gives()) {
        add({theirs.rank, theirs.part, own_number_, part_, 0, 0}, {theirs.rank, theirs.part});
      } else if (is_giver()) {
        give(theirs.rank, theirs.part);
      }
    });
  }

  // One share along each axis, in all ways.
  template <typename Function>
  void for_each_combination(Function &&function) {
    std::vector<std::size_t> overlaps;
    std::vector<std::size_t> counts;
    std::vector<std::vector<partner>> partners;
    for (std::size_t axis = 0; axis < at_.ndim(); ++axis) {
      along_axis found = along(axis, local(axis));
      if (found.common.shares.empty()) return;
      counts.push_back(found.common.shares.size());
      overlaps.push_back(made_.add(std::move(found.common)));
      partners.push_back(std::move(found.partners));
    }
    owners_.assign(at_.ndim(), nullptr);
    for_each_choice(counts, [&](std::span<const std::size_t> chosen) {
      for (std::size_t axis = 0; axis < chosen.size(); ++axis) {
        places_[axis] = {overlaps[axis], chosen[axis]};
        const partner with = partner_of(made_.share_at(places_[axis]), partners[axis]);
        their_point_[at_.their_dim(axis)] = with.coordinate;
        owners_[axis] = with.owners;
      }
      function();
    });
  }

  [[nodiscard]] bool has_several_owners() const noexcept {
    return std::any_of(owners_.begin(), owners_.end(), [](const auto *each) { return each != nullptr; });
  }

  // Whether this part, or a replica of it, is the lowest owner of what is chosen.
  [[nodiscard]] bool is_giver() {
    if (!has_several_owners()) return true;
    giving_point_ = own_point_;
    set_lowest_owner(at_.own(), at_.both.source_ranks, owners_, giving_point_);
    return giving_point_ == own_point_;
  }

  // Every replica of the target gets.
  void give_to_grid() {
    for (int64_t replica = 0; replica < num_replicas(at_.theirs()); ++replica) {
      set_replica(at_.theirs(), replica, their_point_);
      const auto rank = model::rank_of(at_.theirs(), their_point_);
      if (rank) give(*rank, point_number(at_.theirs(), their_point_));
    }
  }

  // From one replica of the source, which may be this part.
  void give(int64_t rank, int64_t target_part) {
    giving_point_ = own_point_;
    set_giving_replica(at_.own(), giving_point_, target_part, rank, at_.both.same_ranks);
    if (giving_point_ != own_point_) return;
    add({rank, own_number_, target_part, part_, 0, 0}, {at_.own().comm.rank, part_});
  }

  void get_from_grid() {
    if (has_several_owners()) set_lowest_owner(at_.theirs(), at_.both.source_ranks, owners_, their_point_);
    set_giving_replica(at_.theirs(), their_point_, own_number_, at_.own().comm.rank, at_.both.same_ranks);
    const auto rank = model::rank_of(at_.theirs(), their_point_);
    if (rank) add({*rank, point_number(at_.theirs(), their_point_), own_number_, part_, 0, 0}, {});
  }

  // What is chosen, but for what lower boxes of the source give.
  void add(const piece &made, const box_place &giver) {
    if (!has_overlapping_boxes(at_.both.source)) return made_.add(made, places_);
    box common;
    for (const place &each : places_) {
      common.push_back({made_.share_at(each).first, made_.share_at(each).last + 1});
    }
    const auto lower = lower_boxes(at_.both.known_source.boxes, at_.both.source_ranks, giver, common);
    if (lower.empty()) return made_.add(made, places_);
    for (const box &fragment : left_of(common, lower)) add_fragment(made, fragment);
  }

  void add_fragment(const piece &made, const box &fragment) {
    std::vector<place> places;
    for (std::size_t axis = 0; axis < fragment.size(); ++axis) {
      overlap within = common_within(axis, fragment[axis]);
      const int64_t coordinate = made_.share_at(places_[axis]).coordinate;
      const auto at = std::find_if(within.shares.begin(), within.shares.end(),
                                   [coordinate](const share &each) { return each.coordinate == coordinate; });
      if (at == within.shares.end()) return;
      const auto number = static_cast<std::size_t>(at - within.shares.begin());
      places.push_back({made_.add(std::move(within)), number});
    }
    made_.add(made, places);
  }

  // Of a range of indices, which lies in a box of the source. Its own part is that box, if this side gives.
  [[nodiscard]] overlap common_within(std::size_t axis, const model::range &indices) const {
    if (!at_.gives()) {
      const owner_map whole{{indices.start, indices.count(), 0}};
      return overlap_of(sorted_runs_of(at_.own().dims[at_.own_dim(axis)], local(axis)), whole);
    }
    DAPLocalDim clipped = local(axis);
    clipped.halo[0] += indices.start - clipped.start;
    clipped.start = indices.start;
    clipped.num_owned = indices.count();
    return along(axis, clipped).common;
  }

  sides at_;
  half_plan made_;
  int64_t part_ = 0;
  const DAPLocalDim *row_ = nullptr;
  std::vector<int64_t> own_point_;
  int64_t own_number_ = 0;
  const known_box *their_box_ = nullptr;  // NULL: their side is a grid
  // What is chosen: a share along each axis, with whom it is, and its owners in the source if there are several.
  std::vector<place> places_;
  std::vector<int64_t> their_point_;
  std::vector<const std::vector<int64_t> *> owners_;
  std::vector<int64_t> giving_point_;
};

}  // namespace

half_plan plan_giving(const pairing &both) {
  return planner(both, role::giving).plan();
}

half_plan plan_getting(const pairing &both) {
  return planner(both, role::getting).plan();
}

}  // namespace dap::transfer
