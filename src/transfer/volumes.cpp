// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/volumes.hpp"

#include <algorithm>
#include <utility>

#include "model/box_tree.hpp"
#include "model/boxes.hpp"
#include "model/checked.hpp"
#include "model/grid.hpp"
#include "transfer/assignment.hpp"
#include "transfer/cells.hpp"
#include "transfer/grid_points.hpp"
#include "transfer/sides.hpp"

namespace dap::transfer {
namespace {

class counter {
 public:
  counter(const DAPDistribution &source, const DAPDistribution &target, std::span<const int32_t> target_dims)
      : source_(source),
        target_(target),
        target_dims_(target_dims),
        num_ranks_(static_cast<std::size_t>(target.comm.size)) {
    made_.volumes.assign(num_ranks_ * num_ranks_, 0);
  }

  std::optional<rank_volumes> count() && {
    count_wanted();
    if (!is_boxes(source_)) {
      for_each_cell(target_, [this](const cell &one) { count_with_grid(one, source_, true); });
    } else if (!is_boxes(target_)) {
      for (const cell &one : disjoint_cells(source_)) count_with_grid(one, target_, false);
    } else {
      count_boxes();
    }
    return fits_ ? std::optional(std::move(made_)) : std::nullopt;
  }

 private:
  // The dimension of the other side along one of a cell's.
  [[nodiscard]] std::size_t other_dim(std::size_t d, bool of_target) const noexcept {
    if (!of_target) return static_cast<std::size_t>(target_dims_[d]);
    return static_cast<std::size_t>(std::find(target_dims_.begin(), target_dims_.end(), d) - target_dims_.begin());
  }

  void add(int64_t &sum, int64_t more) noexcept {
    const auto added = model::checked_add(sum, more);
    fits_ = fits_ && added && *added <= heaviest_weight;
    if (fits_) sum = *added;
  }

  // What one cell of the source and one of the target have in common. Replicas of the target all get, and those of the
  // source on one rank give once.
  void add(std::span<const int64_t> source_ranks, std::span<const int64_t> target_ranks, int64_t volume) {
    givers_.assign(source_ranks.begin(), source_ranks.end());
    std::sort(givers_.begin(), givers_.end());
    givers_.erase(std::unique(givers_.begin(), givers_.end()), givers_.end());
    for (const int64_t target : target_ranks) {
      add(made_.found, volume);
      if (!fits_) return;
      int64_t *row = made_.volumes.data() + static_cast<std::size_t>(target) * num_ranks_;
      for (const int64_t source : givers_) row[source] += volume;
    }
  }

  void count_wanted() {
    for_each_cell(target_, [this](const cell &one) {
      int64_t elements = 1;
      for (const DAPLocalDim &along : one.row) elements *= along.num_owned;
      for (std::size_t copy = 0; copy < one.ranks.size(); ++copy) add(made_.wanted, elements);
    });
  }

  void count_with_grid(const cell &one, const DAPDistribution &grid, bool of_target) {
    const DAPDistribution &own = of_target ? target_ : source_;
    std::vector<std::span<const shared_count>> along;
    std::vector<std::size_t> counts;
    for (std::size_t d = 0; d < one.row.size(); ++d) {
      along.push_back(counts_.of(own, d, one.row[d], grid.dims[other_dim(d, of_target)]));
      if (along.back().empty()) return;
      counts.push_back(along.back().size());
    }
    point_.resize(model::dims_of(grid).size());
    for_each_choice(counts, [&](std::span<const std::size_t> chosen) {
      int64_t volume = 1;
      for (std::size_t d = 0; d < chosen.size(); ++d) {
        const shared_count &each = along[d][chosen[d]];
        volume *= each.count;
        point_[other_dim(d, of_target)] = each.coordinate;
      }
      ranks_of_replicas(grid, point_, ranks_);
      of_target ? add(ranks_, one.ranks, volume) : add(one.ranks, ranks_, volume);
    });
  }

  void count_boxes() {
    const std::size_t ndim = target_dims_.size();
    const DAPBoxes list = *model::listed_boxes(target_);
    const model::box_list boxes(list, ndim);
    const model::box_tree tree(boxes);
    for (const cell &one : disjoint_cells(source_)) {
      std::vector<model::range> region(ndim);
      for (std::size_t axis = 0; axis < ndim; ++axis) {
        const DAPLocalDim &along = one.row[axis];
        region[other_dim(axis, false)] = {along.start, along.start + along.num_owned};
      }
      tree.for_each_meeting(region, [&](int64_t number) {
        int64_t volume = 1;
        for (std::size_t d = 0; d < ndim; ++d) {
          const model::range other = boxes.along(number, d);
          volume *= std::min(other.stop, region[d].stop) - std::max(other.start, region[d].start);
        }
        const int64_t rank = boxes.rank(number);
        add(one.ranks, {&rank, 1}, volume);
      });
    }
  }

  const DAPDistribution &source_;
  const DAPDistribution &target_;
  std::span<const int32_t> target_dims_;
  std::size_t num_ranks_;
  rank_volumes made_;
  bool fits_ = true;
  shared_counts counts_;
  std::vector<int64_t> point_;
  std::vector<int64_t> ranks_;
  std::vector<int64_t> givers_;
};

}  // namespace

std::optional<rank_volumes> volumes_of(const DAPDistribution &source, const DAPDistribution &target,
                                       std::span<const int32_t> target_dims) {
  return counter(source, target, target_dims).count();
}

}  // namespace dap::transfer
