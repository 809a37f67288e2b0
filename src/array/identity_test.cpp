// SPDX-License-Identifier: BSD-3-Clause
// Identities of distributions: who shares one, and who outlives whom.
#include <gtest/gtest.h>

#include "array/sample_arrays.hpp"

namespace {

using namespace dap::array::sample;

distribution_ptr clone_of(const DAPDistribution *source) {
  const DAPDistribution *clone = nullptr;
  EXPECT_EQ(dap_distribution_clone(source, &clone, nullptr), DAP_OK);
  return distribution_ptr(clone);
}

TEST(Identities, AreNeverGivenTwice) {
  const distribution_ptr a = regular({dap_dim_whole(5)}, dap_comm_none());
  const distribution_ptr b = regular({dap_dim_whole(5)}, dap_comm_none());

  EXPECT_EQ(dap_distribution_same(a.get(), b.get()), 0);
}

TEST(Clones, OfOursAreShared) {
  distribution_ptr ours = regular({dap_dim_whole(5)}, dap_comm_none());
  const distribution_ptr clone = clone_of(ours.get());

  EXPECT_EQ(clone.get(), ours.get());
  ours.reset();
  EXPECT_EQ(clone->dims[0].size, 5);
}

TEST(Clones, OfOthersKeepTheIdentityAndOutliveThem) {
  auto bent = std::make_unique<bendable_array>();
  const DAPDistribution header = bent->distribution;

  const distribution_ptr clone = clone_of(&bent->distribution);
  bent.reset();

  EXPECT_EQ(dap_distribution_same(clone.get(), &header), 1);
  EXPECT_EQ(clone->dims[0].bounds[2], 6);
  EXPECT_EQ(static_cast<const int64_t *>(clone->local[2].indices)[2], 6);
  EXPECT_EQ(dap_distribution_validate(clone.get(), nullptr), DAP_OK);
}

TEST(Clones, OfABitwiseCopyAreNotShared) {
  const distribution_ptr ours = regular({dap_dim_whole(5)}, dap_comm_none());
  const DAPDistribution copy = *ours;

  const distribution_ptr clone = clone_of(&copy);

  EXPECT_NE(clone.get(), ours.get());
  EXPECT_NE(clone->dims, ours->dims);
  EXPECT_EQ(dap_distribution_same(clone.get(), ours.get()), 1);
}

TEST(References, OfOthersAreNotCounted) {
  bendable_array bent;

  dap_distribution_retain(&bent.distribution);
  dap_distribution_release(&bent.distribution);
  dap_distribution_release(&bent.distribution);
  dap_distribution_release(nullptr);

  EXPECT_EQ(dap_distribution_validate(&bent.distribution, nullptr), DAP_OK);
}

TEST(References, KeepADistributionUntilTheLast) {
  distribution_ptr ours = regular({dap_dim_whole(5)}, dap_comm_none());
  dap_distribution_retain(ours.get());
  const distribution_ptr second(ours.get());

  ours.reset();

  EXPECT_EQ(second->dims[0].size, 5);
}

TEST(Arrays, KeepTheirDistribution) {
  ten_doubles field;
  const DAPDistribution *made = field.distribution.get();
  source_ptr source = field.source();
  held_array array;
  export_to(source, array);

  field.distribution.reset();
  source.reset();

  EXPECT_EQ(array.distribution, made);
  EXPECT_EQ(array.distribution->dims[0].size, 10);
}

}  // namespace
