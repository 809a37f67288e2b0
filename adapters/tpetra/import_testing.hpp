// SPDX-License-Identifier: BSD-3-Clause
// Arrays to import: memory of the test's own, in any distribution, that counts how often it was destroyed.
#pragma once

#include <dap/distribution.h>

#include <memory>

#include "testing.hpp"

namespace dap::tpetra::testing {

using distribution_ptr = std::unique_ptr<const DAPDistribution, decltype(&dap_distribution_release)>;

// Blocks with known bounds; an undivided second dimension if `columns` is not 0.
inline distribution_ptr blocks(DAPDim rows, int64_t columns = 0, DAPComm comm = dap_comm_from_mpi(MPI_COMM_WORLD),
                               int64_t rank_offset = 0) {
  if (rows.rank_stride == 0) rows.rank_stride = 1;
  const DAPDim dims[2] = {rows, dap_dim_whole(columns)};
  DAPDistribution description = dap_distribution_describe(dims, columns == 0 ? 1 : 2, comm);
  description.rank_offset = rank_offset;
  const DAPDistribution *out = nullptr;
  DAPError error = {};
  EXPECT_EQ(dap_distribution_create_regular(&description, nullptr, &out, &error), DAP_OK) << error.message;
  return {out, dap_distribution_release};
}

// One dimension with this process's part as given.
inline distribution_ptr single(DAPDim rows, DAPLocalDim local) {
  rows.rank_stride = 1;
  local.coordinate = world_rank();
  DAPDistribution description = dap_distribution_describe(&rows, 1, dap_comm_from_mpi(MPI_COMM_WORLD));
  description.num_parts = 1;
  description.local = &local;
  const DAPDistribution *out = nullptr;
  DAPError error = {};
  EXPECT_EQ(dap_distribution_create(&description, &out, &error), DAP_OK) << error.message;
  return {out, dap_distribution_release};
}

inline std::vector<int64_t> uneven_bounds() {
  std::vector<int64_t> bounds;
  for (int rank = 0; rank <= world_size(); ++rank) bounds.push_back(start_of(rank));
  return bounds;
}

// Exported memory: the numbers 1, 2, … on each process.
struct producer {
  std::vector<double> values;
  int destroyed = 0;
  uint64_t flags = DAP_ARRAY_WRITABLE | DAP_FEATURE_STRIDED;
  DAPType type = {DAP_TYPE_FLOAT, 64, 1};
  const char *name = nullptr;
  int64_t first = 0;       // of the elements, in `values`
  bool imaginary = false;  // more elements than there is memory: whoever touches them has failed

  // `strides`: of rows and columns; 0: column-major without gaps.
  DAPArray make(const DAPDistribution &distribution, int64_t row_stride = 1, int64_t column_stride = 0) {
    int64_t shape[3] = {};
    int64_t strides[3] = {row_stride, column_stride, 1};
    int64_t reach = first + 1;
    DAPPart part = {};
    for (int32_t d = 0; d < distribution.ndim && distribution.num_parts > 0; ++d) {
      const DAPLocalDim &local = distribution.local[d];
      shape[d] = local.halo[0] + local.num_owned + local.halo[1];
    }
    if (strides[1] == 0) strides[1] = std::max<int64_t>(shape[0], 1);
    for (int32_t d = 0; d < distribution.ndim; ++d) reach += std::max<int64_t>(shape[d] - 1, 0) * strides[d];
    values.resize(imaginary ? 1 : static_cast<size_t>(reach));
    for (size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i + 1);
    part.buffer = {
        values.data(), DAP_DEVICE_CPU, 0,     distribution.ndim, type.code,
        type.bits,     type.lanes,     shape, strides,           static_cast<uint64_t>(first) * sizeof(double)};
    DAPSourceDescription description = {};
    description.name = name;
    description.type = type;
    description.flags = flags;
    description.distribution = &distribution;
    description.parts = &part;
    description.hooks.destroy = [](void *context) { ++static_cast<producer *>(context)->destroyed; };
    description.context = this;
    return exported(description);
  }

 private:
  static DAPArray exported(const DAPSourceDescription &description) {
    DAPSource *source = nullptr;
    DAPArray array = {};
    DAPError error = {};
    EXPECT_EQ(dap_source_create(&description, &source, &error), DAP_OK) << error.message;
    EXPECT_EQ(dap_source_export(source, nullptr, &array, &error), DAP_OK) << error.message;
    dap_source_release(source);
    return array;
  }
};

// An import on the array's own communicator.
struct imported_object {
  Teuchos::RCP<multivector> object;
  DAPError error = {};
  int32_t take(DAPArray &array, MPI_Comm comm = MPI_COMM_NULL) {
    return multivector_import(comm, &array, &object, &error);
  }
};

inline std::vector<global> indices_of(const map &rows) {
  const auto list = rows.getNodeElementList();
  return {list.begin(), list.end()};
}

}  // namespace dap::tpetra::testing
