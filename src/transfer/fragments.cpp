// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/fragments.hpp"

#include <algorithm>

namespace dap::transfer {
namespace {

// Cuts off what lies before and behind `taken` along one dimension after the other; the rest is taken.
void cut(box whole, std::span<const model::range> taken, std::vector<box> &left) {
  for (std::size_t d = 0; d < whole.size(); ++d) {
    if (whole[d].start < taken[d].start) {
      box before = whole;
      before[d].stop = taken[d].start;
      left.push_back(before);
      whole[d].start = taken[d].start;
    }
    if (whole[d].stop > taken[d].stop) {
      box behind = whole;
      behind[d].start = taken[d].stop;
      left.push_back(behind);
      whole[d].stop = taken[d].stop;
    }
  }
}

}  // namespace

bool meet(std::span<const model::range> a, std::span<const model::range> b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), [](const model::range &x, const model::range &y) {
    return std::max(x.start, y.start) < std::min(x.stop, y.stop);
  });
}

std::vector<box> left_of(const box &whole, std::span<const std::span<const model::range>> taken) {
  std::vector<box> left{whole};
  for (const auto &one : taken) {
    std::vector<box> smaller;
    for (const box &each : left) {
      if (meet(each, one)) {
        cut(each, one, smaller);
      } else {
        smaller.push_back(each);
      }
    }
    left = std::move(smaller);
  }
  return left;
}

}  // namespace dap::transfer
