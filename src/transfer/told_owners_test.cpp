// SPDX-License-Identifier: BSD-3-Clause
// What a home answers, out of a table and out of runs.
#include "transfer/told_owners.hpp"

#include <gtest/gtest.h>

namespace dap::transfer {
namespace {

constexpr int64_t start = 1000;  // of what is at home

class home {
 public:
  void tell(int64_t coordinate, std::vector<placed_run> runs) {
    write_list(letters_, {{0, false}, coordinate, tells}, runs, world::homes(INT64_MAX, 1));
  }
  const told_owners &settled(int64_t count) {
    for_each_list(letters_[0], [this](const list_view &list) { told_.tell(list); });
    told_.settle({start, start + count});
    return told_;
  }

 private:
  world::letters letters_;
  told_owners told_;
};

owner_map within(const told_owners &told, int64_t first, int64_t count) {
  owner_map found;
  told.for_each_within(first, count, [&found](int64_t index, int64_t some, int64_t coordinate) {
    found.push_back({index, some, coordinate});
  });
  return found;
}

TEST(ToldOwners, AreFoundInATable) {
  home at;
  at.tell(4, {{1000, 0, 3}, {1006, 3, 1}});
  at.tell(9, {{1003, 0, 2}});

  const told_owners &told = at.settled(10);

  EXPECT_TRUE(told.has_table());
  EXPECT_EQ(within(told, 1002, 5), (owner_map{{1002, 1, 4}, {1003, 2, 9}, {1006, 1, 4}}));
  EXPECT_EQ(told.owner_of(1004), 9);
  EXPECT_EQ(told.owner_of(1005), told_owners::nobody);
}

TEST(ToldOwners, OfOneCoordinateMayBeToldByManyRanks) {
  home at;
  at.tell(4, {{1000, 0, 3}});
  at.tell(4, {{1000, 0, 3}});

  const told_owners &told = at.settled(3);

  EXPECT_TRUE(told.has_table());
  EXPECT_EQ(within(told, 1000, 3), (owner_map{{1000, 3, 4}}));
}

// In time proportional to the runs: looked through from the long one on, they would take half an hour.
TEST(ToldOwners, OfShortRunsBehindALongOneAreFoundAtOnce) {
  constexpr int64_t many = 1'000'000;
  constexpr int64_t behind = start + (int64_t{1} << 40);
  std::vector<placed_run> runs{{start, 0, behind - start}};
  for (int64_t number = 0; number < many; ++number) runs.push_back({behind + 1 + 4 * number, 0, 3});
  home at;
  at.tell(4, runs);

  const told_owners &told = at.settled(int64_t{1} << 50);

  ASSERT_FALSE(told.has_table());
  for (int64_t number = 0; number < many; ++number) ASSERT_EQ(told.only_owner_of(behind + 1 + 4 * number, 3), 4);
  EXPECT_EQ(told.only_owner_of(behind, 1), told_owners::nobody);
  EXPECT_EQ(told.only_owner_of(behind - 1, 1), 4);
}

TEST(ToldOwners, WhoOwnTheSameAreAllFound) {
  home at;
  at.tell(4, {{1000, 0, 3}});
  at.tell(2, {{1001, 0, 3}});

  const told_owners &told = at.settled(5);

  EXPECT_FALSE(told.has_table());
  EXPECT_EQ(within(told, 1002, 2), (owner_map{{1002, 1, 4}, {1002, 2, 2}}));
}

TEST(ToldOwners, FarApartNeedNoTable) {
  home at;
  at.tell(4, {{start, 0, int64_t{1} << 40}, {start + (int64_t{1} << 50), 0, 1}});

  const told_owners &told = at.settled(int64_t{1} << 60);

  EXPECT_FALSE(told.has_table());
  EXPECT_EQ(within(told, start + 5, 2), (owner_map{{start + 5, 2, 4}}));
  EXPECT_TRUE(within(told, start + (int64_t{1} << 50) + 1, 7).empty());
}

TEST(ToldOwners, WhereNobodyTellsAreNone) {
  home at;

  EXPECT_TRUE(within(at.settled(5), 1000, 5).empty());
}

// In a table, and in runs where no table is made.
TEST(ToldOwners, MayOwnAllOfSeveralIndicesAlone) {
  for (const int64_t size : {int64_t{20}, int64_t{1} << 60}) {
    home at;
    at.tell(4, {{1000, 0, 3}});
    at.tell(2, {{1003, 0, 3}});

    const told_owners &told = at.settled(size);

    EXPECT_EQ(told.has_table(), size == 20);
    EXPECT_EQ(told.only_owner_of(1000, 3), 4);
    EXPECT_EQ(told.only_owner_of(1004, 2), 2);
    EXPECT_EQ(told.only_owner_of(1006, 5), told_owners::nobody);
    EXPECT_EQ(told.only_owner_of(1002, 2), std::nullopt);
    EXPECT_EQ(told.only_owner_of(1005, 2), std::nullopt);
  }
}

}  // namespace
}  // namespace dap::transfer
