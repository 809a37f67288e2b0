// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/listed_copy.hpp"

#include <cstring>

namespace dap::transfer {
namespace {

std::byte *at(const listed_side &side, std::byte *base, std::size_t number) noexcept {
  return const_cast<std::byte *>(side.at(base, number));  // of memory that may be written to
}

// The sides are constants within, so that the loop asks nothing about them.
template <std::size_t Size>
void copy_sized(std::size_t count, const std::byte *from, listed_side from_side, std::byte *to,
                listed_side to_side) noexcept {
  if (to_side.positions == nullptr) {
    for (std::size_t i = 0; i < count; ++i) {
      std::memcpy(at({nullptr, to_side.first, to_side.stride}, to, i), from_side.at(from, i), Size);
    }
  } else if (from_side.positions == nullptr) {
    for (std::size_t i = 0; i < count; ++i) {
      std::memcpy(at(to_side, to, i), listed_side{nullptr, from_side.first, from_side.stride}.at(from, i), Size);
    }
  } else {
    for (std::size_t i = 0; i < count; ++i) std::memcpy(at(to_side, to, i), from_side.at(from, i), Size);
  }
}

}  // namespace

std::optional<listed_side> listed_side_of(const run_view *positions, int64_t stride) noexcept {
  if (positions == nullptr) return listed_side{nullptr, 0, stride};
  if (positions->groups.size() != 1) return std::nullopt;
  const run_group &group = positions->groups[0];
  if (group.is_list) return listed_side{positions->listed.data() + group.first, 0, stride};
  if (group.count != 1 || group.repeats != 1) return std::nullopt;
  const run &only = positions->runs[group.first];
  if (only.repeats == 1) return listed_side{nullptr, only.position * stride, stride};
  if (only.length == 1) return listed_side{nullptr, only.position * stride, only.step * stride};
  return std::nullopt;
}

void copy_listed(std::size_t element_size, std::size_t count, const std::byte *from, const listed_side &from_side,
                 std::byte *to, const listed_side &to_side) noexcept {
  switch (element_size) {
    case 1:
      return copy_sized<1>(count, from, from_side, to, to_side);
    case 2:
      return copy_sized<2>(count, from, from_side, to, to_side);
    case 4:
      return copy_sized<4>(count, from, from_side, to, to_side);
    case 8:
      return copy_sized<8>(count, from, from_side, to, to_side);
    case 16:
      return copy_sized<16>(count, from, from_side, to, to_side);
    default:
      for (std::size_t i = 0; i < count; ++i) {
        std::memcpy(at(to_side, to, i), from_side.at(from, i), element_size);
      }
  }
}

}  // namespace dap::transfer
