// SPDX-License-Identifier: BSD-3-Clause
#include "model/batch_four.hpp"

#include "model/checked.hpp"
#include "model/dimension.hpp"
#include "model/reciprocal.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

// Compiled for AVX2 whatever the rest is compiled for; called only where the processor has it.
#define DAP_FOUR [[gnu::target("avx2")]] inline

namespace dap::model {
namespace {

using four = __m256i;  // of 64 bits

constexpr int64_t low_half = 0xffffffff;

DAP_FOUR four all(int64_t number) noexcept {
  return _mm256_set1_epi64x(number);
}

// Of the low halves, and of a number below 2^32 with a whole one.
DAP_FOUR four product_of_low(four a, four b) noexcept {
  return _mm256_mul_epu32(a, b);
}
DAP_FOUR four product_with_low(four a, four low) noexcept {
  const four upper = _mm256_slli_epi64(_mm256_mul_epu32(_mm256_srli_epi64(a, 32), low), 32);
  return _mm256_add_epi64(_mm256_mul_epu32(a, low), upper);
}

DAP_FOUR four upper_half_of_product(four a, four b) noexcept {
  const four low = all(low_half);
  const four a_high = _mm256_srli_epi64(a, 32);
  const four b_high = _mm256_srli_epi64(b, 32);
  const four middle = _mm256_add_epi64(_mm256_mul_epu32(a_high, b), _mm256_srli_epi64(_mm256_mul_epu32(a, b), 32));
  const four carried = _mm256_add_epi64(_mm256_mul_epu32(a, b_high), _mm256_and_si256(middle, low));
  const four upper = _mm256_add_epi64(_mm256_mul_epu32(a_high, b_high), _mm256_srli_epi64(middle, 32));
  return _mm256_add_epi64(upper, _mm256_srli_epi64(carried, 32));
}

// A divisor below 2^32 for each number (reciprocal.hpp). Where numbers and divisors are below 2^31, the same with 31 in
// the place of 63: then one multiplication of low halves is enough.
struct four_divisors {
  four divisor;
  four shift;
  four multiplier;
  bool is_short;
};

constexpr int64_t short_end = int64_t{1} << 31;

struct four_quotients {
  four quotient;
  four remainder;
};

// Of numbers below `end`.
DAP_FOUR four_divisors divisors(int64_t divisor, int64_t end) noexcept {
  const reciprocal whole(divisor);
  if (end > short_end) {
    return {all(divisor), all(static_cast<int64_t>(whole.shift())), all(static_cast<int64_t>(whole.multiplier())),
            false};
  }
  const uint64_t power = uint64_t{1} << (31 + whole.shift());
  const uint64_t multiplier = (power - 1) / static_cast<uint64_t>(divisor) + 1;
  return {all(divisor), all(static_cast<int64_t>(31 + whole.shift())), all(static_cast<int64_t>(multiplier)), true};
}

DAP_FOUR four_divisors either(four first, const four_divisors &a, const four_divisors &b) noexcept {
  return {_mm256_blendv_epi8(b.divisor, a.divisor, first), _mm256_blendv_epi8(b.shift, a.shift, first),
          _mm256_blendv_epi8(b.multiplier, a.multiplier, first), a.is_short};
}

// The remainder is below 2^32, so that the low halves tell it.
template <bool is_short>
DAP_FOUR four_quotients divide(four numbers, const four_divisors &by) noexcept {
  four product = _mm256_setzero_si256();
  if constexpr (is_short) {
    product = product_of_low(numbers, by.multiplier);
  } else {
    product = upper_half_of_product(_mm256_add_epi64(numbers, numbers), by.multiplier);
  }
  const four quotient = _mm256_srlv_epi64(product, by.shift);
  const four rest = _mm256_sub_epi64(numbers, product_of_low(quotient, by.divisor));
  return {quotient, _mm256_and_si256(rest, all(low_half))};
}

// Calls locate(four indices in [0, size)) → quotients that stand for owner and position, for all indices but the last.
template <typename Locate>
DAP_FOUR std::size_t for_each_four(const batch_request &asked, const Locate &locate) noexcept {
  const four size = all(asked.size);
  const four zero = _mm256_setzero_si256();
  std::size_t done = 0;
  for (; done + 4 <= asked.count; done += 4) {
    const four indices = _mm256_loadu_si256(reinterpret_cast<const four *>(asked.indices + done));
    const four below = _mm256_cmpgt_epi64(zero, indices);
    const four inside = _mm256_andnot_si256(below, _mm256_cmpgt_epi64(size, indices));
    const four outside = _mm256_xor_si256(inside, all(-1));
    const four_quotients found = locate(_mm256_and_si256(indices, inside));
    _mm256_storeu_si256(reinterpret_cast<four *>(asked.owners + done), _mm256_or_si256(found.quotient, outside));
    _mm256_storeu_si256(reinterpret_cast<four *>(asked.positions + done), _mm256_or_si256(found.remainder, outside));
  }
  return done;
}

template <bool is_short>
struct fixed_blocks {
  four_divisors per_block;

  DAP_FOUR four_quotients operator()(four indices) const noexcept { return divide<is_short>(indices, per_block); }
};

// The first `remainder` coordinates own one index more than the others.
template <bool is_short>
struct balanced_blocks {
  four_divisors larger;
  four_divisors smaller;
  four end_of_larger;
  four remainder;

  DAP_FOUR four_quotients operator()(four indices) const noexcept {
    const four is_larger = _mm256_cmpgt_epi64(end_of_larger, indices);
    const four from = _mm256_sub_epi64(indices, _mm256_andnot_si256(is_larger, end_of_larger));
    const four_quotients found = divide<is_short>(from, either(is_larger, larger, smaller));
    return {_mm256_add_epi64(found.quotient, _mm256_andnot_si256(is_larger, remainder)), found.remainder};
  }
};

// Indices are counted from where the first block would begin, if it were not cut.
template <bool is_short>
struct cyclic_blocks {
  four_divisors per_cycle;
  four_divisors per_block;
  four cut;
  four first_coordinate;
  four grid_size;

  DAP_FOUR four_quotients operator()(four indices) const noexcept {
    const four_quotients cycle = divide<is_short>(_mm256_add_epi64(indices, cut), per_cycle);
    const four_quotients block = divide<true>(cycle.remainder, per_block);
    const four whole_rounds = product_with_low(cycle.quotient, per_block.divisor);
    const four has_cut = _mm256_cmpeq_epi64(block.quotient, _mm256_setzero_si256());
    const four missing = _mm256_and_si256(has_cut, cut);
    const four owner = _mm256_add_epi64(block.quotient, first_coordinate);
    const four in_grid = _mm256_cmpgt_epi64(grid_size, owner);
    return {_mm256_sub_epi64(owner, _mm256_andnot_si256(in_grid, grid_size)),
            _mm256_sub_epi64(_mm256_add_epi64(whole_rounds, block.remainder), missing)};
  }
};

bool fits(int64_t divisor) noexcept {
  return divisor >= 1 && divisor <= low_half;
}

[[gnu::target("avx2")]] std::size_t locate_fixed(const DAPDim &dim, const batch_request &asked) noexcept {
  if (!fits(dim.block_size)) return 0;
  const four_divisors per_block = divisors(dim.block_size, dim.size);
  return per_block.is_short ? for_each_four(asked, fixed_blocks<true>{per_block})
                            : for_each_four(asked, fixed_blocks<false>{per_block});
}

[[gnu::target("avx2")]] std::size_t locate_balanced(const DAPDim &dim, const batch_request &asked) noexcept {
  const int64_t remainder = dim.size % dim.grid_size;
  const int64_t share = dim.size / dim.grid_size;
  if (!fits(share) || !fits(share + 1)) return 0;
  const four_divisors larger = divisors(share + 1, dim.size);  // short exactly where the other is
  const four_divisors smaller = divisors(share, dim.size);
  const four end = all(remainder * (share + 1));
  return larger.is_short ? for_each_four(asked, balanced_blocks<true>{larger, smaller, end, all(remainder)})
                         : for_each_four(asked, balanced_blocks<false>{larger, smaller, end, all(remainder)});
}

[[gnu::target("avx2")]] std::size_t locate_cyclic(const DAPDim &dim, const batch_request &asked) noexcept {
  const auto cycle = checked_multiply(dim.block_size, dim.grid_size);
  const int64_t cut = dim.block_size - dim.first_block;
  const auto end = checked_add(dim.size, cut);
  if (!cycle || !end || *cycle > short_end || dim.block_size >= short_end) return 0;
  const four_divisors per_cycle = divisors(*cycle, *end);
  const four_divisors per_block = divisors(dim.block_size, *cycle);
  const four first = all(dim.first_coordinate);
  const four grid_size = all(dim.grid_size);
  return per_cycle.is_short
             ? for_each_four(asked, cyclic_blocks<true>{per_cycle, per_block, all(cut), first, grid_size})
             : for_each_four(asked, cyclic_blocks<false>{per_cycle, per_block, all(cut), first, grid_size});
}

}  // namespace

std::size_t locate_by_four(const DAPDim &dim, const batch_request &asked) noexcept {
  if (!__builtin_cpu_supports("avx2")) return 0;
  if (dim.kind == DAP_KIND_CYCLIC) return locate_cyclic(dim, asked);
  if (dim.kind != DAP_KIND_BLOCK) return 0;
  if (variant_of(dim) == block_variant::fixed) return locate_fixed(dim, asked);
  return variant_of(dim) == block_variant::balanced ? locate_balanced(dim, asked) : 0;
}

}  // namespace dap::model

#undef DAP_FOUR

#else

namespace dap::model {

std::size_t locate_by_four(const DAPDim &, const batch_request &) noexcept {
  return 0;
}

}  // namespace dap::model

#endif
