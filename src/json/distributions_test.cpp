// SPDX-License-Identifier: BSD-3-Clause
// From files to the distributions of the ranks and back: what contradicts itself is refused, and says where.
#include <gtest/gtest.h>

#include <functional>

#include "json/distribution_file.hpp"

namespace dap::json {
namespace {

// Ten elements, balanced over three ranks.
distribution_file ten_over_three() {
  distribution_file file;
  file.dims = {dim{DAP_KIND_BLOCK, DAP_DIM_BALANCED, 10, 3, 1, 0, 0, 0, 0, {}, {}}};
  file.parts = {{{local_dim{0, 0, 4, {}, DAP_INDEX_NONE, {}}}},
                {{local_dim{1, 4, 3, {}, DAP_INDEX_NONE, {}}}},
                {{local_dim{2, 7, 3, {}, DAP_INDEX_NONE, {}}}}};
  return file;
}

distribution_file two_boxes() {
  distribution_file file;
  file.features = DAP_FEATURE_BOXES;
  file.dims = {dim{DAP_KIND_BOX, 0, 4, 1, 0, 0, 0, 0, 0, {}, {}}};
  file.parts = {{{local_dim{0, 0, 3, {}, DAP_INDEX_NONE, {}}}}, {{local_dim{0, 3, 1, {}, DAP_INDEX_NONE, {}}}}};
  file.boxes = {{0, {{0, 3}}}, {1, {{3, 4}}}};
  return file;
}

// What is said of a file after one change, with its code and rule.
void refuses(distribution_file file, const std::function<void(distribution_file &)> &bend, int32_t code, int32_t rule,
             const std::string &message) {
  bend(file);
  try {
    static_cast<void>(distributions(file));
    ADD_FAILURE() << "accepted: " << message;
  } catch (const error &refused) {
    EXPECT_EQ(refused.code(), code);
    EXPECT_EQ(refused.rule(), rule);
    EXPECT_STREQ(refused.what(), message.c_str());
  }
}

TEST(JsonDistributions, AreThoseOfEveryRank) {
  const std::vector<distribution> made = distributions(ten_over_three());

  ASSERT_EQ(made.size(), 3U);
  EXPECT_EQ(made[2]->comm.rank, 2);
  EXPECT_EQ(made[2]->comm.size, 3);
  EXPECT_EQ(made[2]->comm.kind, DAP_COMM_NONE);
  EXPECT_EQ(made[2]->local[0].start, 7);
}

TEST(JsonDistributions, RefuseWithRankDimensionAndRule) {
  refuses(
      ten_over_three(), [](auto &file) { file.parts[1][0][0].num_owned = 4; }, DAP_ERROR_INVALID, 809,
      "dimension 0: num_owned of part 0 is 4, but coordinate 1 has 3 (rank 1; spec 809)");
  refuses(
      ten_over_three(), [](auto &file) { file.major = 2; }, DAP_ERROR_VERSION, 401,
      "the distribution is of major version 2, expected 1 (spec 401)");
}

TEST(JsonDistributions, RefuseListsOfTheWrongLength) {
  refuses(
      ten_over_three(),
      [](auto &file) {
        file.dims[0].bounds = {0, 4, 10};
      },
      DAP_ERROR_INVALID, 806,
      "/dims/0/bounds: a list of 3, expected grid_size + 1 entries, where grid_size is 3 (spec 806)");
  refuses(
      ten_over_three(), [](auto &file) { file.dims[0] = {DAP_KIND_BLOCK, 0, 10, INT64_MAX, 1, 0, 0, 0, 0, {}, {0}}; },
      DAP_ERROR_INVALID, 806,
      "/dims/0/bounds: a list of 1, expected grid_size + 1 entries, where grid_size is 9223372036854775807 "
      "(spec 806)");
  refuses(
      ten_over_three(), [](auto &file) { file.parts[2][0].clear(); }, DAP_ERROR_INVALID, 708,
      "/parts/2/0: a list of 0, expected 1 entries (spec 708)");
  refuses(
      ten_over_three(), [](auto &file) { file.parts.clear(); }, DAP_ERROR_INVALID, 707,
      "/parts: 0 ranks, expected at least 1 (spec 707)");
  refuses(
      ten_over_three(), [](auto &file) { file.num_replica_dims = 2; }, DAP_ERROR_INVALID, 701,
      "/num_replica_dims: 2 of 1 dimensions, expected at most all of them, and at most 64 of these (spec 701)");
  refuses(
      two_boxes(), [](auto &file) { (*file.boxes)[1].bounds.clear(); }, DAP_ERROR_INVALID, 854,
      "/boxes/1/bounds: a list of 0, expected 1 entries (spec 854)");
}

TEST(JsonDistributions, RefuseRunsThatCannotBeCounted) {
  const auto runs = [](std::vector<int64_t> pairs) {
    return [pairs](distribution_file &file) {
      file.parts[0][0][0].index_form = DAP_INDEX_RUNS;
      file.parts[0][0][0].indices = pairs;
    };
  };
  refuses(ten_over_three(), runs({0, INT64_MAX, 0, 1}), DAP_ERROR_OVERFLOW, 711,
          "/parts/0/0/0/indices: the counts do not fit into 63 bits (spec 711)");
  refuses(ten_over_three(), runs({0}), DAP_ERROR_INVALID, 816,
          "/parts/0/0/0/indices: a run without a count (spec 816)");
}

TEST(JsonDistributions, RefuseIndicesThatAreTooWide) {
  refuses(
      ten_over_three(),
      [](auto &file) {
        file.parts[0][0][0].index_form = DAP_INDEX_INT32;
        file.parts[0][0][0].indices = {INT64_C(1) << 31};
      },
      DAP_ERROR_INVALID, 0, "/parts/0/0/0/indices: 2147483648 has more than 32 bits");
}

TEST(JsonDistributions, RefuseFeaturesThatAreNotListed) {
  refuses(
      two_boxes(), [](auto &file) { file.features = 0; }, DAP_ERROR_INVALID, 404,
      "/features: \"boxes\" is used and not listed (spec 404)");
  distribution_file more = ten_over_three();
  more.features = DAP_FEATURE_CYCLIC;  // may be set, used or not
  EXPECT_EQ(distributions(more)[0]->flags, DAP_FEATURE_CYCLIC);
}

TEST(JsonDistributions, RefuseBoxesThatAreNotThoseOfTheParts) {
  EXPECT_EQ(distributions(two_boxes()).size(), 2U);
  refuses(
      two_boxes(),
      [](auto &file) {
        (*file.boxes)[1].bounds[0] = {2, 4};
      },
      DAP_ERROR_INVALID, 854, "/boxes/1/bounds/0: not what /parts/1/0/0 owns (spec 854)");
  refuses(
      two_boxes(), [](auto &file) { file.boxes->pop_back(); }, DAP_ERROR_INVALID, 854,
      "/boxes: 0 boxes of rank 1, which has 1 parts (spec 854)");
  refuses(
      two_boxes(), [](auto &file) { file.boxes->push_back((*file.boxes)[0]); }, DAP_ERROR_INVALID, 854,
      "/boxes/2: rank 0 has no such part (spec 854)");
  refuses(
      two_boxes(), [](auto &file) { (*file.boxes)[0].rank = 2; }, DAP_ERROR_INVALID, 854,
      "/boxes/0/rank: there is no rank 2 (spec 854)");
}

// Nobody asks where an empty box lies.
TEST(JsonDistributions, TakeEmptyBoxesAnywhere) {
  distribution_file empty = two_boxes();
  empty.parts[1][0][0] = local_dim{};
  (*empty.boxes)[1].bounds[0] = {3, 3};

  EXPECT_EQ(distributions(empty).size(), 2U);
}

TEST(JsonDistributions, TakeEmptyBoxesThatAreThinInAnotherDimension) {
  distribution_file empty = two_boxes();
  empty.dims.push_back(empty.dims[0]);
  empty.features |= DAP_FEATURE_PARTS;
  empty.parts = {{{local_dim{0, 0, 4, {}, DAP_INDEX_NONE, {}}, local_dim{0, 0, 4, {}, DAP_INDEX_NONE, {}}},
                  {local_dim{}, local_dim{0, 0, 3, {}, DAP_INDEX_NONE, {}}}}};
  empty.boxes = {{0, {{0, 4}, {0, 4}}}, {0, {{1, 3}, {2, 2}}}};

  EXPECT_EQ(distributions(empty).size(), 1U);
}

// A list of boxes has no entries for replica dimensions, and blocks have none.
TEST(JsonDistributions, RefuseBoxesOfOtherKinds) {
  distribution_file replicas = ten_over_three();
  replicas.features = DAP_FEATURE_REPLICAS;
  replicas.dims.push_back(dim{DAP_KIND_REPLICA, 0, 0, 1, 0, 0, 0, 0, 0, {}, {}});
  replicas.num_replica_dims = 1;
  for (auto &rank : replicas.parts) rank[0].push_back(local_dim{});

  refuses(
      replicas,
      [](auto &file) {
        file.boxes = {{0, {{0, 4}}}, {1, {{4, 7}}}, {2, {{7, 10}}}};
      },
      DAP_ERROR_INVALID, 824,
      "dimension 0: the distribution lists boxes, but the dimension is of kind 1 (rank 0; spec 824)");
}

TEST(JsonFileOf, RefusesRanksThatSayDifferentThings) {
  distribution_file other = ten_over_three();
  other.dims[0].boundary = {1, 0};
  const std::vector<distribution> made = distributions(ten_over_three());
  const std::vector<distribution> differing = distributions(other);
  const std::vector<const DAPDistribution *> mixed{made[0].get(), differing[1].get(), made[2].get()};
  const std::vector<const DAPDistribution *> swapped{made[1].get(), made[0].get(), made[2].get()};

  try {
    static_cast<void>(file_of(mixed));
    ADD_FAILURE() << "accepted";
  } catch (const error &refused) {
    EXPECT_EQ(refused.code(), DAP_ERROR_DISAGREEMENT);
    EXPECT_STREQ(refused.what(), "rank 1: a global member is not what it is on rank 0 (spec 1302)");
  }
  EXPECT_THROW(static_cast<void>(file_of(swapped)), error);
  EXPECT_THROW(static_cast<void>(file_of({})), error);
}

}  // namespace
}  // namespace dap::json
