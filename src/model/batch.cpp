// SPDX-License-Identifier: BSD-3-Clause
// Owners and positions of many indices at once, without a division for each.
#include "model/batch.hpp"

#include <algorithm>
#include <cstddef>

#include "model/batch_four.hpp"
#include "model/dimension.hpp"
#include "model/reciprocal.hpp"

namespace dap::model {

namespace {

struct place {
  int64_t owner;
  int64_t position;
};

class fixed_blocks {
 public:
  explicit fixed_blocks(const DAPDim &dim) noexcept : per_block_(dim.block_size) {}

  template <typename Product>
  [[gnu::always_inline]] place find(int64_t index) const noexcept {
    const auto [block, offset] = per_block_.divide<Product>(index);
    return {block, offset};
  }

 private:
  reciprocal per_block_;
};

// The first `remainder` coordinates own share + 1 indices, the others share.
class balanced_blocks {
 public:
  explicit balanced_blocks(const DAPDim &dim) noexcept
      : remainder_(dim.size % dim.grid_size),
        per_larger_(dim.size / dim.grid_size + (remainder_ > 0 ? 1 : 0)),
        end_of_larger_(remainder_ * per_larger_),
        larger_(std::max<int64_t>(per_larger_, 1)),
        smaller_(std::max<int64_t>(dim.size / dim.grid_size, 1)) {}

  template <typename Product>
  [[gnu::always_inline]] place find(int64_t index) const noexcept {
    const bool is_larger = index < end_of_larger_;
    const reciprocal divisor = reciprocal::either(is_larger, larger_, smaller_);
    const auto [block, offset] = divisor.divide<Product>(index - (is_larger ? 0 : end_of_larger_));
    return {block + (is_larger ? 0 : remainder_), offset};
  }

 private:
  int64_t remainder_;
  int64_t per_larger_;
  int64_t end_of_larger_;
  reciprocal larger_;
  reciprocal smaller_;
};

class irregular_blocks {
 public:
  explicit irregular_blocks(const DAPDim &dim) noexcept : bounds_(dim.bounds), grid_size_(dim.grid_size) {}

  // The last bound at or before the index, by halving without a branch that random indices would mislead.
  template <typename Product>
  [[gnu::always_inline]] place find(int64_t index) const noexcept {
    const int64_t *bound = bounds_;
    for (int64_t left = grid_size_; left > 1;) {
      const int64_t half = left / 2;
      bound = bound[half] <= index ? bound + half : bound;
      left -= half;
    }
    return {bound - bounds_, index - *bound};
  }

 private:
  const int64_t *bounds_;
  int64_t grid_size_;
};

class cyclic_blocks {
 public:
  explicit cyclic_blocks(const DAPDim &dim) noexcept
      : first_block_(dim.first_block),
        block_size_(static_cast<uint64_t>(dim.block_size)),
        cut_(block_size_ - static_cast<uint64_t>(dim.first_block)),
        first_coordinate_(dim.first_coordinate),
        turns_until_zero_(dim.grid_size - dim.first_coordinate),
        per_block_(dim.block_size),
        per_round_(dim.grid_size) {}

  template <typename Product>
  [[gnu::always_inline]] place find(int64_t index) const noexcept {
    const bool in_first = index < first_block_;
    const auto [block, offset] = per_block_.divide<Product>(index - (in_first ? 0 : first_block_));
    const auto [round, turn] = per_round_.divide<Product>(block + (in_first ? 0 : 1));
    // Unsigned: whole rounds may pass 2^63 before the cut of the first is taken off.
    const uint64_t missing = turn == 0 && !in_first ? cut_ : 0;
    const uint64_t position = static_cast<uint64_t>(round) * block_size_ - missing + static_cast<uint64_t>(offset);
    const bool below_zero = turn < turns_until_zero_;
    return {turn + (below_zero ? first_coordinate_ : -turns_until_zero_), static_cast<int64_t>(position)};
  }

 private:
  int64_t first_block_;
  uint64_t block_size_;
  uint64_t cut_;
  int64_t first_coordinate_;
  int64_t turns_until_zero_;
  reciprocal per_block_;
  reciprocal per_round_;
};

// Passed by value: members that the loop's own writes might change would keep it from taking several indices at a time.
using request = batch_request;

template <typename Product, typename Blocks>
[[gnu::always_inline]] inline void locate_each(Blocks blocks, request asked) noexcept {
  for (std::size_t i = 0; i < asked.count; ++i) {
    const int64_t index = asked.indices[i];
    const bool inside = index >= 0 && index < asked.size;
    const place found = blocks.template find<Product>(inside ? index : 0);
    asked.owners[i] = inside ? found.owner : nobody;
    asked.positions[i] = inside ? found.position : nobody;
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
// Eight indices at a time where the processor of the run, not of the build, can: it multiplies 64-bit lanes (DQ).
template <typename Blocks>
[[gnu::target("avx512f,avx512dq")]] void locate_vectors(const Blocks &blocks, request asked) noexcept {
  locate_each<product_of_halves>(blocks, asked);
}

bool has_vectors() noexcept {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
}
#else
template <typename Blocks>
void locate_vectors(const Blocks &, request) noexcept {}

bool has_vectors() noexcept {
  return false;
}
#endif

template <typename Blocks>
void locate_divided(const Blocks &blocks, request asked) noexcept {
  if (has_vectors()) {
    locate_vectors(blocks, asked);
  } else {
    locate_each<whole_product>(blocks, asked);
  }
}

void locate_blocks(const DAPDim &dim, request asked) noexcept {
  switch (variant_of(dim)) {
    case block_variant::balanced:
      return locate_divided(balanced_blocks(dim), asked);
    case block_variant::irregular:
      return locate_each<whole_product>(irregular_blocks(dim), asked);
    case block_variant::fixed:
      return locate_divided(fixed_blocks(dim), asked);
    case block_variant::unknown:
      std::fill_n(asked.owners, asked.count, nobody);
      std::fill_n(asked.positions, asked.count, nobody);
  }
}

}  // namespace

void locate(const DAPDim &dim, std::span<const int64_t> indices, std::span<int64_t> owners,
            std::span<int64_t> positions) noexcept {
  request asked{dim.size, indices.size(), indices.data(), owners.data(), positions.data()};
  if (!has_vectors()) {
    const std::size_t done = locate_by_four(dim, asked);
    asked = {dim.size, asked.count - done, asked.indices + done, asked.owners + done, asked.positions + done};
  }
  if (dim.kind == DAP_KIND_BLOCK) return locate_blocks(dim, asked);
  if (dim.kind == DAP_KIND_CYCLIC) return locate_divided(cyclic_blocks(dim), asked);
  std::fill(owners.begin(), owners.end(), nobody);
  std::fill(positions.begin(), positions.end(), nobody);
}

}  // namespace dap::model
