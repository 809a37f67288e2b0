// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/loop_nest.hpp"

#include <algorithm>
#include <cstdlib>
#include <span>

#include "transfer/plain_copy.hpp"
#include "transfer/tiles.hpp"

namespace dap::transfer {
namespace {

// By distances of the target, then of the source: the largest first. Few loops, and most often in order.
void sort(std::span<loop> loops) noexcept {
  const auto is_outside = [](const loop &a, const loop &b) {
    const int64_t to = std::abs(a.to) - std::abs(b.to);
    return to != 0 ? to > 0 : std::abs(a.from) > std::abs(b.from);
  };
  for (std::size_t i = 1; i < loops.size(); ++i) {
    for (std::size_t k = i; k > 0 && is_outside(loops[k], loops[k - 1]); --k) std::swap(loops[k], loops[k - 1]);
  }
}

// Where a loop goes on where the one within it ends, on both sides, they are one. Returns how many are left.
std::size_t merge(std::span<loop> loops) noexcept {
  std::size_t kept = 0;
  for (const loop &next : loops) {
    loop *const last = kept > 0 ? &loops[kept - 1] : nullptr;
    if (last != nullptr && last->from == next.from * next.count && last->to == next.to * next.count) {
      *last = {last->count * next.count, next.from, next.to};
    } else {
      loops[kept++] = next;
    }
  }
  return kept;
}

void run_all(std::span<const loop> loops, const element_kernel &kernel, const std::byte *from, std::byte *to) {
  if (loops.size() <= 2) {
    const loop &outer = loops.size() == 2 ? loops[0] : once;
    return kernel.move(kernel, from, to, outer, loops.empty() ? once : loops.back());
  }
  for (int64_t i = 0; i < loops[0].count; ++i) {
    run_all(loops.subspan(1), kernel, from + i * loops[0].from, to + i * loops[0].to);
  }
}

}  // namespace

void loop_nest::run(const std::byte *from, std::byte *to) const {
  if (size_ == 0) return kernel_.move(kernel_, from, to, once, once);
  std::array<loop, max_loops> arranged;
  std::copy_n(loops_.begin(), size_, arranged.begin());
  std::span<loop> loops(arranged.data(), size_);
  sort(loops);
  loops = loops.first(merge(loops));
  if (may_grow(kernel_, loops.back())) {
    const element_kernel larger = plain_copy(kernel_.to_size * static_cast<std::size_t>(loops.back().count));
    loops = loops.first(loops.size() - 1);
    return needs_tiles(loops, larger) ? move_in_tiles(loops, larger, from, to) : run_all(loops, larger, from, to);
  }
  needs_tiles(loops, kernel_) ? move_in_tiles(loops, kernel_, from, to) : run_all(loops, kernel_, from, to);
}

}  // namespace dap::transfer
