// SPDX-License-Identifier: BSD-3-Clause
// Chooses where the parts lie: element type, device, order of memory.
#include <algorithm>
#include <array>

#include "array/fuzz/decode.hpp"
#include "model/local_dimension.hpp"

namespace dap::array::fuzz {
namespace {

struct element_type {
  uint8_t code;
  uint8_t bits;
  uint16_t lanes;
};

constexpr std::array<element_type, 5> types{{{DAP_TYPE_FLOAT, 64, 1},
                                             {DAP_TYPE_COMPLEX, 128, 1},
                                             {DAP_TYPE_BOOL, 1, 1},
                                             {DAP_TYPE_OPAQUE, 8, 24},
                                             {DAP_TYPE_OPAQUE, 255, UINT16_MAX}}};

// Elements are never touched, and no place that a valid part reaches lies beyond the ends of the address space.
void *out_of_reach() noexcept {
  return reinterpret_cast<void *>(UINTPTR_MAX / 2 + 1);
}

// As if sizes had no end: what overflows is for the validation to find.
int64_t wrapped_product(int64_t a, int64_t b) noexcept {
  return static_cast<int64_t>(static_cast<uint64_t>(a) * static_cast<uint64_t>(b));
}

enum order : int64_t { in_c, in_fortran, reversed, padded, repeated, num_orders };

// Returns how far the last element lies from the first one, in elements, and where the lowest lies.
struct reach {
  uint64_t elements = 1;
  uint64_t below_first = 0;
};

reach choose_strides(int64_t order, described_part &part) {
  reach found;
  const size_t ndim = part.shape.size();
  part.strides.assign(ndim, 0);
  int64_t stride = order == padded ? 2 : 1;
  for (size_t i = 0; i < ndim && order != repeated; ++i) {
    const size_t d = order == in_fortran ? i : ndim - 1 - i;
    const bool backwards = order == reversed && i % 2 == 0;
    part.strides[d] = wrapped_product(stride, backwards ? -1 : 1);
    const auto steps = static_cast<uint64_t>(wrapped_product(part.shape[d] - 1, stride));
    found.elements += steps;
    if (backwards) found.below_first += steps;
    stride = wrapped_product(stride, std::max<int64_t>(part.shape[d], 1));
  }
  return found;
}

void choose_buffer(choices &from, int64_t order, const element_type &type, description &out, described_part &part) {
  bool empty = false;
  for (size_t d = 0; d < static_cast<size_t>(out.distribution.ndim); ++d) {
    part.shape.push_back(model::stored_extent(out.dims[d].dim, part.row[d].local).value_or(-1));
    empty = empty || part.shape.back() == 0;
  }
  const reach found = choose_strides(order, part);
  const uint64_t item = (static_cast<uint64_t>(type.bits) * type.lanes + 7) / 8;
  DAPBuffer &buffer = part.part.buffer;
  buffer.data = empty && from.one_in(2) ? nullptr : out_of_reach();
  buffer.device_type = (out.array.flags & DAP_FEATURE_DEVICE) != 0 ? DAP_DEVICE_CUDA : DAP_DEVICE_CPU;
  buffer.ndim = out.distribution.ndim;
  buffer.type_code = type.code;
  buffer.type_bits = type.bits;
  buffer.type_lanes = type.lanes;
  buffer.shape = part.shape.empty() ? nullptr : pointing<int64_t>();
  buffer.strides = part.shape.empty() ? nullptr : pointing<int64_t>();
  if (!empty && from.one_in(2)) buffer.byte_offset = found.below_first * item;
  if (!empty && from.one_in(2)) part.part.capacity = found.elements * item;
}

}  // namespace

void choose_memory(choices &from, description &out) {
  const element_type &type = types[static_cast<size_t>(from.below(types.size()))];
  out.array.type_code = type.code;
  out.array.type_bits = type.bits;
  out.array.type_lanes = type.lanes;
  const int64_t order = from.below(num_orders);
  if (order != in_c || from.one_in(4)) out.array.flags |= DAP_FEATURE_STRIDED;
  if (from.one_in(6)) out.array.flags |= DAP_FEATURE_DEVICE;
  for (described_part &part : out.parts) choose_buffer(from, order, type, out, part);
}

}  // namespace dap::array::fuzz
