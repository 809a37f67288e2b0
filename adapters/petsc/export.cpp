// SPDX-License-Identifier: BSD-3-Clause
// dap_petsc_vec_export: from a Vec to an array.
#include <dap/petsc.h>
#include <dap/simple.h>

#include "attach.hpp"
#include "error.hpp"
#include "imported.hpp"
#include "keep.hpp"
#include "noted.hpp"
#include "running.hpp"
#include "subject.hpp"

namespace dap::petsc {
namespace {

// Only these have all their elements in one array of the host that stays where it is.
void check_type(Vec vec) {
  PetscBool known = PETSC_FALSE;
  check(PetscObjectTypeCompareAny(as_object(vec), &known, VECSEQ, VECMPI, ""), "PetscObjectTypeCompareAny");
  if (known == PETSC_TRUE) return;
  VecType type = nullptr;
  check(VecGetType(vec, &type), "VecGetType");
  fail(DAP_ERROR_UNSUPPORTED, {.rule = DAP_RULE_CONSUMER_LIMIT},
       "its type is \"%s\", only \"%s\" and \"%s\" can be exported", type == nullptr ? "(none)" : type, VECSEQ, VECMPI);
}

// What a locked Vec is asked for instead: the same without writing.
DAPRequest without_writing(const DAPRequest *request) {
  DAPRequest readable = {};
  readable.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  readable.abilities = DAP_MUST_UNDERSTAND;
  if (request != nullptr) readable = *request;
  if ((readable.demands & DAP_DEMAND_WRITABLE) != 0) {
    fail(DAP_ERROR_READ_ONLY, {.rule = DAP_RULE_REQUEST_WRITABLE, .expected = 1},
         "DAP_DEMAND_WRITABLE, but PETSc has locked it");
  }
  readable.abilities &= ~DAP_ABILITY_WRITE;
  return readable;
}

void export_vec(Vec vec, const DAPRequest *request, DAPArray *array) {
  noted::sweep();
  DAPError error = {};
  const imported_array *imported = imported_array::of(vec);
  if (imported != nullptr && imported->is_in_place()) {
    return require(dap_source_export(imported->source(), request, array, &error), error);
  }
  check_type(vec);
  DAPRequest readable = {};
  if (is_locked(vec)) {
    readable = without_writing(request);
    request = &readable;
  }
  vec_keeper &keeper = vec_keeper::of(vec);
  DAPSource *source = keeper.source();
  keeper.hold();
  require(dap_source_export(source, request, array, &error), error);
}

}  // namespace
}  // namespace dap::petsc

int32_t dap_petsc_vec_export(Vec vec, const DAPRequest *request, DAPArray *array, DAPError *error) {
  if (array != nullptr) array->release = nullptr;
  if (vec == nullptr || array == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 0, 0, "%s is NULL",
                           vec == nullptr ? "vec" : "array");
  }
  using namespace dap::petsc;
  return guarded(error, [&] {
    check_running();
    concerning([&] { return subject_of(vec); }, [&] { export_vec(vec, request, array); });
  });
}

namespace {
// A consumer says what it takes (rule 1150).
int32_t provide(void *object, const DAPRequest *request, DAPArray *array, DAPError *error) {
  if (array != nullptr) array->release = nullptr;
  if (request == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 0, 0, "request is NULL");
  }
  return dap_petsc_vec_export(static_cast<Vec>(object), request, array, error);
}
}  // namespace

const DAPProvider dap_petsc_vec_provider = {{DAP_VERSION_MAJOR, DAP_VERSION_MINOR}, "petsc.Vec", provide, {0, 0}};
