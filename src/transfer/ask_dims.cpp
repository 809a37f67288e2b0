// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/ask_dims.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "model/grid.hpp"
#include "transfer/told_owners.hpp"
#include "world/home.hpp"
#include "world/open_dims.hpp"

namespace dap::transfer {
namespace {

using world::resident;
using world::words;

const DAPDistribution &of(const asker &one, const side_axis &side) noexcept {
  return side.of_target ? *one.target : *one.source;
}

int32_t dim_of(const asker &one, const side_axis &side) noexcept {
  const auto axis = static_cast<size_t>(side.axis);
  return side.of_target ? one.target_dims[axis] : static_cast<int32_t>(axis);
}

bool is_open(const asker &one, const side_axis &side) noexcept {
  return world::is_open(of(one, side).dims[dim_of(one, side)]);
}

bool may_have_several_owners(const asker &one, const side_axis &side) noexcept {
  return !side.of_target && (one.source->dims[side.axis].flags & DAP_DIM_OVERLAPPING) != 0;
}

world::homes homes_of(const asker &one, int64_t axis, int32_t num_ranks) noexcept {
  return {one.source->dims[axis].size, num_ranks};
}

// Whoever is one owner of several has to know the others.
int64_t purposes_of(const asker &one, const side_axis &side) noexcept {
  const bool asks_own = is_open(one, side) && may_have_several_owners(one, side);
  return (is_open(one, side) ? tells : 0) | (is_open(one, side.across()) ? asks_across : 0) |
         (asks_own ? asks_beside : 0);
}

// Calls function(side_axis) for both sides of all axes.
template <typename Function>
void for_each_side(const asker &one, Function &&function) {
  for (int64_t axis = 0; axis < one.source->ndim; ++axis) {
    for (const bool target : {false, true}) function(side_axis{axis, target});
  }
}

// What a side owns along its axis: a list for each coordinate that the parts have, or for each box.
void add_lists(asker &one, const side_axis &side, int64_t purposes) {
  const DAPDistribution &distribution = of(one, side);
  const int32_t d = dim_of(one, side);
  const auto num_dims = static_cast<int64_t>(model::dims_of(distribution).size());
  std::set<int64_t> known;
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    const DAPLocalDim &local = distribution.local[part * num_dims + d];
    const bool is_known = !known.insert(local.coordinate).second;
    if (is_known && distribution.dims[d].kind != DAP_KIND_BOX) continue;
    one.lists.push_back({{side, local.coordinate, purposes}, &local, sorted_runs_of(distribution.dims[d], local)});
  }
}

// An answer is its form, its length, and then the coordinate that owns each run, or nobody; or, where a run has several
// owners, that of each index, or first index, count and coordinate of all that are owned.
constexpr size_t answer_head = 2;
constexpr int64_t by_run = 0;
constexpr int64_t by_owner = 1;
constexpr int64_t by_one_owner = 2;  // and no index is owned twice, so that what is owned ascends
constexpr int64_t by_index = 3;      // the same, in a shorter text
constexpr int64_t nobody = told_owners::nobody;

// False if a run has several owners.
bool answer_by_run(const told_owners &told, const list_view &asked, words &reply) {
  if (asked.is_single && told.has_table()) {
    for (const int64_t index : asked.words) reply.push_back(told.owner_of(index));
    return true;
  }
  bool has_one_each = true;
  asked.for_each_run([&](int64_t first, int64_t count) {
    if (!has_one_each) return;
    int64_t owned = 0;
    int64_t owner = nobody;
    told.for_each_within(first, count, [&](int64_t, int64_t some, int64_t coordinate) {
      has_one_each = has_one_each && some == count && owned == 0;
      owned += some;
      owner = coordinate;
    });
    reply.push_back(owner);
  });
  return has_one_each;
}

void answer_by_owner(const told_owners &told, const list_view &asked, words &reply) {
  asked.for_each_run([&](int64_t first, int64_t count) {
    told.for_each_within(first, count, [&](int64_t start, int64_t some, int64_t coordinate) {
      reply.insert(reply.end(), {start, some, coordinate});
    });
  });
}

void answer_by_index(const told_owners &told, const list_view &asked, words &reply) {
  asked.for_each_run([&](int64_t first, int64_t count) {
    for (int64_t index = first; index < first + count; ++index) reply.push_back(told.owner_of(index));
  });
}

void answer(const told_owners &told, const list_view &asked, words &reply) {
  const size_t head = reply.size();
  const size_t body = head + answer_head;
  reply.reserve(body + asked.words.size());
  reply.insert(reply.end(), {by_run, 0});
  if (!answer_by_run(told, asked, reply)) {
    reply.resize(body);
    if (told.has_table() && 3 * told.num_borders() > asked.count()) {
      reply[head] = by_index;
      answer_by_index(told, asked, reply);
    } else {
      reply[head] = told.has_table() ? by_one_owner : by_owner;
      answer_by_owner(told, asked, reply);
    }
  }
  reply[head + 1] = static_cast<int64_t>(reply.size() - body);
}

// What continues the run before is one run with it.
void append(owner_map &runs, int64_t first, int64_t count, int64_t coordinate) {
  if (!runs.empty() && runs.back().coordinate == coordinate && runs.back().first + runs.back().count == first) {
    runs.back().count += count;
  } else {
    runs.push_back({first, count, coordinate});
  }
}

// The answers of the homes, in the order of the questions.
class answers {
 public:
  explicit answers(const world::letters &letters) noexcept : letters_(letters) {}

  // To a list. True if they ascend, and no index has several owners.
  bool read(const said_list &list, const world::homes &indices, owner_map &found) {
    bool ascends = true;
    const bool singly = is_single(list.runs);
    found.reserve(found.size() + list.runs.size());
    for_each_home(list.runs, indices, [&](int32_t home, const model::range &at_home, std::span<const placed_run> here) {
      const auto [form, body] = next_of(home);
      if (form == by_owner || form == by_one_owner) {
        for (size_t at = 0; at < body.size(); at += 3) append(found, body[at], body[at + 1], body[at + 2]);
        ascends = ascends && form == by_one_owner;
        return;
      }
      const int64_t *owner = body.data();
      for_each_said(here, at_home, singly || form == by_index, [&](int64_t first, int64_t count) {
        if (*owner != nobody) append(found, first, count, *owner);
        ++owner;
      });
    });
    return ascends;
  }

 private:
  std::pair<int64_t, std::span<const int64_t>> next_of(int32_t home) {
    const words &letter = letters_.at(home);
    size_t &at = places_[home];
    const int64_t form = letter[at];
    const auto body = std::span(letter).subspan(at + answer_head, static_cast<size_t>(letter[at + 1]));
    at += answer_head + body.size();
    return {form, body};
  }

  const world::letters &letters_;
  std::map<int32_t, size_t> places_;
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

// Planning needs the parts in the same order.
void keep_sorted(asker &one) {
  for (said_list &list : one.lists) {
    const side_axis &side = list.means.side;
    known_division &known = side.of_target ? one.known_target : one.known_source;
    known.dims[static_cast<size_t>(dim_of(one, side))].sorted.emplace(list.local, std::move(list.runs));
  }
  one.lists.clear();
}

// What was learned of one side of an axis.
struct learned {
  owner_map runs;
  int num_answers = 0;
  bool ascends = true;
};

}  // namespace

void ask_dims(resident &at, asker &one, int32_t num_ranks) {
  one.lists.clear();
  for_each_side(one, [&](const side_axis &side) {
    const int64_t purposes = purposes_of(one, side);
    if (purposes != 0) add_lists(one, side, purposes);
  });
  for (const said_list &list : one.lists) {
    write_list(at.outbox, list.means, list.runs, homes_of(one, list.means.side.axis, num_ranks));
  }
}

void answer_dims(resident &at, const asker &one, int32_t num_ranks) {
  std::vector<told_owners> told(2 * static_cast<size_t>(one.source->ndim));
  for (const auto &[sender, text] : at.inbox) {
    for_each_list(text, [&](const list_view &list) {
      if ((list.means.purposes & tells) != 0) told[list.means.side.number()].tell(list);
    });
  }
  for_each_side(one, [&](const side_axis &side) {
    told[side.number()].settle(homes_of(one, side.axis, num_ranks).range_of(at.rank));
  });
  for (const auto &[sender, text] : at.inbox) {
    words *const reply = &at.outbox[sender];  // clang takes no bindings into lambdas
    for_each_list(text, [&](const list_view &list) {
      const side_axis &side = list.means.side;
      if ((list.means.purposes & asks_across) != 0) answer(told[side.across().number()], list, *reply);
      if ((list.means.purposes & asks_beside) != 0) answer(told[side.number()], list, *reply);
    });
  }
}

void learn_dims(const resident &at, asker &one, int32_t num_ranks) {
  answers replies(at.inbox);
  std::vector<learned> found(2 * static_cast<size_t>(one.source->ndim));
  for (const said_list &list : one.lists) {
    const world::homes indices = homes_of(one, list.means.side.axis, num_ranks);
    for (const int64_t purpose : {asks_across, asks_beside}) {
      if ((list.means.purposes & purpose) == 0) continue;
      const side_axis about = purpose == asks_across ? list.means.side.across() : list.means.side;
      learned &of_side = found[about.number()];
      of_side.ascends = replies.read(list, indices, of_side.runs) && of_side.ascends;
      ++of_side.num_answers;
    }
  }
  for_each_side(one, [&](const side_axis &side) {
    if (!is_open(one, side)) return;
    learned &of_side = found[side.number()];
    if (!of_side.ascends || of_side.num_answers > 1) join(of_side.runs);
    known_division &known = side.of_target ? one.known_target : one.known_source;
    known_dim &dim = known.dims[static_cast<size_t>(dim_of(one, side))];
    if (may_have_several_owners(one, side)) dim.sets = sets_of(of_side.runs);
    dim.owners = std::move(of_side.runs);
  });
  keep_sorted(one);
}

}  // namespace dap::transfer
