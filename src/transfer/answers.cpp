// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/answers.hpp"

namespace dap::transfer {
namespace {

using world::words;

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

}  // namespace

void write_answer(const told_owners &told, const list_view &asked, words &reply) {
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

bool answers::read(std::span<const placed_run> runs, const world::homes &indices, owner_map &found) {
  bool ascends = true;
  const bool singly = is_single(runs);
  found.reserve(found.size() + runs.size());
  for_each_home(runs, indices, [&](int32_t home, const model::range &at_home, std::span<const placed_run> here) {
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

std::pair<int64_t, std::span<const int64_t>> answers::next_of(int32_t home) {
  const words &letter = letters_.at(home);
  size_t &at = places_[home];
  const int64_t form = letter[at];
  const auto body = std::span(letter).subspan(at + answer_head, static_cast<size_t>(letter[at + 1]));
  at += answer_head + body.size();
  return {form, body};
}

}  // namespace dap::transfer
