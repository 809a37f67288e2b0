// SPDX-License-Identifier: BSD-3-Clause
// For tests: memory for one rank's share of a world, filled by plain loops with what all copies of an element have in
// common.
#pragma once

#include <dap/array.h>
#include <dap/simple.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <list>
#include <numeric>
#include <optional>
#include <vector>

#include "array/sample_worlds.hpp"

namespace dap::array::sample {

struct memory_layout {
  DAPType type{DAP_TYPE_FLOAT, 64, 1};
  bool is_fortran = false;
  bool is_reversed = false;  // the first dimension lies backwards, every element followed by a free one
};

struct stored_element {
  size_t part;
  std::vector<int64_t> positions;
  std::optional<int64_t> ordinal;  // in C order of the index space; empty: exterior
  int halo_dims;                   // in how many dimensions it is halo
  char *address;
};

class stored_array {
 public:
  DAPArray array{};

  explicit stored_array(share &mine, const memory_layout &layout = {}, uint64_t flags = 0)
      : mine_(mine), layout_(layout), item_((layout.type.bits * layout.type.lanes + 7U) / 8U) {
    for (size_t part = 0; part < num_parts(); ++part) add_part(part);
    array.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
    array.release = [](DAPArray *self) { self->release = nullptr; };
    array.flags = mine.distribution.flags | DAP_FEATURE_STRIDED | flags;
    array.distribution = &mine.distribution;
    array.parts = parts_.data();
    array.type_code = layout.type.code;
    array.type_bits = layout.type.bits;
    array.type_lanes = layout.type.lanes;
    for (const stored_element &each : elements()) write(each);
  }
  stored_array(const stored_array &) = delete;
  stored_array &operator=(const stored_array &) = delete;

  // All that is stored, part by part in C order.
  [[nodiscard]] std::vector<stored_element> elements() const {
    std::vector<stored_element> all;
    for (size_t part = 0; part < num_parts(); ++part) add_elements(all, part);
    return all;
  }

  // Another value, in the last byte.
  void spoil(const stored_element &each) const {
    each.address[item_ - 1] = static_cast<char>(each.address[item_ - 1] + 1);
  }

  [[nodiscard]] DAPPart &part(size_t number) { return parts_[number]; }

 private:
  [[nodiscard]] size_t num_parts() const { return static_cast<size_t>(mine_.distribution.num_parts); }
  [[nodiscard]] size_t ndim() const { return static_cast<size_t>(mine_.distribution.ndim); }

  // What is stored along a dimension: index or exterior, and whether it is owned.
  struct stored_index {
    std::optional<int64_t> index;
    bool is_owned;
  };

  [[nodiscard]] std::vector<stored_index> along(size_t part, size_t d) const {
    const DAPDim &dim = mine_.dims[d];
    const DAPLocalDim &local = mine_.at(part, d);
    std::vector<stored_index> found;
    if (dim.kind == DAP_KIND_CYCLIC) {
      const auto hands = model::oracle::deal(dim);
      for (const int64_t i : hands[static_cast<size_t>(local.coordinate)]) found.push_back({i, true});
      return found;
    }
    if (dim.kind != DAP_KIND_UNSTRUCTURED) {
      for (int64_t p = -local.halo[0]; p < local.num_owned + local.halo[1]; ++p) {
        std::optional<int64_t> index = local.start + p;
        const bool is_outside = *index < 0 || *index >= dim.size;
        while ((dim.flags & DAP_DIM_PERIODIC) != 0 && *index < 0) *index += dim.size;
        if ((dim.flags & DAP_DIM_PERIODIC) != 0) *index %= dim.size;
        if ((dim.flags & DAP_DIM_PERIODIC) == 0 && is_outside) index.reset();
        found.push_back({index, p >= 0 && p < local.num_owned});
      }
    }
    const auto *list = static_cast<const int64_t *>(local.indices);
    const bool runs = local.index_form == DAP_INDEX_RUNS;
    for (int64_t at = 0; at < (runs ? local.num_runs : local.num_indices); ++at) {
      for (int64_t k = 0; k < (runs ? list[2 * at + 1] : 1); ++k) {
        const bool is_owned = dim.kind == DAP_KIND_UNSTRUCTURED && static_cast<int64_t>(found.size()) < local.num_owned;
        found.push_back({list[runs ? 2 * at : at] + k - dim.index_base, is_owned});
      }
    }
    return found;
  }

  void add_part(size_t number) {
    std::vector<int64_t> &shape = shapes_.emplace_back();
    std::vector<int64_t> &strides = shapes_.emplace_back(ndim(), 1);
    for (size_t d = 0; d < ndim(); ++d) shape.push_back(static_cast<int64_t>(along(number, d).size()));
    int64_t stride = layout_.is_reversed ? 2 : 1;
    for (size_t k = 0; k < ndim(); ++k) {
      const size_t d = layout_.is_fortran ? k : ndim() - 1 - k;
      strides[d] = stride;
      stride *= shape[d];
    }
    memory_.emplace_back(static_cast<size_t>(stride) * item_, char{0x55});
    DAPPart part{};
    if (layout_.is_reversed && ndim() > 0 && stride > 0) {
      part.buffer.byte_offset = static_cast<uint64_t>((shape[0] - 1) * strides[0]) * item_;
      strides[0] = -strides[0];
    }
    part.buffer.data = memory_.back().data();
    part.buffer.device_type = DAP_DEVICE_CPU;
    part.buffer.ndim = static_cast<int32_t>(ndim());
    part.buffer.type_code = layout_.type.code;
    part.buffer.type_bits = layout_.type.bits;
    part.buffer.type_lanes = layout_.type.lanes;
    part.buffer.shape = shape.data();
    part.buffer.strides = strides.data();
    parts_.push_back(part);
  }

  void add_elements(std::vector<stored_element> &all, size_t number) const {
    const DAPBuffer &buffer = parts_[number].buffer;
    std::vector<std::vector<stored_index>> stored;
    int64_t count = 1;
    for (size_t d = 0; d < ndim(); ++d) {
      stored.push_back(along(number, d));
      count *= buffer.shape[d];
    }
    for (int64_t at = 0; at < count; ++at) {
      stored_element each{number, std::vector<int64_t>(ndim()), 0, 0,
                          static_cast<char *>(buffer.data) + buffer.byte_offset};
      int64_t rest = at;
      int64_t weight = 1;
      for (size_t d = ndim(); d-- > 0;) {
        each.positions[d] = rest % buffer.shape[d];
        rest /= buffer.shape[d];
        const stored_index &one = stored[d][static_cast<size_t>(each.positions[d])];
        each.halo_dims += one.is_owned ? 0 : 1;
        each.ordinal =
            each.ordinal && one.index ? std::optional<int64_t>(*each.ordinal + weight * *one.index) : std::nullopt;
        weight *= mine_.dims[d].size;
        each.address += each.positions[d] * buffer.strides[d] * static_cast<int64_t>(item_);
      }
      all.push_back(std::move(each));
    }
  }

  void write(const stored_element &each) const {
    for (size_t k = 0; k < item_; ++k) {
      const int64_t value =
          each.ordinal ? *each.ordinal * 31 + static_cast<int64_t>(k) * 7 + 1 : 100 + mine_.distribution.comm.rank;
      each.address[k] = static_cast<char>(value & 0x7f);
    }
  }

  share &mine_;
  memory_layout layout_;
  size_t item_;
  std::list<std::vector<int64_t>> shapes_;
  std::list<std::vector<char>> memory_;
  std::vector<DAPPart> parts_;
};

}  // namespace dap::array::sample
