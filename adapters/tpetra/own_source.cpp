// SPDX-License-Identifier: BSD-3-Clause
// The source behind the exports of a multivector of Tpetra's own.
#include "own_source.hpp"

#include <string>

#include "failure.hpp"

namespace dap::tpetra::detail {
namespace {

int32_t make_around_export(DAPSource *behind, const DAPSourceDescription &description, DAPSource **out,
                           DAPError *error) {
  DAPArray array = {};
  int32_t status = dap_source_export(behind, nullptr, &array, error);
  if (status != DAP_OK) return status;
  status = dap_source_wrap(&array, &description, out, error);
  if (status != DAP_OK) array.release(&array);
  return status;
}

}  // namespace

int32_t make_own_source(multivector &object, const DAPDistribution *distribution, const host_memory &memory,
                        DAPSource *behind, backing *context, DAPSource **out, DAPError *error) {
  const std::string name = name_of(object);
  int64_t shape[2] = {memory.rows, memory.columns};
  int64_t strides[2] = {1, memory.leading};
  DAPPart part = {};
  part.buffer.data = memory.data;
  part.buffer.device_type = DAP_DEVICE_CPU;
  part.buffer.ndim = distribution->ndim;
  part.buffer.type_code = DAP_TYPE_FLOAT;
  part.buffer.type_bits = 64;
  part.buffer.type_lanes = 1;
  part.buffer.shape = shape;
  part.buffer.strides = strides;

  DAPSourceDescription description = {};
  description.name = name.c_str();
  description.type = {DAP_TYPE_FLOAT, 64, 1};
  description.flags = DAP_ARRAY_WRITABLE | (distribution->ndim > 1 ? DAP_FEATURE_STRIDED : 0);
  description.distribution = distribution;
  description.parts = &part;
  description.hooks = backing_hooks();
  description.context = context;
  if (behind == nullptr) return dap_source_create(&description, out, error);
  description.hooks.open = nullptr;  // the source behind it tells Tpetra
  return make_around_export(behind, description, out, error);
}

}  // namespace dap::tpetra::detail
