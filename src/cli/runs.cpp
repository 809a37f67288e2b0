// SPDX-License-Identifier: BSD-3-Clause
// Runs of owned and of stored indices.
#include "cli/runs.hpp"

#include <algorithm>

#include "model/cyclic.hpp"
#include "model/indices.hpp"

namespace dap::cli {
namespace {

using model::range;

// Calls function(range) for the blocks of a coordinate, in their order, until it returns false.
template <typename Function>
void walk_blocks(const DAPDim &dim, int64_t coordinate, Function &&function) {
  if (dim.grid_size == 1) {  // The blocks of a lone coordinate touch each other.
    if (dim.size > 0) function(range{0, dim.size});
    return;
  }
  const int64_t end = model::cyclic::num_blocks(dim);
  for (int64_t block = model::cyclic::turn_of(dim, coordinate); block < end; block += dim.grid_size) {
    if (!function(model::cyclic::block_range(dim, block)) || end - block <= dim.grid_size) return;
  }
}

std::vector<range> cut(const std::vector<range> &runs, int64_t stop) {
  std::vector<range> below;
  for (const range &each : runs) {
    const range kept{each.start, std::min(each.stop, stop)};
    if (kept.count() <= 0) continue;
    if (!below.empty() && below.back().stop == kept.start) {
      below.back().stop = kept.stop;
    } else {
      below.push_back(kept);
    }
  }
  return below;
}

// Adds segments until there are `most`.
class segments {
 public:
  explicit segments(size_t most) : most_(most) {}

  [[nodiscard]] bool full() const noexcept { return list_.size() >= most_; }
  void add(int64_t index, int64_t count, storage as) {
    if (count > 0 && !full()) list_.push_back({position_, index, count, as});
    position_ += count;
  }
  std::vector<segment> take() { return std::move(list_); }

 private:
  size_t most_;
  int64_t position_ = 0;
  std::vector<segment> list_;
};

// A halo of `count` indices from `index` on, which may lie outside [0, size): rule 951.
void add_halo(const DAPDim &dim, int64_t index, int64_t count, segments &out) {
  const bool joined = (dim.flags & DAP_DIM_PERIODIC) != 0;
  while (count > 0 && !out.full()) {
    const auto inside = model::wrap(dim, index);
    int64_t length = count;
    if (inside) {
      length = std::min(count, dim.size - *inside);
    } else if (index < 0) {
      length = std::min(count, -index);
    }
    out.add(inside.value_or(index), length, inside ? storage::halo : storage::exterior);
    count -= length;
    if (count == 0) return;  // Asked before adding, which could overflow.
    index = joined && index + length >= dim.size ? 0 : index + length;
  }
}

void add_listed(const DAPDim &dim, const DAPLocalDim &local, int64_t begin, storage as, segments &out) {
  const int64_t end = as == storage::owned ? local.num_owned : local.num_indices;
  model::listed_indices(local, dim.index_base).for_each_run(begin, end, [&](int64_t first, int64_t count) {
    out.add(first, count, as);
  });
}

}  // namespace

std::vector<range> owned_runs(const DAPDim &dim, const DAPLocalDim &local, int64_t stop) {
  std::vector<range> runs;
  if (dim.kind == DAP_KIND_CYCLIC) {
    walk_blocks(dim, local.coordinate, [&](const range &block) {
      runs.push_back(block);
      return block.stop < stop;
    });
  } else if (dim.kind == DAP_KIND_UNSTRUCTURED) {
    const auto add = [&](int64_t first, int64_t count) { runs.push_back({first, first + count}); };
    model::listed_indices(local, dim.index_base).for_each_run(0, local.num_owned, add);
    std::sort(runs.begin(), runs.end(), [](const range &a, const range &b) { return a.start < b.start; });
  } else if (local.num_owned > 0) {
    runs.push_back({local.start, local.start + local.num_owned});
  }
  return cut(runs, stop);
}

std::vector<segment> stored_segments(const DAPDim &dim, const DAPLocalDim &local, size_t most) {
  segments out(most);
  if (dim.kind == DAP_KIND_CYCLIC) {
    walk_blocks(dim, local.coordinate, [&](const range &block) {
      out.add(block.start, block.count(), storage::owned);
      return !out.full();
    });
  } else if (dim.kind == DAP_KIND_UNSTRUCTURED) {
    add_listed(dim, local, 0, storage::owned, out);
    add_listed(dim, local, local.num_owned, storage::halo, out);
  } else {
    add_halo(dim, local.start - local.halo[0], local.halo[0], out);
    out.add(local.start, local.num_owned, storage::owned);
    add_halo(dim, local.start + local.num_owned, local.halo[1], out);
    add_listed(dim, local, 0, storage::halo, out);  // none, or a listed halo
  }
  return out.take();
}

}  // namespace dap::cli
