// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/ask_dims.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "model/grid.hpp"
#include "model/local_dimension.hpp"
#include "world/home.hpp"
#include "world/open_dims.hpp"

namespace dap::transfer {
namespace {

using world::resident;
using world::words;

// A dimension of one of the distributions, as a number.
struct subject {
  bool of_target;
  int32_t dim;

  [[nodiscard]] int64_t number() const noexcept { return 2 * int64_t{dim} + (of_target ? 1 : 0); }
  static subject numbered(int64_t number) noexcept { return {number % 2 == 1, static_cast<int32_t>(number / 2)}; }
};

// The subject, first index, count, and the coordinate that owns them; a question has none.
constexpr size_t words_per_run = 4;
constexpr int64_t question = -1;

const DAPDistribution &of(const asker &one, bool target) noexcept {
  return target ? *one.target : *one.source;
}

// The target's dimension along an axis of the source, and the other way round.
int32_t dim_along(const asker &one, const subject &asked) noexcept {
  if (!asked.of_target) return one.target_dims[static_cast<size_t>(asked.dim)];
  const auto at = std::find(one.target_dims.begin(), one.target_dims.end(), asked.dim);
  return static_cast<int32_t>(at - one.target_dims.begin());
}

bool may_have_several_owners(const asker &one, const subject &about) noexcept {
  return !about.of_target && (one.source->dims[about.dim].flags & DAP_DIM_OVERLAPPING) != 0;
}

// Calls function(subject) for every dimension that does not tell.
template <typename Function>
void for_each_open(const asker &one, Function &&function) {
  for (const bool target : {false, true}) {
    for (int32_t d = 0; d < of(one, target).ndim; ++d) {
      if (world::is_open(of(one, target).dims[d])) function(subject{target, d});
    }
  }
}

// Says to the homes what the parts own along a dimension, or asks them for it.
void write_owned(resident &at, const DAPDistribution &distribution, int32_t d, const subject &about, bool asks,
                 int32_t num_ranks) {
  const DAPDim &dim = distribution.dims[d];
  const world::homes indices(dim.size, num_ranks);
  const auto num_dims = static_cast<int64_t>(model::dims_of(distribution).size());
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    const DAPLocalDim &local = distribution.local[part * num_dims + d];
    model::for_each_owned_run(dim, local, [&](int64_t first, int64_t, int64_t count) {
      indices.for_each_piece(first, count, [&](int32_t home, int64_t start, int64_t taken) {
        words &text = at.outbox[home];
        text.insert(text.end(), {about.number(), start, taken, asks ? question : local.coordinate});
      });
    });
  }
}

// Ranks whose parts share a coordinate say the same.
void tidy(owner_map &runs) {
  std::sort(runs.begin(), runs.end());
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
}

// What a home was told of one dimension.
struct told_owners {
  owner_map runs;
  int64_t longest = 0;

  void add(const int64_t *run) {
    runs.push_back({run[1], run[2], run[3]});
    longest = std::max(longest, run[2]);
  }

  // Calls function(owned_run) for what is owned of the indices first … first + count - 1.
  template <typename Function>
  void for_each_within(int64_t first, int64_t count, Function &&function) const {
    auto run = std::upper_bound(runs.begin(), runs.end(), first - longest,
                                [](int64_t wanted, const owned_run &each) { return wanted < each.first; });
    for (; run != runs.end() && run->first < first + count; ++run) {
      const int64_t start = std::max(run->first, first);
      const int64_t stop = std::min(run->first + run->count, first + count);
      if (start < stop) function(owned_run{start, stop - start, run->coordinate});
    }
  }
};

// What different questions were answered of one coordinate may overlap: it is one run then, and so are neighbours.
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

}  // namespace

void ask_dims(resident &at, const asker &one, int32_t num_ranks) {
  for_each_open(one, [&](const subject &open) {
    write_owned(at, of(one, open.of_target), open.dim, open, false, num_ranks);
    write_owned(at, of(one, !open.of_target), dim_along(one, open), open, true, num_ranks);
    // Whoever is one owner of several has to know the others.
    if (may_have_several_owners(one, open)) write_owned(at, *one.source, open.dim, open, true, num_ranks);
  });
}

void answer_dims(resident &at) {
  std::map<int64_t, told_owners> told;
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += words_per_run) {
      if (text[place + 3] != question) told[text[place]].add(text.data() + place);
    }
  }
  for (auto &[number, owners] : told) tidy(owners.runs);
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += words_per_run) {
      if (text[place + 3] != question) continue;
      const int64_t number = text[place];
      const int32_t asker_rank = sender;  // a copy: clang takes no bindings into lambdas
      told[number].for_each_within(text[place + 1], text[place + 2], [&](const owned_run &run) {
        words &reply = at.outbox[asker_rank];
        reply.insert(reply.end(), {number, run.first, run.count, run.coordinate});
      });
    }
  }
}

void learn_dims(const resident &at, asker &one) {
  std::map<int64_t, owner_map> answers;
  for_each_open(one, [&](const subject &open) { answers[open.number()]; });
  for (const auto &[home, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += words_per_run) {
      answers[text[place]].push_back({text[place + 1], text[place + 2], text[place + 3]});
    }
  }
  for (auto &[number, runs] : answers) {
    const subject about = subject::numbered(number);
    known_dim &known = (about.of_target ? one.known_target : one.known_source).dims[static_cast<size_t>(about.dim)];
    join(runs);
    if (may_have_several_owners(one, about)) known.sets = sets_of(runs);
    known.owners = std::move(runs);
  }
}

}  // namespace dap::transfer
