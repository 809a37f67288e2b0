// SPDX-License-Identifier: BSD-3-Clause
// Exports of multivectors: those of Tpetra's own, and those that were imported.
#include <dap/rules.h>
#include <dap/simple.h>

#include <dap/tpetra.hpp>

#include "access.hpp"
#include "failure.hpp"
#include "known_object.hpp"
#include "map_layout.hpp"

namespace dap::tpetra {
namespace {

using namespace detail;

// Verdicts that every process reaches alike.
int32_t check_exportable(const multivector &object, const Teuchos::RCP<const map> &rows, DAPError *error) {
  if (rows.is_null() || rows->getComm().is_null()) {
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_MISSING, -1, -1, 1, 0,
                           "the Map has no communicator on this process");
  }
  if (!object.isConstantStride()) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_CONSUMER_LIMIT, 1, -1, 1, 0,
                           "the columns are chosen from another's and have no constant stride: export that "
                           "one, or single columns");
  }
  if (is_replicated(*rows)) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_CONSUMER_LIMIT, 0, -1, 1, 0,
                           "the Map is locally replicated: every process holds all %zu elements",
                           static_cast<size_t>(rows->getGlobalNumElements()));
  }
  return DAP_OK;
}

int32_t export_own(const Teuchos::RCP<multivector> &object, known_object *known, const DAPRequest *request,
                   DAPArray *array, DAPError *error) {
  const Teuchos::RCP<const map> rows = object->getMap();
  int32_t status = check_exportable(*object, rows, error);
  if (status != DAP_OK) return status;
  keeper &keep = (known != nullptr ? *known : known_objects::attach(object)).own;
  status = keep.begin(*object, *rows, error);
  if (status != DAP_OK) return status;

  const host_memory memory = where_host_memory_is(*object);
  const DAPDistribution *distribution = nullptr;
  status = map_distribution(rows, keep.is_vector() ? 1 : 2, memory.columns, &distribution, error);
  if (status != DAP_OK) return status;

  // Another source only if the object was given other memory or another Map meanwhile, or the owners of this one were
  // found.
  DAPSource *source = keep.find(distribution, memory);
  if (source == nullptr) status = keep.make(*object, distribution, memory, &source, error);
  if (status != DAP_OK) return status;
  keep.hold(object);
  status = dap_source_export(source, request, array, error);
  if (status != DAP_OK) keep.look();
  return status;
}

// A consumer says what it takes (rule 1150).
int32_t export_provided(void *object, const DAPRequest *request, DAPArray *array, DAPError *error) {
  if (array != nullptr) array->release = nullptr;
  if (object == nullptr || request == nullptr) {
    return argument_is_null(error, object == nullptr ? "object" : "request");
  }
  return multivector_export(*static_cast<const Teuchos::RCP<multivector> *>(object), request, array, error);
}

}  // namespace

int32_t multivector_export(const Teuchos::RCP<multivector> &object, const DAPRequest *request, DAPArray *array,
                           DAPError *error) noexcept {
  if (array != nullptr) array->release = nullptr;
  if (array == nullptr || object.is_null()) return argument_is_null(error, array == nullptr ? "array" : "object");
  const int32_t running = check_running(error);
  if (running != DAP_OK) return running;
  const int32_t status = guarded(error, [&] {
    sweep();
    known_object *known = known_objects::find(object);
    return known != nullptr && known->origin.source() != nullptr
               ? dap_source_export(known->origin.source(), request, array, error)
               : export_own(object, known, request, array, error);
  });
  return about(*object, status, error);
}

const DAPProvider multivector_provider = {
    {DAP_VERSION_MAJOR, DAP_VERSION_MINOR}, "tpetra.MultiVector", export_provided, {0, 0}};

}  // namespace dap::tpetra
