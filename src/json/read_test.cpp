// SPDX-License-Identifier: BSD-3-Clause
// What a text may be: everything else is refused with its path, and nothing is guessed.
#include <gtest/gtest.h>

#include "json/distribution_file.hpp"

namespace dap::json {
namespace {

// A text of this form, with one place for a test to bend.
std::string text_with(const std::string &dim, const std::string &local = R"("num_owned": 4)",
                      const std::string &rest = "") {
  return R"({"version": [1, 0], "dims": [{"kind": "block", "grid_size": 1, )" + dim + R"(}], "parts": [[[{)" + local +
         "}]]]" + rest + "}";
}

std::string refusal_of(const std::string &text) {
  try {
    static_cast<void>(read(text));
  } catch (const error &refused) {
    EXPECT_EQ(refused.code(), DAP_ERROR_INVALID);
    EXPECT_EQ(refused.details().rank, -1);
    return refused.what();
  }
  return "accepted";
}

TEST(JsonRead, TakesEveryMemberOfADimension) {
  const distribution_file file = read(text_with(
      R"("size": 9, "rank_stride": -2, "flags": ["halo", "periodic"], "block_size": 3, "bounds": [0, 9],
         "first_coordinate": 4, "first_block": 5, "boundary": [6, 7], "index_base": 1)"));

  dim expected;
  expected.kind = DAP_KIND_BLOCK;
  expected.flags = DAP_DIM_PERIODIC | DAP_DIM_HALO;
  expected.size = 9;
  expected.grid_size = 1;
  expected.rank_stride = -2;
  expected.index_base = 1;
  expected.block_size = 3;
  expected.first_coordinate = 4;
  expected.first_block = 5;
  expected.boundary = {6, 7};
  expected.bounds = {0, 9};
  EXPECT_EQ(file.dims, (std::vector<dim>{expected}));
}

TEST(JsonRead, TakesEveryMemberOfALocalDimension) {
  const distribution_file file = read(text_with(R"("size": 4)",
                                                R"("indices": [[1, 2], [5, 1]], "index_form": "runs",
         "coordinate": 1, "start": 2, "num_owned": 3, "halo": [4, 5])"));

  EXPECT_EQ(file.parts, (std::vector<std::vector<part>>{{{{1, 2, 3, {4, 5}, DAP_INDEX_RUNS, {1, 2, 5, 1}}}}}));
}

TEST(JsonRead, TakesEveryGlobalMember) {
  const distribution_file file = read(
      text_with(R"("size": 4)", "",
                R"(, "about": "all", "features": ["rank_table", "cyclic"], "num_replica_dims": 1, "rank_offset": -3,
         "points_per_rank": 2, "rank_table": [1, 0], "boxes": [{"rank": 7, "bounds": [[0, 4]]}])"));

  EXPECT_EQ(file.about, "all");
  EXPECT_EQ(file.features, DAP_FEATURE_RANK_TABLE | DAP_FEATURE_CYCLIC);
  EXPECT_EQ(file.num_replica_dims, 1);
  EXPECT_EQ(file.rank_offset, -3);
  EXPECT_EQ(file.points_per_rank, 2);
  EXPECT_EQ(file.rank_table, (std::vector<int64_t>{1, 0}));
  EXPECT_EQ(file.boxes, (std::vector<box>{{7, {{0, 4}}}}));
}

TEST(JsonRead, KeepsIntegersExact) {
  const distribution_file file = read(text_with(R"("size": 9223372036854775807, "rank_stride": -9223372036854775808)"));

  EXPECT_EQ(file.dims[0].size, INT64_MAX);
  EXPECT_EQ(file.dims[0].rank_stride, INT64_MIN);
}

TEST(JsonRead, RefusesNumbersThatAreNoIntegers) {
  EXPECT_EQ(refusal_of(text_with(R"("size": 9223372036854775808)")),
            "/dims/0/size: 9223372036854775808, expected an integer of 63 bits");
  EXPECT_EQ(refusal_of(text_with(R"("size": 18446744073709551616)")),
            "/dims/0/size: a number that is no 64-bit integer, expected an integer");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4.0)")),
            "/dims/0/size: a number that is no 64-bit integer, expected an integer");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4, "block_size": 1e2)")),
            "/dims/0/block_size: a number that is no 64-bit integer, expected an integer");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4)", R"("index_form": "int32", "indices": [1, 2147483648])")),
            "/parts/0/0/0/indices/1: 2147483648, expected an integer from -2147483648 to 2147483647");
}

TEST(JsonRead, RefusesOtherTypes) {
  EXPECT_EQ(refusal_of(text_with(R"("size": "4")")), "/dims/0/size: a string, expected an integer");
  EXPECT_EQ(refusal_of(text_with(R"("size": null)")), "/dims/0/size: null, expected an integer");
  EXPECT_EQ(refusal_of(text_with(R"("size": true)")), "/dims/0/size: true, expected an integer");
  EXPECT_EQ(refusal_of(text_with(R"("size": [4])")), "/dims/0/size: a list, expected an integer");
  EXPECT_EQ(refusal_of(text_with(R"("size": {})")), "/dims/0/size: an object, expected an integer");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4, "flags": "halo")")), "/dims/0/flags: a string, expected a list");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4, "flags": [8])")), "/dims/0/flags/0: 8, expected a string");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4, "boundary": [1])")),
            "/dims/0/boundary: a list of 1, expected 2 entries");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4)", R"("index_form": "runs", "indices": [3])")),
            "/parts/0/0/0/indices/0: 3, expected a list");
  EXPECT_EQ(refusal_of("[]"), "text: a list, expected an object");
  EXPECT_EQ(refusal_of("null"), "text: null, expected an object");
}

TEST(JsonRead, RefusesUnknownKeysAndWords) {
  EXPECT_EQ(refusal_of(text_with(R"("size": 4, "sise": 4)")), "/dims/0/sise: an unknown key");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4)", R"("ghosts": 1)")), "/parts/0/0/0/ghosts: an unknown key");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4)", "", R"(, "comm": 0)")), "/comm: an unknown key");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4, "flags": ["balanced", "blanced"])")),
            "/dims/0/flags/1: \"blanced\", expected one of periodic, balanced, unknown_bounds, halo, halo_list, "
            "renumbered, incomplete, overlapping");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4, "flags": ["halo", "halo"])")), "/dims/0/flags/1: \"halo\" stands twice");
}

TEST(JsonRead, RefusesWhatIsMissing) {
  EXPECT_EQ(refusal_of(text_with(R"("rank_stride": 1)")), "/dims/0/size: missing");
  EXPECT_EQ(refusal_of(text_with(R"("size": 4)", R"("indices": [1])")), "/parts/0/0/0/index_form: missing");
  EXPECT_EQ(refusal_of(R"({"version": [1, 0], "dims": []})"), "/parts: missing");
  EXPECT_EQ(refusal_of(R"({"version": [1, 0], "dims": [{"kind": "replica", "grid_size": 1}], "parts": []})"),
            "accepted");
}

TEST(JsonRead, RefusesWhatIsNoJson) {
  EXPECT_EQ(refusal_of(text_with(R"("size": 4, "size": 5)")), "text: the key \"size\" stands twice in one object");
  EXPECT_EQ(refusal_of("").rfind("text: parse error at line 1, column 1: ", 0), 0U);
  EXPECT_EQ(refusal_of("{} {}").rfind("text: parse error at line 1, column 4: ", 0), 0U);
  EXPECT_EQ(refusal_of(text_with(R"("size": 1e999)")).rfind("text: ", 0), 0U);
  EXPECT_EQ(refusal_of(std::string(100000, '[')).rfind("text: parse error", 0), 0U);
}

TEST(JsonRead, CutsLongMessages) {
  const std::string message = refusal_of(text_with(R"("size": 4, ")" + std::string(1000, 'x') + R"(": 1)"));

  EXPECT_EQ(message.size(), sizeof(DAPError::message) - 1);
}

}  // namespace
}  // namespace dap::json
