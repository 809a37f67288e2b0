// SPDX-License-Identifier: BSD-3-Clause
// The allocation counter sees what it should, and nothing else.
#include "counting.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

namespace dap::relief {
namespace {

constexpr std::uint64_t ten_megabytes = 10'000'000;
constexpr std::uint64_t one_megabyte = 1'000'000;

/** Keeps the compiler from removing an allocation that nobody reads. */
void keep(void *memory) {
  asm volatile("" : : "r"(memory) : "memory");
}

class Counting : public testing::Test {
 protected:
  void SetUp() override {
    if (!allocation_watch::available()) GTEST_SKIP() << "the sanitizer has its own malloc";
  }
};

TEST_F(Counting, SeesNothingWhereNothingIsAllocated) {
  const allocation_watch watch(one_megabyte);

  volatile double sum = 0;
  for (int i = 0; i < 1000; ++i) sum = sum + i;

  EXPECT_EQ(watch.seen().count, 0U);
  EXPECT_EQ(watch.seen().bytes, 0U);
}

TEST_F(Counting, SeesAPlantedMalloc) {
  const allocation_watch watch(one_megabyte);

  void *planted = std::malloc(ten_megabytes);
  keep(planted);

  const allocations seen = watch.seen();
  std::free(planted);
  EXPECT_EQ(seen.count, 1U);
  EXPECT_EQ(seen.bytes, ten_megabytes);
  EXPECT_EQ(seen.largest, ten_megabytes);
  EXPECT_EQ(seen.large_count, 1U);
  EXPECT_EQ(seen.large_bytes, ten_megabytes);
}

TEST_F(Counting, CountsAVectorOnce) {
  const allocation_watch watch(one_megabyte);

  std::vector<double> planted(one_megabyte);
  keep(planted.data());

  EXPECT_EQ(watch.seen().count, 1U);
  EXPECT_EQ(watch.seen().bytes, one_megabyte * sizeof(double));
}

TEST_F(Counting, CountsOverAlignedNewOnce) {
  struct alignas(256) wide {
    char bytes[one_megabyte + 64];
  };
  const allocation_watch watch(one_megabyte);

  const auto planted = std::make_unique<wide>();
  keep(planted.get());

  EXPECT_EQ(watch.seen().count, 1U);
  EXPECT_EQ(watch.seen().large_count, 1U);
}

TEST_F(Counting, SeesTheWholeMallocFamily) {
  const allocation_watch watch(one_megabyte);

  void *aligned = std::aligned_alloc(64, 2 * one_megabyte);
  void *posix = nullptr;
  ASSERT_EQ(posix_memalign(&posix, 4096, 2 * one_megabyte), 0);
  void *zeroed = std::calloc(2, one_megabyte);
  void *grown = std::realloc(nullptr, 2 * one_megabyte);

  const allocations seen = watch.seen();
  for (void *memory : {aligned, posix, zeroed, grown}) {
    keep(memory);
    std::free(memory);
  }
  EXPECT_EQ(seen.count, 4U);
  EXPECT_EQ(seen.large_bytes, 8 * one_megabyte);
}

TEST_F(Counting, TellsLargeFromSmall) {
  const allocation_watch watch(one_megabyte);

  const std::vector<char> small(one_megabyte - 1);
  const std::vector<char> large(one_megabyte);

  EXPECT_EQ(watch.seen().count, 2U);
  EXPECT_EQ(watch.seen().large_count, 1U);
  EXPECT_EQ(watch.seen().large_bytes, one_megabyte);
}

TEST_F(Counting, SeesOtherThreads) {
  const allocation_watch watch(one_megabyte);

  std::thread([] { keep(std::vector<char>(one_megabyte).data()); }).join();

  EXPECT_EQ(watch.seen().large_count, 1U);
}

TEST_F(Counting, NestsAndForgetsWhatWasBefore) {
  const allocation_watch outer(one_megabyte);
  const std::vector<char> first(one_megabyte);

  const allocation_watch inner(2 * one_megabyte);
  const std::vector<char> second(one_megabyte);

  EXPECT_EQ(outer.seen().large_count, 2U);
  EXPECT_EQ(inner.seen().count, 1U);
  EXPECT_EQ(inner.seen().large_count, 0U);
}

TEST(CountingSlots, RefusesTheSeventeenthWatchAndTakesItOnceThereIsRoom) {
  std::vector<std::unique_ptr<allocation_watch>> watches;
  for (int i = 0; i < 16; ++i) watches.push_back(std::make_unique<allocation_watch>(1));

  EXPECT_THROW(allocation_watch(1), std::runtime_error);
  watches.pop_back();
  EXPECT_NO_THROW(allocation_watch(1));
}

}  // namespace
}  // namespace dap::relief
