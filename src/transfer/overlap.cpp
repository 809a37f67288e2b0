// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/overlap.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "model/checked.hpp"
#include "model/cyclic.hpp"
#include "model/dimension.hpp"
#include "model/local_dimension.hpp"
#include "transfer/dim_owners.hpp"
#include "transfer/shares.hpp"
#include "transfer/sorted_runs.hpp"

namespace dap::transfer {
namespace {

using model::range;
namespace cyclic = model::cyclic;

// The part whose positions are wanted.
struct holder {
  const DAPDim &dim;
  const DAPLocalDim &local;

  [[nodiscard]] bool is_listed() const noexcept { return dim.kind == DAP_KIND_UNSTRUCTURED; }
  [[nodiscard]] bool is_cyclic() const noexcept { return dim.kind == DAP_KIND_CYCLIC && dim.grid_size > 1; }

  // Of ranges: told by the part, so that bounds need not be known.
  [[nodiscard]] range indices() const noexcept {
    if (dim.kind == DAP_KIND_CYCLIC) return {0, dim.size};
    return local.num_owned == 0 ? range{0, 0} : range{local.start, local.start + local.num_owned};
  }

  [[nodiscard]] int64_t position_of(int64_t index) const noexcept {
    if (dim.kind == DAP_KIND_CYCLIC) return cyclic::position_of(dim, index);
    return model::first_owned_position(dim, local) + (index - local.start);
  }
};

// The indices of a cyclic coordinate within a range that is not empty, as runs: the first and the last may be cut, and
// those between lie a cycle apart. Positions are the holder's, `step` apart where indices are a cycle apart.
void add_cyclic_within(const DAPDim &dim, int64_t coordinate, const range &within, const holder &mine, int64_t step,
                       share_builder &made) {
  const int64_t turn = cyclic::turn_of(dim, coordinate);
  const int64_t first = cyclic::block_of(dim, within.start);
  const int64_t last = cyclic::block_of(dim, within.stop - 1);
  if (last < turn) return;
  const int64_t rounds_before = first > turn ? (first - turn - 1) / dim.grid_size + 1 : 0;
  const int64_t rounds_at_end = (last - turn) / dim.grid_size;
  const int64_t rounds = rounds_at_end - rounds_before + 1;
  if (rounds < 1) return;
  const auto indices_of = [&](int64_t round) {
    const range block = cyclic::block_range(dim, turn + round * dim.grid_size);
    return range{std::max(block.start, within.start), std::min(block.stop, within.stop)};
  };
  made.add(mine.position_of(indices_of(rounds_before).start), indices_of(rounds_before));
  if (rounds > 2) {
    const range second = indices_of(rounds_before + 1);
    made.add(run{mine.position_of(second.start), second.count(), rounds > 3 ? step : 0, rounds - 2}, second);
  }
  if (rounds > 1) made.add(mine.position_of(indices_of(rounds_at_end).start), indices_of(rounds_at_end));
}

void ranges_and_ranges(const holder &mine, const DAPDim &theirs, share_builder &made) {
  const range indices = mine.indices();
  int64_t index = indices.start;
  while (index < indices.stop) {
    const auto coordinate = model::owner(theirs, index);
    if (!coordinate) return;  // Only indices behind the last block have no owner.
    const int64_t stop = std::min(indices.stop, range_of(theirs, *coordinate).stop);
    made.begin(*coordinate);
    made.add(mine.position_of(index), {index, stop});
    index = stop;
  }
}

void ranges_and_cyclic(const holder &mine, const DAPDim &theirs, share_builder &made) {
  const range indices = mine.indices();
  if (indices.count() <= 0) return;
  // Where this does not fit, no two blocks of a coordinate lie in the dimension.
  const int64_t cycle = model::checked_multiply(theirs.block_size, theirs.grid_size).value_or(0);
  const auto add = [&](int64_t coordinate) {
    made.begin(coordinate);
    add_cyclic_within(theirs, coordinate, indices, mine, cycle, made);
    made.end();
  };
  const int64_t blocks = cyclic::block_of(theirs, indices.stop - 1) - cyclic::block_of(theirs, indices.start) + 1;
  if (blocks >= theirs.grid_size) {
    for (int64_t coordinate = 0; coordinate < theirs.grid_size; ++coordinate) add(coordinate);
    return;
  }
  // Fewer blocks than coordinates: they begin somewhere, and may begin again at coordinate 0.
  const int64_t first = cyclic::owner(theirs, indices.start);
  const int64_t above = std::min(blocks, theirs.grid_size - first);
  for (int64_t coordinate = 0; coordinate < blocks - above; ++coordinate) add(coordinate);
  for (int64_t coordinate = first; coordinate < first + above; ++coordinate) add(coordinate);
}

void cyclic_and_ranges(const holder &mine, const DAPDim &theirs, share_builder &made) {
  const int64_t own = mine.local.coordinate;
  const int64_t blocks = cyclic::num_blocks(mine.dim);
  int64_t block = cyclic::turn_of(mine.dim, own);
  int64_t index = block < blocks ? cyclic::block_range(mine.dim, block).start : mine.dim.size;
  while (index < mine.dim.size) {
    const auto coordinate = model::owner(theirs, index);
    if (!coordinate) return;
    const range indices{index, range_of(theirs, *coordinate).stop};
    made.begin(*coordinate);
    add_cyclic_within(mine.dim, own, indices, mine, mine.dim.block_size, made);
    if (indices.stop >= mine.dim.size) return;
    // The next index of the part: in the block that the range ends in, or in the next one dealt to it.
    const int64_t at_end = cyclic::block_of(mine.dim, indices.stop);
    const int64_t rounds = at_end > block ? (at_end - block - 1) / mine.dim.grid_size + 1 : 0;
    if (rounds > (blocks - 1 - block) / mine.dim.grid_size) return;
    block += rounds * mine.dim.grid_size;
    index = std::max(indices.stop, cyclic::block_range(mine.dim, block).start);
  }
}

void walk_window(const holder &mine, const DAPDim &theirs, const range &window, sorted_pieces &found) {
  const DAPDim &dim = mine.dim;
  const int64_t own = cyclic::turn_of(dim, mine.local.coordinate);
  const int64_t first = cyclic::block_of(dim, window.start);
  const int64_t last = cyclic::block_of(dim, window.stop - 1);
  int64_t block = own;
  if (first > own) block += ((first - own - 1) / dim.grid_size + 1) * dim.grid_size;
  while (block <= last) {
    const range whole = cyclic::block_range(dim, block);
    const range indices{std::max(whole.start, window.start), std::min(whole.stop, window.stop)};
    for_each_owner(theirs, indices.start, indices.count(), [&](int64_t begin, int64_t count, int64_t coordinate) {
      found.add(coordinate, cyclic::position_of(dim, begin), {begin, begin + count});
    });
    if (last - block < dim.grid_size) break;
    block += dim.grid_size;
  }
  found.sort();
}

// Both patterns repeat after the least common multiple of their cycles; a cut first block only says where they begin.
void cyclic_and_cyclic(const holder &mine, const DAPDim &theirs, share_builder &made) {
  const int64_t size = mine.dim.size;
  if (size == 0) return;
  const auto own_cycle = model::checked_multiply(mine.dim.block_size, mine.dim.grid_size);
  const auto their_cycle = model::checked_multiply(theirs.block_size, theirs.grid_size);
  std::optional<int64_t> period;
  if (own_cycle && their_cycle) {
    period = model::checked_multiply(*own_cycle / std::gcd(*own_cycle, *their_cycle), *their_cycle);
  }
  const int64_t repeats = period && *period <= size / 2 ? size / *period : 0;
  sorted_pieces body, tail;
  const int64_t tail_start = repeats > 0 ? repeats * *period : 0;
  if (repeats > 0) walk_window(mine, theirs, {0, *period}, body);
  if (tail_start < size) walk_window(mine, theirs, {tail_start, size}, tail);
  const int64_t step = repeats > 0 ? *period / mine.dim.grid_size : 0;
  for (;;) {
    const auto a = body.next_coordinate();
    const auto b = tail.next_coordinate();
    if (!a && !b) return;
    const int64_t coordinate = !a ? *b : (!b ? *a : std::min(*a, *b));
    made.begin(coordinate);
    body.move_group(coordinate, step, period.value_or(0), repeats, made);
    tail.move_group(coordinate, 0, 0, 1, made);
  }
}

}  // namespace

overlap overlap_of(const DAPDim &dim, const DAPLocalDim &local, const DAPDim &theirs) {
  overlap made;
  share_builder building(made);
  const holder mine{dim, local};
  if (mine.is_listed()) {
    return overlap_of(sorted_runs_of(dim, local), theirs);
  } else if (mine.is_cyclic()) {
    has_ranges(theirs) ? cyclic_and_ranges(mine, theirs, building) : cyclic_and_cyclic(mine, theirs, building);
  } else {
    has_ranges(theirs) ? ranges_and_ranges(mine, theirs, building) : ranges_and_cyclic(mine, theirs, building);
  }
  return made;
}

}  // namespace dap::transfer
