// SPDX-License-Identifier: BSD-3-Clause
// Owners along one dimension.
#include "cli/halo_owners.hpp"

#include <algorithm>
#include <set>

#include "cli/runs.hpp"
#include "model/cyclic.hpp"

namespace dap::cli {
namespace {

using model::range;

struct border {
  int64_t index;
  int64_t coordinate;
  bool begins;
};

}  // namespace

halo_owners::halo_owners(const holdings &of, size_t d) : dim_(of.dims()[d]), known_(model::bounds_known(dim_)) {
  if (!known_) list(of, d);
}

// Walks over all borders of runs, with the set of coordinates that own what follows.
void halo_owners::list(const holdings &of, size_t d) {
  std::vector<border> borders;
  for (const auto &[coordinate, local] : of.coordinates(d)) {
    for (const range &run : owned_runs(dim_, *local, dim_.size)) {
      borders.push_back({run.start, coordinate, true});
      borders.push_back({run.stop, coordinate, false});
    }
  }
  std::sort(borders.begin(), borders.end(), [](const border &a, const border &b) { return a.index < b.index; });
  std::multiset<int64_t> owning;
  int64_t from = 0;
  const auto add_until = [&](int64_t index) {
    if (index <= from) return;
    listed_.push_back({{from, index}, owning.empty() ? std::nullopt : std::optional<int64_t>(*owning.begin())});
    from = index;
  };
  for (const border &each : borders) {
    add_until(each.index);
    if (each.begins) {
      owning.insert(each.coordinate);
    } else {
      owning.erase(owning.find(each.coordinate));
    }
  }
  add_until(dim_.size);
}

owned_range halo_owners::at(int64_t index) const {
  if (!known_) {
    const auto after = std::upper_bound(listed_.begin(), listed_.end(), index,
                                        [](int64_t i, const owned_range &each) { return i < each.indices.start; });
    return *(after - 1);
  }
  const auto coordinate = model::owner(dim_, index);
  if (!coordinate) return {{index, dim_.size}, std::nullopt};
  if (dim_.kind != DAP_KIND_CYCLIC) return {model::owned_range(dim_, *coordinate), coordinate};
  return {model::cyclic::block_range(dim_, model::cyclic::block_of(dim_, index)), coordinate};
}

std::vector<owned_range> halo_owners::split(const range &indices, size_t most) const {
  std::vector<owned_range> found;
  for (int64_t index = indices.start; index < indices.stop && found.size() < most;) {
    const owned_range here = at(index);
    const int64_t stop = std::min(here.indices.stop, indices.stop);
    found.push_back({{index, stop}, here.coordinate});
    index = stop;
  }
  return found;
}

}  // namespace dap::cli
