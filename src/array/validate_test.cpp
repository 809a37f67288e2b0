// SPDX-License-Identifier: BSD-3-Clause
// Global members of a distribution that are broken, one at a time: sections 4, 7 and 8.
#include <gtest/gtest.h>

#include "array/refused.hpp"

namespace {

using namespace dap::array::sample;
using Bent = bendable_array;

constexpr int64_t huge = INT64_C(1) << 62;
DAPExtension unknown_extension{0x80000001U, DAP_EXTENSION_REQUIRED, sizeof(DAPExtension), nullptr};
const refused_case cases[] = {
    {"OtherMajor", [](Bent &b) { b.distribution.version.major = 2; }, DAP_ERROR_VERSION, 401, -1, 1, 2},
    {"UnknownFeature", [](Bent &b) { b.distribution.flags |= UINT64_C(1) << 62; }, DAP_ERROR_UNSUPPORTED, 403, -1, -1,
     62},
    {"RequiredExtension", [](Bent &b) { b.distribution.extensions = &unknown_extension; }, DAP_ERROR_UNSUPPORTED, 403,
     -1, 0, 0x80000001},
    {"CyclicNotFlagged", [](Bent &b) { b.distribution.flags &= ~DAP_FEATURE_CYCLIC; }, DAP_ERROR_INVALID, 404, -1, 32,
     0},
    {"PartsNotFlagged", [](Bent &b) { b.distribution.flags &= ~DAP_FEATURE_PARTS; }, DAP_ERROR_INVALID, 404, -1, 39, 0},
    {"StridedDistribution", [](Bent &b) { b.distribution.flags |= DAP_FEATURE_STRIDED; }, DAP_ERROR_INVALID, 404, -1, 0,
     38},
    {"DistributionOnADevice", [](Bent &b) { b.distribution.flags |= DAP_FEATURE_DEVICE; }, DAP_ERROR_INVALID, 404, -1,
     0, 40},
    {"UnknownKind", [](Bent &b) { b.dims[1].kind = 6; }, DAP_ERROR_UNSUPPORTED, 405, 1, 5, 6},
    {"NoKind", [](Bent &b) { b.dims[0].kind = 0; }, DAP_ERROR_UNSUPPORTED, 405, 0, 5, 0},
    {"NegativeNdim", [](Bent &b) { b.distribution.ndim = -1; }, DAP_ERROR_INVALID, 701, -1, 64, -1},
    {"TooManyDims", [](Bent &b) { b.distribution.ndim = 64; }, DAP_ERROR_INVALID, 701, -1, 64, 64},
    {"NegativeReplicaDims", [](Bent &b) { b.distribution.num_replica_dims = -1; }, DAP_ERROR_INVALID, 701, -1, 64, 3},
    {"DimsNull", [](Bent &b) { b.distribution.dims = nullptr; }, DAP_ERROR_INVALID, 702, -1, 4, 0},
    {"NoIdSpace", [](Bent &b) { b.distribution.id_space = nullptr; }, DAP_ERROR_INVALID, 703, -1, 1, 0},
    {"IdZero", [](Bent &b) { b.distribution.id = 0; }, DAP_ERROR_INVALID, 703, -1, 1, 0},
    {"NoPointsPerRank", [](Bent &b) { b.distribution.points_per_rank = 0; }, DAP_ERROR_INVALID, 704, -1, 1, 0},
    {"RanksNull", [](Bent &b) { b.distribution.num_ranks = 6; }, DAP_ERROR_INVALID, 705, -1, 0, 6},
    {"RanksNotCounted", [](Bent &b) { b.distribution.ranks = b.table.data(); }, DAP_ERROR_INVALID, 705, -1, 0, 0},
    {"TableBeyondCommunicator",
     [](Bent &b) {
       b.table[5] = 6;
       b.distribution.ranks = b.table.data();
       b.distribution.num_ranks = 6;
     },
     DAP_ERROR_INVALID, 705, -1, 6, 6},
    {"TableTooShort",
     [](Bent &b) {
       b.distribution.ranks = b.table.data();
       b.distribution.num_ranks = 5;
     },
     DAP_ERROR_INVALID, 706, -1, 5, 11},
    {"RanksBeyondCommunicator", [](Bent &b) { b.distribution.points_per_rank = 1; }, DAP_ERROR_INVALID, 706, -1, 6, 11},
    {"NegativePoint", [](Bent &b) { b.distribution.rank_offset = -1; }, DAP_ERROR_INVALID, 706, -1, 6, -1},
    {"PointNumbersOverflow", [](Bent &b) { b.dims[1].rank_stride = huge; }, DAP_ERROR_INVALID, 706, -1, 6, 0},
    {"RankOutside", [](Bent &b) { b.distribution.comm.rank = 6; }, DAP_ERROR_INVALID, 707, -1, 6, 6},
    {"NoProcess", [](Bent &b) { b.distribution.comm.size = 0; }, DAP_ERROR_INVALID, 707, -1, 0, 4},
    {"ElementsOverflow",
     [](Bent &b) {
       b.dims[1].size = huge;
       b.dims[2].size = 2;
     },
     DAP_ERROR_OVERFLOW, 711, -1, INT64_MAX, 0},
    {"GridPointsOverflow", [](Bent &b) { b.dims[3].grid_size = huge; }, DAP_ERROR_OVERFLOW, 711, -1, INT64_MAX, 0},
    {"NegativeSize", [](Bent &b) { b.dims[1].size = -3; }, DAP_ERROR_INVALID, 801, 1, 0, -3},
    {"NoGrid", [](Bent &b) { b.dims[2].grid_size = 0; }, DAP_ERROR_INVALID, 802, 2, 1, 0},
    {"PeriodicAndEmpty",
     [](Bent &b) {
       b.dims[1].size = 0;
       b.dims[1].flags = DAP_DIM_PERIODIC;
     },
     DAP_ERROR_INVALID, 803, 1, 1, 0},
    {"NegativeBoundary", [](Bent &b) { b.dims[0].boundary[1] = -1; }, DAP_ERROR_INVALID, 804, 0, 6, -1},
    {"BoundaryTooWide", [](Bent &b) { b.dims[0].boundary[0] = 7; }, DAP_ERROR_INVALID, 804, 0, 6, 7},
    {"BoundariesOverlap",
     [](Bent &b) {
       b.dims[0].boundary[0] = 4;
       b.dims[0].boundary[1] = 3;
     },
     DAP_ERROR_INVALID, 804, 0, 6, 3},
    {"NoBlockVariant", [](Bent &b) { b.dims[0].bounds = nullptr; }, DAP_ERROR_INVALID, 805, 0, 1, 0},
    {"BoundsBeginLate", [](Bent &b) { b.bounds[0] = 1; }, DAP_ERROR_INVALID, 806, 0, 0, 1},
    {"BoundsFall", [](Bent &b) { b.bounds[1] = -2; }, DAP_ERROR_INVALID, 806, 0, 0, -2},
    {"BoundsPassTheSize", [](Bent &b) { b.bounds[1] = 7; }, DAP_ERROR_INVALID, 806, 0, 6, 7},
    {"BoundsEndEarly", [](Bent &b) { b.bounds[2] = 5; }, DAP_ERROR_INVALID, 806, 0, 6, 5},
    {"BlocksTooSmall",
     [](Bent &b) {
       b.dims[0].bounds = nullptr;
       b.dims[0].block_size = 2;
     },
     DAP_ERROR_INVALID, 807, 0, 3, 2},
    {"CyclicWithoutBlockSize", [](Bent &b) { b.dims[1].block_size = 0; }, DAP_ERROR_INVALID, 810, 1, 1, 0},
    {"CyclicFirstBlockTooLong", [](Bent &b) { b.dims[1].first_block = 3; }, DAP_ERROR_INVALID, 810, 1, 2, 3},
    {"CyclicFirstBlockEmpty", [](Bent &b) { b.dims[1].first_block = 0; }, DAP_ERROR_INVALID, 810, 1, 2, 0},
    {"CyclicFirstCoordinateOutside", [](Bent &b) { b.dims[1].first_coordinate = 3; }, DAP_ERROR_INVALID, 810, 1, 2, 3},
    {"GapsInBlocks", [](Bent &b) { b.dims[0].flags |= DAP_DIM_INCOMPLETE; }, DAP_ERROR_INVALID, 817, 0, 3, 1},
    {"OverlapsInCyclic", [](Bent &b) { b.dims[1].flags |= DAP_DIM_OVERLAPPING; }, DAP_ERROR_INVALID, 817, 1, 3, 2},
    {"GapsInReplicas", [](Bent &b) { b.dims[3].flags |= DAP_DIM_INCOMPLETE; }, DAP_ERROR_INVALID, 817, 3, 3, 5},
    {"BoxesAmongOthers", [](Bent &b) { b.dims[2].kind = DAP_KIND_BOX; }, DAP_ERROR_INVALID, 819, -1, 1, 0},
    {"ReplicaAmongDims", [](Bent &b) { b.dims[2].kind = DAP_KIND_REPLICA; }, DAP_ERROR_INVALID, 820, 2, 3, 2},
    {"BlockAmongReplicas", [](Bent &b) { b.dims[3].kind = DAP_KIND_BLOCK; }, DAP_ERROR_INVALID, 820, 3, 3, 3},
    {"HaloListOfUnstructured", [](Bent &b) { b.dims[2].flags |= DAP_DIM_HALO_LIST; }, DAP_ERROR_INVALID, 904, 2, 1, 3},
    {"HaloListWithWidths", [](Bent &b) { b.dims[0].flags |= DAP_DIM_HALO_LIST; }, DAP_ERROR_INVALID, 904, 0, 1, 1},
};

class BrokenDistributions : public ::testing::TestWithParam<refused_case> {};

TEST_P(BrokenDistributions, AreRefusedWithTheRuleAndTheNumbers) {
  bendable_array bent;
  GetParam().bend(bent);

  DAPError error{};
  const int32_t status = dap_distribution_validate(&bent.distribution, &error);

  EXPECT_EQ(status, GetParam().code);
  expect_told(GetParam(), error);
}

TEST_P(BrokenDistributions, AreNotCloned) {
  bendable_array bent;
  GetParam().bend(bent);

  const DAPDistribution *const untouched = &bent.distribution;
  const DAPDistribution *out = untouched;
  EXPECT_EQ(dap_distribution_clone(&bent.distribution, &out, nullptr), GetParam().code);

  EXPECT_EQ(out, untouched);
}

INSTANTIATE_TEST_SUITE_P(OneAtATime, BrokenDistributions, ::testing::ValuesIn(cases), name_of);

TEST(BendableArray, IsValidUnlessItIsBent) {
  bendable_array bent;
  DAPError error{};

  EXPECT_EQ(dap_array_validate(&bent.array, &error), DAP_OK) << error.message;
}

}  // namespace
