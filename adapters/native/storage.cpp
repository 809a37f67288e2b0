// SPDX-License-Identifier: BSD-3-Clause
// Memory of an array's own: all parts of a process in one zeroed allocation, each in C order on a cache line of its
// own.
#include <cstdlib>
#include <memory>
#include <vector>

#include "native.hpp"
#include "owned_elements.hpp"

namespace dap::native {
namespace {

constexpr size_t alignment = 64;

struct free_memory {
  void operator()(void *memory) const noexcept { std::free(memory); }
};

// Everything that describes the parts until the source has copied it.
struct layout {
  std::vector<DAPPart> parts;
  std::vector<int64_t> shapes;   // [num_parts, ndim]
  std::vector<int64_t> strides;  // [num_parts, ndim]
  std::vector<size_t> offsets;   // bytes from the first part
  size_t bytes = 0;
};

int32_t overflow(const DAPDistribution &distribution, int64_t part, DAPError *error) noexcept {
  return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_REACH_OVERFLOW, -1, distribution.comm.rank, INT64_MAX, 0,
                         "the elements of part %" PRId64 " cannot be addressed in 63 bits", part);
}

// False if the extent does not fit.
bool stored_extent(const DAPDim &dim, const DAPLocalDim &local, int64_t &extent) noexcept {
  if (dim.kind == DAP_KIND_UNSTRUCTURED) {
    extent = local.num_indices;
    return true;
  }
  return !__builtin_add_overflow(local.num_owned, local.num_indices, &extent) &&
         !__builtin_add_overflow(extent, local.halo[0], &extent) &&
         !__builtin_add_overflow(extent, local.halo[1], &extent);
}

// Strides in C order from the shape, and the bytes of the part; false if something does not fit.
bool lay_out(int32_t ndim, const int64_t *shape, int64_t *strides, size_t item, int64_t &bytes) noexcept {
  bool empty = false;
  for (int32_t d = 0; d < ndim; ++d) empty = empty || shape[d] == 0;
  int64_t stride = 1;
  for (int32_t d = ndim; d-- > 0;) {
    strides[d] = stride;
    if (!__builtin_mul_overflow(stride, shape[d], &stride)) continue;
    if (!empty) return false;
    stride = 0;  // nobody takes a step in a part without elements
  }
  return !__builtin_mul_overflow(stride, static_cast<int64_t>(item), &bytes);
}

int32_t plan_part(const DAPDistribution &distribution, int64_t part, DAPType type, layout &plan, DAPError *error) {
  const auto ndim = static_cast<size_t>(distribution.ndim);
  const size_t row = static_cast<size_t>(part) * ndim;
  const auto local = local_dims(distribution, part);
  for (size_t d = 0; d < ndim; ++d) {
    if (!stored_extent(distribution.dims[d], local[d], plan.shapes[row + d]))
      return overflow(distribution, part, error);
  }
  int64_t bytes = 0;
  if (!lay_out(distribution.ndim, plan.shapes.data() + row, plan.strides.data() + row, item_size(type.bits, type.lanes),
               bytes)) {
    return overflow(distribution, part, error);
  }
  const auto taken = static_cast<size_t>(bytes);
  const size_t room = (taken + alignment - 1) / alignment * alignment;
  plan.offsets.push_back(plan.bytes);
  if (__builtin_add_overflow(plan.bytes, room, &plan.bytes) || plan.bytes > INT64_MAX - alignment) {
    return overflow(distribution, part, error);
  }
  DAPPart described = {};
  described.buffer = {nullptr,
                      DAP_DEVICE_CPU,
                      0,
                      distribution.ndim,
                      type.code,
                      type.bits,
                      type.lanes,
                      plan.shapes.data() + row,
                      plan.strides.data() + row,
                      0};
  described.capacity = taken;
  plan.parts.push_back(described);
  return DAP_OK;
}

int32_t plan_parts(const DAPDistribution &distribution, DAPType type, layout &plan, DAPError *error) {
  const size_t entries = static_cast<size_t>(distribution.num_parts) * static_cast<size_t>(distribution.ndim);
  plan.shapes.resize(entries);
  plan.strides.resize(entries);
  int32_t status = DAP_OK;
  for (int64_t part = 0; status == DAP_OK && part < distribution.num_parts; ++part) {
    status = plan_part(distribution, part, type, plan, error);
  }
  return status;
}

// Zeroed by the system, page by page when first touched.
std::unique_ptr<void, free_memory> allocate(layout &plan) {
  std::unique_ptr<void, free_memory> memory(std::calloc(plan.bytes + alignment, 1));
  if (memory == nullptr) throw std::bad_alloc();
  void *first = memory.get();
  size_t room = plan.bytes + alignment;
  std::align(alignment, plan.bytes, first, room);
  for (size_t part = 0; part < plan.parts.size(); ++part) {
    plan.parts[part].buffer.data = static_cast<std::byte *>(first) + plan.offsets[part];
  }
  return memory;
}

int32_t create(const DAPDistribution &distribution, DAPType type, DAPNative **out, DAPError *error) {
  layout plan;
  const int32_t status = plan_parts(distribution, type, plan, error);
  if (status != DAP_OK) return status;
  auto memory = allocate(plan);

  DAPSourceDescription description = {};
  description.name = "native array";
  description.type = type;
  description.flags = DAP_ARRAY_WRITABLE | DAP_ARRAY_GENERATION_COMPLETE;
  description.distribution = &distribution;
  description.parts = plan.parts.data();
  description.hooks = {nullptr, nullptr, nullptr, nullptr, std::free};
  description.context = memory.get();
  const int32_t adopted = dap_native_adopt(&description, out, error);
  if (adopted == DAP_OK) static_cast<void>(memory.release());
  return adopted;
}

}  // namespace
}  // namespace dap::native

int32_t dap_native_create(const DAPDistribution *distribution, DAPType type, DAPNative **out, DAPError *error) {
  using namespace dap::native;
  if (distribution == nullptr) return is_null(error, "distribution");
  if (out == nullptr) return is_null(error, "out");
  const int32_t valid = dap_distribution_validate(distribution, error);
  if (valid != DAP_OK) return valid;
  if (type.bits == 0 || type.lanes == 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_TYPE, -1, distribution->comm.rank, 1, 0,
                           "the element type has %d bits and %d lanes, expected 1 or more", type.bits, type.lanes);
  }
  return guarded(error, [&] { return create(*distribution, type, out, error); });
}
