// SPDX-License-Identifier: BSD-3-Clause
// Random pieces in random memory, against elements that are moved one by one.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstring>

#include "transfer/copy.hpp"
#include "transfer/drawn_pieces.hpp"
#include "transfer/pack.hpp"

namespace dap::transfer {
namespace {

std::size_t draw_element_size() {
  constexpr std::array<std::size_t, 15> sizes{1, 2, 3, 4, 5, 6, 8, 12, 16, 24, 32, 40, 64, 72, 200};
  return sizes[static_cast<std::size_t>(model::draw(0, static_cast<int64_t>(sizes.size()) - 1))];
}

// Elements one after another, as the message of a piece.
std::vector<std::byte> message_of(const drawn_piece &piece) {
  std::vector<std::byte> message;
  for (const std::ptrdiff_t place : piece.places()) {
    const auto element = piece.memory.begin() + place;
    message.insert(message.end(), element, element + static_cast<std::ptrdiff_t>(piece.element_size));
  }
  return message;
}

// The piece's memory once the message is in it.
std::vector<std::byte> with_message(const drawn_piece &piece, const std::vector<std::byte> &message) {
  std::vector<std::byte> memory = piece.memory;
  std::size_t at = 0;
  for (const std::ptrdiff_t place : piece.places()) {
    std::memcpy(memory.data() + place, message.data() + at, piece.element_size);
    at += piece.element_size;
  }
  return memory;
}

RC_GTEST_PROP(MoversProperties, PackedElementsAreTheMessage, ()) {
  const drawn_piece piece = draw_piece(draw_counts(), draw_element_size());
  const std::vector<std::byte> expected = message_of(piece);
  std::vector<std::byte> message(expected.size());
  pack(piece.layout(), piece.memory.data() + piece.first, message.data());
  RC_ASSERT(message == expected);
}

RC_GTEST_PROP(MoversProperties, UnpackedElementsAreInPlaceAndNothingElseIsTouched, ()) {
  const drawn_piece piece = draw_piece(draw_counts(), draw_element_size());
  const std::vector<std::byte> message = draw_bytes(piece.places().size() * piece.element_size);
  std::vector<std::byte> memory = piece.memory;
  unpack(piece.layout(), message.data(), memory.data() + piece.first);
  RC_ASSERT(memory == with_message(piece, message));
}

RC_GTEST_PROP(MoversProperties, CopiedElementsAreThoseOfAMessage, ()) {
  const std::vector<int64_t> counts = draw_counts();
  const std::size_t element_size = draw_element_size();
  const drawn_piece from = draw_piece(counts, element_size);
  const drawn_piece to = draw_piece(counts, element_size);
  std::vector<std::byte> memory = to.memory;
  copy(from.layout(), from.memory.data() + from.first, to.layout(), memory.data() + to.first);
  RC_ASSERT(memory == with_message(to, message_of(from)));
}

}  // namespace
}  // namespace dap::transfer
