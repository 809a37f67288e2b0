// SPDX-License-Identifier: BSD-3-Clause
// What releases leave to be done, and who does it: the next call, whatever object it is about, or dap_reclaim.
#include <malloc.h>

#include <deque>
#include <thread>

#include "import_testing.hpp"

namespace dap::tpetra::testing {
namespace {

int32_t open_array(DAPArray &array, uint32_t mode) {
  return array.access(&array, mode, nullptr, nullptr);
}

// A call of the adapter's about something else.
void call_about_another_object() {
  received other;
  ASSERT_EQ(other.take(Teuchos::rcp(new vector(uneven_map()))), DAP_OK) << other.error.message;
}

// Memory of the test's own with two exports, one of which Tpetra has.
struct shared_memory {
  distribution_ptr distribution = blocks(dap_dim_balanced(11, world_size()));
  producer memory;
  received other;
  imported_object in;

  shared_memory() {
    DAPArray array = memory.make(*distribution);
    DAPSource *origin = nullptr;
    EXPECT_EQ(dap_source_wrap(&array, nullptr, &origin, nullptr), DAP_OK);
    received first;
    EXPECT_EQ(dap_source_export(origin, nullptr, &first.array, nullptr), DAP_OK);
    EXPECT_EQ(dap_source_export(origin, nullptr, &other.array, nullptr), DAP_OK);
    dap_source_release(origin);
    EXPECT_EQ(in.take(first.array), DAP_OK) << in.error.message;
  }
};

TEST(TpetraRelease, OfAnOpenReExportFreesTheArrayAtTheNextCallAboutAnyObject) {
  shared_memory shared;
  received handed_on;
  ASSERT_EQ(handed_on.take(shared.in.object), DAP_OK) << handed_on.error.message;
  ASSERT_EQ(open_array(handed_on.array, DAP_ACCESS_WRITE), DAP_OK);

  std::thread([&] { handed_on.release(); }).join();
  EXPECT_EQ(open_array(shared.other.array, DAP_ACCESS_WRITE), DAP_ERROR_BUSY) << "nobody was called yet";
  call_about_another_object();

  EXPECT_EQ(open_array(shared.other.array, DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(open_array(shared.other.array, DAP_ACCESS_WRITE | DAP_ACCESS_END), DAP_OK);
}

TEST(TpetraRelease, OfAnOpenReExportFreesTheArrayWhenTheProgramReclaims) {
  shared_memory shared;
  received handed_on, own;
  ASSERT_EQ(own.take(Teuchos::rcp(new vector(uneven_map()))), DAP_OK);
  ASSERT_EQ(handed_on.take(shared.in.object), DAP_OK);
  ASSERT_EQ(open_array(handed_on.array, DAP_ACCESS_WRITE), DAP_OK);

  handed_on.release();
  reclaim();

  EXPECT_EQ(open_array(shared.other.array, DAP_ACCESS_READ), DAP_OK);
}

TEST(TpetraRelease, OfAReExportAfterTheObjectIsOfNoConcern) {
  received handed_on;
  {
    shared_memory shared;
    ASSERT_EQ(handed_on.take(shared.in.object), DAP_OK);
    shared.in.object = Teuchos::null;
    ASSERT_EQ(open_array(handed_on.array, DAP_ACCESS_WRITE), DAP_OK);
    std::thread([&] { handed_on.release(); }).join();
    EXPECT_EQ(open_array(shared.other.array, DAP_ACCESS_WRITE), DAP_OK);
  }
  call_about_another_object();
}

TEST(TpetraRelease, OnManyThreadsIsNotedForAll) {
  constexpr size_t count = 40;
  std::vector<Teuchos::RCP<multivector>> objects;
  std::deque<received> exports(2 * count);
  for (size_t i = 0; i < count; ++i) {
    objects.push_back(Teuchos::rcp(new vector(uneven_map())));
    ASSERT_EQ(exports[2 * i].take(objects.back()), DAP_OK);
    ASSERT_EQ(exports[2 * i + 1].take(objects.back()), DAP_OK);
  }

  std::vector<std::thread> threads;
  for (size_t first = 0; first < 4; ++first) {
    threads.emplace_back([&exports, first] {
      for (size_t i = first; i < exports.size(); i += 4) exports[i].release();
    });
  }
  for (int i = 0; i < 20; ++i) call_about_another_object();
  for (std::thread &each : threads) each.join();
  call_about_another_object();

  for (const auto &object : objects) EXPECT_EQ(object.strong_count(), 1);
}

// One vector, exported, released and dropped.
void make_and_drop(const Teuchos::RCP<const map> &rows) {
  Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(rows));
  received out;
  ASSERT_EQ(out.take(object), DAP_OK) << out.error.message;
}

// Quickly, too: a step that looked at all that came before it would make this last for minutes.
TEST(TpetraRelease, TwentyThousandObjectsThatCameAndWentAreGone) {
  const auto rows = uneven_map();
  reclaim();
  for (int i = 0; i < 100; ++i) make_and_drop(rows);
  const size_t before = mallinfo2().uordblks;

  for (int i = 0; i < 20000; ++i) make_and_drop(rows);

  EXPECT_LT(mallinfo2().uordblks, before + 100000) << "bytes, not one for each step";
  EXPECT_EQ(reclaim(), 1) << "the reference on the communicator";
}

// A communicator that Teuchos frees with the last that holds it, and that says when it is freed.
class OwnedCommunicator : public ::testing::Test {
 protected:
  void SetUp() override {
    num_freed = 0;
    MPI_Comm_create_keyval(MPI_COMM_NULL_COPY_FN, count_freeing, &key_, nullptr);
    MPI_Comm raw = MPI_COMM_NULL;
    MPI_Comm_dup(MPI_COMM_WORLD, &raw);
    MPI_Comm_set_attr(raw, key_, nullptr);
    const auto owner = Teuchos::opaqueWrapper(raw, Teuchos::details::safeCommFree);
    rows_ = uneven_map(0, Teuchos::rcp(new Teuchos::MpiComm<int>(owner)));
    reclaim();
  }
  void TearDown() override { MPI_Comm_free_keyval(&key_); }

  static int count_freeing(MPI_Comm, int, void *, void *) {
    ++num_freed;
    return MPI_SUCCESS;
  }

  static inline int num_freed = 0;
  int key_ = MPI_KEYVAL_INVALID;
  Teuchos::RCP<const map> rows_;
};

TEST_F(OwnedCommunicator, IsFreedTogetherThoughObjectsGoAtDifferentTimes) {
  {
    // Each rank keeps as many exports as its number says.
    std::deque<received> kept;
    for (int step = 0; step < 50; ++step) {
      ASSERT_EQ(kept.emplace_back().take(Teuchos::rcp(new vector(rows_))), DAP_OK);
      if (static_cast<int>(kept.size()) > world_rank()) kept.pop_front();
    }
    rows_ = Teuchos::null;
    kept.resize(std::min<size_t>(kept.size(), 1));
    call_about_another_object();
    EXPECT_EQ(num_freed, 0);
    reclaim();
    // Rank 0 keeps none, the others one.
    EXPECT_EQ(num_freed, world_size() == 1 ? 1 : 0);
  }
  call_about_another_object();
  EXPECT_EQ(num_freed, world_size() == 1 ? 1 : 0) << "the last object is gone here, and perhaps only here";

  reclaim();

  EXPECT_EQ(num_freed, 1);
}

TEST_F(OwnedCommunicator, IsTheProgramsWhileItHoldsIt) {
  make_and_drop(rows_);
  reclaim();
  EXPECT_EQ(num_freed, 0);
  make_and_drop(rows_);
  rows_ = Teuchos::null;
  EXPECT_EQ(num_freed, 0);

  reclaim();

  EXPECT_EQ(num_freed, 1);
}

TEST_F(OwnedCommunicator, OfALaterMapKeepsTheObjectUntilItIsExportedAgain) {
  // The object was exported on the world, and is given a Map that nobody else holds.
  Teuchos::RCP<multivector> object = Teuchos::rcp(new vector(uneven_map()));
  received out;
  ASSERT_EQ(out.take(object), DAP_OK);
  object->replaceMap(rows_);
  rows_ = Teuchos::null;
  auto kept = object.create_weak();
  object = Teuchos::null;
  out.release();
  call_about_another_object();
  ASSERT_TRUE(kept.is_valid_ptr());
  EXPECT_EQ(num_freed, 0);

  ASSERT_EQ(out.take(kept.create_strong()), DAP_OK) << out.error.message;
  out.release();
  call_about_another_object();
  EXPECT_FALSE(kept.is_valid_ptr());
  EXPECT_EQ(num_freed, 0);
  reclaim();
  EXPECT_EQ(num_freed, 1);
}

}  // namespace
}  // namespace dap::tpetra::testing
