// SPDX-License-Identifier: BSD-3-Clause
#include "world/globals.hpp"

#include <cinttypes>
#include <cstdio>
#include <optional>

#include "world/check.hpp"
#include "world/mix.hpp"

namespace dap::world {
namespace {

template <typename Function>
void for_each_global_of(const DAPDistribution &distribution, Function &&function) {
  for_each_global(distribution, function);
}

template <typename Function>
void for_each_global_of(const resident &at, Function &&function) {
  if (at.array != nullptr) {
    for_each_global(*at.array, function);
  } else {
    for_each_global(*at.distribution, function);
  }
}

template <typename Visited>
uint64_t sum_of(const Visited &visited) {
  uint64_t state = UINT64_C(0x2545f4914f6cdd1d);
  for_each_global_of(visited, [&state](const member &, int64_t value) { mix(state, static_cast<uint64_t>(value)); });
  return state;
}

struct difference {
  member where;
  int64_t own;
  int64_t of_other;
};

// What comes first decides about the rest: up to the first difference the two speak of the same members.
template <typename Visited>
std::optional<difference> find_difference(const Visited &visited, std::span<const int64_t> of_other) {
  std::optional<difference> found;
  size_t next = 0;
  for_each_global_of(visited, [&](const member &where, int64_t value) {
    const size_t place = next++;
    if (found || (place < of_other.size() && of_other[place] == value)) return;
    found = {where, value, place < of_other.size() ? of_other[place] : 0};
  });
  return found;
}

int32_t tell(const two_ranks &ranks, const difference &found, DAPError *error) {
  char name[96];
  if (found.where.at < 0) {
    std::snprintf(name, sizeof name, "%s", found.where.name);
  } else {
    std::snprintf(name, sizeof name, "%s[%" PRId64 "]", found.where.name, found.where.at);
  }
  char text[256];
  if (found.where.is_bits) {
    std::snprintf(text, sizeof text, "%s: 0x%" PRIx64 " on rank %" PRId32 ", but 0x%" PRIx64 " on rank %" PRId32, name,
                  static_cast<uint64_t>(found.own), ranks.own, static_cast<uint64_t>(found.of_other), ranks.other);
  } else {
    std::snprintf(text, sizeof text, "%s: %" PRId64 " on rank %" PRId32 ", but %" PRId64 " on rank %" PRId32, name,
                  found.own, ranks.own, found.of_other, ranks.other);
  }
  return dap_simple_fail(error, DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT, found.where.dim, ranks.own,
                         found.of_other, found.own, "%s, expected the same on all processes", text);
}

}  // namespace

words globals_of(const DAPDistribution &distribution) {
  words values;
  for_each_global(distribution, [&values](const member &, int64_t value) { values.push_back(value); });
  return values;
}

uint64_t sum_of_globals(const DAPDistribution &distribution) {
  return sum_of(distribution);
}

int32_t compare_globals(const DAPDistribution &distribution, std::span<const int64_t> of_other, const two_ranks &ranks,
                        DAPError *error) {
  const auto found = find_difference(distribution, of_other);
  return found ? tell(ranks, *found, error) : int32_t{DAP_OK};
}

int32_t check_place(int32_t rank, int32_t size, const DAPDistribution &distribution, DAPError *error) noexcept {
  if (distribution.version.major != DAP_VERSION_MAJOR) return DAP_OK;  // told by whoever validates it
  const DAPComm &comm = distribution.comm;
  if (comm.rank == rank && comm.size == size) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_SIZE, -1, rank, comm.size == size ? rank : size,
                         comm.size == size ? comm.rank : comm.size,
                         "the distribution counts this process as rank %" PRId32 " of %" PRId32
                         ", expected rank %" PRId32 " of %" PRId32,
                         comm.rank, comm.size, rank, size);
}

// One number tells whether there is a difference; only then does rank 0 send all it has.
int32_t check_globals(assembly &all, DAPError *error) {
  int32_t status = all.together(
      [](resident &at, DAPError *) {
        at.announcement.assign(1, static_cast<int64_t>(sum_of(at)));
        return DAP_OK;
      },
      error);
  if (status == DAP_OK) status = all.announce(error);
  if (status != DAP_OK) return status;
  const auto compare = [](resident &at, DAPError *own) {
    if (static_cast<int64_t>(sum_of(at)) == at.announcement[0]) return int32_t{DAP_OK};
    return dap_simple_fail(own, DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT, -1, at.rank, 0, at.rank,
                           "rank %" PRId32 " differs from rank 0", at.rank);
  };
  const auto write = [](resident &at, DAPError *) {
    at.announcement.clear();
    if (at.rank != 0) return int32_t{DAP_OK};
    for_each_global_of(at, [&at](const member &, int64_t value) { at.announcement.push_back(value); });
    return int32_t{DAP_OK};
  };
  const auto look = [](resident &at, DAPError *own) {
    const auto found = find_difference(at, at.announcement);
    return found ? tell({at.rank, 0}, *found, own) : int32_t{DAP_OK};
  };
  status = all.together(compare, error);
  if (status != DAP_ERROR_DISAGREEMENT) return status;
  int32_t detailed = all.together(write, error);
  if (detailed == DAP_OK) detailed = all.announce(error);
  if (detailed == DAP_OK) detailed = all.together(look, error);
  return detailed == DAP_OK ? status : detailed;
}

}  // namespace dap::world
