// SPDX-License-Identifier: BSD-3-Clause
// For tests: worlds of every kind, for any number of ranks.
#pragma once

#include <functional>
#include <numeric>
#include <ostream>
#include <string>

#include "array/sample_worlds.hpp"

namespace dap::array::sample {

struct named_plan {
  const char *name;
  plan (*of)(int32_t num_ranks);
};

inline std::ostream &operator<<(std::ostream &out, const named_plan &each) {
  return out << each.name;
}

// The widest grid of two dimensions.
inline std::pair<int64_t, int64_t> grid_of(int32_t num_ranks) {
  int64_t rows = 1;
  for (int64_t r = 1; r * r <= num_ranks; ++r) {
    if (num_ranks % r == 0) rows = r;
  }
  return {rows, num_ranks / rows};
}

// The indices first, first + step, … below size.
inline index_list every(int64_t first, int64_t step, int64_t size) {
  index_list indices;
  for (int64_t i = first; i < size; i += step) indices.push_back(i);
  return indices;
}

// Dealt out in turn.
inline std::vector<index_list> dealt(int64_t size, int64_t coordinates) {
  std::vector<index_list> hands;
  for (int64_t c = 0; c < coordinates; ++c) hands.push_back(every(c, coordinates, size));
  return hands;
}

// 0, then 2 for each coordinate but the second, which gets none.
inline index_list uneven_bounds(int64_t coordinates) {
  index_list bounds{0};
  for (int64_t c = 0; c < coordinates; ++c) bounds.push_back(bounds.back() + (c == 1 ? 0 : 2));
  return bounds;
}

inline plan rows_of(int32_t ranks, planned_dim dim) {
  plan made;
  made.num_ranks = ranks;
  made.dims = {std::move(dim)};
  return made;
}

inline planned_dim listed_with_halo(int64_t size, int64_t coordinates, int64_t index_base) {
  planned_dim made = listed(size, dealt(size, coordinates), index_base);
  made.dim.flags |= DAP_DIM_HALO;
  for (int64_t c = 0; c < coordinates; ++c) {
    const index_list halo = coordinates > 1 ? made.hands[static_cast<size_t>((c + 1) % coordinates)] : index_list{};
    made.halos.emplace_back(halo.rbegin(), halo.rend());
  }
  return made;
}

inline plan boxes_of(int32_t ranks) {
  plan made;
  made.num_ranks = ranks;
  made.dims.resize(2);
  for (planned_dim &each : made.dims) {
    each.dim = dap_dim_whole(0);
    each.dim.kind = DAP_KIND_BOX;
    each.dim.flags = 0;
  }
  // A column for each rank, the first cut in two; then a row over all columns, for the last rank.
  made.dims[0].dim.size = 5;
  made.dims[1].dim.size = 3 * ranks;
  made.boxes.push_back({0, {0, 2, 0, 3}});
  made.boxes.push_back({0, {2, 4, 0, 3}});
  for (int32_t r = 1; r < ranks; ++r) made.boxes.push_back({r, {0, 4, 3 * r, 3 * r + 3}});
  made.boxes.push_back({ranks - 1, {4, 5, 0, 3 * ranks}});
  return made;
}

inline const named_plan valid_plans[] = {
    {"Balanced", [](int32_t p) { return rows_of(p, known(dap_dim_balanced(10, p))); }},
    {"FewerElementsThanRanks", [](int32_t p) { return rows_of(p, known(dap_dim_balanced(2, p))); }},
    {"NoElements", [](int32_t p) { return rows_of(p, known(dap_dim_balanced(0, p))); }},
    {"FixedBlocksInTwoDimensions",
     [](int32_t p) {
       plan made = rows_of(p, known(dap_dim_fixed_block(7, grid_of(p).first, 7)));
       made.dims.push_back(known(dap_dim_balanced(9, grid_of(p).second)));
       return made;
     }},
    {"IrregularWithAnEmptyCoordinate",
     [](int32_t p) {
       const index_list bounds = uneven_bounds(p);
       return rows_of(p, known(dap_dim_irregular(bounds.data(), p)));
     }},
    {"CyclicByTable",
     [](int32_t p) {
       DAPDim dim = dap_dim_whole(11);
       dim.flags = 0;
       dim.kind = DAP_KIND_CYCLIC;
       dim.grid_size = p;
       dim.block_size = 2;
       dim.first_block = 1;
       dim.first_coordinate = p - 1;
       plan made = rows_of(p, known(dim));
       for (int64_t r = p; r-- > 0;) made.table.push_back(r);
       return made;
     }},
    {"PeriodicWithWideHalo",
     [](int32_t p) {
       DAPDim dim = dap_dim_balanced(p, p);
       dim.flags |= DAP_DIM_PERIODIC;
       return rows_of(p, with_widths(known(dim), 3, 2));
     }},
    {"HaloInTwoDimensions",
     [](int32_t p) {
       DAPDim rows = dap_dim_balanced(5, grid_of(p).first);
       rows.flags |= DAP_DIM_PERIODIC;
       plan made = rows_of(p, with_widths(known(rows), 2, 1));
       made.dims.push_back(with_widths(known(dap_dim_balanced(7, grid_of(p).second)), 1, 1));
       return made;
     }},
    {"HaloOfReplicasBesideCyclic",
     [](int32_t p) {
       plan made = rows_of(p, with_widths(known(dap_dim_balanced(6, grid_of(p).second)), 1, 2));
       DAPDim dim = dap_dim_whole(5);
       dim.flags = 0;
       dim.kind = DAP_KIND_CYCLIC;
       dim.block_size = 2;
       dim.first_block = 2;
       made.dims.push_back(known(dim));
       made.dims.push_back(replicas(grid_of(p).first));
       return made;
     }},
    {"HaloOfSeveralParts",
     [](int32_t p) {
       DAPDim dim = dap_dim_balanced(3 * p, 2 * p);
       dim.flags |= DAP_DIM_PERIODIC;
       plan made = rows_of(p, with_widths(known(dim), 1, 2));
       made.points_per_rank = 2;
       return made;
     }},
    {"HaloAroundUnknownBounds",
     [](int32_t p) {
       planned_dim made = with_widths(unknown(uneven_bounds(p)), 2, 1);
       made.dim.flags |= DAP_DIM_PERIODIC;
       return rows_of(p, made);
     }},
    {"ListedHalo",
     [](int32_t p) {
       planned_dim made = known(dap_dim_balanced(10, p));
       made.dim.flags |= DAP_DIM_HALO_LIST;
       made.dim.index_base = 1;
       for (int64_t c = 0; c < p; ++c) made.halos.push_back({9 - c, 0});
       return rows_of(p, made);
     }},
    {"UnknownBounds", [](int32_t p) { return rows_of(p, unknown(uneven_bounds(p))); }},
    {"UnknownBoundsInTwoDimensions",
     [](int32_t p) {
       plan made = rows_of(p, unknown(uneven_bounds(grid_of(p).first)));
       made.dims.push_back(unknown(uneven_bounds(grid_of(p).second)));
       made.without_empty_parts = true;
       return made;
     }},
    {"Unstructured", [](int32_t p) { return rows_of(p, listed_with_halo(13, p, 1)); }},
    {"UnstructuredOfTwoIndices",
     [](int32_t p) {
       plan made = rows_of(p, listed(2, dealt(2, p)));
       made.without_empty_parts = true;
       return made;
     }},
    {"UnstructuredTimesUnknownTimesBalanced",
     [](int32_t p) {
       plan made = rows_of(p, listed_with_halo(6, grid_of(p).first, 0));
       made.dims[0].as_runs = true;
       made.dims.push_back(unknown(uneven_bounds(grid_of(p).second)));
       made.dims.push_back(known(dap_dim_whole(2)));
       return made;
     }},
    {"UnstructuredReplicas",
     [](int32_t p) {
       plan made = rows_of(p, listed(7, dealt(7, grid_of(p).first)));
       made.dims.push_back(replicas(grid_of(p).second));
       return made;
     }},
    {"IncompleteAndOverlapping",
     [](int32_t p) {
       plan made = rows_of(p, listed(9, {}));
       made.dims[0].dim.grid_size = p;
       made.dims[0].dim.flags = DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING;
       made.dims[0].hands.assign(static_cast<size_t>(p), {3, 4});
       return made;
     }},
    {"IncompleteOnly",
     [](int32_t p) {
       plan made = rows_of(p, listed(2 * p + 1, dealt(2 * p, p)));
       made.dims[0].dim.flags = DAP_DIM_INCOMPLETE;
       return made;
     }},
    {"GapsWithoutElements",
     [](int32_t p) {
       plan made = rows_of(p, listed(2 * p + 1, dealt(2 * p, p)));
       made.dims.push_back(known(dap_dim_balanced(0, 1)));
       return made;
     }},
    {"HaloOfWhatNobodyOwns",
     [](int32_t p) {
       plan made = rows_of(p, listed_with_halo(2 * p, p, 0));
       made.dims[0].dim.size += 1;
       made.dims[0].dim.flags |= DAP_DIM_INCOMPLETE;
       for (index_list &halo : made.dims[0].halos) halo.push_back(2 * p);
       return made;
     }},
    {"OverlappingWithHalo",
     [](int32_t p) {
       planned_dim made = listed_with_halo(3 * p, p, 0);
       made.dim.flags |= DAP_DIM_OVERLAPPING;
       made.halos[0].clear();
       for (int64_t i = 0; i < 3 * p; ++i) {
         if (i % p != 0) made.hands[0].push_back(i);  // the first owns all
       }
       return rows_of(p, made);
     }},
    {"OverlappingOnly",
     [](int32_t p) {
       plan made = rows_of(p, listed(6, {}));
       made.dims[0].dim.grid_size = p;
       made.dims[0].dim.flags = DAP_DIM_OVERLAPPING;
       made.dims[0].hands.assign(static_cast<size_t>(p), {5, 4, 3, 2, 1, 0});
       return made;
     }},
    {"NoDimensions",
     [](int32_t p) {
       plan made;
       made.num_ranks = p;
       made.rank_offset = p - 1;
       return made;
     }},
    {"AScalarOnEveryRank", [](int32_t p) { return rows_of(p, replicas(p)); }},
    {"SeveralPartsAndRanksWithout",
     [](int32_t p) {
       plan made = rows_of(p, known(dap_dim_balanced(9, 2)));
       made.dims.push_back(listed(5, dealt(5, 2)));
       made.points_per_rank = 4;
       return made;
     }},
    {"AllPartsOnTheLastRank",
     [](int32_t p) {
       plan made = rows_of(p, unknown({0, 1, 1, 4}));
       made.strides = {0};
       made.rank_offset = p - 1;
       return made;
     }},
    {"ReversedRanks",
     [](int32_t p) {
       plan made = rows_of(p, listed(8, dealt(8, p)));
       made.strides = {-1};
       made.rank_offset = p - 1;
       return made;
     }},
    {"Boxes", boxes_of},
    {"BoxesWithAList",
     [](int32_t p) {
       plan made = boxes_of(p);
       made.lists_boxes = true;
       made.dims[0] = with_widths(made.dims[0], 1, 1);
       return made;
     }},
    {"PeriodicBoxes",
     [](int32_t p) {
       plan made = boxes_of(p);
       for (planned_dim &each : made.dims) {
         each = with_widths(each, 1, 2);
         each.dim.flags |= DAP_DIM_PERIODIC;
       }
       return made;
     }},
    {"BoxesWithGaps",
     [](int32_t p) {
       plan made = boxes_of(p);
       made.boxes.pop_back();
       for (planned_dim &each : made.dims) each.dim.flags |= DAP_DIM_INCOMPLETE;
       return made;
     }},
    {"HugeBoxes",
     [](int32_t p) {
       plan made = boxes_of(p);
       for (planned_dim &each : made.dims) each.dim.size <<= 27;
       for (planned_box &each : made.boxes) {
         for (int64_t &bound : each.bounds) bound <<= 27;
       }
       return made;
     }},
};

}  // namespace dap::array::sample
