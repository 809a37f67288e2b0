// SPDX-License-Identifier: BSD-3-Clause
// Tiles of a part's storage.
#include "cli/halo_tiles.hpp"

#include <algorithm>

#include "cli/coverage.hpp"
#include "model/grid.hpp"

namespace dap::cli {
namespace {

using model::range;

constexpr size_t most_owners = 256;  // of one segment

range positions(const segment &of) {
  return {of.position, of.end()};
}

range indices(const segment &of) {
  return {of.index, of.index + of.count};
}

// Where these indices of a segment stand.
range positions_of(const range &some, const segment &of) {
  return {of.position + (some.start - of.index), of.position + (some.stop - of.index)};
}

range common(const range &a, const range &b) {
  return {std::max(a.start, b.start), std::min(a.stop, b.stop)};
}

role role_of(const segment &down, const segment &across) {
  if (down.as == storage::exterior || across.as == storage::exterior) return role::exterior;
  if (down.as == storage::owned && across.as == storage::owned) return role::owned;
  return down.as == across.as ? role::corner : role::halo;
}

// The owners of a segment's indices: those that the part owns are not looked up.
std::vector<owned_range> owners_of(const segment &of, const std::optional<halo_owners> &owners, size_t d,
                                   const held_part &part) {
  if (d == view::none) return {{indices(of), std::nullopt}};
  if (of.as == storage::owned) return {{indices(of), part.local[d].coordinate}};
  return owners->split(indices(of), most_owners);
}

range owned_of(const held_part &box, size_t d) {
  if (d == view::none) return {0, 1};
  return {box.local[d].start, box.local[d].start + box.local[d].num_owned};
}

}  // namespace

halo_tiles::halo_tiles(const holdings &of, const view &seen) : of_(of), seen_(seen) {
  if (of.are_boxes()) return;
  if (seen.down != view::none) down_.emplace(of, seen.down);
  if (seen.across != view::none) across_.emplace(of, seen.across);
}

std::vector<tile> halo_tiles::of_part(const held_part &part, const stored_sides &sides, int64_t at) const {
  std::vector<tile> out;
  for (const segment &down : sides.down) {
    for (const segment &across : sides.across) {
      const role is = role_of(down, across);
      if (is == role::owned) {
        out.push_back({positions(down), positions(across), is, part.rank, part.number});
      } else if (is == role::exterior) {
        out.push_back({positions(down), positions(across), is});
      } else if (of_.are_boxes()) {
        split_by_boxes(down, across, at, out);
      } else {
        split_by_grid(part, down, across, out);
      }
    }
  }
  return out;
}

void halo_tiles::split_by_grid(const held_part &part, const segment &down, const segment &across,
                               std::vector<tile> &out) const {
  for (const owned_range &rows : owners_of(down, down_, seen_.down, part)) {
    for (const owned_range &columns : owners_of(across, across_, seen_.across, part)) {
      const bool unowned = (down_ && !rows.coordinate) || (across_ && !columns.coordinate);
      out.push_back({positions_of(rows.indices, down), positions_of(columns.indices, across), role_of(down, across),
                     unowned ? nobody : rank_at(part, rows.coordinate, columns.coordinate)});
    }
  }
}

int64_t halo_tiles::rank_at(const held_part &part, std::optional<int64_t> down, std::optional<int64_t> across) const {
  std::vector<int64_t> coordinates;
  for (const DAPLocalDim &each : part.local) coordinates.push_back(each.coordinate);
  if (down) coordinates[seen_.down] = *down;
  if (across) coordinates[seen_.across] = *across;
  return model::rank_of(of_.global(), coordinates).value_or(nobody);
}

void halo_tiles::split_by_boxes(const segment &down, const segment &across, int64_t at, std::vector<tile> &out) const {
  const area space{indices(down), indices(across)};
  std::vector<area> found;
  const auto add = [&](const area &each, int64_t rank) {
    out.push_back({positions_of(each.down, down), positions_of(each.across, across), role_of(down, across), rank});
  };
  for (const held_part &box : of_.parts()) {
    const range depth = owned_of(box, seen_.depth);
    if (seen_.depth != view::none && (at < depth.start || at >= depth.stop)) continue;
    const area shared{common(space.down, owned_of(box, seen_.down)), common(space.across, owned_of(box, seen_.across))};
    if (shared.down.count() <= 0 || shared.across.count() <= 0) continue;
    found.push_back(shared);
    add(shared, box.rank);
  }
  for (const area &each : cover(std::move(found), space).gaps) add(each, nobody);
}

}  // namespace dap::cli
