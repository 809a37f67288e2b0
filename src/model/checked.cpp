// SPDX-License-Identifier: BSD-3-Clause
// Arithmetic on sizes that reports overflow instead of wrapping around.
#include "model/checked.hpp"

#include <algorithm>

namespace dap::model {

std::optional<int64_t> checked_product(std::span<const int64_t> factors) noexcept {
  // An empty array of a huge shape is legal, so that zeros are looked for before anything is multiplied.
  if (std::find(factors.begin(), factors.end(), 0) != factors.end()) return 0;
  std::optional<int64_t> product = 1;
  for (const int64_t factor : factors) {
    product = checked_multiply(*product, factor);
    if (!product) return std::nullopt;
  }
  return product;
}

}  // namespace dap::model
