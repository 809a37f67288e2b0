// SPDX-License-Identifier: BSD-3-Clause
#include "world/owners.hpp"

#include <algorithm>
#include <set>

#include "model/grid.hpp"
#include "world/elements.hpp"
#include "world/home.hpp"
#include "world/open_dims.hpp"

namespace dap::world {
namespace {

// A claim is the dimension, first index, count and coordinate; a question has the count 0.
constexpr size_t words_per_claim = 4;

struct owned_run {
  int64_t first;
  int64_t count;
  int64_t coordinate;
};

// What was claimed of a dimension, by ascending first index; `longest` says how far back a run can reach.
struct claimed_runs {
  std::vector<owned_run> runs;
  int64_t longest = 0;

  void add(const int64_t *claim) {
    runs.push_back({claim[1], claim[2], claim[3]});
    longest = std::max(longest, claim[2]);
  }
  void sort() {
    std::sort(runs.begin(), runs.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
  }
  [[nodiscard]] std::vector<int64_t> owners(int64_t index) const {
    std::set<int64_t> found;
    auto run = std::upper_bound(runs.begin(), runs.end(), index,
                                [](int64_t wanted, const owned_run &each) { return wanted < each.first; });
    while (run != runs.begin() && index - (--run)->first < longest) {
      if (index - run->first < run->count) found.insert(run->coordinate);
    }
    return {found.begin(), found.end()};
  }
};

void ask_along(resident &at, size_t d, int32_t num_ranks) {
  const homes indices(at.distribution->dims[d].size, num_ranks);
  std::set<int64_t> asked;
  for (int64_t part = 0; part < at.distribution->num_parts; ++part) {
    for (const auto &index : part_of_array(*at.array, part).indices(d)) {
      if (index && asked.insert(*index).second) {
        words &text = at.outbox[indices.of(*index)];
        text.insert(text.end(), {static_cast<int64_t>(d), *index, 0, 0});
      }
    }
  }
}

}  // namespace

void known_owners::ask(resident &at, int32_t num_ranks) {
  for (int64_t d = 0; d < at.distribution->ndim; ++d) {
    if (!is_open(at.distribution->dims[d])) continue;
    claim_owned(at, d, num_ranks);
    ask_along(at, static_cast<size_t>(d), num_ranks);
  }
}

void known_owners::answer(resident &at) {
  std::map<int64_t, claimed_runs> claimed;
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += words_per_claim) {
      if (text[place + 2] > 0) claimed[text[place]].add(text.data() + place);
    }
  }
  for (auto &[d, runs] : claimed) runs.sort();
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += words_per_claim) {
      if (text[place + 2] > 0) continue;
      const auto owners = claimed[text[place]].owners(text[place + 1]);
      words &reply = at.outbox[sender];
      reply.insert(reply.end(), {text[place], text[place + 1], static_cast<int64_t>(owners.size())});
      reply.insert(reply.end(), owners.begin(), owners.end());
    }
  }
}

void known_owners::learn(const resident &at) {
  for (const auto &[home, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += 3 + static_cast<size_t>(text[place + 2])) {
      const int64_t *owners = text.data() + place + 3;
      coordinates_[static_cast<size_t>(text[place])][text[place + 1]].assign(owners, owners + text[place + 2]);
    }
  }
}

std::vector<int64_t> known_owners::coordinates_of(const DAPDim &dim, size_t d, int64_t index) const {
  if (is_open(dim)) return coordinates_.at(d).at(index);
  const auto owner = model::owner(dim, index);
  return owner ? std::vector<int64_t>{*owner} : std::vector<int64_t>{};
}

std::optional<int64_t> known_owners::lowest_rank(const DAPDistribution &distribution, std::span<const int64_t> index,
                                                 std::span<const int64_t> replica) const {
  std::vector<std::vector<int64_t>> owners;
  std::vector<int64_t> counts;
  for (size_t d = 0; d < index.size(); ++d) {
    owners.push_back(coordinates_of(distribution.dims[d], d, index[d]));
    counts.push_back(static_cast<int64_t>(owners.back().size()));
  }
  std::optional<int64_t> lowest;
  std::vector<int64_t> point(index.size());
  point.insert(point.end(), replica.begin(), replica.end());
  for_each_position(counts, [&](std::span<const int64_t> choice) {
    for (size_t d = 0; d < choice.size(); ++d) point[d] = owners[d][static_cast<size_t>(choice[d])];
    const auto rank = model::rank_of(distribution, point);
    if (rank && (!lowest || *rank < *lowest)) lowest = rank;
  });
  return lowest;
}

}  // namespace dap::world
