// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/letter.hpp"

namespace dap::transfer {

int64_t letter_writer::number_of(std::pair<std::size_t, std::size_t> known_as, const run_list &indices) {
  const auto [at, is_new] = numbers_.emplace(known_as, static_cast<int64_t>(numbers_.size()));
  if (!is_new) return at->second;
  lists_.push_back(static_cast<int64_t>(indices.runs().size()));
  for (const run &each : indices.runs()) {
    lists_.insert(lists_.end(), {each.position, each.length, each.step, each.repeats});
  }
  return at->second;
}

void letter_writer::add_piece(int64_t source_part, int64_t target_part, std::span<const int64_t> lists) {
  pieces_.insert(pieces_.end(), {source_part, target_part});
  pieces_.insert(pieces_.end(), lists.begin(), lists.end());
}

world::words letter_writer::text() const {
  world::words all{static_cast<int64_t>(numbers_.size())};
  all.insert(all.end(), lists_.begin(), lists_.end());
  all.insert(all.end(), pieces_.begin(), pieces_.end());
  return all;
}

letter read_letter(const world::words &text) {
  letter read;
  std::size_t at = 0;
  for (int64_t left = text[at++]; left > 0; --left) {
    run_list &list = read.lists.emplace_back();
    list.begin_group();
    for (int64_t runs = text[at++]; runs > 0; --runs, at += 4) {
      list.add(run{text[at], text[at + 1], text[at + 2], text[at + 3]});
    }
  }
  read.text = std::span(text).subspan(at);
  return read;
}

}  // namespace dap::transfer
