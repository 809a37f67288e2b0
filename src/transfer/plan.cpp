// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/plan.hpp"

#include <algorithm>
#include <tuple>

#include "model/grid.hpp"
#include "transfer/replicas.hpp"

namespace dap::transfer {

int64_t half_plan::count() const noexcept {
  int64_t elements = 0;
  for (const piece &each : pieces_) elements += each.count;
  return elements;
}

// Puts a half together, part by part.
class planner {
 public:
  enum class role { giving, getting };

  planner(const pairing &both, role mine)
      : both_(both),
        role_(mine),
        own_(mine == role::giving ? both.source : both.target),
        theirs_(mine == role::giving ? both.target : both.source) {
    made_.ndim_ = static_cast<std::size_t>(own_.ndim);
  }

  half_plan plan() && {
    for (int64_t part = 0; part < own_.num_parts; ++part) add_part(part);
    std::sort(made_.pieces_.begin(), made_.pieces_.end(), [](const piece &a, const piece &b) {
      return std::tie(a.rank, a.source_point, a.target_point) < std::tie(b.rank, b.source_point, b.target_point);
    });
    return std::move(made_);
  }

 private:
  // The dimension along an axis.
  [[nodiscard]] std::size_t source_dim(std::size_t axis) const noexcept { return axis; }
  [[nodiscard]] std::size_t target_dim(std::size_t axis) const noexcept {
    return static_cast<std::size_t>(both_.target_dims[axis]);
  }
  [[nodiscard]] std::size_t own_dim(std::size_t axis) const noexcept {
    return role_ == role::giving ? source_dim(axis) : target_dim(axis);
  }
  [[nodiscard]] std::size_t their_dim(std::size_t axis) const noexcept {
    return role_ == role::giving ? target_dim(axis) : source_dim(axis);
  }

  void add_overlap(const DAPLocalDim *row, std::size_t axis) {
    const std::size_t d = own_dim(axis);
    const known_axis &theirs = (role_ == role::giving ? both_.target_axes : both_.source_axes)[their_dim(axis)];
    made_.overlaps_.push_back(theirs.owners != nullptr ? overlap_of(own_.dims[d], row[d], *theirs.owners)
                                                       : overlap_of(own_.dims[d], row[d], theirs.dim));
  }

  // The product of what the part has along each axis.
  void add_part(int64_t part) {
    const std::size_t num_dims = model::dims_of(own_).size();
    const DAPLocalDim *row = own_.local + static_cast<std::size_t>(part) * num_dims;
    own_point_.clear();
    for (std::size_t d = 0; d < num_dims; ++d) own_point_.push_back(row[d].coordinate);
    their_point_.assign(model::dims_of(theirs_).size(), 0);
    const std::size_t first = made_.overlaps_.size();
    for (std::size_t axis = 0; axis < made_.ndim_; ++axis) {
      add_overlap(row, axis);
      if (made_.overlaps_.back().shares.empty()) return;
    }
    std::vector<std::size_t> chosen(made_.ndim_, 0);
    for (bool more = true; more;) {
      add_pieces(part, first, chosen);
      more = false;
      for (std::size_t axis = made_.ndim_; axis-- > 0 && !more;) {
        more = ++chosen[axis] < made_.overlaps_[first + axis].shares.size();
        if (!more) chosen[axis] = 0;
      }
    }
  }

  void add_pieces(int64_t part, std::size_t first, const std::vector<std::size_t> &chosen) {
    int64_t count = 1;
    for (std::size_t axis = 0; axis < chosen.size(); ++axis) {
      const share &along = made_.overlaps_[first + axis].shares[chosen[axis]];
      their_point_[their_dim(axis)] = along.coordinate;
      count *= along.count;
    }
    const std::size_t places = made_.places_.size();
    if (role_ == role::giving) {
      give_to_replicas(part, count, places);
    } else {
      get_from_one(part, count, places);
    }
    if (made_.pieces_.empty() || made_.pieces_.back().first_axis != places) return;
    for (std::size_t axis = 0; axis < chosen.size(); ++axis) made_.places_.push_back({first + axis, chosen[axis]});
  }

  // Every replica of the target gets from one of the source, which may be this part.
  void give_to_replicas(int64_t part, int64_t count, std::size_t places) {
    const int64_t own_number = point_number(own_, own_point_);
    std::vector<int64_t> point = own_point_;
    for (int64_t replica = 0; replica < num_replicas(theirs_); ++replica) {
      set_replica(theirs_, replica, their_point_);
      const auto rank = model::rank_of(theirs_, their_point_);
      if (!rank) continue;
      const int64_t number = point_number(theirs_, their_point_);
      set_replica(own_, giving_replica(own_, point, number, *rank, both_.same_ranks), point);
      if (point == own_point_) made_.pieces_.push_back({*rank, own_number, number, part, count, places});
    }
  }

  void get_from_one(int64_t part, int64_t count, std::size_t places) {
    const int64_t own_number = point_number(own_, own_point_);
    set_replica(theirs_, giving_replica(theirs_, their_point_, own_number, own_.comm.rank, both_.same_ranks),
                their_point_);
    const auto rank = model::rank_of(theirs_, their_point_);
    if (!rank) return;
    made_.pieces_.push_back({*rank, point_number(theirs_, their_point_), own_number, part, count, places});
  }

  const pairing &both_;
  role role_;
  const DAPDistribution &own_;
  const DAPDistribution &theirs_;
  half_plan made_;
  std::vector<int64_t> own_point_;
  std::vector<int64_t> their_point_;
};

half_plan plan_giving(const pairing &both) {
  return planner(both, planner::role::giving).plan();
}

half_plan plan_getting(const pairing &both) {
  return planner(both, planner::role::getting).plan();
}

}  // namespace dap::transfer
