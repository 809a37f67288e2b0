// SPDX-License-Identifier: BSD-3-Clause
// Exports and releases on many threads at once. Says most under a thread sanitizer.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "array/sample_arrays.hpp"

namespace {

using namespace dap::array::sample;

constexpr int num_threads = 4;
constexpr int num_rounds = 2000;

template <typename Function>
void on_threads(Function &&function) {
  std::vector<std::thread> threads;
  for (int t = 0; t < num_threads; ++t) threads.emplace_back([&function, t] { function(t); });
  for (std::thread &thread : threads) thread.join();
}

void count(void *context) {
  ++*static_cast<std::atomic<int> *>(context);
}

TEST(Threads, ExportOpenAndReleaseOneSource) {
  const ten_doubles field;
  const source_ptr source = field.source();
  std::atomic<uint64_t> writes = 0;

  on_threads([&](int) {
    for (int round = 0; round < num_rounds; ++round) {
      held_array array;
      export_to(source, array);
      const uint32_t mode = round % 3 == 0 ? DAP_ACCESS_WRITE : DAP_ACCESS_READ;
      if (array.access(&array, mode, nullptr, nullptr) != DAP_OK) continue;
      if (mode == DAP_ACCESS_WRITE) ++writes;
      if (round % 2 == 0) static_cast<void>(array.access(&array, mode | DAP_ACCESS_END, nullptr, nullptr));
    }
  });

  EXPECT_EQ(dap_source_num_exports(source.get()), 0);
  EXPECT_EQ(dap_source_array(source.get())->generation[0], writes);
  EXPECT_EQ(dap_source_access(source.get(), DAP_ACCESS_WRITE, nullptr, nullptr), DAP_OK);
}

TEST(Threads, DestroyASourceOnceWhoeverIsLast) {
  std::atomic<int> destroyed = 0;
  ten_doubles field;
  field.description.hooks.destroy = count;
  field.description.context = &destroyed;

  for (int round = 0; round < 200; ++round) {
    source_ptr source = field.source();
    std::array<held_array, num_threads> arrays;
    for (held_array &array : arrays) export_to(source, array);
    on_threads([&](int t) {
      if (t == 0) source.reset();
      dap_simple_release(&arrays[static_cast<size_t>(t)]);
    });
    ASSERT_EQ(destroyed, round + 1);
  }
}

TEST(Threads, ShareOneDistribution) {
  const bendable_array bent;
  const DAPDistribution *shared = nullptr;
  ASSERT_EQ(dap_distribution_clone(&bent.distribution, &shared, nullptr), DAP_OK);
  const distribution_ptr owner(shared);

  on_threads([&](int t) {
    for (int round = 0; round < num_rounds / 4; ++round) {
      const DAPDistribution *clone = nullptr;
      ASSERT_EQ(dap_distribution_clone(t % 2 == 0 ? shared : &bent.distribution, &clone, nullptr), DAP_OK);
      EXPECT_EQ(dap_distribution_same(clone, shared), 1);
      dap_distribution_retain(clone);
      dap_distribution_release(clone);
      dap_distribution_release(clone);
    }
  });
}

TEST(Threads, FlattenArraysOfOneDistributionToOneDistribution) {
  const ten_doubles field;
  const source_ptr source = field.source();
  std::array<const DAPDistribution *, num_threads> found{};

  on_threads([&](int t) {
    held_array array, flat;
    export_to(source, array);
    ASSERT_EQ(dap_array_flatten(&array, DAP_FLATTEN_RANK_ORDER, &flat, nullptr), DAP_OK);
    found[static_cast<size_t>(t)] = flat.distribution;
  });

  for (const DAPDistribution *each : found) EXPECT_EQ(each, found[0]);
}

}  // namespace
