// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/lists.hpp"

namespace dap::transfer {

bool is_single(const placed_runs &runs) noexcept {
  if (!runs.singles().empty()) return true;
  int64_t indices = 0;
  for (const placed_run &run : runs) indices += run.count;
  return indices <= 2 * static_cast<int64_t>(runs.size());
}

void write_list(world::letters &outbox, const list_meaning &means, const placed_runs &runs,
                const world::homes &indices) {
  const bool singly = is_single(runs);
  for_each_home(runs, indices, [&](const home_runs &here) {
    world::words &text = outbox[here.home];
    const std::size_t head = text.size();
    const int64_t base = here.at_home.start;
    const int64_t bits = singly ? lane_bits(static_cast<uint64_t>(here.at_home.count())) : 0;
    const auto num_runs = static_cast<int64_t>(here.end - here.begin);
    text.reserve(head + list_head +
                 (singly ? (here.end - here.begin) * static_cast<size_t>(bits) / 64 + 1 : 2 * (here.end - here.begin)));
    text.insert(text.end(), {means.side.axis, means.side.of_target ? 1 : 0, means.coordinate, means.purposes, base,
                             bits, num_runs, 0});
    if (singly) {
      int64_t count = 0;
      lane_writer lanes(text, bits);
      for_each_said(runs, here, true, [&](int64_t index, int64_t, int64_t) {
        lanes.put(static_cast<uint64_t>(index - base));
        ++count;
      });
      lanes.finish();
      text[head + list_head - 2] = count;
    } else {
      for_each_said(runs, here, false, [&](int64_t first, int64_t, int64_t count) {
        text.insert(text.end(), {first, count});
      });
    }
    text[head + list_head - 1] = static_cast<int64_t>(text.size() - head - list_head);
  });
}

}  // namespace dap::transfer
