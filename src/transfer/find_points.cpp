// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/find_points.hpp"

#include <algorithm>
#include <optional>

#include "model/cyclic.hpp"
#include "model/grid.hpp"
#include "transfer/grid_points.hpp"
#include "world/open_dims.hpp"

namespace dap::transfer {
namespace {

// The owner of an index along a dimension that tells.
std::optional<placed> owner_along(const DAPDim &dim, int64_t index) {
  const auto coordinate = model::owner(dim, index);
  if (!coordinate) return std::nullopt;
  const bool is_cyclic = dim.kind == DAP_KIND_CYCLIC;
  return placed{*coordinate, is_cyclic ? model::cyclic::position_of(dim, index)
                                       : index - model::owned_range(dim, *coordinate).start};
}

// Finds grid points, one element after the other.
class point_finder {
 public:
  explicit point_finder(directory &share)
      : share_(share), ndim_(static_cast<std::size_t>(share.distribution->ndim)), owners_(ndim_), sets_(ndim_) {
    point_.resize(model::dims_of(*share.distribution).size());
  }

  // Appends the point, and the positions among what it owns.
  void find(std::span<const int64_t> index) {
    const DAPDistribution &distribution = *share_.distribution;
    if (!find_owners_of(index)) {
      share_.points.push_back({-1, 0});
      share_.positions.insert(share_.positions.end(), ndim_, -1);
      return;
    }
    choose();
    const auto rank = model::rank_of(distribution, point_);
    share_.points.push_back({static_cast<int32_t>(rank.value_or(-1)), point_number(distribution, point_)});
    for (std::size_t d = 0; d < ndim_; ++d) {
      const auto at = std::find_if(owners_[d].begin(), owners_[d].end(),
                                   [this, d](const placed &each) { return each.coordinate == point_[d]; });
      share_.positions.push_back(at->position);
    }
  }

 private:
  bool find_owners_of(std::span<const int64_t> index) {
    for (std::size_t d = 0; d < ndim_; ++d) {
      owners_[d].clear();
      const DAPDim &dim = share_.distribution->dims[d];
      if (world::is_open(dim)) {
        const auto found = share_.asked_dims.owners(d, index[d]);
        owners_[d].assign(found.begin(), found.end());
      } else if (const auto found = owner_along(dim, index[d])) {
        owners_[d].push_back(*found);
      }
      if (owners_[d].empty()) return false;
    }
    return true;
  }

  // The lowest of the points that own the element (spec 852).
  void choose() {
    set_replica(*share_.distribution, 0, point_);
    bool several = false;
    std::vector<const std::vector<int64_t> *> chosen_from(ndim_, nullptr);
    for (std::size_t d = 0; d < ndim_; ++d) {
      point_[d] = owners_[d].front().coordinate;
      if (owners_[d].size() == 1) continue;
      several = true;
      sets_[d].clear();
      for (const placed &each : owners_[d]) sets_[d].push_back(each.coordinate);
      chosen_from[d] = &sets_[d];
    }
    if (several) set_lowest_owner(*share_.distribution, nullptr, chosen_from, point_);
  }

  directory &share_;
  std::size_t ndim_;
  std::vector<std::vector<placed>> owners_;  // of the element, by dimension
  std::vector<std::vector<int64_t>> sets_;
  std::vector<int64_t> point_;
};

}  // namespace

void find_points(directory &share) {
  const auto ndim = static_cast<std::size_t>(share.distribution->ndim);
  point_finder finder(share);
  for (std::size_t element = 0; element < static_cast<std::size_t>(share.count); ++element) {
    finder.find(share.elements.subspan(element * ndim, ndim));
  }
}

}  // namespace dap::transfer
