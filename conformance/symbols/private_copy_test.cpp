// SPDX-License-Identifier: BSD-3-Clause
// Two copies of the library in one process: each knows its own distributions, and takes the other's as anybody's.
#include <dap/distribution.h>
#include <gtest/gtest.h>

#include "private_user.hpp"

namespace {

TEST(PrivateCopy, KeepsItsObjectsApartFromTheOther) {
  DAPDim dim = dap_dim_balanced(10, 1);
  dap_dims_row_major(&dim, 1);
  const DAPDistribution description = dap_distribution_describe(&dim, 1, dap_comm_none());
  const DAPDistribution *theirs = make_in_the_private_copy(description);
  const DAPDistribution *ours = nullptr;
  ASSERT_NE(theirs, nullptr);
  ASSERT_EQ(dap_distribution_create_regular(&description, nullptr, &ours, nullptr), DAP_OK);

  EXPECT_NE(theirs->id_space, ours->id_space) << "the copies number for themselves";

  const DAPDistribution *clone = nullptr;
  ASSERT_EQ(dap_distribution_clone(theirs, &clone, nullptr), DAP_OK);
  EXPECT_NE(clone, theirs) << "a distribution of the other copy is foreign, and copied";
  EXPECT_TRUE(dap_distribution_same(clone, theirs));

  release_in_the_private_copy(theirs);
  dap_distribution_release(clone);
  dap_distribution_release(ours);
}

}  // namespace
