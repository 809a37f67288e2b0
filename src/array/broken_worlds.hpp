// SPDX-License-Identifier: BSD-3-Clause
// For tests: worlds in which something is wrong on one rank, and what all ranks are told.
#pragma once

#include <gtest/gtest.h>

#include "array/planned_worlds.hpp"

namespace dap::array::sample {

constexpr int32_t last_rank = -2;

struct broken_world {
  const char *name;
  plan (*of)(int32_t num_ranks);
  int32_t fewest_ranks;
  void (*bend)(world &);
  int32_t code;
  int32_t rule;
  int32_t dim;
  int32_t rank;  // that is named; -1: none; last_rank
  const char *words;
};

inline std::ostream &operator<<(std::ostream &out, const broken_world &each) {
  return out << each.name;
}

// Everything that an error is to say.
inline void expect_told(const broken_world &broken, int32_t num_ranks, const DAPError &error) {
  EXPECT_EQ(error.code, broken.code) << error.message;
  EXPECT_EQ(error.rule, broken.rule) << error.message;
  EXPECT_EQ(error.dim, broken.dim) << error.message;
  EXPECT_EQ(error.rank, broken.rank == last_rank ? num_ranks - 1 : broken.rank) << error.message;
  EXPECT_NE(std::string(error.message).find(broken.words), std::string::npos) << error.message;
}

// Nothing is owned, so that a rank may have any grid and still be valid by itself: six dimensions of all kinds.
inline plan nothing_owned(int32_t p) {
  plan made = rows_of(p, known(dap_dim_balanced(0, 1)));
  DAPDim cyclic = dap_dim_whole(12);
  cyclic.flags = 0;
  cyclic.kind = DAP_KIND_CYCLIC;
  cyclic.block_size = 3;
  cyclic.first_block = 2;
  const index_list bounds{0, 4};
  made.dims.push_back(known(cyclic));
  made.dims.push_back(listed(5, {{0, 1, 2, 3, 4}}));
  made.dims.push_back(known(dap_dim_irregular(bounds.data(), 1)));
  made.dims.push_back(known(dap_dim_fixed_block(6, 1, 6)));
  made.dims.push_back(known(dap_dim_balanced(3, 1)));
  made.table = every(0, 1, p);
  made.strides = {0, 0, 0, 0, 0, 0};
  made.without_empty_parts = true;
  return made;
}

inline plan ranges_of_three(int32_t p) {
  return rows_of(p, unknown(every(0, 3, 3 * p + 1)));
}
inline plan scattered(int32_t p) {
  return rows_of(p, listed(3 * p, dealt(3 * p, p)));
}
// Lists that nobody has to have.
inline plan scattered_without_elements(int32_t p) {
  plan made = scattered(p);
  made.dims.push_back(known(dap_dim_balanced(0, 1)));
  return made;
}
// The same list on every rank.
inline plan replicated_list(int32_t p) {
  plan made = rows_of(p, listed(4, {{2, 0, 1, 3}}));
  made.dims.push_back(replicas(p));
  return made;
}
inline plan replicated_range(int32_t p) {
  plan made = rows_of(p, unknown({0, 4}));
  made.dims.push_back(replicas(p));
  return made;
}
// Rows listed on one coordinate, columns in blocks: a column's part may be missing.
inline plan list_of_columns(int32_t p) {
  plan made = rows_of(p, listed(4, {{2, 0, 1, 3}}));
  made.dims.push_back(known(dap_dim_balanced(2 * p, p)));
  return made;
}
inline plan plain_rows(int32_t p) {
  return rows_of(p, known(dap_dim_balanced(2 * p, p)));
}
inline plan plain_replicas(int32_t p) {
  plan made = rows_of(p, known(dap_dim_balanced(5, 1)));
  made.dims.push_back(replicas(p));
  return made;
}
inline plan listed_boxes(int32_t p) {
  plan made = boxes_of(p);
  made.lists_boxes = true;
  return made;
}

inline share &second(world &all) {
  return *all[1];
}
inline share &last(world &all) {
  return *all.back();
}

// One rank, the second, has another value in one of the global members.
inline broken_world differing(const char *name, void (*bend)(world &), int32_t dim, const char *words) {
  return {name, nothing_owned, 2, bend, DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT, dim, 1, words};
}

inline const broken_world differing_members[] = {
    differing(
        "Ndim", [](world &w) { second(w).distribution.ndim = 5; }, -1, "ndim: 5 on rank 1, but 6 on rank 0"),
    differing(
        "Replicas",
        [](world &w) {
          second(w).dims.push_back(replicas(1).dim);
          second(w).distribution.dims = second(w).dims.data();
          second(w).distribution.num_replica_dims = 1;
          second(w).distribution.flags |= DAP_FEATURE_REPLICAS;
        },
        -1, "num_replica_dims: 1 on rank 1, but 0 on rank 0"),
    differing(
        "Kind",
        [](world &w) {
          second(w).dims[5] = second(w).dims[1];
          second(w).dims[5].size = 3;
        },
        5, "kind: 2 on rank 1, but 1 on rank 0"),
    differing(
        "Size", [](world &w) { second(w).dims[1].size = 13; }, 1, "size: 13 on rank 1, but 12 on rank 0"),
    differing(
        "GridSize", [](world &w) { second(w).dims[1].grid_size = 2; }, 1, "grid_size: 2 on rank 1, but 1"),
    differing(
        "RankStride", [](world &w) { second(w).dims[5].rank_stride = 7; }, 5, "rank_stride: 7 on rank 1, but 0"),
    differing(
        "IndexBase", [](world &w) { second(w).dims[2].index_base = -1; }, 2, "index_base: -1 on rank 1, but 0"),
    differing(
        "Variant",
        [](world &w) {
          second(w).dims[5].flags = 0;
          second(w).dims[5].block_size = 3;
        },
        5, "the variant of the blocks"),
    differing(
        "BlockSize", [](world &w) { second(w).dims[4].block_size = 7; }, 4, "block_size: 7 on rank 1, but 6"),
    differing(
        "Bounds",
        [](world &w) {
          for (auto &each : w) {
            each->dims[3].grid_size = 2;
            each->bounds.push_back({0, each.get() == &second(w) ? 1 : 2, 4});
            each->dims[3].bounds = each->bounds.back().data();
          }
        },
        3, "bounds[1]: 1 on rank 1, but 2 on rank 0"),
    differing(
        "CyclicBlock", [](world &w) { second(w).dims[1].block_size = 4; }, 1, "block_size: 4 on rank 1, but 3"),
    differing(
        "FirstCoordinate",
        [](world &w) {
          for (auto &each : w) each->dims[1].grid_size = 2;
          second(w).dims[1].first_coordinate = 1;
        },
        1, "first_coordinate: 1 on rank 1, but 0"),
    differing(
        "FirstBlock", [](world &w) { second(w).dims[1].first_block = 3; }, 1, "first_block: 3 on rank 1, but 2"),
    differing(
        "DimFlags", [](world &w) { second(w).dims[2].flags |= DAP_DIM_PERIODIC; }, 2, "flags: 0x1 on rank 1, but 0x0"),
    differing(
        "Boundary", [](world &w) { second(w).dims[1].boundary[1] = 2; }, 1, "boundary[1]: 2 on rank 1, but 0"),
    differing(
        "RankOffset", [](world &w) { second(w).distribution.rank_offset = 1; }, -1, "rank_offset: 1 on rank 1, but 0"),
    differing(
        "PointsPerRank",
        [](world &w) {
          second(w).distribution.points_per_rank = 2;
          for (auto &each : w) each->distribution.flags |= DAP_FEATURE_PARTS;
        },
        -1, "points_per_rank: 2 on rank 1, but 1"),
    differing(
        "NumRanks", [](world &w) { second(w).distribution.num_ranks = 1; }, -1, "num_ranks: 1 on rank 1, but"),
    differing(
        "RankTable", [](world &w) { second(w).table[0] = 1; }, -1, "ranks[0]: 1 on rank 1, but 0"),
    differing(
        "Flags", [](world &w) { second(w).distribution.flags |= DAP_FEATURE_RENUMBERED; }, -1,
        "the flags of the distribution: 0x"),
    differing(
        "Communicator", [](world &w) { second(w).distribution.comm.implementation = 3; }, -1,
        "comm.implementation: 3 on rank 1, but 0"),
    differing(
        "MinorVersion", [](world &w) { second(w).distribution.version.minor = 9; }, -1,
        "the minor version of the distribution: 9 on rank 1, but 0"),
    differing(
        "Extension",
        [](world &w) {
          static const DAPExtension unknown_to_all = {0x80000001, 0, sizeof(DAPExtension), nullptr};
          second(w).distribution.extensions = &unknown_to_all;
        },
        -1, "the type of an extension (0: none): 2147483649 on rank 1, but 0"),
};

inline const broken_world misfits[] = {
    // Local rules, of one rank's own: told to all.
    {"Null", plain_rows, 2, [](world &w) { second(w).is_null = true; }, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, 1,
     "distribution is NULL (rank 1; spec 1301)"},
    {"MajorVersion", plain_rows, 1, [](world &w) { last(w).distribution.version.major = 7; }, DAP_ERROR_VERSION,
     DAP_RULE_MAJOR_VERSION, -1, last_rank, "major version 7"},
    {"NothingButZeros", plain_rows, 2, [](world &w) { second(w).distribution = {}; }, DAP_ERROR_VERSION,
     DAP_RULE_MAJOR_VERSION, -1, 1, "major version 0, expected 1 (rank 1; spec 401)"},
    {"DimsNull", plain_rows, 1, [](world &w) { last(w).distribution.dims = nullptr; }, DAP_ERROR_INVALID,
     DAP_RULE_DIMS_NULL, -1, last_rank, "dims is NULL"},
    {"LocalNull", plain_rows, 1, [](world &w) { last(w).distribution.local = nullptr; }, DAP_ERROR_INVALID,
     DAP_RULE_PARTS_NULL, -1, last_rank, "local is NULL"},
    {"OtherRank", plain_rows, 1, [](world &w) { last(w).distribution.comm.rank = 77; }, DAP_ERROR_COMM,
     DAP_RULE_COMM_SIZE, -1, last_rank, "as rank 77 of"},
    {"NegativeWidth", plain_rows, 1, [](world &w) { last(w).at(0, 0).halo[1] = -1; }, DAP_ERROR_INVALID,
     DAP_RULE_HALO_WIDTH, 0, last_rank, "{0, -1}"},
    {"UnflaggedWidth", plain_rows, 1, [](world &w) { last(w).at(0, 0).halo[1] = 1; }, DAP_ERROR_INVALID,
     DAP_RULE_HALO_FLAG, 0, last_rank, "{0, 1}"},
    {"ShiftedRange", plain_rows, 1, [](world &w) { ++last(w).at(0, 0).start; }, DAP_ERROR_INVALID, DAP_RULE_OWNED, 0,
     last_rank, "start of part 0"},
    {"MissingPart", plain_rows, 1, [](world &w) { last(w).drop_last_part(); }, DAP_ERROR_INVALID, DAP_RULE_PART_MISSING,
     -1, last_rank, "0 parts own elements"},
    {"PartElsewhere", plain_replicas, 2, [](world &w) { second(w).at(0, 1).coordinate = 0; }, DAP_ERROR_INVALID,
     DAP_RULE_PART_PLACE, -1, 1, "belong to rank 0"},
    // What no rank sees alone.
    {"ShortRange", ranges_of_three, 2, [](world &w) { --w[0]->at(0, 0).num_owned; }, DAP_ERROR_INVALID,
     DAP_RULE_RANGES_FOLLOW, 0, 1, "coordinate 1 starts at 3, but those of the lower coordinates count 2"},
    {"LongRange", ranges_of_three, 2, [](world &w) { ++w[0]->at(0, 0).num_owned; }, DAP_ERROR_INVALID,
     DAP_RULE_RANGES_FOLLOW, 0, 1, "coordinate 1 starts at 3, but those of the lower coordinates count 4"},
    {"EarlyEnd", ranges_of_three, 1, [](world &w) { --last(w).at(0, 0).num_owned; }, DAP_ERROR_INVALID,
     DAP_RULE_RANGES_FOLLOW, 0, -1, "the ranges of all coordinates count"},
    {"MissingRange", ranges_of_three, 3, [](world &w) { second(w).drop_last_part(); }, DAP_ERROR_INVALID,
     DAP_RULE_RANGES_FOLLOW, 0, 2, "coordinate 2 starts at 6"},
    {"ReplicaOfAnotherRange", replicated_range, 2, [](world &w) { --second(w).at(0, 0).num_owned; }, DAP_ERROR_INVALID,
     DAP_RULE_COORDINATE_AGREES, 0, 1, "coordinate 0 owns another number of indices on rank 1"},
    {"ReplicaInAnotherOrder", replicated_list, 2,
     [](world &w) { std::swap(last(w).list_of(0, 0)[1], last(w).list_of(0, 0)[2]); }, DAP_ERROR_INVALID,
     DAP_RULE_COORDINATE_AGREES, 0, last_rank, "coordinate 0 owns other indices, or in another order"},
    {"ReplicaMissing", replicated_list, 2, [](world &w) { second(w).drop_last_part(); }, DAP_ERROR_INVALID,
     DAP_RULE_POINT_MISSING, -1, 1, "0 parts of rank 1 own elements"},
    {"ColumnMissing", list_of_columns, 3, [](world &w) { last(w).drop_last_part(); }, DAP_ERROR_INVALID,
     DAP_RULE_POINT_MISSING, -1, last_rank, "0 parts of rank"},
    {"IndexTwice", scattered, 2, [](world &w) { second(w).list_of(0, 0)[0] = 0; }, DAP_ERROR_INVALID,
     DAP_RULE_OWNED_TWICE, 0, 1, "index 0 is owned at coordinate 0 (rank 0) and at coordinate 1 (rank 1)"},
    {"IndexTwiceWithoutElements", scattered_without_elements, 2, [](world &w) { second(w).list_of(0, 0)[0] = 0; },
     DAP_ERROR_INVALID, DAP_RULE_OWNED_TWICE, 0, 1,
     "index 0 is owned at coordinate 0 (rank 0) and at coordinate 1 (rank 1)"},
    {"IndexNowhere", scattered, 1,
     [](world &w) {
       --w[0]->at(0, 0).num_owned;
       --w[0]->at(0, 0).num_indices;
     },
     DAP_ERROR_INVALID, DAP_RULE_NOT_OWNED, 0, -1, "is owned at no coordinate"},
    {"ListMissing", scattered, 2, [](world &w) { second(w).drop_last_part(); }, DAP_ERROR_INVALID, DAP_RULE_NOT_OWNED,
     0, -1, "index 1 is owned at no coordinate"},
    {"BoxesOverlap", boxes_of, 2, [](world &w) { ++w[1]->at(0, 0).num_owned; }, DAP_ERROR_INVALID, DAP_RULE_OWNED_TWICE,
     -1, last_rank, "element (4, 3) is in the box of part 0 of rank 1"},
    {"BoxesLeaveAGap", boxes_of, 1, [](world &w) { --last(w).at(1, 0).num_owned; }, DAP_ERROR_INVALID,
     DAP_RULE_NOT_OWNED, -1, -1, "is in no box"},
    {"BoxMissing", boxes_of, 2, [](world &w) { last(w).drop_last_part(); }, DAP_ERROR_INVALID, DAP_RULE_NOT_OWNED, -1,
     -1, "element (4, 0) is in no box"},
    {"ListsOfBoxesDiffer", listed_boxes, 2, [](world &w) { second(w).box_bounds[1] = 3; }, DAP_ERROR_DISAGREEMENT,
     DAP_RULE_DISAGREEMENT, -1, 1, "bounds of the boxes[1]: 3 on rank 1, but 2"},
};

}  // namespace dap::array::sample
