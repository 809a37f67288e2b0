// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/register.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <cinttypes>

#include "world/globals.hpp"

namespace dap::transfer {
namespace {

using world::letters;
using world::words;

// Of an entry: how many ranks, first and stride of those that are spaced, else 0 and 0 and the table; then how many
// words of global members, and those.
constexpr std::size_t words_of_head = 3;

// Calls function(parent rank, rank, globals) for all that have signed for a world. A signature is the world, the rank,
// and how many words of global members follow.
template <typename Function>
void for_each_signature(const letters &signed_by, std::size_t number, Function &&function) {
  for (const auto &[parent, text] : signed_by) {
    std::span<const int64_t> left(text);
    while (!left.empty()) {
      const auto length = static_cast<std::size_t>(left[2]);
      if (left[0] == static_cast<int64_t>(number)) {
        function(int64_t{parent}, left[1], left.subspan(words_of_head, length));
      }
      left = left.subspan(words_of_head + length);
    }
  }
}

void write_globals(const letters &signed_by, std::size_t number, words &out) {
  for_each_signature(signed_by, number, [&out](int64_t, int64_t rank, std::span<const int64_t> globals) {
    if (rank != 0) return;
    out.push_back(static_cast<int64_t>(globals.size()));
    out.insert(out.end(), globals.begin(), globals.end());
  });
}

// Cuts a list off the front.
bool take(std::span<const int64_t> &left, int64_t count, std::span<const int64_t> &taken) {
  if (count < 0 || static_cast<uint64_t>(count) > left.size()) return false;
  taken = left.first(static_cast<std::size_t>(count));
  left = left.subspan(taken.size());
  return true;
}

}  // namespace

void sign(words &letter, std::size_t number, const DAPDistribution &own) {
  const words globals = own.comm.rank == 0 ? world::globals_of(own) : words{};
  letter.insert(letter.end(),
                {static_cast<int64_t>(number), int64_t{own.comm.rank}, static_cast<int64_t>(globals.size())});
  letter.insert(letter.end(), globals.begin(), globals.end());
}

void write_spaced(const letters &signed_by, std::size_t number, const rank_map &ranks, words &out) {
  out.insert(out.end(), {ranks.count(), ranks.first(), ranks.stride()});
  write_globals(signed_by, number, out);
}

int32_t write_listed(const letters &signed_by, std::size_t number, int64_t count, words &out, DAPError *error) {
  constexpr int64_t nobody = -1;
  words parents(static_cast<std::size_t>(count), nobody);
  int32_t status = DAP_OK;
  for_each_signature(signed_by, number, [&](int64_t parent, int64_t rank, std::span<const int64_t>) {
    int64_t &at = parents[static_cast<std::size_t>(rank)];
    if (status == DAP_OK && at != nobody) {
      status = dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_WORLD_RANKS, -1, static_cast<int32_t>(parent), at,
                               parent, "processes %" PRId64 " and %" PRId64 " both are rank %" PRId64 " of the %s", at,
                               parent, rank, name_of_world(number));
    }
    at = parent;
  });
  if (status != DAP_OK) return status;
  out.insert(out.end(), {count, 0, 0});
  out.insert(out.end(), parents.begin(), parents.end());
  write_globals(signed_by, number, out);
  return DAP_OK;
}

bool read_world(std::span<const int64_t> &left, seen_world &seen) {
  std::span<const int64_t> head;
  std::span<const int64_t> table;
  std::span<const int64_t> length;
  std::span<const int64_t> globals;
  if (!take(left, words_of_head, head) || head[0] < 1) return false;
  const bool is_spaced = head[2] != 0;
  if (!is_spaced && !take(left, head[0], table)) return false;
  if (!take(left, 1, length) || !take(left, length[0], globals)) return false;
  seen.ranks = is_spaced ? rank_map::spaced(head[0], head[1], head[2]) : rank_map::listed({table.begin(), table.end()});
  seen.globals.assign(globals.begin(), globals.end());
  return true;
}

}  // namespace dap::transfer
