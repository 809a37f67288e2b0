// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/introduce.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <cinttypes>
#include <span>

#include "transfer/register.hpp"
#include "world/globals.hpp"

namespace dap::transfer {
namespace {

using world::assembly;
using world::resident;

// Of one world: how many have it, and where those are that call themselves rank 0 and rank 1; sums over all, alike on
// all ranks.
struct census {
  int64_t count = 0;
  int64_t first = 0;
  int64_t second = 0;
  bool is_spaced = false;

  [[nodiscard]] int64_t stride() const noexcept { return count > 1 ? second - first : 1; }
  [[nodiscard]] bool expects(int64_t rank, int64_t parent) const noexcept {
    return stride() != 0 && parent == first + stride() * rank;
  }
};
using two_censuses = std::array<census, 2>;

int32_t count_ranks(assembly &all, const worlds_finder &worlds, two_censuses &found, DAPError *error) {
  all.each([&](resident &at) {
    at.counters = {};
    for (std::size_t number = 0; number < found.size(); ++number) {
      const DAPDistribution *own = worlds.of(at.rank)[number].own;
      if (own == nullptr) continue;
      at.counters[3 * number] = 1;
      if (own->comm.rank < 2) at.counters[3 * number + 1 + static_cast<std::size_t>(own->comm.rank)] = at.rank;
    }
  });
  const int32_t status = all.sum(error);
  all.each([&found](const resident &at) {
    for (std::size_t number = 0; number < found.size(); ++number) {
      const int64_t *counted = &at.counters[3 * number];
      found[number] = {counted[0], counted[1], counted[2], false};
    }
  });
  return status;
}

int32_t check_counts(const two_worlds &seen, const two_censuses &found, int32_t rank, DAPError *error) {
  for (std::size_t number = 0; number < found.size(); ++number) {
    const int64_t count = found[number].count;
    const char *name = name_of_world(number);
    if (count == 0) {
      return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_WORLD_EMPTY, -1, -1, 1, 0,
                             "no process has passed a %s, expected it on all of its processes", name);
    }
    const DAPDistribution *own = seen[number].own;
    if (own == nullptr || own->comm.size == count) continue;
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_WORLD_RANKS, -1, rank, own->comm.size, count,
                           "%" PRId64 " processes have passed a %s, expected the %" PRId32 " that it counts", count,
                           name, own->comm.size);
  }
  return DAP_OK;
}

// Whether all are where the first two let expect them.
int32_t find_spacing(assembly &all, const worlds_finder &worlds, two_censuses &found, DAPError *error) {
  all.each([&](resident &at) {
    at.counters = {};
    for (std::size_t number = 0; number < found.size(); ++number) {
      const DAPDistribution *own = worlds.of(at.rank)[number].own;
      at.counters[number] = own != nullptr && !found[number].expects(own->comm.rank, at.rank) ? 1 : 0;
    }
  });
  const int32_t status = all.sum(error);
  all.each([&found](const resident &at) {
    for (std::size_t number = 0; number < found.size(); ++number) found[number].is_spaced = at.counters[number] == 0;
  });
  return status;
}

// Who has to say something does so to rank 0 of the parent, which says it to all.
int32_t announce_all(assembly &all, const worlds_finder &worlds, const two_censuses &found, DAPError *error) {
  int32_t status = all.deliver(
      [&](resident &at, DAPError *) {
        for (std::size_t number = 0; number < found.size(); ++number) {
          const DAPDistribution *own = worlds.of(at.rank)[number].own;
          if (own == nullptr || (found[number].is_spaced && own->comm.rank != 0)) continue;
          sign(at.outbox[0], number, *own);
        }
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  status = all.together(
      [&](resident &at, DAPError *own) {
        at.announcement.clear();
        if (at.rank != 0) return int32_t{DAP_OK};
        int32_t written = DAP_OK;
        for (std::size_t number = 0; number < found.size() && written == DAP_OK; ++number) {
          const census &of = found[number];
          if (of.is_spaced) {
            write_spaced(at.inbox, number, rank_map::spaced(of.count, of.first, of.stride()), at.announcement);
          } else {
            written = write_listed(at.inbox, number, of.count, at.announcement, own);
          }
        }
        return written;
      },
      error);
  return status == DAP_OK ? all.announce(error) : status;
}

int32_t learn(const resident &at, two_worlds &seen, DAPError *error) {
  std::span<const int64_t> left(at.announcement);
  for (std::size_t number = 0; number < seen.size(); ++number) {
    if (!read_world(left, seen[number])) {
      return dap_simple_fail(error, DAP_ERROR_LIBRARY, 0, -1, at.rank, 0, 0,
                             "what was announced of the %s cannot be read here: is it another version of the library?",
                             name_of_world(number));
    }
  }
  for (const seen_world &each : seen) {
    if (each.own == nullptr) continue;
    const auto of_first = static_cast<int32_t>(each.ranks.parent_of(0));
    const int32_t status = world::compare_globals(*each.own, each.globals, {at.rank, of_first}, error);
    if (status != DAP_OK) return status;
  }
  return DAP_OK;
}

}  // namespace

int32_t introduce(assembly &all, const worlds_finder &worlds, DAPError *error) {
  two_censuses found;
  int32_t status = count_ranks(all, worlds, found, error);
  if (status == DAP_OK) {
    status = all.together(
        [&](resident &at, DAPError *own) { return check_counts(worlds.of(at.rank), found, at.rank, own); }, error);
  }
  if (status == DAP_OK) status = find_spacing(all, worlds, found, error);
  if (status == DAP_OK) status = announce_all(all, worlds, found, error);
  if (status != DAP_OK) return status;
  return all.together([&](resident &at, DAPError *own) { return learn(at, worlds.of(at.rank), own); }, error);
}

}  // namespace dap::transfer
