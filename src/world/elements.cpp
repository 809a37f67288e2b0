// SPDX-License-Identifier: BSD-3-Clause
#include "world/elements.hpp"

#include <cstring>

#include "model/grid.hpp"

namespace dap::world {

part_of_array::part_of_array(const DAPArray &array, int64_t part) noexcept
    : buffer_(array.parts[part].buffer), item_size_(item_size(array)) {
  const DAPDistribution &distribution = *array.distribution;
  const auto all = model::dims_of(distribution);
  dims_ = all.first(static_cast<size_t>(distribution.ndim));
  row_ = distribution.local + part * static_cast<int64_t>(all.size());
  for (size_t d = dims_.size(); d < all.size(); ++d) replica_ = replica_ * all[d].grid_size + row_[d].coordinate;
}

const char *part_of_array::address(std::span<const int64_t> positions) const noexcept {
  const char *first = static_cast<const char *>(buffer_.data) + buffer_.byte_offset;
  int64_t place = 0;
  for (size_t d = 0; d < positions.size(); ++d) place += positions[d] * buffer_.strides[d];
  return first + place * static_cast<int64_t>(item_size_);
}

std::vector<std::optional<int64_t>> part_of_array::indices(size_t d) const {
  std::vector<std::optional<int64_t>> found;
  const bool is_listed = dims_[d].kind == DAP_KIND_UNSTRUCTURED;
  if (is_listed) {  // as a whole: to look up one position of runs costs all before it
    model::listed_indices(row_[d], dims_[d].index_base).for_each_run(0, row_[d].num_indices, [&](int64_t i, int64_t n) {
      for (int64_t k = 0; k < n; ++k) found.emplace_back(i + k);
    });
    return found;
  }
  for (int64_t at = 0; at < extent(d); ++at) found.push_back(model::global_index(dims_[d], row_[d], at));
  return found;
}

owned_elements::owned_elements(const DAPArray &array) {
  for (int64_t number = 0; number < array.distribution->num_parts; ++number) {
    const part_of_array &part = parts_.emplace_back(array, number);
    for (size_t d = 0; d < part.ndim(); ++d) {
      auto &positions = listed_.emplace_back();
      if (part.dim(d).kind != DAP_KIND_UNSTRUCTURED) continue;
      model::for_each_owned_run(part.dim(d), part.local(d), [&](int64_t first, int64_t position, int64_t count) {
        for (int64_t k = 0; k < count; ++k) positions.emplace(first + k, position + k);
      });
    }
  }
}

std::optional<int64_t> owned_elements::position(size_t part, size_t d, int64_t index) const {
  const part_of_array &held = parts_[part];
  if (held.dim(d).kind != DAP_KIND_UNSTRUCTURED) return model::owned_position(held.dim(d), held.local(d), index);
  const auto &positions = listed_[part * held.ndim() + d];
  const auto found = positions.find(index);
  return found == positions.end() ? std::nullopt : std::optional<int64_t>(found->second);
}

const char *owned_elements::find(int64_t replica, std::span<const int64_t> index) const {
  std::vector<int64_t> positions(index.size());
  for (size_t part = 0; part < parts_.size(); ++part) {
    bool owns = parts_[part].replica() == replica;
    for (size_t d = 0; owns && d < index.size(); ++d) {
      const auto at = position(part, d, index[d]);
      owns = at.has_value();
      positions[d] = at.value_or(0);
    }
    if (owns) return parts_[part].address(positions);
  }
  return nullptr;
}

void write_bytes(words &text, const char *bytes, size_t count) {
  const size_t begin = text.size();
  text.resize(begin + num_words_of(count), 0);
  std::memcpy(text.data() + begin, bytes, count);
}

}  // namespace dap::world
