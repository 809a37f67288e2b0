// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/runs.hpp"

namespace dap::transfer {
namespace {

// Makes `last` longer by what follows it. False if they have no pattern in common.
bool join(run &last, const run &next) noexcept {
  if (last.repeats == 1 && next.repeats == 1 && next.position == last.position + last.length) {
    last.length += next.length;
    return true;
  }
  if (next.length != last.length) return false;
  const int64_t step = next.position - (last.position + (last.repeats - 1) * last.step);
  const bool keeps_step = (last.repeats == 1 || last.step == step) && (next.repeats == 1 || next.step == step);
  if (!keeps_step) return false;
  last.step = step;
  last.repeats += next.repeats;
  return true;
}

// Runs that touch each other are one, where a step says so.
run simplest(const run &given) noexcept {
  return given.repeats > 1 && given.step == given.length ? run{given.position, given.count(), 0, 1} : given;
}

}  // namespace

void run_list::begin_group(int64_t step, int64_t repeats) {
  groups_.push_back({runs_.size(), 0, step, repeats});
}

uint32_t *run_list::begin_lists(std::span<const std::size_t> counts) {
  std::size_t first = 0;
  for (const std::size_t count : counts) {
    groups_.push_back({first, count, 0, 1, true});
    first += count;
  }
  listed_.resize(first);
  return listed_.data();
}

void run_list::add(const run &added) {
  const run next = simplest(added);
  run_group &group = groups_.back();
  if (group.count > 0 && join(runs_.back(), next)) return;
  runs_.push_back(next);
  ++group.count;
}

}  // namespace dap::transfer
