// SPDX-License-Identifier: BSD-3-Clause
// Directories of worlds of every kind, against an oracle that looks at all that is stored.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include "array/random_worlds.hpp"
#include "mpi/owner_oracle.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

constexpr int64_t untouched = -77;

// This rank's lists as 32-bit numbers.
struct narrow_lists {
  std::list<std::vector<int32_t>> lists;

  explicit narrow_lists(share &mine) {
    for (DAPLocalDim &local : mine.local) {
      if (local.index_form != DAP_INDEX_INT64) continue;
      const auto *wide = static_cast<const int64_t *>(local.indices);
      lists.emplace_back(wide, wide + local.num_indices);
      local.indices = lists.back().data();
      local.index_form = DAP_INDEX_INT32;
    }
  }
};

// Each rank asks for elements of its own.
void expect_owners(DAPDirectory *directory, const share &mine,
                   const std::vector<std::optional<element_place>> &expected, const std::vector<int64_t> &asked,
                   const std::string &which) {
  const auto ndim = static_cast<size_t>(mine.distribution.ndim);
  std::vector<int64_t> indices;
  for (const int64_t ordinal : asked) append_index(mine, ordinal, indices);
  std::vector<DAPOwner> owners(asked.size(), {untouched, untouched});
  std::vector<int64_t> positions(asked.size() * ndim, untouched);
  DAPError error{};
  ASSERT_EQ(dap_mpi_directory_find(directory, static_cast<int64_t>(asked.size()), indices.data(), owners.data(),
                                   positions.data(), &error),
            DAP_OK)
      << which << ": " << error.message;
  for (size_t k = 0; k < asked.size(); ++k) {
    const auto &owner = expected[static_cast<size_t>(asked[k])];
    const element_place nobody{-1, -1, std::vector<int64_t>(ndim, -1)};
    const element_place found{owners[k].rank,
                              owners[k].part,
                              {positions.begin() + static_cast<std::ptrdiff_t>(k * ndim),
                               positions.begin() + static_cast<std::ptrdiff_t>((k + 1) * ndim)}};
    ASSERT_EQ(found, owner.value_or(nobody))
        << which << ", element " << asked[k] << ": rank " << found.rank << ", part " << found.part;
  }
}

// All elements on some ranks, some more than once on others, and none on the rest.
std::vector<int64_t> draw_elements(int64_t count, uint64_t seed) {
  world_drawer drawer(seed * 1000 + static_cast<uint64_t>(world_rank()));
  if (count == 0 || drawer.draw(0, 3) == 0) return {};
  std::vector<int64_t> asked;
  if (drawer.toss()) return drawer.order(count);
  for (int64_t left = drawer.draw(0, 20); left > 0; --left) asked.push_back(drawer.draw(0, count - 1));
  return asked;
}

void expect_all(const world &all, uint64_t seed, const std::string &which) {
  share &mine = *all[static_cast<size_t>(world_rank())];
  const auto expected = owners_of(all);
  std::optional<narrow_lists> narrow;
  if ((seed + static_cast<uint64_t>(world_rank())) % 2 == 0) narrow.emplace(mine);
  DAPDirectory *directory = nullptr;
  DAPError error{};
  ASSERT_EQ(dap_mpi_directory_create(MPI_COMM_WORLD, &mine.distribution, &directory, &error), DAP_OK)
      << which << ": " << error.message;
  mine.local.clear();  // which it does not need any more
  for (uint64_t again = 0; again < 2; ++again) {
    const auto asked = draw_elements(static_cast<int64_t>(expected.size()), 2 * seed + again);
    expect_owners(directory, mine, expected, asked, which);
  }
  dap_mpi_directory_destroy(directory);
}

TEST(Directory, FindsTheOwnersOfRandomWorlds) {
  for (uint64_t seed = 1; seed <= 30 && !::testing::Test::HasFailure(); ++seed) {
    world_drawer drawer(seed);
    expect_all(world_of(drawer.valid(world_size())), seed, "seed " + std::to_string(seed));
  }
}

// Whatever is wrong with the flags: gaps are nobody's, and the lowest of several owners is found.
TEST(Directory, FindsTheOwnersOfRandomLists) {
  for (uint64_t seed = 1; seed <= 20 && !::testing::Test::HasFailure(); ++seed) {
    world_drawer drawer(seed);
    bool is_right = false;
    plan drawn = drawer.lists(world_size(), is_right);
    drawn.dims[0].dim.flags = DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING;
    if (drawer.toss()) drawn.table = drawer.order(world_size());
    expect_all(world_of(drawn), seed, "seed " + std::to_string(seed));
  }
}

TEST(Directory, FindsTheOwnersOfRandomBoxes) {
  for (uint64_t seed = 1; seed <= 20 && !::testing::Test::HasFailure(); ++seed) {
    world_drawer drawer(seed);
    bool is_right = false;
    plan drawn = drawer.boxes(world_size(), is_right);
    const bool stores_halo = drawer.toss();
    for (planned_dim &each : drawn.dims) {
      if (stores_halo) each = with_widths(each, drawer.draw(0, 2), 1);
      each.dim.flags |= DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING;
    }
    expect_all(world_of(drawn), seed, "seed " + std::to_string(seed));
  }
}

TEST(Directory, FindsTheOwnersOfWorldsOfEveryKind) {
  for (const named_plan &each : valid_plans) {
    if (std::string(each.name) == "HugeBoxes") continue;  // nobody stores them
    expect_all(world_of(each.of(world_size())), 1, each.name);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
