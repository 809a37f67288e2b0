// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/overlap.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "model/checked.hpp"
#include "model/cyclic.hpp"
#include "model/dimension.hpp"
#include "model/local_dimension.hpp"
#include "transfer/dim_owners.hpp"
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

// Puts shares together one after the other.
class builder {
 public:
  explicit builder(overlap &made) noexcept : made_(made) {}

  void reserve(std::size_t num_runs) { made_.positions.reserve(num_runs); }

  void begin(int64_t coordinate) {
    made_.shares.push_back({coordinate, 0, 0, 0, made_.positions.groups().size(), 0});
    repeats_ = 1;
  }
  void begin_group(int64_t step, int64_t repeats) {
    made_.positions.begin_group(step, repeats);
    ++made_.shares.back().num_groups;
    repeats_ = repeats;
  }
  // `indices`: the first and the last of them; those of a group that is repeated, of the first time.
  void add(const run &next, const range &indices) {
    share &at = made_.shares.back();
    if (at.num_groups == 0) begin_group(0, 1);
    made_.positions.add(next);
    if (at.count == 0) at.first = indices.start;
    at.last = indices.stop - 1;
    at.count += next.count() * repeats_;
  }
  void add(int64_t position, const range &indices) { add(run{position, indices.count(), 0, 1}, indices); }

  // Where a group that is repeated ends what is added.
  void end_at(int64_t last) { made_.shares.back().last = last; }

  // A coordinate that was begun in vain has no share.
  void end() {
    if (made_.shares.back().count == 0) made_.shares.pop_back();
  }

 private:
  overlap &made_;
  int64_t repeats_ = 1;
};

// The indices of a cyclic coordinate within a range that is not empty, as runs: the first and the last may be cut, and
// those between lie a cycle apart. Positions are the holder's, `step` apart where indices are a cycle apart.
void add_cyclic_within(const DAPDim &dim, int64_t coordinate, const range &within, const holder &mine, int64_t step,
                       builder &made) {
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

void ranges_and_ranges(const holder &mine, const DAPDim &theirs, builder &made) {
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

void ranges_and_cyclic(const holder &mine, const DAPDim &theirs, builder &made) {
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

void cyclic_and_ranges(const holder &mine, const DAPDim &theirs, builder &made) {
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

// Part of a run that one coordinate of theirs owns.
struct piece {
  int64_t coordinate;
  int64_t position;
  range indices;
};

// Pieces in the order of their coordinates, else as they were, and as many more that stand in one group.
class sorted_pieces {
 public:
  void reserve(std::size_t count) { pieces_.reserve(count); }
  void add(int64_t coordinate, int64_t position, const range &indices) {
    pieces_.push_back({coordinate, position, indices});
  }
  [[nodiscard]] std::size_t size() const noexcept { return pieces_.size(); }

  void sort() {
    const auto lower = [](const piece &a, const piece &b) { return a.coordinate < b.coordinate; };
    if (std::is_sorted(pieces_.begin(), pieces_.end(), lower)) return;
    const int64_t highest = std::max_element(pieces_.begin(), pieces_.end(), lower)->coordinate;
    if (highest > static_cast<int64_t>(pieces_.size())) {
      std::stable_sort(pieces_.begin(), pieces_.end(), lower);
    } else {
      sort_by_counting(static_cast<std::size_t>(highest));
    }
  }

  [[nodiscard]] std::optional<int64_t> next_coordinate() const noexcept {
    return next_ < pieces_.size() ? std::optional(next().coordinate) : std::nullopt;
  }
  // Adds those of a coordinate, if they are the next, and what they are repeated for: positions lie `step` apart, and
  // indices `period`.
  void move_group(int64_t coordinate, int64_t step, int64_t period, int64_t repeats, builder &made) {
    if (next_coordinate() != coordinate) return;
    made.begin_group(step, repeats);
    int64_t stop = 0;
    for (; next_ < pieces_.size() && next().coordinate == coordinate; ++next_) {
      made.add(next().position, next().indices);
      stop = next().indices.stop;
    }
    made.end_at(stop - 1 + (repeats - 1) * period);
  }

 private:
  void sort_by_counting(std::size_t highest) {
    std::vector<std::size_t> places(highest + 1);
    for (const piece &each : pieces_) ++places[static_cast<std::size_t>(each.coordinate)];
    std::size_t sum = 0;
    for (std::size_t &place : places) sum += std::exchange(place, sum);
    order_.resize(pieces_.size());
    for (std::size_t number = 0; number < pieces_.size(); ++number) {
      order_[places[static_cast<std::size_t>(pieces_[number].coordinate)]++] = number;
    }
  }

  [[nodiscard]] const piece &next() const noexcept { return pieces_[order_.empty() ? next_ : order_[next_]]; }

  std::vector<piece> pieces_;
  std::vector<std::size_t> order_;  // empty: as they are
  std::size_t next_ = 0;
};

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
void cyclic_and_cyclic(const holder &mine, const DAPDim &theirs, builder &made) {
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

void add_sorted(sorted_pieces &found, builder &made) {
  found.sort();
  made.reserve(found.size());
  while (const auto coordinate = found.next_coordinate()) {
    made.begin(*coordinate);
    found.move_group(*coordinate, 0, 0, 1, made);
  }
}

// Both ascend, so that most runs lie in the same range or block as the one before.
void listed_and_any(std::span<const placed_run> own, const DAPDim &theirs, builder &made) {
  sorted_pieces found;
  found.reserve(own.size());
  owned_run block{0, 0, 0};
  for (const placed_run &run : own) {
    const int64_t stop = run.first + run.count;
    for (int64_t index = run.first; index < stop;) {
      if (index >= block.first + block.count) {
        const auto next = block_around(theirs, index);
        if (!next) break;
        block = *next;
      }
      const int64_t end = std::min(block.first + block.count, stop);
      found.add(block.coordinate, run.position + (index - run.first), {index, end});
      index = end;
    }
  }
  add_sorted(found, made);
}

}  // namespace

overlap overlap_of(const DAPDim &dim, const DAPLocalDim &local, const DAPDim &theirs) {
  overlap made;
  builder building(made);
  const holder mine{dim, local};
  if (mine.is_listed()) {
    listed_and_any(sorted_runs_of(dim, local), theirs, building);
  } else if (mine.is_cyclic()) {
    has_ranges(theirs) ? cyclic_and_ranges(mine, theirs, building) : cyclic_and_cyclic(mine, theirs, building);
  } else {
    has_ranges(theirs) ? ranges_and_ranges(mine, theirs, building) : ranges_and_cyclic(mine, theirs, building);
  }
  return made;
}

overlap overlap_of(std::span<const placed_run> own, const DAPDim &theirs) {
  overlap made;
  builder building(made);
  listed_and_any(own, theirs, building);
  return made;
}

// Both ascend, so that what an own run meets lies in one stretch of the map.
overlap overlap_of(std::span<const placed_run> own, const owner_map &theirs) {
  overlap made;
  builder building(made);
  sorted_pieces found;
  found.reserve(own.size());
  auto next = theirs.begin();
  for (const placed_run &run : own) {
    const int64_t stop = run.first + run.count;
    while (next != theirs.end() && next->first + next->count <= run.first) ++next;
    for (auto at = next; at != theirs.end() && at->first < stop; ++at) {
      const int64_t first = std::max(at->first, run.first);
      const int64_t end = std::min(at->first + at->count, stop);
      if (first < end) found.add(at->coordinate, run.position + (first - run.first), {first, end});
    }
  }
  add_sorted(found, building);
  return made;
}

}  // namespace dap::transfer
