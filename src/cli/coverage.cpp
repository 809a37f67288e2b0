// SPDX-License-Identifier: BSD-3-Clause
// A sweep over rectangles.
#include "cli/coverage.hpp"

#include <algorithm>
#include <map>

namespace dap::cli {
namespace {

using model::range;

// Areas that grow downwards as long as a strip has the same ranges as the one before.
class strips {
 public:
  void add(const range &down, const std::vector<range> &across) {
    std::map<int64_t, size_t> still_open;
    for (const range &each : across) {
      const auto before = open_.find(each.start);
      if (before != open_.end() && areas_[before->second].across == each) {
        areas_[before->second].down.stop = down.stop;
        still_open.emplace(each.start, before->second);
      } else {
        still_open.emplace(each.start, areas_.size());
        areas_.push_back({down, each});
      }
    }
    open_ = std::move(still_open);
  }
  std::vector<area> take() { return std::move(areas_); }

 private:
  std::vector<area> areas_;
  std::map<int64_t, size_t> open_;  // by where they start across
};

void append(std::vector<range> &ranges, int64_t start, int64_t stop) {
  if (start >= stop) return;
  if (!ranges.empty() && ranges.back().stop == start) {
    ranges.back().stop = stop;
  } else {
    ranges.push_back({start, stop});
  }
}

// The parts of `space` that none, and that several of the ranges cover.
void look_along(std::vector<range> ranges, const range &space, std::vector<range> &gaps, std::vector<range> &overlaps) {
  std::sort(ranges.begin(), ranges.end(), [](const range &a, const range &b) { return a.start < b.start; });
  int64_t once = space.start;   // all before is covered, or a gap that is known
  int64_t twice = space.start;  // no overlap that is not known ends before
  for (const range &each : ranges) {
    append(gaps, once, each.start);
    append(overlaps, std::max(twice, each.start), std::min(once, each.stop));
    twice = std::max(twice, std::min(once, each.stop));
    once = std::max(once, each.stop);
  }
  append(gaps, once, space.stop);
}

}  // namespace

uncovered cover(std::vector<area> areas, const area &space) {
  std::sort(areas.begin(), areas.end(), [](const area &a, const area &b) { return a.down.start < b.down.start; });
  std::vector<int64_t> borders{space.down.start, space.down.stop};
  for (const area &each : areas) borders.insert(borders.end(), {each.down.start, each.down.stop});
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());

  strips gaps;
  strips overlaps;
  std::vector<area> crossed;
  auto next = areas.begin();
  for (size_t b = 0; b + 1 < borders.size(); ++b) {
    const range down{borders[b], borders[b + 1]};
    std::erase_if(crossed, [&](const area &each) { return each.down.stop <= down.start; });
    while (next != areas.end() && next->down.start == down.start) crossed.push_back(*next++);
    std::vector<range> across;
    for (const area &each : crossed) across.push_back(each.across);
    std::vector<range> free;
    std::vector<range> shared;
    look_along(std::move(across), space.across, free, shared);
    gaps.add(down, free);
    overlaps.add(down, shared);
  }
  return {gaps.take(), overlaps.take()};
}

}  // namespace dap::cli
