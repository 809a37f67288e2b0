// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/tiles.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace dap::transfer {
namespace {

constexpr int64_t line = 64;          // bytes of a cache line
constexpr int64_t short_strip = 5;    // elements; a loop around them costs more than one within
constexpr int64_t tile_bytes = 4096;  // on each side

int64_t bytes_of(std::span<const loop> loops, const element_kernel &kernel) noexcept {
  auto bytes = static_cast<int64_t>(std::max(kernel.from_size, kernel.to_size));
  for (const loop &each : loops) bytes *= each.count;
  return bytes;
}

// The loop whose elements are nearest to each other in the source.
std::size_t nearest_in_source(std::span<const loop> loops) noexcept {
  const auto nearer = [](const loop &a, const loop &b) { return std::abs(a.from) < std::abs(b.from); };
  return static_cast<std::size_t>(std::min_element(loops.begin(), loops.end(), nearer) - loops.begin());
}

// The last loop is along the lines of the target, the one before along those of the source.
class tiling {
 public:
  tiling(std::span<loop> loops, const element_kernel &kernel) noexcept
      : loops_(loops),
        kernel_(kernel),
        strip_(std::max<int64_t>(line / static_cast<int64_t>(std::max(kernel.from_size, kernel.to_size)), 1)) {}

  void run(const std::byte *from, std::byte *to) {
    loop *const cut = bytes_of(loops_, kernel_) > tile_bytes ? farthest() : nullptr;
    if (cut == nullptr) return move_tile(loops_, from, to);
    const int64_t count = cut->count;
    const int64_t half = is_along_lines(*cut) ? (count / 2 + strip_ - 1) / strip_ * strip_ : count / 2;
    cut->count = half;
    run(from, to);
    cut->count = count - half;
    run(from + half * cut->from, to + half * cut->to);
    cut->count = count;
  }

 private:
  [[nodiscard]] bool is_along_lines(const loop &each) const noexcept { return &each >= &loops_[loops_.size() - 2]; }

  // Of those that may be cut; NULL if none may.
  [[nodiscard]] loop *farthest() const noexcept {
    loop *found = nullptr;
    int64_t reach = 0;
    for (loop &each : loops_) {
      if (each.count <= (is_along_lines(each) ? strip_ : 1)) continue;
      const int64_t its = each.count * std::max(std::abs(each.from), std::abs(each.to));
      if (its > reach) {
        reach = its;
        found = &each;
      }
    }
    return found;
  }

  // Lines that are a power of two apart share a place in the cache: only as many at a time as a line has elements.
  void move_tile(std::span<const loop> loops, const std::byte *from, std::byte *to) const {
    const loop &next = loops.front();
    if (loops.size() > 2) {
      for (int64_t i = 0; i < next.count; ++i) move_tile(loops.subspan(1), from + i * next.from, to + i * next.to);
      return;
    }
    const loop &inner = loops.back();
    for (int64_t i = 0; i < inner.count; i += strip_) {
      const loop strip{std::min(strip_, inner.count - i), inner.from, inner.to};
      const bool is_short = strip.count < short_strip && next.count > strip.count;
      kernel_.move(kernel_, from + i * inner.from, to + i * inner.to, is_short ? strip : next, is_short ? next : strip);
    }
  }

  std::span<loop> loops_;
  const element_kernel &kernel_;
  int64_t strip_;
};

}  // namespace

bool needs_tiles(std::span<const loop> loops, const element_kernel &kernel) noexcept {
  if (loops.size() < 2 || std::abs(loops.back().from) < line) return false;
  const loop &nearest = loops[nearest_in_source(loops)];
  return std::abs(nearest.from) < line && std::abs(nearest.from) < std::abs(loops.back().from) &&
         bytes_of(loops, kernel) > tile_bytes;
}

void move_in_tiles(std::span<loop> loops, const element_kernel &kernel, const std::byte *from, std::byte *to) {
  const auto nearest = loops.begin() + static_cast<std::ptrdiff_t>(nearest_in_source(loops));
  std::rotate(nearest, nearest + 1, loops.end() - 1);
  tiling(loops, kernel).run(from, to);
}

}  // namespace dap::transfer
