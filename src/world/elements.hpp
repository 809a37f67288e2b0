// SPDX-License-Identifier: BSD-3-Clause
// The elements of parts: where they are in memory, which index they have, and who owns them here.
//
// Arrays are valid, and what is read of them is opened and in host memory.
#pragma once

#include <dap/dap.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "model/local_dimension.hpp"
#include "world/assembly.hpp"

namespace dap::world {

[[nodiscard]] inline size_t item_size(const DAPArray &array) noexcept {
  return (static_cast<size_t>(array.type_bits) * array.type_lanes + 7) / 8;
}

// One part with its row of local dimensions, replica dimensions included.
class part_of_array {
 public:
  part_of_array(const DAPArray &array, int64_t part) noexcept;

  [[nodiscard]] size_t ndim() const noexcept { return dims_.size(); }
  [[nodiscard]] const DAPDim &dim(size_t d) const noexcept { return dims_[d]; }
  [[nodiscard]] const DAPLocalDim &local(size_t d) const noexcept { return row_[d]; }
  [[nodiscard]] int64_t extent(size_t d) const noexcept { return buffer_.shape[d]; }
  [[nodiscard]] bool is_owned(size_t d, int64_t position) const noexcept {
    const int64_t first = model::first_owned_position(dims_[d], row_[d]);
    return position >= first && position - first < row_[d].num_owned;
  }
  [[nodiscard]] const char *address(std::span<const int64_t> positions) const noexcept;

  // The number of its replica, in C order of the replica coordinates: 0 is the canonical one.
  [[nodiscard]] int64_t replica() const noexcept { return replica_; }

  // The index of each stored position along a dimension; empty where it is exterior.
  [[nodiscard]] std::vector<std::optional<int64_t>> indices(size_t d) const;

 private:
  std::span<const DAPDim> dims_;  // without replica dimensions
  const DAPLocalDim *row_;
  const DAPBuffer &buffer_;
  size_t item_size_;
  int64_t replica_ = 0;
};

// Calls function(positions) for all of [0, extents), in C order.
template <typename Function>
void for_each_position(std::span<const int64_t> extents, Function &&function) {
  for (const int64_t extent : extents) {
    if (extent <= 0) return;
  }
  std::vector<int64_t> positions(extents.size(), 0);
  for (;;) {
    function(std::span<const int64_t>(positions));
    size_t d = extents.size();
    while (d > 0 && ++positions[d - 1] == extents[d - 1]) positions[--d] = 0;
    if (d == 0) return;
  }
}

// Finds elements that this rank owns by their indices.
class owned_elements {
 public:
  explicit owned_elements(const DAPArray &array);

  // The address of the element of a replica in the first part that owns it; NULL if none does.
  [[nodiscard]] const char *find(int64_t replica, std::span<const int64_t> index) const;

 private:
  [[nodiscard]] std::optional<int64_t> position(size_t part, size_t d, int64_t index) const;

  std::vector<part_of_array> parts_;
  std::vector<std::unordered_map<int64_t, int64_t>> listed_;  // [parts, ndim]: positions, of unstructured dimensions
};

// Bytes as words, the last of them filled up with zeros.
void write_bytes(words &text, const char *bytes, size_t count);
[[nodiscard]] inline size_t num_words_of(size_t bytes) noexcept {
  return (bytes + sizeof(int64_t) - 1) / sizeof(int64_t);
}

}  // namespace dap::world
