// SPDX-License-Identifier: BSD-3-Clause
// Exports of multivectors: those of Tpetra's own, and those that were imported.
#include <dap/rules.h>
#include <dap/simple.h>

#include <dap/tpetra.hpp>
#include <memory>
#include <string>

#include "access.hpp"
#include "failure.hpp"
#include "imported.hpp"
#include "keep.hpp"
#include "map_layout.hpp"

namespace dap::tpetra {
namespace {

using namespace detail;

// Verdicts that every process reaches alike.
int32_t check_exportable(const multivector &object, DAPError *error) {
  const Teuchos::RCP<const map> rows = object.getMap();
  if (rows.is_null() || rows->getComm().is_null()) {
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_MISSING, -1, -1, 1, 0,
                           "the multivector's Map has no communicator on this process");
  }
  const int rank = rows->getComm()->getRank();
  if (!object.isConstantStride()) {
    return dap_simple_fail(
        error, DAP_ERROR_UNSUPPORTED, DAP_RULE_CONSUMER_LIMIT, 1, rank, 1, 0,
        "the multivector's columns are chosen from another's and have no constant stride: export that "
        "one, or single columns");
  }
  if (is_replicated(*rows)) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_CONSUMER_LIMIT, 0, rank, 1, 0,
                           "the Map is locally replicated: every process holds all %zu elements",
                           static_cast<size_t>(rows->getGlobalNumElements()));
  }
  return DAP_OK;
}

int32_t make_source(multivector &object, const DAPDistribution *distribution, const host_memory &memory,
                    DAPSource **out, DAPError *error) {
  const std::string label = object.getObjectLabel();
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
  description.name = label.empty() ? "Tpetra multivector" : label.c_str();
  description.type = {DAP_TYPE_FLOAT, 64, 1};
  description.flags = DAP_ARRAY_WRITABLE | (distribution->ndim > 1 ? DAP_FEATURE_STRIDED : 0);
  description.distribution = distribution;
  description.parts = &part;
  description.hooks = backing_hooks();
  auto context = std::make_unique<backing>(backing{&object, memory.data});
  description.context = context.get();
  const int32_t status = dap_source_create(&description, out, error);
  if (status == DAP_OK) static_cast<void>(context.release());
  return status;
}

int32_t export_own(const Teuchos::RCP<multivector> &object, const DAPRequest *request, DAPArray *array,
                   DAPError *error) {
  int32_t status = check_exportable(*object, error);
  keeper *keep = nullptr;
  if (status == DAP_OK) status = keeper::of(object, &keep, error);
  if (status != DAP_OK) return status;

  const bool is_vector = dynamic_cast<const vector *>(object.getRawPtr()) != nullptr;
  const host_memory memory = open_host_memory(*object, DAP_ACCESS_READ);
  const DAPDistribution *distribution = nullptr;
  status = map_distribution(object->getMap(), is_vector ? 1 : 2, memory.columns, &distribution, error);
  if (status != DAP_OK) return status;

  // Another source only if the object was given other memory meanwhile, by an assignment or a swap.
  DAPSource *source = keep->find(distribution, memory.data, memory.leading);
  if (source == nullptr) {
    keep->reserve();
    status = make_source(*object, distribution, memory, &source, error);
    if (status != DAP_OK) return status;
    keep->add(source, memory.data, memory.leading);
  }
  keep->hold(object);
  status = dap_source_export(source, request, array, error);
  if (status != DAP_OK) keep->let_go();
  return status;
}

int32_t export_provided(void *object, const DAPRequest *request, DAPArray *array, DAPError *error) {
  if (object == nullptr) return argument_is_null(error, "object");
  return multivector_export(*static_cast<const Teuchos::RCP<multivector> *>(object), request, array, error);
}

}  // namespace

int32_t multivector_export(const Teuchos::RCP<multivector> &object, const DAPRequest *request, DAPArray *array,
                           DAPError *error) noexcept {
  if (array == nullptr || object.is_null()) return argument_is_null(error, array == nullptr ? "array" : "object");
  array->release = nullptr;
  const int32_t running = check_running(error);
  if (running != DAP_OK) return running;
  return guarded(error, [&] {
    sweep();
    imported *origin = imported_of(object);
    return origin == nullptr ? export_own(object, request, array, error)
                             : dap_source_export(origin->source(), request, array, error);
  });
}

const DAPProvider multivector_provider = {
    {DAP_VERSION_MAJOR, DAP_VERSION_MINOR}, "tpetra.MultiVector", export_provided, {0, 0}};

}  // namespace dap::tpetra
