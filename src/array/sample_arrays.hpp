// SPDX-License-Identifier: BSD-3-Clause
// For tests: owners of what the C API hands out, and an array of somebody else's to bend.
#pragma once

#include <dap/array.h>
#include <dap/simple.h>

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace dap::array::sample {

struct releases {
  void operator()(const DAPDistribution *distribution) const noexcept { dap_distribution_release(distribution); }
  void operator()(DAPSource *source) const noexcept { dap_source_release(source); }
};
using distribution_ptr = std::unique_ptr<const DAPDistribution, releases>;
using source_ptr = std::unique_ptr<DAPSource, releases>;

// Released at the end of the test, if it is still live.
struct held_array : DAPArray {
  held_array() noexcept : DAPArray{} {}
  held_array(const held_array &) = delete;
  held_array &operator=(const held_array &) = delete;
  ~held_array() { dap_simple_release(this); }
};

inline DAPComm comm_of(int32_t rank, int32_t size) {
  return {DAP_COMM_NONE, DAP_MPI_UNKNOWN, 0, rank, size};
}

// Row-major over the ranks; empty if it is refused.
inline distribution_ptr regular(std::vector<DAPDim> dims, DAPComm comm, const int64_t *halo = nullptr) {
  dap_dims_row_major(dims.data(), static_cast<int32_t>(dims.size()));
  const DAPDistribution description = dap_distribution_describe(dims.data(), static_cast<int32_t>(dims.size()), comm);
  const DAPDistribution *made = nullptr;
  static_cast<void>(dap_distribution_create_regular(&description, halo, &made, nullptr));
  return distribution_ptr(made);
}

// `shape` and `strides` are borrowed.
inline DAPPart part_of(void *data, std::vector<int64_t> &shape, std::vector<int64_t> &strides) {
  DAPPart part{};
  part.buffer = {data,         DAP_DEVICE_CPU, 0, static_cast<int32_t>(shape.size()), DAP_TYPE_FLOAT, 64, 1,
                 shape.data(), strides.data(), 0};
  return part;
}

// Ten doubles on one process, writable, around memory of the test's.
struct ten_doubles {
  std::array<double, 10> values{};
  std::vector<int64_t> shape{10};
  std::vector<int64_t> strides{1};
  DAPPart part = part_of(values.data(), shape, strides);
  distribution_ptr distribution = regular({dap_dim_whole(10)}, dap_comm_none());
  DAPSourceDescription description{
      "field", {DAP_TYPE_FLOAT, 64, 1}, DAP_ARRAY_WRITABLE, distribution.get(), &part, nullptr, {}, nullptr};

  [[nodiscard]] source_ptr source() const {
    DAPSource *made = nullptr;
    static_cast<void>(dap_source_create(&description, &made, nullptr));
    return source_ptr(made);
  }
};

inline void export_to(const source_ptr &source, DAPArray &array) {
  static_cast<void>(dap_source_export(source.get(), nullptr, &array, nullptr));
}

// A valid array that nobody here made, seen by rank 4 of 6: blocks with halo × cyclic × unstructured × two replicas,
// whose two grid points share a rank. Two parts of 6 × 4 × 4 doubles, identical in all but the replica coordinate.
struct bendable_array {
  std::array<int64_t, 3> bounds{0, 2, 6};
  std::array<int64_t, 4> list{4, 1, 6, 7};         // the indices 3 0 | 5 6 from index_base 1
  std::array<int64_t, 6> runs{4, 1, 1, 1, 6, 2};   // the same as runs
  std::array<int64_t, 6> table{0, 1, 2, 3, 4, 5};  // for tests that want one
  std::array<DAPDim, 4> dims{};
  std::array<std::array<DAPLocalDim, 4>, 2> local{};
  std::array<std::vector<int64_t>, 2> shapes{{{6, 4, 4}, {6, 4, 4}}};
  std::array<std::vector<int64_t>, 2> strides{{{16, 4, 1}, {16, 4, 1}}};
  std::array<std::array<double, 96>, 2> values{};
  std::array<DAPPart, 2> parts{};
  DAPDistribution distribution{};
  DAPArray array{};

  bendable_array() {
    dims[0] = dap_dim_irregular(bounds.data(), 2);
    dims[0].flags = DAP_DIM_PERIODIC | DAP_DIM_HALO;
    dims[1].size = 10;
    dims[1].grid_size = 3;
    dims[1].kind = DAP_KIND_CYCLIC;
    dims[1].block_size = 2;
    dims[1].first_block = 1;
    dims[2] = dap_dim_unstructured(8, 1, 1);
    dims[2].flags = DAP_DIM_HALO | DAP_DIM_INCOMPLETE;
    dims[3].grid_size = 2;
    dims[3].kind = DAP_KIND_REPLICA;
    dap_dims_row_major(dims.data(), 4);
    for (size_t part = 0; part < 2; ++part) {
      local[part][0] = {1, 2, 4, {1, 1}, 0, 0, nullptr, DAP_INDEX_NONE, 0, {0, 0}};
      local[part][1] = {1, 1, 4, {0, 0}, 0, 0, nullptr, DAP_INDEX_NONE, 0, {0, 0}};
      local[part][2] = {0, 0, 2, {0, 0}, 4, 0, list.data(), DAP_INDEX_INT64, 0, {0, 0}};
      local[part][3].coordinate = static_cast<int64_t>(part);
      parts[part] = part_of(values[part].data(), shapes[part], strides[part]);
    }
    distribution = dap_distribution_describe(dims.data(), 3, comm_of(4, 6));
    distribution.num_replica_dims = 1;
    distribution.points_per_rank = 2;
    distribution.num_parts = 2;
    distribution.local = local[0].data();
    distribution.id_space = &space;
    distribution.id = ++last_id;
    distribution.flags = DAP_FEATURE_CYCLIC | DAP_FEATURE_UNSTRUCTURED | DAP_FEATURE_REPLICAS | DAP_FEATURE_HALO |
                         DAP_FEATURE_PARTS | DAP_FEATURE_INCOMPLETE;
    array.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
    array.release = [](DAPArray *self) { self->release = nullptr; };
    array.flags = distribution.flags;
    array.distribution = &distribution;
    array.parts = parts.data();
    array.type_code = DAP_TYPE_FLOAT;
    array.type_bits = 64;
    array.type_lanes = 1;
  }
  bendable_array(const bendable_array &) = delete;
  bendable_array &operator=(const bendable_array &) = delete;

  // Lists the indices of the first part's unstructured dimension as runs.
  void list_runs() {
    local[0][2].indices = runs.data();
    local[0][2].index_form = DAP_INDEX_RUNS;
    local[0][2].num_runs = 3;
  }

  static inline char space = 0;
  static inline uint64_t last_id = 0;
};

}  // namespace dap::array::sample
