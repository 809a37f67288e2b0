// SPDX-License-Identifier: BSD-3-Clause
// dap_petsc_vec_import and dap_petsc_vec_access: from an array to a Vec, and its use.
#include <dap/petsc.h>

#include "error.hpp"
#include "import.hpp"
#include "imported.hpp"
#include "noted.hpp"
#include "running.hpp"
#include "subject.hpp"

namespace dap::petsc {
namespace {

class vec_plan final : public import_plan {
 public:
  uint64_t arguments() const override { return arguments_of(1, 0); }
  vec_numbers check(const DAPArray &array) override { return numbers_for_vec(array); }
  bool has_more_to_check(const DAPArray &array) const override { return has_unknown_bounds(array); }
  void check_together(const DAPArray &array, MPI_Comm comm) override { check_unknown_ranges(array, comm); }

  // Always of type "mpi": a Vec of one process is one as well, and programs see the same type however many there are.
  Vec create(MPI_Comm comm, const vec_numbers &numbers) override {
    Vec vec = nullptr;
    petsc::check(VecCreateMPIWithArray(comm, numbers.block_size, numbers.local, numbers.global, numbers.data, &vec),
                 "VecCreateMPIWithArray");
    return vec;
  }
  void undo() noexcept override {}
};

}  // namespace
}  // namespace dap::petsc

int32_t dap_petsc_vec_import(MPI_Comm comm, DAPArray *array, Vec *vec, DAPError *error) {
  dap::petsc::vec_plan plan;
  return dap::petsc::run_import(comm, array, plan, vec, error);
}

int32_t dap_petsc_vec_access(Vec vec, uint32_t mode, DAPError *error) {
  using namespace dap::petsc;
  if (vec == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 0, 0, "vec is NULL");
  }
  return guarded(error, [&] {
    check_running();
    noted::sweep();
    concerning([&] { return subject_of(vec); },
               [&] {
                 imported_array *imported = imported_array::of(vec);
                 if (imported == nullptr) {
                   fail(DAP_ERROR_ARGUMENT, {.rule = DAP_RULE_ARGUMENT}, "the Vec was not imported");
                 }
                 imported->access(mode);
               });
  });
}
