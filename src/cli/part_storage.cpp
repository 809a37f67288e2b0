// SPDX-License-Identifier: BSD-3-Clause
// What parts store.
#include "cli/part_storage.hpp"

#include <algorithm>

#include "cli/halo_tiles.hpp"
#include "cli/words.hpp"
#include "model/local_dimension.hpp"

namespace dap::cli {
namespace {

bool has_order_of_its_own(const DAPDim &dim) {
  return dim.kind == DAP_KIND_UNSTRUCTURED || (dim.kind == DAP_KIND_CYCLIC && dim.grid_size > 1);
}

bool stores_halo(const DAPDim &dim, const DAPLocalDim &local) {
  return local.halo[0] > 0 || local.halo[1] > 0 ||
         local.num_indices > (dim.kind == DAP_KIND_UNSTRUCTURED ? local.num_owned : 0);
}

int64_t extent(const holdings &of, const held_part &part, size_t d) {
  return model::stored_extent(of.dims()[d], part.local[d]).value_or(0);
}

std::string name_of(const holdings &of, const held_part &part) {
  std::string words = "rank " + std::to_string(part.rank);
  if (of.num_parts(part.rank) > 1) words += ", part " + std::to_string(part.number);
  return words;
}

// What stands beside the bar of a part: its rank, and its coordinate unless that is the rank and its only part.
std::string label_of(const holdings &of, const held_part &part) {
  std::string words = name_of(of, part);
  std::vector<int64_t> replica;
  for (size_t d = of.ndim(); d < part.local.size(); ++d) replica.push_back(part.local[d].coordinate);
  if (!replica.empty()) words += ", replica " + product(replica, ".");
  const int64_t coordinate = part.local[0].coordinate;
  if (!of.are_boxes() && of.replica_dims().empty() && (coordinate != part.rank || of.num_parts(part.rank) > 1)) {
    words += ", coordinate " + std::to_string(coordinate);
  }
  return words;
}

// Bars beside each other start where their first index lies.
void shift(std::vector<segment> &segments, std::vector<tile> &tiles, int64_t by) {
  for (segment &each : segments) each.position += by;
  for (tile &each : tiles) each.across = {each.across.start + by, each.across.stop + by};
}

bar bar_of(const holdings &of, const held_part &part, const halo_tiles &tiles, bool by_index, const limits &most) {
  const DAPDim &dim = of.dims()[0];
  const DAPLocalDim &local = part.local[0];
  bar out{label_of(of, part), stored_segments(dim, local, most.segments), {}, false, ""};
  out.tiles = tiles.of_part(part, {{{0, 0, 1, storage::owned}}, out.stores}, 0);
  out.is_cut = !out.stores.empty() && out.stores.back().end() < extent(of, part, 0);
  if (out.stores.empty()) out.nothing = "nothing stored";
  if (by_index && !out.stores.empty()) shift(out.stores, out.tiles, local.start - local.halo[0]);
  return out;
}

std::vector<segment> along(const holdings &of, const held_part &part, size_t d, const limits &most) {
  return stored_segments(of.dims()[d], part.local[d], most.segments);
}

// The middle index that the part owns along the depth.
int64_t middle(const holdings &of, const held_part &part, size_t depth) {
  if (depth == view::none) return 0;
  const std::vector<model::range> runs = owned_runs(of.dims()[depth], part.local[depth], of.dims()[depth].size);
  const model::range &run = runs[runs.size() / 2];
  return run.start + run.count() / 2;
}

panel panel_of(const holdings &of, const held_part &part, const halo_tiles &tiles, const view &seen,
               const limits &most) {
  panel out;
  std::vector<int64_t> shape;
  for (size_t d = 0; d < of.ndim(); ++d) shape.push_back(extent(of, part, d));
  const int64_t at = middle(of, part, seen.depth);
  out.title = name_of(of, part) + " stores " + product(shape, " × ");
  if (seen.depth != view::none) {
    out.title += "; layer " + std::to_string(at);
  }
  out.down.stores = along(of, part, seen.down, most);
  out.across.stores = along(of, part, seen.across, most);
  out.down.is_cut = out.down.to() < shape[seen.down];
  out.across.is_cut = out.across.to() < shape[seen.across];
  out.tiles = tiles.of_part(part, {out.down.stores, out.across.stores}, at);
  return out;
}

// All, or evenly chosen ones, the first and the last among them.
std::vector<const held_part *> chosen(const holdings &of, size_t most) {
  std::vector<const held_part *> all;
  for (const held_part &part : of.parts()) {
    if (part.owns_elements(of.ndim())) all.push_back(&part);
  }
  if (all.size() <= most) return all;
  const size_t count = std::max<size_t>(2, most / 2);
  std::vector<const held_part *> some;
  for (size_t i = 0; i < count; ++i) some.push_back(all[(all.size() - 1) * i / (count - 1)]);
  return some;
}

}  // namespace

bool is_worth_showing(const holdings &of) {
  for (const held_part &part : of.parts()) {
    for (size_t d = 0; d < of.ndim(); ++d) {
      if (has_order_of_its_own(of.dims()[d]) || stores_halo(of.dims()[d], part.local[d])) return true;
    }
  }
  return false;
}

bars lines_of(const holdings &of, const limits &most) {
  const DAPDim &dim = of.dims()[0];
  bars out;
  out.by_index = !has_order_of_its_own(dim) && (dim.flags & DAP_DIM_HALO_LIST) == 0;
  const halo_tiles tiles(of, {view::none, 0, view::none, 0});
  const std::vector<table_line> all = of.lines();
  const bool shorten = all.size() > 2 * most.parts;
  for (size_t i = 0; i < all.size(); ++i) {
    if (shorten && i >= most.parts && i + most.parts < all.size()) {
      ++out.num_left_out;
      continue;
    }
    const auto &[rank, part] = all[i];
    (shorten && i >= most.parts ? out.last : out.first)
        .push_back(part != nullptr ? bar_of(of, *part, tiles, out.by_index, most)
                                   : bar{"rank " + std::to_string(rank), {}, {}, false, "no part"});
  }
  return out;
}

std::vector<panel> panels_of(const holdings &of, size_t depth, const limits &most) {
  view seen;
  seen.depth = depth;
  for (size_t d = 0; d < of.ndim(); ++d) {
    if (d == depth) continue;
    (seen.down == view::none ? seen.down : seen.across) = d;
  }
  const halo_tiles tiles(of, seen);
  std::vector<panel> out;
  for (const held_part *part : chosen(of, most.parts)) out.push_back(panel_of(of, *part, tiles, seen, most));
  return out;
}

}  // namespace dap::cli
