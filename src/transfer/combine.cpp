// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/combine.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <utility>

#include "array/layout.hpp"
#include "transfer/plain_copy.hpp"
#include "transfer/walk.hpp"
#include "transfer/wide_elements.hpp"

namespace dap::transfer {
namespace {

// Wide elements that stay in the nearest cache between load and store.
constexpr int64_t batch = 256;

template <typename Wide>
struct recipe {
  load_function<Wide> load_from;
  load_function<Wide> load_to;
  store_function<Wide> store;
  Wide alpha;
  Wide beta;
  Wide one;
  bool conjugate;
};

void scale(wide_complex *elements, int64_t count, wide_complex factor) noexcept {
  if (factor.im == 0) {
    for (int64_t i = 0; i < count; ++i) elements[i] = {factor.re * elements[i].re, factor.re * elements[i].im};
    return;
  }
  for (int64_t i = 0; i < count; ++i) {
    const wide_complex it = elements[i];
    elements[i] = {factor.re * it.re - factor.im * it.im, factor.re * it.im + factor.im * it.re};
  }
}

template <typename Wide>
void scale(Wide *elements, int64_t count, Wide factor) noexcept {
  for (int64_t i = 0; i < count; ++i) elements[i] *= factor;
}

template <typename Wide>
void add(Wide *sum, const Wide *added, int64_t count) noexcept {
  for (int64_t i = 0; i < count; ++i) {
    if constexpr (std::same_as<Wide, wide_complex>) {
      sum[i] = {sum[i].re + added[i].re, sum[i].im + added[i].im};
    } else {
      sum[i] += added[i];
    }
  }
}

// Elements in rows; in wide form they follow one another, fewer than a batch.
struct row_block {
  loop rows;
  loop inner;

  [[nodiscard]] int64_t count() const noexcept { return rows.count * inner.count; }

  template <typename Wide>
  void load(load_function<Wide> function, const std::byte *from, int64_t loop::*stride, Wide *to) const {
    for (int64_t r = 0; r < rows.count; ++r) {
      function(from + r * (rows.*stride), inner.*stride, inner.count, to + r * inner.count);
    }
  }

  template <typename Wide>
  void store(store_function<Wide> function, const Wide *from, std::byte *to) const {
    for (int64_t r = 0; r < rows.count; ++r) function(from + r * inner.count, to + r * rows.to, inner.to, inner.count);
  }
};

// alpha · op(from)
template <typename Wide>
void load_scaled(const recipe<Wide> &made, const std::byte *from, const row_block &block, Wide *wide) {
  if (made.alpha == Wide{}) {
    std::fill_n(wide, block.count(), Wide{});
    return;
  }
  block.load(made.load_from, from, &loop::from, wide);
  if constexpr (std::same_as<Wide, wide_complex>) {
    for (int64_t i = 0; made.conjugate && i < block.count(); ++i) wide[i].im = -wide[i].im;
  }
  if (made.alpha != made.one) scale(wide, block.count(), made.alpha);
}

template <typename Wide>
void combine_block(const recipe<Wide> &made, const std::byte *from, std::byte *to, const row_block &block) {
  std::array<Wide, batch> sum;
  load_scaled(made, from, block, sum.data());
  if (made.beta != Wide{}) {
    std::array<Wide, batch> old;
    block.load(made.load_to, to, &loop::to, old.data());
    if (made.beta != made.one) scale(old.data(), block.count(), made.beta);
    add(sum.data(), old.data(), block.count());
  }
  block.store(made.store, sum.data(), to);
}

template <typename Wide>
void combine_batches(const element_kernel &self, const std::byte *from, std::byte *to, const loop &outer,
                     const loop &inner) {
  if (inner.count == 1 && outer.count > 1) return combine_batches<Wide>(self, from, to, once, outer);
  const auto &made = *static_cast<const recipe<Wide> *>(self.context);
  const int64_t row = std::min(inner.count, batch);
  const int64_t rows = batch / row;
  for (int64_t i = 0; i < outer.count; i += rows) {
    const loop taken{std::min(rows, outer.count - i), outer.from, outer.to};
    for (int64_t k = 0; k < inner.count; k += row) {
      const row_block block{taken, {std::min(row, inner.count - k), inner.from, inner.to}};
      combine_block(made, from + i * outer.from + k * inner.from, to + i * outer.to + k * inner.to, block);
    }
  }
}

std::size_t size_of(const DAPType &type) noexcept {
  return static_cast<std::size_t>(array::item_size(type.bits, type.lanes));
}

template <typename Wide>
Wide factor_of(const std::complex<double> &factor) noexcept {
  if constexpr (std::same_as<Wide, wide_complex>) {
    return {factor.real(), factor.imag()};
  } else if constexpr (std::same_as<Wide, wide_integer>) {
    return static_cast<wide_integer>(static_cast<int64_t>(factor.real()));
  } else {
    return factor.real();
  }
}

template <typename Wide>
void move_combined(const piece_side &from, const std::byte *first_from, const piece_side &to, std::byte *first_to,
                   const combination &allowed) {
  recipe<Wide> made{};
  made.load_from = load_of<Wide>(allowed.from);
  made.load_to = load_of<Wide>(allowed.to);
  made.store = store_of<Wide>(allowed.to);
  made.alpha = factor_of<Wide>(allowed.alpha);
  made.beta = factor_of<Wide>(allowed.beta);
  made.one = factor_of<Wide>(1.0);
  made.conjugate = allowed.conjugate;
  const element_kernel kernel{combine_batches<Wide>, size_of(allowed.from), size_of(allowed.to), &made};
  move_piece(from, first_from, to, first_to, kernel);
}

void move_combined(const piece_side &from, const std::byte *first_from, const piece_side &to, std::byte *first_to,
                   const combination &allowed) {
  if (is_plain_copy(allowed)) return move_piece(from, first_from, to, first_to, plain_copy(size_of(allowed.to)));
  const auto move = allowed.to.code == DAP_TYPE_COMPLEX ? move_combined<wide_complex>
                    : allowed.to.code == DAP_TYPE_FLOAT ? move_combined<wide_float>
                                                        : move_combined<wide_integer>;
  move(from, first_from, to, first_to, allowed);
}

}  // namespace

void unpack_combined(const piece_layout &piece, const std::byte *message, std::byte *first,
                     const combination &allowed) {
  move_combined(message_side, message, side_of(piece), first, allowed);
}

void copy_combined(const piece_layout &from_piece, const std::byte *from, const piece_layout &to_piece, std::byte *to,
                   const combination &allowed) {
  move_combined(side_of(from_piece), from, side_of(to_piece), to, allowed);
}

}  // namespace dap::transfer
