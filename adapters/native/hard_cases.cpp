// SPDX-License-Identifier: BSD-3-Clause
#include "hard_cases.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace dap::testing {
namespace {

// A description with local dimensions, whose lists stay alive until it has been copied.
struct description {
  DAPDistribution distribution;
  std::vector<DAPDim> dims;
  std::vector<DAPLocalDim> local = {};
  std::vector<std::vector<int64_t>> lists = {};

  description(std::vector<DAPDim> given, DAPComm comm) : distribution{}, dims(std::move(given)) {
    dap_dims_row_major(dims.data(), static_cast<int32_t>(dims.size()));
    distribution = dap_distribution_describe(dims.data(), static_cast<int32_t>(dims.size()), comm);
  }

  distribution_owner make(int64_t num_parts = 1) {
    distribution.dims = dims.data();
    distribution.num_parts = num_parts;
    distribution.local = local.data();
    const DAPDistribution *made = nullptr;
    DAPError error = {};
    EXPECT_EQ(dap_distribution_create(&distribution, &made, &error), DAP_OK) << error.message;
    return distribution_owner(made);
  }
};

DAPLocalDim owning(int64_t coordinate, int64_t start, int64_t num_owned) {
  DAPLocalDim local = {};
  local.coordinate = coordinate;
  local.start = start;
  local.num_owned = num_owned;
  return local;
}

void list(DAPLocalDim &local, const std::vector<int64_t> &indices) {
  local.num_indices = static_cast<int64_t>(indices.size());
  local.indices = indices.empty() ? nullptr : indices.data();
  local.index_form = indices.empty() ? DAP_INDEX_NONE : DAP_INDEX_INT64;
}

distribution_owner uneven_with_halo(DAPComm comm) {
  return make_regular({dap_dim_balanced(3 * comm.size + 1, comm.size), dap_dim_whole(5)}, comm, {1, 2, 0, 1});
}

distribution_owner periodic_halo_wider_than_the_array(DAPComm comm) {
  auto dim = dap_dim_balanced(comm.size, comm.size);
  dim.flags |= DAP_DIM_PERIODIC;
  return make_regular({dim}, comm, {2, 3});
}

distribution_owner more_ranks_than_elements(DAPComm comm) {
  return make_regular({dap_dim_whole(3), dap_dim_fixed_block(2, comm.size, 1 + 1 / comm.size)}, comm);
}

distribution_owner no_elements(DAPComm comm) {
  return make_regular({dap_dim_balanced(4, comm.size), dap_dim_whole(0)}, comm, {0, 0, 1, 1});
}

distribution_owner size_of_zero_along_the_grid(DAPComm comm) {
  return make_regular({dap_dim_whole(3), dap_dim_balanced(0, comm.size)}, comm);
}

distribution_owner scalar_on_the_last_rank(DAPComm comm) {
  auto scalar = dap_distribution_describe(nullptr, 0, comm);
  scalar.rank_offset = comm.size - 1;
  const DAPDistribution *made = nullptr;
  EXPECT_EQ(dap_distribution_create_regular(&scalar, nullptr, &made, nullptr), DAP_OK);
  return distribution_owner(made);
}

distribution_owner irregular_with_empty_first_coordinate(DAPComm comm) {
  std::vector<int64_t> bounds = {0, comm.size == 1 ? 9 : 0};
  while (static_cast<int>(bounds.size()) < comm.size) bounds.push_back(bounds.back() + 2);
  if (comm.size > 1) bounds.push_back(9 + bounds.back());
  return make_regular({dap_dim_irregular(bounds.data(), comm.size)}, comm);
}

distribution_owner ranks_backwards(DAPComm comm) {
  description of({dap_dim_balanced(2 * comm.size + 1, comm.size)}, comm);
  of.dims[0].rank_stride = -1;
  of.distribution.rank_offset = comm.size - 1;
  const DAPDistribution *made = nullptr;
  EXPECT_EQ(dap_distribution_create_regular(&of.distribution, nullptr, &made, nullptr), DAP_OK);
  return distribution_owner(made);
}

distribution_owner rank_without_part(DAPComm comm) {
  const int64_t points = comm.size > 1 ? comm.size - 1 : 1;
  description of({dap_dim_balanced(7, points)}, comm);
  of.distribution.rank_offset = comm.size > 1 ? 1 : 0;
  const DAPDistribution *made = nullptr;
  EXPECT_EQ(dap_distribution_create_regular(&of.distribution, nullptr, &made, nullptr), DAP_OK);
  return distribution_owner(made);
}

distribution_owner several_parts(DAPComm comm) {
  description of({dap_dim_balanced(4 * comm.size + 1, 2 * comm.size), dap_dim_whole(2)}, comm);
  of.distribution.points_per_rank = 2;
  const DAPDistribution *made = nullptr;
  const std::vector<int64_t> halo = {1, 0, 0, 0};
  EXPECT_EQ(dap_distribution_create_regular(&of.distribution, halo.data(), &made, nullptr), DAP_OK);
  return distribution_owner(made);
}

// Index i lies in block (i + 1) / 3, and block k on coordinate (last + k) mod size.
distribution_owner cyclic_with_cut_first_block(DAPComm comm) {
  auto cyclic = dap_dim_whole(7 * comm.size + 2);
  cyclic.flags = 0;
  cyclic.kind = DAP_KIND_CYCLIC;
  cyclic.grid_size = comm.size;
  cyclic.block_size = 3;
  cyclic.first_block = 2;
  cyclic.first_coordinate = comm.size - 1;
  description of({dap_dim_whole(2), cyclic}, comm);
  auto local = owning(comm.rank, 0, 0);
  for (int64_t i = cyclic.size; i-- > 0;) {
    if ((cyclic.first_coordinate + (i + 1) / 3) % comm.size != comm.rank) continue;
    local.start = i;
    ++local.num_owned;
  }
  of.local = {owning(0, 0, 2), local};
  return of.make();
}

// Every rank owns each size-th index, in descending order, numbered from 1, and stores its neighbour's first one, if it
// has a neighbour.
distribution_owner unstructured_list(DAPComm comm) {
  description of({dap_dim_unstructured(4 * comm.size, comm.size, 1), dap_dim_whole(2)}, comm);
  of.dims[0].flags |= DAP_DIM_HALO;
  of.lists.emplace_back();
  for (int64_t k = 4; k-- > 0;) of.lists[0].push_back(k * comm.size + comm.rank + 1);
  if (comm.size > 1) of.lists[0].push_back((comm.rank + 1) % comm.size + 1);
  auto local = owning(comm.rank, 0, 4);
  list(local, of.lists[0]);
  of.local = {local, owning(0, 0, 2)};
  return of.make();
}

distribution_owner unstructured_narrow_list(DAPComm comm) {
  description of({dap_dim_unstructured(2 * comm.size, comm.size, -5)}, comm);
  const std::vector<int32_t> indices = {2 * comm.size - 1 - comm.rank - 5, comm.rank - 5};
  auto local = owning(comm.rank, 0, 2);
  local.num_indices = 2;
  local.indices = indices.data();
  local.index_form = DAP_INDEX_INT32;
  of.local = {local};
  return of.make();
}

distribution_owner unstructured_runs(DAPComm comm) {
  description of({dap_dim_unstructured(6 * comm.size, comm.size, 10)}, comm);
  of.lists = {{3 * comm.size + 3 * comm.rank + 10, 3, 3 * comm.rank + 10, 3}};
  auto local = owning(comm.rank, 0, 6);
  local.num_indices = 6;
  local.num_runs = 2;
  local.indices = of.lists[0].data();
  local.index_form = DAP_INDEX_RUNS;
  of.local = {local};
  return of.make();
}

distribution_owner listed_halo(DAPComm comm) {
  description of({dap_dim_balanced(3 * comm.size, comm.size)}, comm);
  of.dims[0].flags |= DAP_DIM_HALO_LIST;
  of.lists = {{0, 3 * comm.size - 1}};
  auto local = owning(comm.rank, 3 * comm.rank, 3);
  list(local, of.lists[0]);
  of.local = {local};
  return of.make();
}

distribution_owner unknown_bounds(DAPComm comm) {
  auto dim = dap_dim_whole(2 * comm.size);
  dim.grid_size = comm.size;
  dim.flags = DAP_DIM_UNKNOWN_BOUNDS;
  description of({dim}, comm);
  of.local = {owning(comm.rank, 2 * comm.rank, 2)};
  return of.make();
}

// Two boxes a rank, one above the other, with ghosts, the second one's beyond the edge.
distribution_owner boxes(DAPComm comm) {
  auto rows = dap_dim_whole(4);
  auto columns = dap_dim_whole(2 * comm.size);
  for (auto *dim : {&rows, &columns}) {
    dim->kind = DAP_KIND_BOX;
    dim->flags = DAP_DIM_HALO;
  }
  description of({rows, columns}, comm);
  of.distribution.flags |= DAP_FEATURE_PARTS;
  of.local = {owning(0, 0, 1), owning(0, 2 * comm.rank, 2), owning(0, 1, 3), owning(0, 2 * comm.rank, 2)};
  of.local[2].halo[1] = 1;
  of.local[3].halo[0] = 1;
  return of.make(2);
}

DAPDim replicated(int64_t copies) {
  DAPDim dim = {};
  dim.grid_size = copies;
  dim.kind = DAP_KIND_REPLICA;
  return dim;
}

// One whole copy on each rank, the canonical one on the last.
distribution_owner replicas_across_ranks(DAPComm comm) {
  description of({dap_dim_whole(6), replicated(comm.size)}, comm);
  of.distribution.ndim = 1;
  of.distribution.num_replica_dims = 1;
  of.dims[1].rank_stride = -1;
  of.distribution.rank_offset = comm.size - 1;
  of.local = {owning(0, 0, 6), owning(comm.size - 1 - comm.rank, 0, 0)};
  return of.make();
}

// Two copies of each rank's share, both on that rank.
distribution_owner replicas_within_ranks(DAPComm comm) {
  description of({dap_dim_balanced(3 * comm.size, comm.size), replicated(2)}, comm);
  of.distribution.ndim = 1;
  of.distribution.num_replica_dims = 1;
  of.distribution.points_per_rank = 2;
  of.local = {owning(comm.rank, 3 * comm.rank, 3), owning(0, 0, 0), owning(comm.rank, 3 * comm.rank, 3),
              owning(1, 0, 0)};
  return of.make(2);
}

}  // namespace

const std::vector<hard_case> &hard_cases() {
  static const std::vector<hard_case> cases = {
      {"UnevenWithHalo", uneven_with_halo, nullptr},
      {"PeriodicHaloWiderThanTheArray", periodic_halo_wider_than_the_array, nullptr},
      {"MoreRanksThanElements", more_ranks_than_elements, nullptr},
      {"NoElements", no_elements, nullptr},
      {"SizeOfZeroAlongTheGrid", size_of_zero_along_the_grid, nullptr},
      {"ScalarOnTheLastRank", scalar_on_the_last_rank, nullptr},
      {"IrregularWithEmptyFirstCoordinate", irregular_with_empty_first_coordinate, nullptr},
      {"RanksBackwards", ranks_backwards, nullptr},
      {"RankWithoutPart", rank_without_part, nullptr},
      {"SeveralParts", several_parts, nullptr},
      {"CyclicWithCutFirstBlock", cyclic_with_cut_first_block, nullptr},
      {"UnstructuredList", unstructured_list, nullptr},
      {"UnstructuredNarrowList", unstructured_narrow_list, nullptr},
      {"UnstructuredRuns", unstructured_runs, nullptr},
      {"ListedHalo", listed_halo, nullptr},
      {"UnknownBounds", unknown_bounds, nullptr},
      {"Boxes", boxes, nullptr},
      {"ReplicasAcrossRanks", replicas_across_ranks, [](DAPComm comm) { return int64_t{comm.size}; }},
      {"ReplicasWithinRanks", replicas_within_ranks, [](DAPComm) { return int64_t{2}; }},
  };
  return cases;
}

}  // namespace dap::testing
