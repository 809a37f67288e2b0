// SPDX-License-Identifier: BSD-3-Clause
// Changes to single members of a description.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "array/fuzz/description.hpp"

namespace dap::array::fuzz {

// Which member (two bytes), what is done to it, and with what: a special value is put there, a small number added, a
// bit flipped. A pointer becomes NULL, or stops being it.
struct change {
  static constexpr size_t bytes = 4;
};

// `changes`: four bytes each.
void mutate(description &described, std::span<const uint8_t> changes);

}  // namespace dap::array::fuzz
