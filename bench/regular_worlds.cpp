// SPDX-License-Identifier: BSD-3-Clause
#include <dap/transfer.hpp>

#include <memory>
#include <string>

#include "described.hpp"
#include "heap_use.hpp"
#include "plan_rows.hpp"

namespace dap::bench {
namespace {

// What contenders refer to.
using worlds = std::vector<std::unique_ptr<described>>;

contender plan_of(worlds &kept, const std::string &name, std::vector<DAPDim> from, std::vector<DAPDim> to,
                  int64_t ranks, int repeats) {
  const auto &source = kept.emplace_back(std::make_unique<described>(std::move(from), ranks / 2, ranks))->distribution;
  const auto &target = kept.emplace_back(std::make_unique<described>(std::move(to), ranks / 2, ranks))->distribution;
  const DAPPlanCounts counts = plan(source, target).count();
  const heap_use bytes = heap_use_of([&] { return plan(source, target); });
  return {name + ", " + std::to_string(ranks) + " ranks",
          [&source, &target](int n) {
            for (int i = 0; i < n; ++i) const plan made(source, target);
          },
          repeats,
          [] {},
          {{"peers", static_cast<double>(counts.ranks_given + counts.ranks_gotten)},
           {"peak_bytes", static_cast<double>(bytes.peak)},
           {"held_bytes", static_cast<double>(bytes.held)}}};
}

}  // namespace

// The same blocks of 48 and 64 on ever larger grids, so that a rank's peers stay as few; and one dimension dealt out
// singly, where all ranks are peers.
std::vector<row> rows_of_regular_worlds() {
  worlds kept;
  std::vector<contender> contenders;
  for (int64_t edge = 4; edge <= 1024; edge *= 4) {
    const int64_t size = edge * 4096;
    contenders.push_back(plan_of(kept, "2-d cyclic(48) -> cyclic(64)", {cyclic(size, edge, 48), cyclic(size, edge, 48)},
                                 {cyclic(size, edge, 64), cyclic(size, edge, 64)}, edge * edge, 20));
  }
  for (int64_t ranks = 16; ranks <= 1 << 20; ranks *= 16) {
    constexpr int64_t size = int64_t{1} << 40;
    contenders.push_back(plan_of(kept, "1-d block -> cyclic(1), 2^40 elements", {dap_dim_balanced(size, ranks)},
                                 {cyclic(size, ranks, 1)}, ranks, ranks > 4096 ? 1 : 10));
  }
  return compare(contenders, 0, 15);
}

}  // namespace dap::bench
