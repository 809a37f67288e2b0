// SPDX-License-Identifier: BSD-3-Clause
// This process's share of a distribution that is broken, one member at a time: sections 7, 8 and 9.
#include <gtest/gtest.h>

#include "array/refused.hpp"

namespace {

using namespace dap::array::sample;
using Bent = bendable_array;

constexpr int64_t huge = INT64_C(1) << 62;

// The first dimension knows its bounds on this process alone.
void forget_bounds(Bent &bent) {
  bent.dims[0].bounds = nullptr;
  bent.dims[0].flags |= DAP_DIM_UNKNOWN_BOUNDS;
  bent.distribution.flags |= DAP_FEATURE_UNKNOWN_BOUNDS;
}

const refused_case cases[] = {
    {"NegativeNumParts", [](Bent &b) { b.distribution.num_parts = -1; }, DAP_ERROR_INVALID, 708, -1, 0, -1},
    {"LocalNull", [](Bent &b) { b.distribution.local = nullptr; }, DAP_ERROR_INVALID, 708, -1, 0, 2},
    {"UncountableParts", [](Bent &b) { b.distribution.num_parts = INT64_MAX; }, DAP_ERROR_INVALID, 708, -1, 0,
     INT64_MAX},
    {"PartOfAnotherRank", [](Bent &b) { b.distribution.comm.rank = 3; }, DAP_ERROR_INVALID, 709, -1, 3, 4},
    {"PartsOutOfOrder", [](Bent &b) { std::swap(b.local[0], b.local[1]); }, DAP_ERROR_INVALID, 710, -1, 0, 1},
    {"PartTwice", [](Bent &b) { b.local[1][3].coordinate = 0; }, DAP_ERROR_INVALID, 710, -1, 0, 1},
    {"StoredExtentOverflows", [](Bent &b) { b.local[0][0].halo[0] = INT64_MAX; }, DAP_ERROR_OVERFLOW, 711, 0, INT64_MAX,
     0},
    {"StoredElementsOverflow", [](Bent &b) { b.local[0][0].halo[0] = huge; }, DAP_ERROR_OVERFLOW, 711, -1, INT64_MAX,
     0},
    {"CoordinateBelowGrid", [](Bent &b) { b.local[1][1].coordinate = -1; }, DAP_ERROR_INVALID, 808, 1, 3, -1},
    {"CoordinateBeyondGrid", [](Bent &b) { b.local[0][0].coordinate = 2; }, DAP_ERROR_INVALID, 808, 0, 2, 2},
    {"ReplicaCoordinateBeyondGrid", [](Bent &b) { b.local[1][3].coordinate = 2; }, DAP_ERROR_INVALID, 808, 3, 2, 2},
    {"WrongNumOwned", [](Bent &b) { b.local[0][0].num_owned = 3; }, DAP_ERROR_INVALID, 809, 0, 4, 3},
    {"WrongStart", [](Bent &b) { b.local[0][0].start = 0; }, DAP_ERROR_INVALID, 809, 0, 2, 0},
    {"WrongCyclicStart", [](Bent &b) { b.local[0][1].start = 3; }, DAP_ERROR_INVALID, 809, 1, 1, 3},
    {"WrongStartOfEmptyCoordinateWithHalo",
     [](Bent &b) {
       b.bounds = {0, 6, 6};
       b.local[0][0].num_owned = 0;
     },
     DAP_ERROR_INVALID, 809, 0, 6, 2},
    {"UnstructuredOwnsTooMany", [](Bent &b) { b.local[0][2].num_owned = 9; }, DAP_ERROR_INVALID, 809, 2, 8, 9},
    {"UnstructuredOwnsLessThanNothing", [](Bent &b) { b.local[0][2].num_owned = -1; }, DAP_ERROR_INVALID, 809, 2, 8,
     -1},
    {"UnknownRangeTooLong",
     [](Bent &b) {
       forget_bounds(b);
       b.local[0][0].num_owned = 7;
     },
     DAP_ERROR_INVALID, 809, 0, 6, 7},
    {"UnknownRangeLeavesTheSize",
     [](Bent &b) {
       forget_bounds(b);
       b.local[0][0].start = 3;
     },
     DAP_ERROR_INVALID, 809, 0, 6, 3},
    {"UnknownEmptyRangeWithHaloOutside",
     [](Bent &b) {
       forget_bounds(b);
       b.local[0][0].num_owned = 0;
       b.local[0][0].start = 7;
     },
     DAP_ERROR_INVALID, 809, 0, 6, 7},
    {"ListShorterThanOwned", [](Bent &b) { b.local[0][2].num_indices = 1; }, DAP_ERROR_INVALID, 812, 2, 2, 1},
    {"ListInCyclic",
     [](Bent &b) {
       b.local[0][1].num_indices = 1;
       b.local[0][1].indices = b.list.data();
       b.local[0][1].index_form = DAP_INDEX_INT64;
     },
     DAP_ERROR_INVALID, 812, 1, 0, 1},
    {"IndexBelowBase", [](Bent &b) { b.list[1] = 0; }, DAP_ERROR_INVALID, 813, 2, 8, -1},
    {"IndexBeyondSize", [](Bent &b) { b.list[2] = 9; }, DAP_ERROR_INVALID, 813, 2, 8, 8},
    {"IndexFarBelowBase", [](Bent &b) { b.list[2] = INT64_MIN; }, DAP_ERROR_INVALID, 813, 2, 8, INT64_MIN},
    {"RunBeyondSize",
     [](Bent &b) {
       b.list_runs();
       b.runs[4] = 8;
     },
     DAP_ERROR_INVALID, 813, 2, 8, 7},
    {"IndexOwnedTwice", [](Bent &b) { b.list[1] = 4; }, DAP_ERROR_INVALID, 814, 2, 1, 3},
    {"IndexInHaloTwice", [](Bent &b) { b.list[3] = 4; }, DAP_ERROR_INVALID, 814, 2, 1, 3},
    {"UnknownForm", [](Bent &b) { b.local[0][2].index_form = 4; }, DAP_ERROR_INVALID, 815, 2, 3, 4},
    {"NoForm", [](Bent &b) { b.local[0][2].index_form = DAP_INDEX_NONE; }, DAP_ERROR_INVALID, 815, 2, 3, 0},
    {"IndicesNull", [](Bent &b) { b.local[0][2].indices = nullptr; }, DAP_ERROR_INVALID, 815, 2, 3, 2},
    {"IndicesWithoutCount", [](Bent &b) { b.local[0][1].indices = b.list.data(); }, DAP_ERROR_INVALID, 815, 1, 3, 0},
    {"RunsInAList", [](Bent &b) { b.local[0][2].num_runs = 1; }, DAP_ERROR_INVALID, 816, 2, 0, 1},
    {"NoRuns",
     [](Bent &b) {
       b.list_runs();
       b.local[0][2].num_runs = 0;
     },
     DAP_ERROR_INVALID, 816, 2, 0, 0},
    {"EmptyRun",
     [](Bent &b) {
       b.list_runs();
       b.runs[3] = 0;
     },
     DAP_ERROR_INVALID, 816, 2, 3, 0},
    {"RunsTooShort",
     [](Bent &b) {
       b.list_runs();
       b.runs[5] = 1;
     },
     DAP_ERROR_INVALID, 816, 2, 4, 3},
    {"RunsTooLong",
     [](Bent &b) {
       b.list_runs();
       b.runs[5] = INT64_MAX;
     },
     DAP_ERROR_INVALID, 816, 2, 2, INT64_MAX},
    {"RunCrossesIntoTheHalo",
     [](Bent &b) {
       b.list_runs();
       b.runs = {5, 1, 1, 2, 7, 1};
     },
     DAP_ERROR_INVALID, 816, 2, 3, 2},
    {"NegativeHaloWidth", [](Bent &b) { b.local[0][0].halo[1] = -1; }, DAP_ERROR_INVALID, 901, 0, 0, -1},
    {"HaloNotFlagged", [](Bent &b) { b.dims[0].flags = DAP_DIM_PERIODIC; }, DAP_ERROR_INVALID, 902, 0, 0, 1},
    {"ListedHaloNotFlagged", [](Bent &b) { b.dims[2].flags = DAP_DIM_INCOMPLETE; }, DAP_ERROR_INVALID, 902, 2, 2, 4},
    {"HaloWidthOfCyclic", [](Bent &b) { b.local[0][1].halo[0] = 2; }, DAP_ERROR_INVALID, 903, 1, 0, 2},
    {"HaloWidthOfUnstructured", [](Bent &b) { b.local[0][2].halo[1] = 1; }, DAP_ERROR_INVALID, 903, 2, 0, 1},
    {"HaloWidthOfReplica", [](Bent &b) { b.local[0][3].halo[0] = 1; }, DAP_ERROR_INVALID, 903, 3, 0, 1},
};

class BrokenShares : public ::testing::TestWithParam<refused_case> {};

TEST_P(BrokenShares, AreRefusedWithTheRuleAndTheNumbers) {
  bendable_array bent;
  GetParam().bend(bent);

  DAPError error{};
  const int32_t status = dap_distribution_validate(&bent.distribution, &error);

  EXPECT_EQ(status, GetParam().code);
  EXPECT_EQ(error.rank, bent.distribution.comm.rank);
  expect_told(GetParam(), error);
}

TEST_P(BrokenShares, MakeNoDistribution) {
  bendable_array bent;
  GetParam().bend(bent);

  const DAPDistribution *const untouched = &bent.distribution;
  const DAPDistribution *out = untouched;
  EXPECT_EQ(dap_distribution_create(&bent.distribution, &out, nullptr), GetParam().code);

  EXPECT_EQ(out, untouched);
}

INSTANTIATE_TEST_SUITE_P(OneAtATime, BrokenShares, ::testing::ValuesIn(cases), name_of);

}  // namespace
