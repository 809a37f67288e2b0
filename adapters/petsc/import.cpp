// SPDX-License-Identifier: BSD-3-Clause
#include "import.hpp"

#include <dap/mpi.h>

#include "error.hpp"
#include "imported.hpp"
#include "noted.hpp"
#include "running.hpp"
#include "subject.hpp"

namespace dap::petsc {
namespace {

// Where PETSc puts the elements of a process that owns none: an address nobody else can have, so that VecPlaceArray is
// noticed there too.
const PetscScalar nothing_owned[1] = {};

// PETSc's own duplicate of a communicator. Borrowed communicators are not communicated on.
class inner_comm {
 public:
  explicit inner_comm(MPI_Comm comm) { petsc::check(PetscCommDuplicate(comm, &comm_, nullptr), "PetscCommDuplicate"); }
  ~inner_comm() { static_cast<void>(PetscCommDestroy(&comm_)); }
  inner_comm(const inner_comm &) = delete;
  inner_comm &operator=(const inner_comm &) = delete;

  [[nodiscard]] MPI_Comm get() const { return comm_; }

 private:
  MPI_Comm comm_ = MPI_COMM_NULL;
};

void check_live(const DAPArray *array) {
  if (array == nullptr) fail(DAP_ERROR_ARGUMENT, {.rule = DAP_RULE_ARGUMENT}, "array is NULL");
  if (array->release == nullptr) {
    fail(DAP_ERROR_ARGUMENT, {.rule = DAP_RULE_RELEASED}, "the array was released or moved from");
  }
}

// The communicator to agree on. Only if there is none may a process return alone.
MPI_Comm comm_for(MPI_Comm comm, const DAPArray *array) {
  if (comm != MPI_COMM_NULL) return comm;
  check_live(array);
  DAPError error = {};
  if (array->distribution == nullptr) require(dap_array_validate(array, &error), error);
  comm = dap_comm_to_mpi(&array->distribution->comm);
  if (comm != MPI_COMM_NULL && comm != MPI_Comm{}) return comm;
  require(dap_mpi_comm(MPI_COMM_NULL, array->distribution, &comm, &error), error);
  return comm;
}

// What has to hold before anything of the array can be compared with other processes.
void check_given(MPI_Comm comm, const DAPArray *array, const Vec *vec) {
  check_live(array);
  if (vec == nullptr) fail(DAP_ERROR_ARGUMENT, {.rule = DAP_RULE_ARGUMENT}, "vec is NULL");
  DAPError error = {};
  require(dap_array_validate(array, &error), error);
  MPI_Comm same = MPI_COMM_NULL;
  require(dap_mpi_comm(comm, array->distribution, &same, &error), error);
}

// Throws what the lowest failing rank has thrown, on all.
void agree(MPI_Comm comm, int32_t status, DAPError &error) {
  require(dap_mpi_agree(comm, status, &error), error);
}

// One step on this process; its status.
template <class Step>
int32_t run_step(MPI_Comm comm, const DAPArray *array, DAPError &error, Step &&step) {
  const auto about = [&] {
    subject here;
    MPI_Comm_rank(comm, &here.rank);
    const char *name = array != nullptr && array->release != nullptr ? dap_simple_name(array) : nullptr;
    if (name != nullptr) here.name = name;
    return here;
  };
  return guarded(&error, [&] { concerning(about, step); });
}

void import_array(MPI_Comm given, DAPArray *array, import_plan &plan, Vec *vec) {
  check_running();
  noted::sweep();
  const MPI_Comm outer = comm_for(given, array);
  const inner_comm comm(outer);
  DAPError error = {};
  vec_numbers numbers;
  const auto run = [&](auto &&step) { return run_step(comm.get(), array, error, step); };
  const int32_t checked = run([&] { check_given(comm.get(), array, vec); });
  require(dap_mpi_agree_on(comm.get(), checked, array, plan.arguments(), &error), error);
  agree(comm.get(), run([&] { numbers = plan.check(*array); }), error);
  if (plan.has_more_to_check(*array)) {
    agree(comm.get(), run([&] { plan.check_together(*array, comm.get()); }), error);
  }
  if (numbers.data == nullptr) numbers.data = nothing_owned;

  Vec made = nullptr;
  imported_array *imported = nullptr;
  const int32_t created = run([&] {
    made = plan.create(outer, numbers);
    imported = imported_array::attach_to(made, numbers.data);
    imported->adopt(*array);
  });
  const int32_t agreed = dap_mpi_agree(comm.get(), created, &error);
  if (agreed != DAP_OK) {
    if (imported != nullptr) imported->give_back(*array);
    if (made != nullptr) static_cast<void>(VecDestroy(&made));
    plan.undo();
    require(agreed, error);
  }
  *vec = made;
}

}  // namespace

int32_t run_import(MPI_Comm comm, DAPArray *array, import_plan &plan, Vec *vec, DAPError *error) {
  return guarded(error, [&] { import_array(comm, array, plan, vec); });
}

}  // namespace dap::petsc
