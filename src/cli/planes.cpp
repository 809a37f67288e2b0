// SPDX-License-Identifier: BSD-3-Clause
// Planes of the index space.
#include "cli/planes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "cli/coverage.hpp"
#include "cli/runs.hpp"
#include "cli/words.hpp"
#include "model/cyclic.hpp"

namespace dap::cli {
namespace {

using model::range;

int64_t shown_size(const holdings &of, size_t d, size_t most, size_t cut) {
  const DAPDim &dim = of.dims()[d];
  if (dim.kind == DAP_KIND_BOX) return dim.size;
  if (dim.kind == DAP_KIND_CYCLIC) {
    const bool all = dim.grid_size == 1 || model::cyclic::num_blocks(dim) <= static_cast<int64_t>(most);
    return all ? dim.size : model::cyclic::block_range(dim, static_cast<int64_t>(cut) - 1).stop;
  }
  std::vector<int64_t> ends;
  for (const auto &[coordinate, local] : of.coordinates(d)) {
    for (const range &run : owned_runs(dim, *local, dim.size)) ends.push_back(run.stop);
  }
  if (ends.size() <= most) return dim.size;
  const auto last = ends.begin() + static_cast<std::ptrdiff_t>(cut) - 1;
  std::nth_element(ends.begin(), last, ends.end());
  return *last;
}

std::vector<int64_t> replica_of(const held_part &part, size_t ndim) {
  std::vector<int64_t> coordinates;
  for (size_t d = ndim; d < part.local.size(); ++d) coordinates.push_back(part.local[d].coordinate);
  return coordinates;
}

// A side that shows no dimension has one position.
std::vector<range> runs_along(const holdings &of, const held_part &part, size_t d, const std::vector<int64_t> &shown) {
  if (d == view::none) return {{0, 1}};
  return owned_runs(of.dims()[d], part.local[d], shown[d]);
}

bool owns_at(const holdings &of, const held_part &part, const view &seen) {
  if (!part.owns_elements(of.ndim())) return false;
  if (seen.depth == view::none) return true;
  for (const range &run : owned_runs(of.dims()[seen.depth], part.local[seen.depth], of.dims()[seen.depth].size)) {
    if (run.start <= seen.at && seen.at < run.stop) return true;
  }
  return false;
}

axis side_of(const holdings &of, size_t d, const std::vector<int64_t> &shown) {
  if (d == view::none) return {"", {{0, 0, 1, storage::owned}}, {}, false, false};
  const DAPDim &dim = of.dims()[d];
  axis side;
  side.title = dim_title(of, d);
  side.stores = {{0, 0, shown[d], storage::owned}};
  side.wraps = (dim.flags & DAP_DIM_PERIODIC) != 0;
  side.is_cut = shown[d] < dim.size;
  if (dim.kind == DAP_KIND_BOX || dim.grid_size == 1) return side;
  for (const auto &[coordinate, local] : of.coordinates(d)) {
    for (const range &run : owned_runs(dim, *local, shown[d])) side.marks.push_back({run, coordinate});
  }
  std::ranges::sort(side.marks, {}, [](const mark &each) { return each.where.start; });
  return side;
}

// The boundary's ranges below `shown`.
std::vector<range> boundary_of(const DAPDim &dim, int64_t shown) {
  std::vector<range> ends;
  const range low{0, std::min(dim.boundary[0], shown)};
  const range high{dim.size - dim.boundary[1], shown};
  if (low.count() > 0) ends.push_back(low);
  if (high.count() > 0) ends.push_back(high);
  return ends;
}

void add_boundary(const holdings &of, const view &seen, const std::vector<int64_t> &shown, const area &space,
                  std::vector<tile> &out) {
  range rows = space.down;
  if (seen.down != view::none) {
    const DAPDim &dim = of.dims()[seen.down];
    for (const range &each : boundary_of(dim, shown[seen.down])) out.push_back({each, space.across, role::boundary});
    rows = {std::min(dim.boundary[0], rows.stop), std::min(rows.stop, dim.size - dim.boundary[1])};
  }
  if (seen.across == view::none || rows.count() <= 0) return;
  for (const range &each : boundary_of(of.dims()[seen.across], shown[seen.across])) {
    out.push_back({rows, each, role::boundary});
  }
}

struct owner_event {
  int64_t index;
  int64_t owner;
  bool begins;
};

}  // namespace

std::vector<int64_t> shown_sizes(const holdings &of, size_t most, size_t cut) {
  std::vector<int64_t> sizes;
  for (size_t d = 0; d < of.ndim(); ++d) sizes.push_back(shown_size(of, d, most, cut));
  return sizes;
}

std::vector<std::vector<int64_t>> replicas(const holdings &of) {
  std::set<std::vector<int64_t>> found;
  for (const held_part &part : of.parts()) found.insert(replica_of(part, of.ndim()));
  if (found.empty()) found.emplace(of.replica_dims().size(), 0);
  return {found.begin(), found.end()};
}

std::vector<std::vector<range>> slices(const holdings &of, size_t d, int64_t stop) {
  std::vector<owner_event> events;
  const auto add = [&](const DAPLocalDim &local, int64_t owner) {
    for (const range &run : owned_runs(of.dims()[d], local, stop)) {
      events.push_back({run.start, owner, true});
      events.push_back({run.stop, owner, false});
    }
  };
  if (of.are_boxes()) {
    for (size_t p = 0; p < of.parts().size(); ++p) add(of.parts()[p].local[d], static_cast<int64_t>(p));
  } else {
    for (const auto &[coordinate, local] : of.coordinates(d)) add(*local, coordinate);
  }
  std::sort(events.begin(), events.end(), [](const auto &a, const auto &b) { return a.index < b.index; });
  std::vector<std::vector<range>> groups;
  std::map<std::multiset<int64_t>, size_t> group_of;
  std::multiset<int64_t> owning;
  int64_t from = 0;
  const auto add_until = [&](int64_t index) {
    if (index <= from) return;
    const auto [group, is_new] = group_of.emplace(owning, groups.size());
    if (is_new) groups.emplace_back();
    groups[group->second].push_back({from, index});
    from = index;
  };
  for (const owner_event &each : events) {
    add_until(each.index);
    if (each.begins) {
      owning.insert(each.owner);
    } else {
      owning.erase(owning.find(each.owner));
    }
  }
  add_until(stop);
  if (groups.empty()) groups.push_back({{0, 0}});
  return groups;
}

panel plane_of(const holdings &of, const std::vector<int64_t> &replica, const view &seen,
               const std::vector<int64_t> &shown) {
  panel out;
  out.down = side_of(of, seen.down, shown);
  out.across = side_of(of, seen.across, shown);
  if (seen.depth != view::none && shown[seen.depth] == 0) return out;  // not even a gap
  const area space{{0, out.down.to()}, {0, out.across.to()}};
  std::vector<area> owned;
  for (const held_part &part : of.parts()) {
    if (replica_of(part, of.ndim()) != replica || !owns_at(of, part, seen)) continue;
    const std::vector<range> columns = runs_along(of, part, seen.across, shown);
    for (const range &rows : runs_along(of, part, seen.down, shown)) {
      for (const range &each : columns) {
        owned.push_back({rows, each});
        out.tiles.push_back({rows, each, role::owned, part.rank, part.number});
      }
    }
  }
  const uncovered rest = cover(std::move(owned), space);
  for (const area &each : rest.gaps) out.tiles.push_back({each.down, each.across, role::gap});
  for (const area &each : rest.overlaps) out.tiles.push_back({each.down, each.across, role::overlap});
  add_boundary(of, seen, shown, space, out.tiles);
  return out;
}

}  // namespace dap::cli
