// SPDX-License-Identifier: BSD-3-Clause
// Every grid point of this rank that is known to own elements has a part (rule 712), however large the grid is.
#include <gtest/gtest.h>

#include "array/sample_arrays.hpp"

namespace {

using namespace dap::array::sample;

constexpr int64_t trillion = INT64_C(1000000000000);

// A description with some of its parts left out.
class MissingParts : public ::testing::Test {
 protected:
  // A part that owns `num_owned` from `start` along the only dimension.
  void add_part(int64_t coordinate, int64_t start, int64_t num_owned) {
    local_.push_back({coordinate, start, num_owned, {0, 0}, 0, 0, nullptr, DAP_INDEX_NONE, 0, {0, 0}});
  }
  int32_t make(std::vector<DAPDim> dims, DAPComm comm, int64_t points_per_rank = 1) {
    dims_ = std::move(dims);
    DAPDistribution description = dap_distribution_describe(dims_.data(), static_cast<int32_t>(dims_.size()), comm);
    while (description.ndim > 0 && dims_[static_cast<size_t>(description.ndim - 1)].kind == DAP_KIND_REPLICA) {
      --description.ndim;
      ++description.num_replica_dims;
    }
    description.points_per_rank = points_per_rank;
    description.num_parts = static_cast<int64_t>(dims_.empty() ? num_parts_ : local_.size() / dims_.size());
    description.local = local_.data();
    const DAPDistribution *made = nullptr;
    const int32_t status = dap_distribution_create(&description, &made, &error_);
    dap_distribution_release(made);
    return status;
  }
  void expect_missing(int32_t status, int64_t expected, int64_t found) {
    EXPECT_EQ(status, DAP_ERROR_INVALID);
    EXPECT_EQ(error_.rule, DAP_RULE_PART_MISSING) << error_.message;
    EXPECT_EQ(error_.expected, expected);
    EXPECT_EQ(error_.found, found);
  }
  static DAPDim numbered(DAPDim dim, int64_t rank_stride = 1) {
    dim.rank_stride = rank_stride;
    return dim;
  }

  std::vector<DAPDim> dims_;
  std::vector<DAPLocalDim> local_;
  size_t num_parts_ = 0;
  DAPError error_{};
};

TEST_F(MissingParts, AreSaid) {
  expect_missing(make({numbered(dap_dim_balanced(10, 3))}, comm_of(2, 4)), 1, 0);
  EXPECT_STREQ(error_.message,
               "0 parts own elements, expected one for each grid point of this rank that owns some, of which there are "
               "1 or more (rank 2; spec 712)");
}

TEST_F(MissingParts, AreNoneOutsideTheGrid) {
  EXPECT_EQ(make({numbered(dap_dim_balanced(10, 3))}, comm_of(3, 4)), DAP_OK) << error_.message;
}

TEST_F(MissingParts, AreNoneWhereNothingIsOwned) {
  EXPECT_EQ(make({numbered(dap_dim_balanced(2, 3))}, comm_of(2, 3)), DAP_OK) << error_.message;
  EXPECT_EQ(make({numbered(dap_dim_balanced(0, 3))}, comm_of(0, 3)), DAP_OK) << error_.message;
}

TEST_F(MissingParts, AreSeenAmongOthers) {
  const DAPDim dim = numbered(dap_dim_fixed_block(5, 4, 2));  // [0,2) [2,4) [4,5) and nothing
  add_part(0, 0, 2);
  expect_missing(make({dim}, comm_of(0, 2), 2), 2, 1);
  add_part(1, 2, 2);
  EXPECT_EQ(make({dim}, comm_of(0, 2), 2), DAP_OK) << error_.message;
}

TEST_F(MissingParts, AreNotMadeUpForByEmptyOnes) {
  const DAPDim dim = numbered(dap_dim_fixed_block(5, 4, 2));
  add_part(3, 5, 0);
  expect_missing(make({dim}, comm_of(1, 2), 2), 1, 0);
  local_.clear();
  add_part(2, 4, 1);
  EXPECT_EQ(make({dim}, comm_of(1, 2), 2), DAP_OK) << error_.message << "; the last coordinate owns nothing";
}

TEST_F(MissingParts, AreSeenInCyclicDimensions) {
  DAPDim dim = numbered(dap_dim_balanced(3, 4));
  dim.kind = DAP_KIND_CYCLIC;
  dim.flags = 0;
  dim.block_size = 2;
  dim.first_block = 1;
  dim.first_coordinate = 3;  // 3 owns the index 0, and 0 owns 1 and 2
  expect_missing(make({dim}, comm_of(3, 4)), 1, 0);
  expect_missing(make({dim}, comm_of(0, 4)), 1, 0);
  EXPECT_EQ(make({dim}, comm_of(1, 4)), DAP_OK) << error_.message;
}

TEST_F(MissingParts, AreSeenAmongReplicas) {
  DAPDim replicas{};
  replicas.kind = DAP_KIND_REPLICA;
  replicas.grid_size = 2;
  add_part(0, 0, 5);
  add_part(0, 0, 0);
  expect_missing(make({numbered(dap_dim_whole(5)), replicas}, comm_of(0, 1)), 2, 1);
}

TEST_F(MissingParts, AreSeenInArraysWithoutDimensions) {
  expect_missing(make({}, comm_of(0, 2)), 1, 0);
  EXPECT_EQ(make({}, comm_of(1, 2)), DAP_OK) << error_.message;
  num_parts_ = 1;
  EXPECT_EQ(make({}, comm_of(0, 2)), DAP_OK) << error_.message;
}

TEST_F(MissingParts, AreNotSeenWhereTheDimensionsDoNotTell) {
  DAPDim unknown = numbered(dap_dim_balanced(10, 3));
  unknown.flags = DAP_DIM_UNKNOWN_BOUNDS;
  EXPECT_EQ(make({unknown}, comm_of(2, 3)), DAP_OK) << error_.message;
  EXPECT_EQ(make({numbered(dap_dim_unstructured(10, 3, 0))}, comm_of(2, 3)), DAP_OK) << error_.message;
  DAPDim box = dap_dim_whole(10);
  box.kind = DAP_KIND_BOX;
  EXPECT_EQ(make({box}, comm_of(0, 1)), DAP_OK) << error_.message;
}

TEST_F(MissingParts, AreCountedWithoutWalkingTheGrid) {
  const DAPDim dim = numbered(dap_dim_balanced(3, trillion));
  for (int64_t c = 0; c < 2; ++c) add_part(c, c, 1);
  expect_missing(make({dim}, comm_of(0, 1), trillion), 3, 2);
  add_part(2, 2, 1);
  EXPECT_EQ(make({dim}, comm_of(0, 1), trillion), DAP_OK) << error_.message;
}

}  // namespace
