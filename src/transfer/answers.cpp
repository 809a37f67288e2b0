// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/answers.hpp"

namespace dap::transfer {
namespace {

using world::words;

constexpr size_t answer_head = 3;
constexpr int64_t by_run = 0;
constexpr int64_t by_owner = 1;
constexpr int64_t by_one_owner = 2;  // and no index is owned twice, so that what is owned ascends
constexpr int64_t by_index = 3;      // the same, in a shorter text
constexpr int64_t nobody = told_owners::nobody;

uint64_t number_of(int64_t coordinate) noexcept {
  return static_cast<uint64_t>(coordinate) + 1;
}
static_assert(nobody == -1);

int64_t bits_of(const told_owners &told) noexcept {
  return lane_bits(number_of(told.highest_coordinate()));
}

// False if a run has several owners.
bool answer_by_run(const told_owners &told, const list_view &asked, words &reply) {
  lane_writer numbers(reply, bits_of(told));
  bool has_one_each = true;
  if (asked.is_single() && told.has_table()) {
    asked.for_each_run([&](int64_t index, int64_t) { numbers.put(number_of(told.owner_of(index))); });
  } else {
    asked.for_each_run([&](int64_t first, int64_t count) {
      if (!has_one_each) return;
      const auto owner = told.only_owner_of(first, count);
      has_one_each = owner.has_value();
      numbers.put(number_of(owner.value_or(nobody)));
    });
  }
  numbers.finish();
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
  lane_writer numbers(reply, bits_of(told));
  asked.for_each_run([&](int64_t first, int64_t count) {
    for (int64_t index = first; index < first + count; ++index) numbers.put(number_of(told.owner_of(index)));
  });
  numbers.finish();
}

}  // namespace

void write_answer(const told_owners &told, const list_view &asked, words &reply) {
  const size_t head = reply.size();
  const size_t body = head + answer_head;
  reply.insert(reply.end(), {by_run, bits_of(told), 0});
  if (!answer_by_run(told, asked, reply)) {
    reply.resize(body);
    if (told.has_table() && 3 * told.num_borders() > asked.count() * bits_of(told) / 64) {
      reply[head] = by_index;
      answer_by_index(told, asked, reply);
    } else {
      reply[head] = told.has_table() ? by_one_owner : by_owner;
      answer_by_owner(told, asked, reply);
    }
  }
  reply[head + 2] = static_cast<int64_t>(reply.size() - body);
}

answer answers::next(const placed_runs &runs, const world::homes &indices) {
  answer read;
  read.runs_ = &runs;
  const bool singly = is_single(runs);
  for_each_home(runs, indices, [&](const home_runs &here) {
    const words &letter = letters_.at(here.home);
    size_t &at = places_[here.home];
    const int64_t form = letter[at];
    const auto body = std::span(letter).subspan(at + answer_head, static_cast<size_t>(letter[at + 2]));
    read.parts_.push_back({here, form == by_run || form == by_index, singly || form == by_index, letter[at + 1], body});
    read.ascends_ = read.ascends_ && form != by_owner;
    at += answer_head + body.size();
  });
  return read;
}

}  // namespace dap::transfer
