// SPDX-License-Identifier: BSD-3-Clause
// Using imported memory: the end of the array, handing it on, and the Maps that are kept.
#include <thread>

#include "import_testing.hpp"

namespace dap::tpetra::testing {
namespace {

distribution_ptr balanced(int64_t size = 11) {
  return blocks(dap_dim_balanced(size, world_size()));
}

TEST(TpetraImportLife, TheArrayIsReleasedOnceWhenTheObjectIsDropped) {
  producer memory;
  DAPArray array = memory.make(*balanced());
  imported_object in;
  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;
  const auto weak = in.object.create_weak();

  Teuchos::RCP<multivector> second = in.object;
  in.object = Teuchos::null;
  EXPECT_EQ(memory.destroyed, 0);
  second = Teuchos::null;

  EXPECT_EQ(memory.destroyed, 1);
  EXPECT_FALSE(weak.is_valid_ptr());
}

TEST(TpetraImportLife, AReExportKeepsTheArrayWhenTheObjectIsDropped) {
  producer memory;
  DAPArray array = memory.make(*balanced());
  imported_object in;
  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;
  received out;
  ASSERT_EQ(out.take(in.object), DAP_OK) << out.error.message;
  ASSERT_EQ(multivector_access(in.object, DAP_ACCESS_READ, nullptr), DAP_OK);

  in.object = Teuchos::null;

  EXPECT_EQ(memory.destroyed, 0);
  EXPECT_EQ(out.array.access(&out.array, DAP_ACCESS_WRITE, nullptr, &out.error), DAP_OK) << out.error.message;
  EXPECT_EQ(out.array.access(&out.array, DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr, &out.error), DAP_OK);
  std::thread([&] { out.release(); }).join();
  EXPECT_EQ(memory.destroyed, 1);
}

TEST(TpetraImportLife, AReExportIsDividedAsTheArrayWas) {
  const auto distribution = balanced();
  producer memory;
  DAPArray array = memory.make(*distribution);
  imported_object in;
  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;
  received out;

  ASSERT_EQ(out.take(in.object), DAP_OK) << out.error.message;

  EXPECT_TRUE(dap_distribution_same(out.array.distribution, distribution.get()));
  EXPECT_EQ(data_of(out.array), memory.values.data());
}

TEST(TpetraImportLife, WhileTpetraWritesAReExportMayAndAnotherOfTheSourceMayNot) {
  producer memory;
  DAPArray array = memory.make(*balanced());
  DAPSource *origin = nullptr;
  ASSERT_EQ(dap_source_wrap(&array, nullptr, &origin, nullptr), DAP_OK);
  received first, other;
  ASSERT_EQ(dap_source_export(origin, nullptr, &first.array, nullptr), DAP_OK);
  ASSERT_EQ(dap_source_export(origin, nullptr, &other.array, nullptr), DAP_OK);
  dap_source_release(origin);
  imported_object in;
  ASSERT_EQ(in.take(first.array), DAP_OK) << in.error.message;
  received handed_on;
  ASSERT_EQ(handed_on.take(in.object), DAP_OK);

  ASSERT_EQ(multivector_access(in.object, DAP_ACCESS_WRITE, &in.error), DAP_OK) << in.error.message;
  DAPArray &next = handed_on.array;
  EXPECT_EQ(other.array.access(&other.array, DAP_ACCESS_READ, nullptr, nullptr), DAP_ERROR_BUSY);
  EXPECT_EQ(next.access(&next, DAP_ACCESS_WRITE, nullptr, &in.error), DAP_OK) << in.error.message;
  EXPECT_EQ(multivector_access(in.object, DAP_ACCESS_WRITE | DAP_ACCESS_END, &in.error), DAP_ERROR_BUSY);
  EXPECT_EQ(in.error.rule, DAP_RULE_LENT);
  EXPECT_EQ(next.access(&next, DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr, nullptr), DAP_OK);
  EXPECT_EQ(multivector_access(in.object, DAP_ACCESS_WRITE | DAP_ACCESS_END, &in.error), DAP_OK) << in.error.message;
  EXPECT_EQ(other.array.access(&other.array, DAP_ACCESS_READ, nullptr, nullptr), DAP_OK);
}

TEST(TpetraImportLife, DroppingAnOpenObjectEndsItsOpening) {
  producer memory;
  DAPArray array = memory.make(*balanced());
  DAPSource *origin = nullptr;
  ASSERT_EQ(dap_source_wrap(&array, nullptr, &origin, nullptr), DAP_OK);
  received first, other;
  ASSERT_EQ(dap_source_export(origin, nullptr, &first.array, nullptr), DAP_OK);
  ASSERT_EQ(dap_source_export(origin, nullptr, &other.array, nullptr), DAP_OK);
  dap_source_release(origin);
  imported_object in;
  ASSERT_EQ(in.take(first.array), DAP_OK) << in.error.message;
  ASSERT_EQ(multivector_access(in.object, DAP_ACCESS_WRITE, nullptr), DAP_OK);

  in.object = Teuchos::null;

  EXPECT_EQ(other.array.access(&other.array, DAP_ACCESS_WRITE, nullptr, nullptr), DAP_OK);
}

TEST(TpetraImportLife, AReadOnlyArrayIsImportedButNotOpenedForWriting) {
  producer memory;
  memory.flags = 0;
  DAPArray array = memory.make(*balanced());
  imported_object in;
  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;

  EXPECT_EQ(multivector_access(in.object, DAP_ACCESS_WRITE, &in.error), DAP_ERROR_READ_ONLY);

  EXPECT_EQ(in.error.rule, DAP_RULE_READ_ONLY);
  EXPECT_EQ(multivector_access(in.object, DAP_ACCESS_READ, &in.error), DAP_OK);
  EXPECT_EQ(multivector_access(in.object, DAP_ACCESS_READ | DAP_ACCESS_END, &in.error), DAP_OK);
}

TEST(TpetraImportLife, OnlyImportedObjectsAreOpened) {
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  DAPError error = {};

  EXPECT_EQ(multivector_access(object, DAP_ACCESS_READ, &error), DAP_ERROR_ARGUMENT);

  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_TRUE(message_has(error, "was not imported")) << error.message;
}

TEST(TpetraImportLife, TpetraImportsWhatTpetraExports) {
  reclaim();
  Teuchos::RCP<multivector> object = Teuchos::rcp(new multivector(uneven_map(), 2));
  object->putScalar(3);
  received out;
  imported_object in;
  ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;

  ASSERT_EQ(in.take(out.array), DAP_OK) << in.error.message;

  if (count_of(world_rank()) > 0) {
    EXPECT_EQ(data_of(*in.object), data_of(*object));
  }
  EXPECT_EQ(norms_of(*in.object), norms_of(*object));
  object = Teuchos::null;
  EXPECT_EQ(reclaim(), 0);
  in.object = Teuchos::null;
  EXPECT_EQ(reclaim(), 1);
}

TEST(TpetraImportLife, ARoundTripKeepsTheIndexBaseThatABlockIsAnnotatedWith) {
  for (const global base : {0, 1, -2}) {
    const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map(base)));
    received out, again;
    imported_object in;
    ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;

    ASSERT_EQ(in.take(out.array), DAP_OK) << in.error.message;
    ASSERT_EQ(again.take(in.object), DAP_OK) << again.error.message;

    EXPECT_TRUE(in.object->getMap()->isSameAs(*object->getMap()));
    EXPECT_EQ(again.array.distribution->dims[0].kind, DAP_KIND_BLOCK);
    EXPECT_EQ(again.array.distribution->dims[0].index_base, base);
  }
}

const map *map_made_for(const DAPDistribution &distribution) {
  producer memory;
  DAPArray array = memory.make(distribution);
  imported_object in;
  EXPECT_EQ(in.take(array), DAP_OK) << in.error.message;
  return in.object->getMap().get();
}

TEST(TpetraMapCache, ArraysOfOneDistributionShareAMapAndOthersDoNot) {
  const auto first = balanced();
  const auto second = balanced();

  const map *made = map_made_for(*first);

  EXPECT_EQ(map_made_for(*first), made);
  EXPECT_NE(map_made_for(*second), made);
}

TEST(TpetraMapCache, ForgetsTheMapThatWasNotUsedForTheLongestTime) {
  producer memory;
  const auto used = balanced();
  const auto unused = balanced();
  DAPArray array = memory.make(*unused);
  imported_object keeper;
  ASSERT_EQ(keeper.take(array), DAP_OK) << keeper.error.message;  // so that its Map's address is not taken again
  const map *kept = map_made_for(*used);

  for (int64_t i = 0; i < 20; ++i) {
    map_made_for(*balanced(20 + i));
    EXPECT_EQ(map_made_for(*used), kept);
  }

  EXPECT_NE(map_made_for(*unused), keeper.object->getMap().get());
}

TEST(TpetraMapCache, DroppedMapsAreMadeAnewAndLiveOnInTheirObjects) {
  const auto distribution = balanced();
  producer memory;
  DAPArray array = memory.make(*distribution);
  imported_object in;
  ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;
  const int holders = in.object->getMap().strong_count();

  drop_cached_maps(MPI_COMM_WORLD);

  EXPECT_EQ(in.object->getMap().strong_count(), holders - 1);
  EXPECT_EQ(in.object->getGlobalLength(), 11U);
  EXPECT_NE(map_made_for(*distribution), in.object->getMap().get());
  EXPECT_GT(norms_of(*in.object)[0], 0);
}

}  // namespace
}  // namespace dap::tpetra::testing
