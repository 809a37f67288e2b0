// SPDX-License-Identifier: BSD-3-Clause
// What homes answer to lists.
//
// An answer is its form, the bits of a number, its length, and then the number of the coordinate that owns each run
// (one more than the coordinate; 0: nobody); or, where a run has several owners, that of each index, or first index,
// count and coordinate of all that are owned.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "transfer/lists.hpp"
#include "transfer/owners.hpp"
#include "transfer/told_owners.hpp"
#include "world/assembly.hpp"
#include "world/home.hpp"

namespace dap::transfer {

// Appends the answer to a list.
void write_answer(const told_owners &told, const list_view &asked, world::words &reply);

// What all homes answered to one list.
class answer {
 public:
  // Calls function(coordinate, position, first, count) for what is owned, by ascending first index; several that have
  // the same owner may follow one another.
  template <typename Function>
  void for_each_owned(Function &&function) const {
    for (const part &each : parts_) {
      if (each.in_lanes) {
        read_lanes(each, function);
      } else {
        read_owners(each, function);
      }
    }
  }

  [[nodiscard]] std::size_t most_pieces() const noexcept {
    std::size_t pieces = 0;
    for (const part &each : parts_) {
      pieces += each.in_lanes ? each.body.size() * word_bits / static_cast<std::size_t>(each.bits)
                              : each.body.size() / words_of_piece;
    }
    return pieces;
  }

  // Whether what is owned ascends, and nothing is owned twice.
  [[nodiscard]] bool ascends() const noexcept { return ascends_; }

 private:
  friend class answers;

  static constexpr std::size_t words_of_piece = 3;  // first index, count, coordinate

  struct part {
    home_runs asked;
    bool in_lanes;
    bool singly;
    int64_t bits;
    std::span<const int64_t> body;
  };

  template <typename Function>
  void read_lanes(const part &from, Function &function) const {
    lane_reader numbers(from.body, from.bits);
    for_each_said(*runs_, from.asked, from.singly, [&](int64_t first, int64_t position, int64_t count) {
      const uint64_t number = numbers.next();
      if (number != 0) function(static_cast<int64_t>(number - 1), position, first, count);
    });
  }

  // The runs that are owned lie within the runs that were asked for, in the same order.
  template <typename Function>
  void read_owners(const part &from, Function &function) const {
    std::size_t number = from.asked.begin;
    for (std::size_t at = 0; at < from.body.size(); at += words_of_piece) {
      const int64_t first = from.body[at];
      placed_run run = (*runs_)[number];
      while (run.first + run.count <= first) run = (*runs_)[++number];
      function(from.body[at + 2], run.position + (first - run.first), first, from.body[at + 1]);
    }
  }

  const placed_runs *runs_ = nullptr;
  bool ascends_ = true;
  std::vector<part> parts_;
};

// The letters of all homes, read in the order of the questions.
class answers {
 public:
  explicit answers(const world::letters &letters) noexcept : letters_(letters) {}

  // To a list of these runs, which are borrowed.
  [[nodiscard]] answer next(const placed_runs &runs, const world::homes &indices);

 private:
  const world::letters &letters_;
  std::map<int32_t, std::size_t> places_;
};

}  // namespace dap::transfer
