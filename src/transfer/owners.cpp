// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/owners.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace dap::transfer {

void append(owner_map &runs, int64_t first, int64_t count, int64_t coordinate) {
  if (!runs.empty() && runs.back().coordinate == coordinate && runs.back().first + runs.back().count == first) {
    runs.back().count += count;
  } else {
    runs.push_back({first, count, coordinate});
  }
}

void join(owner_map &runs) {
  std::sort(runs.begin(), runs.end(), [](const owned_run &a, const owned_run &b) {
    return std::tie(a.coordinate, a.first) < std::tie(b.coordinate, b.first);
  });
  owner_map joined;
  for (const owned_run &run : runs) {
    const bool continues = !joined.empty() && joined.back().coordinate == run.coordinate &&
                           run.first <= joined.back().first + joined.back().count;
    if (!continues) {
      joined.push_back(run);
      continue;
    }
    owned_run &last = joined.back();
    last.count = std::max(last.first + last.count, run.first + run.count) - last.first;
  }
  std::sort(joined.begin(), joined.end());
  runs = std::move(joined);
}

// From border to border of the runs; `active` are those that reach over the stretch between two.
owner_sets sets_of(const owner_map &owners) {
  std::vector<int64_t> borders;
  for (const owned_run &run : owners) borders.insert(borders.end(), {run.first, run.first + run.count});
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  owner_sets made;
  std::map<std::vector<int64_t>, int64_t> numbers;
  std::vector<owned_run> active;
  auto next = owners.begin();
  for (std::size_t border = 0; border + 1 < borders.size(); ++border) {
    const int64_t start = borders[border];
    std::erase_if(active, [start](const owned_run &run) { return run.first + run.count <= start; });
    for (; next != owners.end() && next->first == start; ++next) active.push_back(*next);
    if (active.empty()) continue;
    std::vector<int64_t> set;
    for (const owned_run &run : active) set.push_back(run.coordinate);
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    const auto [at, is_new] = numbers.emplace(set, static_cast<int64_t>(made.sets.size()));
    if (is_new) made.sets.push_back(set);
    made.runs.push_back({start, borders[border + 1] - start, at->second});
  }
  return made;
}

}  // namespace dap::transfer
