// SPDX-License-Identifier: BSD-3-Clause
// From the bytes of an input to a description.
#pragma once

#include <cstdint>
#include <span>

#include "array/fuzz/choices.hpp"
#include "array/fuzz/description.hpp"

namespace dap::array::fuzz {

// An input is a number of changes (its first byte), the changes (four bytes each, mutate.hpp), and choices. The choices
// make an array that is valid but for sizes that are too large; the changes then break it. So changes at random reach
// far, and the changes keep their place while the choices grow.
[[nodiscard]] description decode(std::span<const uint8_t> input);

// The steps of it: dimensions, grid and ranks; this process's parts; their memory; what else an array has.
void choose_dims(choices &from, description &out);
void choose_parts(choices &from, description &out);
void choose_memory(choices &from, description &out);
void choose_extensions(choices &from, description &out);

}  // namespace dap::array::fuzz
