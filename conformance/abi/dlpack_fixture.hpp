// SPDX-License-Identifier: BSD-3-Clause
// What the tests of dlpack.h start from: arrays of one process, and tensors whose deleters are counted.
#pragma once

#include <dap/array.h>
#include <dap/dlpack.h>

#include <vector>

#include "sample.hpp"

namespace dap::testing {

inline std::vector<int64_t> shape_of(const DLTensor &tensor) {
  return {tensor.shape, tensor.shape + tensor.ndim};
}
inline std::vector<int64_t> strides_of(const DLTensor &tensor) {
  return {tensor.strides, tensor.strides + tensor.ndim};
}

// 3 x 4 doubles of one process with the rows in reverse order of memory, behind a source that counts its openings.
struct reversed_rows {
  std::vector<double> values = std::vector<double>(12);
  std::vector<int64_t> shape{3, 4};
  std::vector<int64_t> strides{-4, 1};
  int destroyed = 0;
  DAPSource *source = nullptr;
  DAPArray array{};
  DAPError error{};

  explicit reversed_rows(uint64_t claims = DAP_ARRAY_WRITABLE) {
    for (size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i);
    const DAPDim dims[] = {dap_dim_whole(3), dap_dim_whole(4)};
    const DAPDistribution plan = dap_distribution_describe(dims, 2, dap_comm_none());
    const DAPDistribution *distribution = nullptr;
    DAPPart part{};
    part.buffer = {values.data(), DAP_DEVICE_CPU, 0, 2, DAP_TYPE_FLOAT, 64, 1, shape.data(), strides.data(), 64};
    part.capacity = values.size() * sizeof(double);
    EXPECT_EQ(dap_distribution_create_regular(&plan, nullptr, &distribution, &error), DAP_OK) << error.message;
    const DAPSourceDescription description{
        "rows",
        {DAP_TYPE_FLOAT, 64, 1},
        claims | DAP_FEATURE_STRIDED,
        distribution,
        &part,
        nullptr,
        {nullptr, nullptr, nullptr, nullptr, [](void *count) { ++*static_cast<int *>(count); }},
        &destroyed};
    EXPECT_EQ(dap_source_create(&description, &source, &error), DAP_OK) << error.message;
    dap_distribution_release(distribution);
    EXPECT_EQ(dap_source_export(source, nullptr, &array, &error), DAP_OK) << error.message;
  }
  reversed_rows(const reversed_rows &) = delete;
  reversed_rows &operator=(const reversed_rows &) = delete;
  ~reversed_rows() {
    dap_simple_release(&array);
    dap_source_release(source);
  }

  // Whether somebody else may open now.
  int32_t tries(uint32_t mode) {
    const int32_t status = dap_source_access(source, mode, nullptr, nullptr);
    if (status == DAP_OK) dap_source_access(source, mode | DAP_ACCESS_END, nullptr, nullptr);
    return status;
  }
};

// A tensor over memory of the test's.
struct tensor_sample {
  std::vector<float> values = std::vector<float>(24);
  std::vector<int64_t> shape{2, 3, 4};
  std::vector<int64_t> strides{12, 4, 1};

  DLTensor tensor() {
    DAPBuffer buffer = {values.data(),
                        DAP_DEVICE_CPU,
                        0,
                        static_cast<int32_t>(shape.size()),
                        DAP_TYPE_FLOAT,
                        32,
                        1,
                        shape.data(),
                        strides.empty() ? nullptr : strides.data(),
                        0};
    return dap_dlpack_to_tensor(&buffer);
  }
};

// A managed tensor on the heap, which its deleter frees: leaks and second calls show under the address sanitizer.
template <typename Managed = DLManagedTensor>
Managed *managed_of(const DLTensor &tensor, int *deletions) {
  auto *managed = new Managed{};
  managed->dl_tensor = tensor;
  managed->manager_ctx = deletions;
  managed->deleter = [](Managed *self) {
    ++*static_cast<int *>(self->manager_ctx);
    delete self;
  };
  return managed;
}

}  // namespace dap::testing
