// SPDX-License-Identifier: BSD-3-Clause
// What is left of a box when others have taken theirs.
#pragma once

#include <span>
#include <vector>

#include "model/dimension.hpp"

namespace dap::transfer {

using box = std::vector<model::range>;  // [ndim]

[[nodiscard]] bool meet(std::span<const model::range> a, std::span<const model::range> b) noexcept;

// Disjoint boxes, none of them empty, in an order that follows from the arguments. `taken` may reach beyond the whole.
[[nodiscard]] std::vector<box> left_of(const box &whole, std::span<const std::span<const model::range>> taken);

}  // namespace dap::transfer
