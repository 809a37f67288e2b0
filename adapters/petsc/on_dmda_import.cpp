// SPDX-License-Identifier: BSD-3-Clause
// dap_petsc_vec_import_on_dmda: from an array to a global vector of a DMDA that is there already.
#include <dap/petsc.h>

#include "attach.hpp"
#include "dmda_vec.hpp"
#include "error.hpp"
#include "import.hpp"
#include "internals.hpp"
#include "suitable_parts.hpp"

namespace dap::petsc {
namespace {

[[noreturn]] void fail_dm(const DAPArray &array, const char *sentence) {
  fail(DAP_ERROR_ARGUMENT, {.rule = DAP_RULE_ARGUMENT, .rank = rank_of(array)}, "%s", sentence);
}

// Copies of a Vec are of the type that the DM says, and have to go together with it.
void check_vec_type(const DAPArray &array, DM dm) {
  VecType type = nullptr;
  check(DMGetVecType(dm, &type), "DMGetVecType");
  for (const char *known : {VECSTANDARD, VECMPI, VECSEQ}) {
    PetscBool is_known = PETSC_FALSE;
    check(PetscStrcmp(type, known, &is_known), "PetscStrcmp");
    if (is_known == PETSC_TRUE) return;
  }
  fail(DAP_ERROR_UNSUPPORTED, {.rule = DAP_RULE_CONSUMER_LIMIT, .rank = rank_of(array)},
       "the DMDA makes Vecs of the type \"%s\", memory of an array makes \"%s\"", type, VECSTANDARD);
}

class on_dmda_plan final : public import_plan {
 public:
  explicit on_dmda_plan(DM dm) : dm_(dm) {}

  uint64_t arguments() const override {
    return arguments_of(3, static_cast<uint64_t>(creation_index(reinterpret_cast<PetscObject>(dm_))));
  }
  vec_numbers check(const DAPArray &array) override {
    if (!is_dmda(dm_)) fail_dm(array, "dm is not a DMDA");
    if (!is_set_up(dm_)) fail_dm(array, "the DMDA is not set up: DMSetUp comes first");
    check_vec_type(array, dm_);
    prepare_dmda_vec();
    return numbers_on_dmda(array, grid_of(dm_));
  }
  Vec create(MPI_Comm, const vec_numbers &numbers) override { return make_dmda_vec(dm_, numbers); }
  void undo() noexcept override {}

 private:
  DM dm_;
};

}  // namespace
}  // namespace dap::petsc

int32_t dap_petsc_vec_import_on_dmda(DM dm, DAPArray *array, Vec *vec, DAPError *error) {
  using namespace dap::petsc;
  if (dm == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 0, 0, "dm is NULL");
  }
  MPI_Comm comm = MPI_COMM_NULL;
  const int32_t status = guarded(error, [&] { comm = comm_of(reinterpret_cast<PetscObject>(dm)); });
  if (status != DAP_OK) return status;
  on_dmda_plan plan(dm);
  return run_import(comm, array, plan, vec, error);
}
