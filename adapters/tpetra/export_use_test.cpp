// SPDX-License-Identifier: BSD-3-Clause
// Using exported memory: openings, and lifetimes that end in any order.
#include <thread>

#include "testing.hpp"

namespace dap::tpetra::testing {
namespace {

int32_t access(received &from, uint32_t mode) {
  return from.array.access(&from.array, mode, nullptr, &from.error);
}

void fill(const DAPArray &array, double value) {
  const DAPBuffer &buffer = array.parts[0].buffer;
  for (int64_t j = 0; j < (buffer.ndim == 2 ? buffer.shape[1] : 1); ++j) {
    for (int64_t i = 0; i < buffer.shape[0]; ++i) {
      data_of(array)[i + (buffer.ndim == 2 ? j * buffer.strides[1] : 0)] = value + static_cast<double>(j);
    }
  }
}

TEST(TpetraExportUse, WhatAConsumerWritesIsInTheNorms) {
  const auto object = Teuchos::rcp(new multivector(uneven_map(), 2));
  const auto total = static_cast<double>(start_of(world_size()));
  received out;
  ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;

  for (const uint32_t mode : {DAP_ACCESS_WRITE, DAP_ACCESS_OVERWRITE}) {
    ASSERT_EQ(access(out, mode), DAP_OK) << out.error.message;
    fill(out.array, mode);
    ASSERT_EQ(access(out, mode | DAP_ACCESS_END), DAP_OK);

    EXPECT_EQ(norms_of(*object), (std::vector<double>{mode * total, (mode + 1) * total}));
  }
}

TEST(TpetraExportUse, WhatTpetraWritesIsSeenByTheConsumer) {
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  received out;
  ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;

  object->putScalar(2.5);

  ASSERT_EQ(access(out, DAP_ACCESS_READ), DAP_OK);
  for (int64_t i = 0; i < count_of(world_rank()); ++i) EXPECT_EQ(data_of(out.array)[i], 2.5);
  EXPECT_EQ(access(out, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
}

TEST(TpetraExportUse, ManyReadOrOneWrites) {
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  received first, second;
  ASSERT_EQ(first.take(object), DAP_OK);
  ASSERT_EQ(second.take(object), DAP_OK);

  EXPECT_EQ(access(first, DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(access(second, DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(access(second, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
  EXPECT_EQ(access(second, DAP_ACCESS_WRITE), DAP_ERROR_BUSY);
  EXPECT_EQ(second.error.rule, DAP_RULE_BUSY);
  EXPECT_EQ(access(first, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
  EXPECT_EQ(access(second, DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(access(first, DAP_ACCESS_READ), DAP_ERROR_BUSY);
  EXPECT_EQ(access(second, DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);
}

TEST(TpetraExportUse, WhoDidNotAskToWriteMayNot) {
  DAPRequest request = any_request();
  request.abilities &= ~DAP_ABILITY_WRITE;
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  received out;
  ASSERT_EQ(multivector_provider.export_array(const_cast<Teuchos::RCP<multivector> *>(&object), &request, &out.array,
                                              &out.error),
            DAP_OK);

  EXPECT_EQ(access(out, DAP_ACCESS_WRITE), DAP_ERROR_READ_ONLY);

  EXPECT_EQ(access(out, DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(access(out, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
}

TEST(TpetraExportUse, AnObjectThatWasGivenOtherMemoryIsStaleUntilExportedAgain) {
  const auto rows = Teuchos::rcp(new map(4 * static_cast<size_t>(world_size()), 0, world()));
  const auto object = Teuchos::rcp(new multivector(rows, 2));
  const multivector other(rows, 2);
  received before, after;
  ASSERT_EQ(before.take(object), DAP_OK);

  *object = other;

  EXPECT_EQ(access(before, DAP_ACCESS_READ), DAP_ERROR_STALE);
  EXPECT_EQ(before.error.rule, DAP_RULE_STALE);
  ASSERT_EQ(after.take(object), DAP_OK);
  EXPECT_EQ(data_of(after.array), data_of(other));
  EXPECT_TRUE(dap_distribution_same(before.array.distribution, after.array.distribution));
  EXPECT_EQ(access(after, DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(access(after, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
}

TEST(TpetraExportLife, TenThousandExportsGrowNothing) {
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  const int before = object.total_count();
  const DAPRequest request = any_request();
  DAPArray array = {};

  for (int i = 0; i < 10000; ++i) {
    ASSERT_EQ(multivector_export(object, &request, &array, nullptr), DAP_OK);
    ASSERT_EQ(object.total_count(), before + 1);
    array.release(&array);
  }

  // One that is refused is a call, too: the reference of the last export goes with it.
  DAPRequest none = request;
  none.version.major = 99;
  EXPECT_EQ(multivector_export(object, &none, &array, nullptr), DAP_ERROR_VERSION);
  EXPECT_EQ(object.total_count(), before);
}

TEST(TpetraExportLife, AnObjectThatWasDroppedFirstLivesUntilTheNextCallAfterTheRelease) {
  Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  object->putScalar(7);
  const auto weak = object.create_weak();
  reclaim();
  received out;
  ASSERT_EQ(out.take(object), DAP_OK);

  object = Teuchos::null;

  EXPECT_EQ(reclaim(), 0);
  ASSERT_EQ(access(out, DAP_ACCESS_READ), DAP_OK);
  for (int64_t i = 0; i < count_of(world_rank()); ++i) EXPECT_EQ(data_of(out.array)[i], 7);
  ASSERT_EQ(access(out, DAP_ACCESS_READ | DAP_ACCESS_END), DAP_OK);
  out.release();
  EXPECT_TRUE(weak.is_valid_ptr());
  received next;
  ASSERT_EQ(next.take(Teuchos::rcp(new vector(uneven_map()))), DAP_OK);
  EXPECT_FALSE(weak.is_valid_ptr());
}

TEST(TpetraExportLife, AnObjectThatWasDroppedAndReleasedDiesWhenTheProgramReclaims) {
  Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  const auto weak = object.create_weak();
  received out;
  ASSERT_EQ(out.take(object), DAP_OK);
  object = Teuchos::null;
  out.release();
  EXPECT_TRUE(weak.is_valid_ptr());

  reclaim();

  EXPECT_FALSE(weak.is_valid_ptr());
}

TEST(TpetraExportLife, ReclaimingDestroysNothingThatTheProgramHolds) {
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  reclaim();
  received out;
  ASSERT_EQ(out.take(object), DAP_OK);
  out.release();

  EXPECT_EQ(reclaim(), 0);

  EXPECT_EQ(object.strong_count(), 1);
}

TEST(TpetraExportLife, ReleasingOnAnotherThreadTouchesNoReferenceCount) {
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  received out, next;
  ASSERT_EQ(out.take(object), DAP_OK);
  const int during = object.total_count();

  std::thread([&] { out.release(); }).join();

  EXPECT_EQ(object.total_count(), during);
  ASSERT_EQ(next.take(Teuchos::rcp(new vector(uneven_map()))), DAP_OK);
  EXPECT_EQ(object.total_count(), during - 1);
}

TEST(TpetraExportLife, ReleasingWhileOpenEndsTheOpening) {
  const Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  received first, second;
  ASSERT_EQ(first.take(object), DAP_OK);
  ASSERT_EQ(second.take(object), DAP_OK);
  ASSERT_EQ(access(first, DAP_ACCESS_WRITE), DAP_OK);

  std::thread([&] { first.release(); }).join();

  EXPECT_EQ(access(second, DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(access(second, DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);
}

}  // namespace
}  // namespace dap::tpetra::testing
