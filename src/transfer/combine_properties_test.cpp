// SPDX-License-Identifier: BSD-3-Clause
// Random pieces, types and factors, against elements that are combined one by one.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <complex>
#include <cstring>

#include "array/layout.hpp"
#include "transfer/combine.hpp"
#include "transfer/drawn_pieces.hpp"

namespace dap::transfer {
namespace {

using complex = std::complex<double>;

template <typename Element>
Element read(const std::byte *from) {
  Element element;
  std::memcpy(&element, from, sizeof element);
  return element;
}

template <typename Element>
void write(std::byte *to, Element element) {
  std::memcpy(to, &element, sizeof element);
}

// With the sign extended, modulo 2^64.
uint64_t integer_at(const std::byte *from, const DAPType &type) {
  uint64_t value = 0;
  std::memcpy(&value, from, type.bits / 8U);
  const unsigned unused = 64U - type.bits;
  if (type.code == DAP_TYPE_BOOL) return value != 0 ? 1 : 0;
  return type.code == DAP_TYPE_INT ? static_cast<uint64_t>(static_cast<int64_t>(value << unused) >> unused) : value;
}

complex number_at(const std::byte *from, const DAPType &type) {
  if (type.code == DAP_TYPE_COMPLEX)
    return type.bits == 64 ? complex(read<std::complex<float>>(from)) : read<complex>(from);
  if (type.code == DAP_TYPE_FLOAT) return type.bits == 32 ? read<float>(from) : read<double>(from);
  const uint64_t value = integer_at(from, type);
  return type.code == DAP_TYPE_INT ? static_cast<double>(static_cast<int64_t>(value)) : static_cast<double>(value);
}

void combine_one(const combination &asked, const std::byte *from, std::byte *to) {
  if (asked.to.code == DAP_TYPE_BOOL) return write(to, read<uint8_t>(from));
  if (asked.to.code == DAP_TYPE_INT || asked.to.code == DAP_TYPE_UINT) {
    const auto factor = [](const complex &given) { return static_cast<uint64_t>(static_cast<int64_t>(given.real())); };
    const uint64_t sum =
        factor(asked.alpha) * integer_at(from, asked.from) + factor(asked.beta) * integer_at(to, asked.to);
    std::memcpy(to, &sum, asked.to.bits / 8U);
    return;
  }
  const complex given = number_at(from, asked.from);
  const complex sum = asked.alpha * (asked.conjugate ? std::conj(given) : given) + asked.beta * number_at(to, asked.to);
  if (asked.to.code == DAP_TYPE_FLOAT) {
    return asked.to.bits == 32 ? write(to, static_cast<float>(sum.real())) : write(to, sum.real());
  }
  asked.to.bits == 64 ? write(to, std::complex<float>(sum)) : write(to, sum);
}

DAPType draw_type() {
  constexpr uint8_t codes[] = {DAP_TYPE_BOOL, DAP_TYPE_UINT, DAP_TYPE_INT, DAP_TYPE_FLOAT, DAP_TYPE_COMPLEX};
  const uint8_t code = codes[model::draw(0, 4)];
  const auto wide = static_cast<unsigned>(model::draw(0, 3));
  if (code == DAP_TYPE_BOOL) return {code, 8, 1};
  if (code == DAP_TYPE_FLOAT) return {code, static_cast<uint8_t>(32U << wide % 2), 1};
  if (code == DAP_TYPE_COMPLEX) return {code, static_cast<uint8_t>(64U << wide % 2), 1};
  return {code, static_cast<uint8_t>(8U << wide), 1};
}

// Small whole numbers, so that no sum is rounded, whatever the order of its terms.
combination draw_combination() {
  combination drawn{draw_type(), draw_type()};
  drawn.alpha = {static_cast<double>(model::draw(-2, 2)), static_cast<double>(model::draw(-2, 2))};
  drawn.beta = {static_cast<double>(model::draw(-1, 1)), static_cast<double>(model::draw(-1, 1))};
  drawn.conjugate = model::draw(0, 1) == 1;
  if (drawn.to.code != DAP_TYPE_COMPLEX || model::draw(0, 1) == 1) {
    drawn.alpha.imag(0);
    drawn.beta.imag(0);
  }
  if (drawn.to.code == DAP_TYPE_BOOL || model::draw(0, 4) == 0) {
    drawn.alpha = 1;
    drawn.beta = 0;
  }
  return drawn;
}

void write_small(std::byte *to, const DAPType &type) {
  const auto draw_real = [] { return static_cast<float>(model::draw(-100, 100)); };
  if (type.code == DAP_TYPE_FLOAT) return type.bits == 32 ? write(to, draw_real()) : write<double>(to, draw_real());
  if (type.code != DAP_TYPE_COMPLEX) return;  // any bytes are an integer
  const std::complex<float> pair(draw_real(), draw_real());
  type.bits == 64 ? write(to, pair) : write(to, complex(pair));
}

drawn_piece draw_elements(const std::vector<int64_t> &counts, const DAPType &type) {
  drawn_piece piece = draw_piece(counts, static_cast<std::size_t>(array::item_size(type.bits, type.lanes)));
  for (const std::ptrdiff_t place : piece.places()) write_small(piece.memory.data() + place, type);
  return piece;
}

std::vector<int64_t> draw_few() {
  std::vector<int64_t> counts = draw_counts();
  for (int64_t &count : counts) count = std::min<int64_t>(count, counts.size() == 1 ? 300 : 8);
  return counts;
}

// -0 is 0, and what is rounded differently in the last place is a mistake.
bool are_equal(const drawn_piece &piece, const DAPType &type, std::vector<std::byte> a, std::vector<std::byte> b) {
  for (const std::ptrdiff_t place : piece.places()) {
    const bool is_exact = type.code != DAP_TYPE_FLOAT && type.code != DAP_TYPE_COMPLEX;
    if (!is_exact &&
        number_at(&a[static_cast<std::size_t>(place)], type) == number_at(&b[static_cast<std::size_t>(place)], type)) {
      std::memcpy(a.data() + place, b.data() + place, piece.element_size);
    }
  }
  return a == b;
}

RC_GTEST_PROP(CombineProperties, ElementsBecomeWhatTheyBecomeOneByOne, ()) {
  const combination asked = draw_combination();
  RC_PRE(combination_allowed(asked));
  const std::vector<int64_t> counts = draw_few();
  const drawn_piece from = draw_elements(counts, asked.from);
  const drawn_piece to = draw_elements(counts, asked.to);
  std::vector<std::byte> expected = to.memory, message;
  const std::vector<std::ptrdiff_t> sources = from.places(), targets = to.places();
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::byte *element = from.memory.data() + sources[i];
    combine_one(asked, element, expected.data() + targets[i]);
    message.insert(message.end(), element, element + from.element_size);
  }

  std::vector<std::byte> copied = to.memory, unpacked = to.memory;
  copy_combined(from.layout(), from.memory.data() + from.first, to.layout(), copied.data() + to.first, asked);
  unpack_combined(to.layout(), message.data(), unpacked.data() + to.first, asked);

  RC_ASSERT(are_equal(to, asked.to, copied, expected));
  RC_ASSERT(are_equal(to, asked.to, unpacked, expected));
}

}  // namespace
}  // namespace dap::transfer
