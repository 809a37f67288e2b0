// SPDX-License-Identifier: BSD-3-Clause
// Runs of owned indices and the way back, dimension by dimension, against indices dealt out one by one.
#include "owned_elements.hpp"

#include <gtest/gtest.h>

#include <map>

using namespace dap::native;

namespace {

DAPDim dimension(uint32_t kind, int64_t size) {
  DAPDim dim = {};
  dim.kind = kind;
  dim.size = size;
  dim.grid_size = 1;
  return dim;
}

// Every index that should be found is, where it should be; no other one is.
void expect_owned(const DAPDim &dim, const DAPLocalDim &local, const std::map<int64_t, int64_t> &expected) {
  std::map<int64_t, int64_t> found;
  int64_t position = -1;
  for (const auto &run : owned_runs(dim, local)) {
    EXPECT_GT(run.position, position) << "in the order of storage";
    position = run.position + run.count - 1;
    for (int64_t k = 0; k < run.count; ++k) found[run.index + k] = run.position + k;
  }
  EXPECT_EQ(found, expected);
  for (int64_t index = -1; index <= dim.size; ++index) {
    const auto at = expected.find(index);
    EXPECT_EQ(owned_position(dim, local, index), at == expected.end() ? -1 : at->second) << "index " << index;
  }
}

TEST(OwnedRuns, OfABlockBeginBehindTheHalo) {
  const auto dim = dimension(DAP_KIND_BLOCK, 10);
  DAPLocalDim local = {};
  local.start = 4;
  local.num_owned = 2;
  local.halo[0] = 3;
  local.halo[1] = 1;

  EXPECT_EQ(owned_runs(dim, local), (std::vector<owned_run>{{4, 3, 2}}));
  expect_owned(dim, local, {{4, 3}, {5, 4}});
}

TEST(OwnedRuns, OfNothingAreNone) {
  for (const uint32_t kind : {DAP_KIND_BLOCK, DAP_KIND_CYCLIC, DAP_KIND_UNSTRUCTURED, DAP_KIND_BOX}) {
    auto dim = dimension(kind, 4);
    dim.block_size = dim.first_block = 1;
    expect_owned(dim, DAPLocalDim{}, {});
  }
}

TEST(OwnedRuns, OfCyclicDimensionsAreItsBlocks) {
  auto dim = dimension(DAP_KIND_CYCLIC, 0);
  for (dim.size = 1; dim.size < 20; ++dim.size)
    for (dim.grid_size = 1; dim.grid_size < 4; ++dim.grid_size)
      for (dim.block_size = 1; dim.block_size < 5; ++dim.block_size)
        for (dim.first_block = 1; dim.first_block <= dim.block_size; ++dim.first_block)
          for (int64_t turn = 0; turn < dim.grid_size; ++turn) {
            DAPLocalDim local = {};
            std::map<int64_t, int64_t> expected;
            for (int64_t i = dim.size; i-- > 0;) {
              const int64_t block = (i + dim.block_size - dim.first_block) / dim.block_size;
              if (block % dim.grid_size != turn) continue;
              local.start = i;
              ++local.num_owned;
              expected[i] = 0;
            }
            int64_t position = 0;
            for (auto &each : expected) each.second = position++;
            expect_owned(dim, local, expected);
          }
}

TEST(OwnedRuns, OfHugeCyclicDimensionsDoNotOverflow) {
  auto dim = dimension(DAP_KIND_CYCLIC, INT64_MAX);
  dim.grid_size = 3;
  dim.block_size = dim.first_block = INT64_MAX - 1;
  DAPLocalDim local = {};
  local.num_owned = INT64_MAX - 1;

  EXPECT_EQ(owned_runs(dim, local), (std::vector<owned_run>{{0, 0, INT64_MAX - 1}}));
  EXPECT_EQ(owned_position(dim, local, INT64_MAX - 2), INT64_MAX - 2);
  EXPECT_EQ(owned_position(dim, local, INT64_MAX - 1), -1);
}

TEST(OwnedRuns, OfListsJoinNeighboursAndLeaveOutTheHalo) {
  auto dim = dimension(DAP_KIND_UNSTRUCTURED, 10);
  dim.index_base = 1;
  const int32_t narrow[] = {8, 3, 4, 5, 2};
  const int64_t wide[] = {8, 3, 4, 5, 2};
  const int64_t runs[] = {8, 1, 3, 2, 5, 1, 2, 1};
  DAPLocalDim local = {};
  local.num_owned = 4;
  local.num_indices = 5;
  const std::vector<owned_run> expected = {{7, 0, 1}, {2, 1, 3}};
  local.index_form = DAP_INDEX_INT32;
  for (const void *indices :
       {static_cast<const void *>(narrow), static_cast<const void *>(wide), static_cast<const void *>(runs)}) {
    local.indices = indices;

    EXPECT_EQ(owned_runs(dim, local), expected) << "form " << local.index_form;
    expect_owned(dim, local, {{7, 0}, {2, 1}, {3, 2}, {4, 3}});

    local.num_runs = ++local.index_form == DAP_INDEX_RUNS ? 4 : 0;
  }
}

TEST(OwnedElements, OfPaddedAndReversedMemoryAreAtTheirAddresses) {
  DAPDim dims[2] = {dimension(DAP_KIND_BLOCK, 2), dimension(DAP_KIND_BLOCK, 3)};
  DAPLocalDim local[2] = {};
  local[0].num_owned = 2;
  local[1].num_owned = 3;
  int64_t shape[2] = {2, 3};
  int64_t strides[2] = {4, -1};
  int16_t memory[8] = {};
  DAPDistribution distribution = {};
  distribution.ndim = 2;
  distribution.dims = dims;
  distribution.num_parts = 1;
  distribution.local = local;
  DAPPart part = {};
  part.buffer = {memory, DAP_DEVICE_CPU, 0, 2, DAP_TYPE_INT, 16, 1, shape, strides, 2 * sizeof(int16_t)};
  DAPArray array = {};
  array.distribution = &distribution;
  array.parts = &part;

  const owned_elements elements(array, 0);
  for_each_run(elements.dims, elements.origin,
               [&](const int64_t *index, std::byte *element, int64_t count, int64_t stride) {
                 EXPECT_EQ(count, 3);
                 EXPECT_EQ(stride, -2);
                 EXPECT_EQ(index[1], 0);
                 EXPECT_EQ(reinterpret_cast<int16_t *>(element), memory + 4 * index[0] + 2);
                 EXPECT_EQ(owned_element(array, 0, index), element);
               });

  EXPECT_EQ(num_elements(elements.dims), 6);
}

TEST(OwnedElements, OfAnExtentOfOneIgnoreItsStride) {
  DAPDim dim = dimension(DAP_KIND_BLOCK, 1);
  DAPLocalDim local = {};
  local.num_owned = 1;
  int64_t shape = 1;
  int64_t stride = INT64_MAX;
  double value = 0;
  DAPDistribution distribution = {};
  distribution.ndim = 1;
  distribution.dims = &dim;
  distribution.num_parts = 1;
  distribution.local = &local;
  DAPPart part = {};
  part.buffer = {&value, DAP_DEVICE_CPU, 0, 1, DAP_TYPE_FLOAT, 64, 1, &shape, &stride, 0};
  DAPArray array = {};
  array.distribution = &distribution;
  array.parts = &part;

  EXPECT_EQ(owned_elements(array, 0).dims[0].stride, 0);
}

}  // namespace
