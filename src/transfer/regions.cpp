// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/regions.hpp"

#include <algorithm>

#include "model/local_dimension.hpp"
#include "transfer/sides.hpp"
#include "transfer/stored_runs.hpp"

namespace dap::transfer {
namespace {

model::range hull_of(const DAPDim &dim, const DAPLocalDim &local) {
  model::range hull{INT64_MAX, INT64_MIN};
  model::for_each_owned_run(dim, local, [&hull](int64_t first, int64_t, int64_t count) {
    if (count == 0) return;
    hull.start = std::min(hull.start, first);
    hull.stop = std::max(hull.stop, first + count);
  });
  return hull.start < hull.stop ? hull : model::range{0, 0};
}

// Ranges that a periodic halo, or a list, is too far apart for are one.
constexpr std::size_t most_ranges = 3;

std::vector<model::range> ranges_of(const DAPDim &dim, const DAPLocalDim &local) {
  std::vector<stored_run> runs = stored_runs(dim, local, portion::stored);
  std::sort(runs.begin(), runs.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
  std::vector<model::range> ranges;
  for (const stored_run &each : runs) {
    const int64_t stop = each.first + each.count;
    if (ranges.empty() || ranges.back().stop < each.first) {
      ranges.push_back({each.first, stop});
    } else {
      ranges.back().stop = std::max(ranges.back().stop, stop);
    }
  }
  if (ranges.size() > most_ranges) return {{ranges.front().start, ranges.back().stop}};
  return ranges;
}

// Of all that the target's parts store, along the dimensions of the source.
std::vector<box> stored_regions(const asker &one) {
  const DAPDistribution &target = *one.target;
  std::vector<box> regions;
  for (int64_t part = 0; part < target.num_parts; ++part) {
    const DAPLocalDim *row = target.local + part * (target.ndim + target.num_replica_dims);
    std::vector<std::vector<model::range>> along;
    std::vector<std::size_t> counts;
    for (const int32_t d : one.target_dims) {
      along.push_back(ranges_of(target.dims[d], row[d]));
      counts.push_back(along.back().size());
    }
    if (std::find(counts.begin(), counts.end(), std::size_t{0}) != counts.end()) continue;
    for_each_choice(counts, [&](std::span<const std::size_t> chosen) {
      box &region = regions.emplace_back();
      for (std::size_t axis = 0; axis < chosen.size(); ++axis) region.push_back(along[axis][chosen[axis]]);
    });
  }
  return regions;
}

}  // namespace

std::vector<box> regions_of(const asker &one, bool of_target, bool along_source) {
  const DAPDistribution &distribution = of_target ? *one.target : *one.source;
  std::vector<box> regions;
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    const DAPLocalDim *row = distribution.local + part * (distribution.ndim + distribution.num_replica_dims);
    box region(static_cast<std::size_t>(distribution.ndim));
    for (std::size_t axis = 0; axis < region.size(); ++axis) {
      const auto target_dim = static_cast<std::size_t>(one.target_dims[axis]);
      const std::size_t own = of_target ? target_dim : axis;
      region[along_source ? axis : target_dim] = hull_of(distribution.dims[own], row[own]);
    }
    const bool owns = std::all_of(region.begin(), region.end(), [](const model::range &r) { return r.count() > 0; });
    if (owns) regions.push_back(region);
  }
  return regions;
}

std::vector<box> regions_for_boxes(const asker &one, bool boxes_of_target) {
  if (is_told(one.what)) return stored_regions(one);
  std::vector<box> regions = regions_of(one, !boxes_of_target, !boxes_of_target);
  if (boxes_of_target || (one.source->dims[0].flags & DAP_DIM_OVERLAPPING) == 0) return regions;
  const std::vector<box> own = regions_of(one, false, true);
  regions.insert(regions.end(), own.begin(), own.end());
  return regions;
}

}  // namespace dap::transfer
