// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/told_owners.hpp"

namespace dap::transfer {
namespace {

// A table may be so many times as long as what it is made of.
constexpr int64_t most_spread = 8;
constexpr int64_t small_table = 1024;

}  // namespace

void told_owners::settle(const model::range &at_home) {
  for (const list_view &list : lists_) {
    coordinates_.push_back(list.means.coordinate);
    highest_ = std::max(highest_, list.means.coordinate);
  }
  if (lists_.empty() || fill_table(at_home)) return;
  table_.clear();
  sort_runs();
}

std::optional<int64_t> told_owners::only_owner_in_runs(int64_t first, int64_t count) const {
  std::optional<int64_t> owner = nobody;
  for_each_within(first, count, [&](int64_t, int64_t some, int64_t coordinate) {
    owner = some == count && owner == nobody ? std::optional(coordinate) : std::nullopt;
  });
  return owner;
}

std::optional<int64_t> told_owners::only_owner_in_table(int64_t first, int64_t count) const {
  const int64_t owner = owner_of(first);
  for (int64_t index = first + 1; index < first + count; ++index) {
    if (owner_of(index) != owner) return std::nullopt;
  }
  return owner;
}

bool told_owners::fill_table(const model::range &at_home) {
  std::size_t told = 0;
  for (const list_view &list : lists_) told += list.size;
  if (at_home.count() / most_spread > static_cast<int64_t>(told) + small_table || lists_.size() > INT32_MAX) {
    return false;
  }
  start_ = at_home.start;
  table_.assign(static_cast<std::size_t>(at_home.count()), in_none);
  bool is_one_to_one = true;
  for (std::size_t number = 0; number < lists_.size(); ++number) {
    lists_[number].for_each_run([&](int64_t first, int64_t count) {
      ++num_runs_;
      for (int32_t *at = table_.data() + (first - start_); count > 0; --count, ++at) {
        // Ranks whose parts share a coordinate say the same.
        is_one_to_one =
            is_one_to_one && (*at == in_none || coordinates_[static_cast<std::size_t>(*at)] == coordinates_[number]);
        *at = static_cast<int32_t>(number);
      }
    });
  }
  return is_one_to_one;
}

void told_owners::sort_runs() {
  for (const list_view &list : lists_) {
    list.for_each_run([&](int64_t first, int64_t count) { runs_.push_back({first, count, list.means.coordinate}); });
  }
  std::sort(runs_.begin(), runs_.end());
  runs_.erase(std::unique(runs_.begin(), runs_.end()), runs_.end());
  reach_.reserve(runs_.size());
  int64_t end = 0;
  for (const owned_run &run : runs_) {
    end = std::max(end, run.first + run.count);
    reach_.push_back(end);
  }
}

}  // namespace dap::transfer
