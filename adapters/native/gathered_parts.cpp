// SPDX-License-Identifier: BSD-3-Clause
#include "gathered_parts.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "native.hpp"

namespace dap::native {
namespace {

bool is_canonical(const DAPDistribution &distribution, int64_t part) noexcept {
  const auto local = local_dims(distribution, part);
  const auto replicas = local.subspan(local.empty() ? 0 : static_cast<size_t>(distribution.ndim));
  return std::all_of(replicas.begin(), replicas.end(), [](const DAPLocalDim &dim) { return dim.coordinate == 0; });
}

void copy(std::byte *to, int64_t to_stride, const std::byte *from, int64_t from_stride, int64_t count, size_t item) {
  const auto step = static_cast<int64_t>(item);
  if (to_stride == step && from_stride == step) {
    std::memcpy(to, from, static_cast<size_t>(count) * item);
    return;
  }
  for (int64_t k = 0; k < count; ++k) std::memcpy(to + k * to_stride, from + k * from_stride, item);
}

}  // namespace

packer::packer(const DAPArray &array) : item_(item_size(array)) {
  for (int64_t part = 0; part < array.distribution->num_parts; ++part) {
    if (!is_canonical(*array.distribution, part)) continue;
    owned_elements elements(array, part);
    if (native::num_elements(elements.dims) > 0) parts_.push_back(std::move(elements));
  }
}

int64_t packer::num_elements() const noexcept {
  int64_t count = 0;
  for (const auto &part : parts_) {
    if (__builtin_add_overflow(count, native::num_elements(part.dims), &count)) return INT64_MAX;
  }
  return count;
}

gathered_parts packer::describe() const {
  gathered_parts described;
  described.words.push_back(static_cast<int64_t>(parts_.size()));
  for (const auto &part : parts_) {
    for (const auto &dim : part.dims) {
      described.words.push_back(static_cast<int64_t>(dim.runs.size()));
      for (const auto &run : dim.runs) described.words.insert(described.words.end(), {run.index, run.count});
    }
  }
  described.elements.resize(static_cast<size_t>(num_elements()) * item_);
  return described;
}

void packer::pack(gathered_parts &out) const {
  std::byte *to = out.elements.data();
  const auto step = static_cast<int64_t>(item_);
  for (const auto &part : parts_) {
    for_each_run(part.dims, part.origin, [&](const int64_t *, const std::byte *element, int64_t count, int64_t stride) {
      copy(to, step, element, stride, count, item_);
      to += count * step;
    });
  }
}

void unpack(std::span<const int64_t> words, const std::byte *elements, const whole_array &whole) {
  // A part is walked in the whole array with the same runs: there, the position of an element is its index.
  std::vector<std::pair<std::vector<walked_dimension>, const std::byte *>> parts;
  size_t word = 0;
  const auto num_parts = static_cast<size_t>(words[word++]);
  for (size_t part = 0; part < num_parts; ++part) {
    std::vector<walked_dimension> dims(whole.strides.size());
    for (size_t d = 0; d < dims.size(); ++d) {
      dims[d].stride = whole.strides[d];
      dims[d].runs.resize(static_cast<size_t>(words[word++]));
      for (auto &run : dims[d].runs) {
        run = {words[word], words[word], words[word + 1]};
        word += 2;
      }
    }
    const int64_t count = num_elements(dims);
    parts.emplace_back(std::move(dims), elements);
    elements += static_cast<size_t>(count) * whole.item;
  }
  std::reverse(parts.begin(), parts.end());
  for (const auto &[dims, packed] : parts) {
    const std::byte *from = packed;
    const auto step = static_cast<int64_t>(whole.item);
    for_each_run(dims, whole.data, [&](const int64_t *, std::byte *element, int64_t count, int64_t stride) {
      copy(element, stride, from, step, count, whole.item);
      from += count * step;
    });
  }
}

}  // namespace dap::native
