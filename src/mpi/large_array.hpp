// SPDX-License-Identifier: BSD-3-Clause
// For tests: one rank's part of an array that is too large for lists of its elements. A value follows from the index.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <dap/dap.hpp>
#include <memory>
#include <vector>

#include "world/mix.hpp"

namespace dap::testing {

enum class memory_order { c, fortran, backwards };

// Element `index` of all, counted in C order.
template <typename T>
T value_of(int64_t index) {
  uint64_t state = 0;
  dap::world::mix(state, static_cast<uint64_t>(index));
  return static_cast<T>(state >> 24);
}

// One or two dimensions; one is a single row.
template <typename T>
class large_array {
 public:
  large_array(const dap::distribution &distribution, memory_order order) : distribution_(distribution) {
    const auto ndim = static_cast<size_t>(distribution->ndim);
    std::vector<int64_t> shape;
    for (size_t d = 0; d < ndim; ++d) shape.push_back(distribution->local[d].num_owned);
    columns_ = shape.back();
    rows_ = ndim == 2 ? shape[0] : 1;
    memory_ = std::make_unique_for_overwrite<T[]>(static_cast<size_t>(rows_ * columns_));
    row_stride_ = order == memory_order::fortran ? 1 : columns_;
    column_stride_ = order == memory_order::fortran ? rows_ : 1;
    if (order == memory_order::backwards) {
      first_ = rows_ * columns_ == 0 ? 0 : rows_ * columns_ - 1;
      row_stride_ = -row_stride_;
      column_stride_ = -column_stride_;
    }
    std::vector<int64_t> strides{row_stride_, column_stride_};
    if (ndim == 1) strides.erase(strides.begin());
    DAPPart part{};
    part.buffer = {memory_.get(),
                   DAP_DEVICE_CPU,
                   0,
                   distribution->ndim,
                   type.code,
                   type.bits,
                   type.lanes,
                   shape.data(),
                   strides.data(),
                   static_cast<uint64_t>(first_) * sizeof(T)};
    DAPSourceDescription description{};
    description.type = type;
    description.flags = DAP_ARRAY_WRITABLE | DAP_FEATURE_STRIDED;
    description.distribution = distribution.get();
    description.parts = &part;
    source_ = std::make_unique<dap::source>(description);
    shared = source_->share();
  }

  dap::array shared;

  void fill() {
    for_each([](T &element, int64_t index) { element = value_of<T>(index); });
  }
  void expect_filled() {
    int64_t wrong = 0;
    int64_t first_wrong = -1;
    for_each([&](const T &element, int64_t index) {
      if (element == value_of<T>(index)) return;
      if (wrong++ == 0) first_wrong = index;
    });
    EXPECT_EQ(wrong, 0) << "the first is element " << first_wrong;
  }

 private:
  static constexpr DAPType type{DAP_TYPE_INT, 8 * sizeof(T), 1};

  template <typename Function>
  void for_each(Function &&function) {
    const auto d = static_cast<size_t>(distribution_->ndim - 1);
    const DAPDim &dim = distribution_->dims[d];
    const DAPLocalDim &local = distribution_->local[d];
    const bool is_cyclic = dim.kind == DAP_KIND_CYCLIC;
    const int64_t block = is_cyclic ? dim.block_size : std::max(columns_, int64_t{1});
    const int64_t start = is_cyclic ? local.coordinate * block : local.start;
    for (int64_t row = 0; row < rows_; ++row) {
      const int64_t before = d == 0 ? 0 : (distribution_->local[0].start + row) * dim.size;
      T *at = memory_.get() + first_ + row * row_stride_;
      for (int64_t first = 0; first < columns_; first += block) {
        const int64_t index = before + start + first * (is_cyclic ? 2 : 1);
        for (int64_t k = 0; k < std::min(block, columns_ - first); ++k, at += column_stride_) function(*at, index + k);
      }
    }
  }

  const dap::distribution &distribution_;
  int64_t rows_ = 1;
  int64_t columns_ = 0;
  int64_t row_stride_ = 0;
  int64_t column_stride_ = 0;
  int64_t first_ = 0;
  std::unique_ptr<T[]> memory_;
  std::unique_ptr<dap::source> source_;
};

}  // namespace dap::testing
