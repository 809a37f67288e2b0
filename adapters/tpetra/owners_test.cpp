// SPDX-License-Identifier: BSD-3-Clause
// What is said of the owners of a Map's indices: nothing that nobody knows, and the truth when somebody has asked.
#include "import_testing.hpp"

namespace dap::tpetra::testing {
namespace {

constexpr uint64_t unknown_owners = DAP_FEATURE_INCOMPLETE | DAP_FEATURE_OVERLAPPING;

uint64_t features_of(const received &from) {
  EXPECT_EQ(from.array.flags & DAP_MUST_UNDERSTAND, from.array.distribution->flags & DAP_MUST_UNDERSTAND);
  return from.array.flags & DAP_MUST_UNDERSTAND;
}

// As many elements as indices, but index 0 is not listed: `instead` is, a second time.
std::vector<global> list_of_ten_with(global instead) {
  auto list = dealt(10, 0);
  if (world_rank() == 0) list.front() = instead;
  return list;
}

struct owners {
  bool is_partition = false;
  DAPError error = {};
  int32_t find(const Teuchos::RCP<const map> &rows) { return map_find_owners(rows, &is_partition, &error); }
};

TEST(TpetraOwners, OfAListedMapAreUnknownUntilSomebodyAsks) {
  const auto rows = listed_map(dealt(10, 0), 0);
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(rows));
  received before, after, again;
  owners found;
  ASSERT_EQ(before.take(object), DAP_OK) << before.error.message;
  EXPECT_EQ(features_of(before), DAP_FEATURE_UNSTRUCTURED | unknown_owners);

  ASSERT_EQ(found.find(rows), DAP_OK) << found.error.message;

  EXPECT_TRUE(found.is_partition);
  ASSERT_EQ(after.take(object), DAP_OK) << after.error.message;
  EXPECT_EQ(features_of(after), DAP_FEATURE_UNSTRUCTURED);
  EXPECT_EQ(dap_array_validate(&after.array, &after.error), DAP_OK) << after.error.message;
  EXPECT_FALSE(dap_distribution_same(before.array.distribution, after.array.distribution));
  EXPECT_EQ(features_of(before), DAP_FEATURE_UNSTRUCTURED | unknown_owners) << "a live export stays as it is";
  // Asked again, nothing changes.
  ASSERT_EQ(found.find(rows), DAP_OK);
  ASSERT_EQ(again.take(Teuchos::rcp(new vector(rows))), DAP_OK);
  EXPECT_TRUE(dap_distribution_same(after.array.distribution, again.array.distribution));
}

TEST(TpetraOwners, AreTwoForAnIndexThatIsListedTwice) {
  const auto rows = listed_map(list_of_ten_with(1), 0);
  received out;
  owners found;

  ASSERT_EQ(found.find(rows), DAP_OK) << found.error.message;

  EXPECT_FALSE(found.is_partition);
  const int32_t status = out.take(Teuchos::rcp(new vector(rows)));
  if (world_size() == 1) {
    EXPECT_EQ(out.error.rule, DAP_RULE_LIST_REPEATED) << "not by one process alone";
    return;
  }
  ASSERT_EQ(status, DAP_OK) << out.error.message;
  EXPECT_EQ(out.array.distribution->dims[0].size, 10);
  EXPECT_EQ(features_of(out), DAP_FEATURE_UNSTRUCTURED | unknown_owners);
}

TEST(TpetraOwners, AreNotOneForAnIndexThatOneProcessListsTwice) {
  const auto own = static_cast<global>(world_size());  // rank 0's second one
  owners found;

  ASSERT_EQ(found.find(listed_map(list_of_ten_with(own), 0)), DAP_OK) << found.error.message;

  EXPECT_FALSE(found.is_partition);
}

TEST(TpetraOwners, AreMissingInGapsAlone) {
  auto list = dealt(10, 0);
  for (global &index : list) index *= 2;
  const auto rows = listed_map(list, 0);
  received out;
  owners found;

  ASSERT_EQ(found.find(rows), DAP_OK) << found.error.message;

  EXPECT_FALSE(found.is_partition);
  ASSERT_EQ(out.take(Teuchos::rcp(new vector(rows))), DAP_OK) << out.error.message;
  EXPECT_EQ(features_of(out), DAP_FEATURE_UNSTRUCTURED | DAP_FEATURE_INCOMPLETE);
}

TEST(TpetraOwners, OfContiguousMapsAreKnown) {
  const auto replicated = Teuchos::rcp(new map(7, 0, world(), Tpetra::LocallyReplicated));
  owners found;

  ASSERT_EQ(found.find(uneven_map()), DAP_OK) << found.error.message;
  EXPECT_TRUE(found.is_partition);
  ASSERT_EQ(found.find(listed_map({}, 0)), DAP_OK) << found.error.message;
  EXPECT_TRUE(found.is_partition);
  ASSERT_EQ(found.find(replicated), DAP_OK) << found.error.message;
  EXPECT_EQ(found.is_partition, world_size() == 1);
}

TEST(TpetraOwners, WithoutAMapAreRefused) {
  owners found;
  EXPECT_EQ(found.find(Teuchos::null), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(found.error.rule, DAP_RULE_ARGUMENT);
  EXPECT_EQ(map_find_owners(uneven_map(), nullptr, nullptr), DAP_OK);
}

// The memory is the same, so there is one count of openings (spec 603).
TEST(TpetraOwners, ExportsBeforeAndAfterTheQuestionExcludeEachOther) {
  const auto rows = listed_map(dealt(10, 0), 0);
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(rows));
  received before, after;
  ASSERT_EQ(before.take(object), DAP_OK);
  ASSERT_EQ(map_find_owners(rows, nullptr, nullptr), DAP_OK);
  ASSERT_EQ(after.take(object), DAP_OK);
  EXPECT_EQ(data_of(before.array), data_of(after.array));

  ASSERT_EQ(before.array.access(&before.array, DAP_ACCESS_WRITE, nullptr, nullptr), DAP_OK);
  EXPECT_EQ(after.array.access(&after.array, DAP_ACCESS_READ, nullptr, nullptr), DAP_ERROR_BUSY);
  ASSERT_EQ(before.array.access(&before.array, DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr, nullptr), DAP_OK);
  ASSERT_EQ(after.array.access(&after.array, DAP_ACCESS_WRITE, nullptr, nullptr), DAP_OK);
  EXPECT_EQ(before.array.access(&before.array, DAP_ACCESS_READ, nullptr, nullptr), DAP_ERROR_BUSY);
  ASSERT_EQ(after.array.access(&after.array, DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr, nullptr), DAP_OK);
}

// An export that was found stale stays so (606), but not those that come after it.
TEST(TpetraOwners, StaleExportsOfBothKindsAreFollowedByFreshOnes) {
  const auto rows = listed_map(dealt(10, 0), 0);
  const auto object = Teuchos::rcp(new multivector(rows, 2));
  const multivector first(*object, Teuchos::View);
  const multivector other(rows, 2);
  const auto open = [](received &from) {
    return from.array.access(&from.array, DAP_ACCESS_READ, nullptr, &from.error);
  };
  {
    received before, after;
    ASSERT_EQ(before.take(object), DAP_OK);
    ASSERT_EQ(map_find_owners(rows, nullptr, nullptr), DAP_OK);
    ASSERT_EQ(after.take(object), DAP_OK);
    *object = other;
    ASSERT_EQ(open(after), DAP_ERROR_STALE);
    *object = first;
  }
  received again;
  ASSERT_EQ(again.take(object), DAP_OK);
  EXPECT_EQ(open(again), DAP_OK) << again.error.message;
}

TEST(TpetraOwners, NoExportHoldsTheObjectWhenAllAreReleasedInEitherOrder) {
  for (const bool oldest_first : {true, false}) {
    const auto rows = listed_map(dealt(10, 0), 0);
    const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(rows));
    received before, after, another;
    ASSERT_EQ(before.take(object), DAP_OK);
    ASSERT_EQ(map_find_owners(rows, nullptr, nullptr), DAP_OK);
    ASSERT_EQ(after.take(object), DAP_OK);
    EXPECT_EQ(object.strong_count(), 2);

    (oldest_first ? before : after).release();
    ASSERT_EQ(another.take(Teuchos::rcp(new vector(uneven_map()))), DAP_OK);
    EXPECT_EQ(object.strong_count(), 2);
    (oldest_first ? after : before).release();
    another.release();
    ASSERT_EQ(another.take(Teuchos::rcp(new vector(uneven_map()))), DAP_OK);
    EXPECT_EQ(object.strong_count(), 1);
  }
}

// The tenth of each process, as list; flagged as said.
distribution_ptr listed_distribution(uint32_t flags, const std::vector<int64_t> &list) {
  DAPDim rows = dap_dim_unstructured(10, world_size(), 0);
  rows.flags = flags;
  DAPLocalDim local = {};
  local.num_owned = local.num_indices = static_cast<int64_t>(list.size());
  local.start = list.empty() ? 0 : list.front();
  local.indices = list.empty() ? nullptr : list.data();
  local.index_form = list.empty() ? DAP_INDEX_NONE : DAP_INDEX_INT64;
  return single(rows, local);
}

class OwnersOfImportedMaps : public ::testing::TestWithParam<uint32_t> {};

TEST_P(OwnersOfImportedMaps, AreWhatTheArraySaid) {
  const auto list = dealt(10, 0);
  const auto distribution = listed_distribution(GetParam(), {list.begin(), list.end()});
  producer memory;
  DAPArray array = memory.make(*distribution);
  imported_object in;
  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;
  received out;

  ASSERT_EQ(out.take(Teuchos::rcp(new vector(in.object->getMap()))), DAP_OK) << out.error.message;

  EXPECT_EQ(out.array.distribution->dims[0].kind, DAP_KIND_UNSTRUCTURED);
  EXPECT_EQ(out.array.distribution->dims[0].flags, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Flags, OwnersOfImportedMaps,
                         ::testing::Values(0, DAP_DIM_INCOMPLETE, DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING));

}  // namespace
}  // namespace dap::tpetra::testing
