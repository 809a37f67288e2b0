// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/lists.hpp"

namespace dap::transfer {

bool is_single(std::span<const placed_run> runs) noexcept {
  int64_t indices = 0;
  for (const placed_run &run : runs) indices += run.count;
  return indices <= 2 * static_cast<int64_t>(runs.size());
}

void write_list(world::letters &outbox, const list_meaning &means, std::span<const placed_run> runs,
                const world::homes &indices) {
  const bool singly = is_single(runs);
  for_each_home(runs, indices, [&](int32_t home, const model::range &at_home, std::span<const placed_run> here) {
    world::words &text = outbox[home];
    const std::size_t head = text.size();
    text.reserve(head + list_head + 2 * here.size());
    text.insert(text.end(),
                {means.side.axis, means.side.of_target ? 1 : 0, means.coordinate, means.purposes, singly ? 1 : 0, 0});
    for_each_said(here, at_home, singly, [&](int64_t first, int64_t count) {
      text.push_back(first);
      if (!singly) text.push_back(count);
    });
    text[head + list_head - 1] = static_cast<int64_t>(text.size() - head - list_head);
  });
}

}  // namespace dap::transfer
