// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/wanted_along.hpp"

#include <algorithm>

#include "transfer/dim_owners.hpp"

namespace dap::transfer {
namespace {

// Part of a stored run that one partner has.
struct owned_part {
  int64_t partner;  // a coordinate, or the number of a set
  stored_run run;
};

stored_run part_of(const stored_run &whole, int64_t first, int64_t stop) noexcept {
  return {first, whole.position + (first - whole.first), stop - first};
}

// Of an answer, in which no index is in two runs.
void add_answered(const stored_run &each, const owner_map &answer, std::vector<owned_part> &parts) {
  auto run = std::upper_bound(answer.begin(), answer.end(), each.first,
                              [](int64_t index, const owned_run &one) { return index < one.first; });
  if (run != answer.begin()) --run;
  const int64_t stop = each.first + each.count;
  for (; run != answer.end() && run->first < stop; ++run) {
    const int64_t begin = std::max(run->first, each.first);
    const int64_t end = std::min(run->first + run->count, stop);
    if (begin < end) parts.push_back({run->coordinate, part_of(each, begin, end)});
  }
}

std::vector<owned_part> parts_of(std::span<const stored_run> runs, const known_dim &known) {
  std::vector<owned_part> parts;
  for (const stored_run &each : runs) {
    if (known.sets) {
      add_answered(each, known.sets->runs, parts);
    } else if (known.owners) {
      add_answered(each, *known.owners, parts);
    } else {
      for_each_owner(known.dim, each.first, each.count, [&](int64_t first, int64_t count, int64_t coordinate) {
        parts.push_back({coordinate, part_of(each, first, first + count)});
      });
    }
  }
  const auto lower = [](const owned_part &a, const owned_part &b) { return a.partner < b.partner; };
  std::stable_sort(parts.begin(), parts.end(), lower);
  return parts;
}

// Behind what the last share has already.
void add(const stored_run &next, wanted_along &made) {
  share &last = made.common.shares.back();
  made.common.positions.add(next.position, next.count);
  made.indices.back().add(next.first, next.count);
  last.first = last.count == 0 ? next.first : std::min(last.first, next.first);
  last.last = std::max(last.last, next.first + next.count - 1);
  last.count += next.count;
}

void begin(int64_t coordinate, const partner &with, wanted_along &made) {
  made.common.shares.push_back({coordinate, 0, 0, 0, made.common.positions.groups().size(), 1});
  made.common.positions.begin_group();
  made.indices.emplace_back().begin_group();
  made.partners.push_back(with);
}

}  // namespace

wanted_along wanted_of(std::span<const stored_run> runs, const known_dim &known) {
  wanted_along made;
  for (const owned_part &each : parts_of(runs, known)) {
    if (made.common.shares.empty() || made.common.shares.back().coordinate != each.partner) {
      const auto *owners = known.sets ? &known.sets->sets[static_cast<std::size_t>(each.partner)] : nullptr;
      begin(each.partner, {owners != nullptr ? owners->front() : each.partner, owners}, made);
    }
    add(each.run, made);
  }
  return made;
}

wanted_along wanted_within(std::span<const stored_run> runs, const model::range &indices) {
  wanted_along made;
  for (const stored_run &each : runs) {
    const int64_t first = std::max(each.first, indices.start);
    const int64_t stop = std::min(each.first + each.count, indices.stop);
    if (first >= stop) continue;
    if (made.common.shares.empty()) begin(0, {0, nullptr}, made);
    add(part_of(each, first, stop), made);
  }
  return made;
}

}  // namespace dap::transfer
