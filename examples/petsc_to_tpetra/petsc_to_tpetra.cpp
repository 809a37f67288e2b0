// SPDX-License-Identifier: BSD-3-Clause
// A field on PETSc's grid becomes a Tpetra vector in the same memory; Tpetra doubles it, and PETSc knows.
#include <dap/petsc.h>
#include <Tpetra_Core.hpp>
#include <cstdio>
#include <dap/mpi.hpp>
#include <dap/tpetra.hpp>
#include <stdexcept>

static void check_petsc(PetscErrorCode code) {
  if (code != 0) throw std::runtime_error("PETSc failed");
}

// A field of 60 × 40 points, divided over all processes in two directions; the value at (x, y) is x + y.
static void make_field(DM *grid, Vec *field) {
  DMDALocalInfo part;
  PetscScalar **value = nullptr;
  check_petsc(DMDACreate2d(PETSC_COMM_WORLD, DM_BOUNDARY_NONE, DM_BOUNDARY_NONE, DMDA_STENCIL_STAR, 60, 40,
                           PETSC_DECIDE, PETSC_DECIDE, 1, 1, nullptr, nullptr, grid));
  check_petsc(DMSetUp(*grid));
  check_petsc(DMCreateGlobalVector(*grid, field));
  check_petsc(DMDAGetLocalInfo(*grid, &part));
  check_petsc(DMDAVecGetArray(*grid, *field, &value));
  for (PetscInt y = part.ys; y < part.ys + part.ym; ++y) {
    for (PetscInt x = part.xs; x < part.xs + part.xm; ++x) value[y][x] = static_cast<PetscScalar>(x + y);
  }
  check_petsc(DMDAVecRestoreArray(*grid, *field, &value));
}

static double petsc_norm(Vec field) {
  PetscReal norm = 0;
  check_petsc(VecNorm(field, NORM_2, &norm));
  return norm;
}

static const void *petsc_address(Vec field) {
  const PetscScalar *values = nullptr;
  check_petsc(VecGetArrayRead(field, &values));
  const void *const address = values;
  check_petsc(VecRestoreArrayRead(field, &values));
  return address;
}

// The handoff: no element is copied. Tpetra's vectors have one dimension, so the field is flattened, rank by rank.
static Teuchos::RCP<dap::tpetra::multivector> in_tpetra(Vec field) {
  Teuchos::RCP<dap::tpetra::multivector> vector;
  dap::array array = dap::array::from(dap_petsc_vec_provider, field, dap_simple_request(1));
  array = std::move(array).flatten(DAP_FLATTEN_RANK_ORDER);
  dap::check([&](DAPError *e) { return dap::tpetra::multivector_import(MPI_COMM_NULL, array.get(), &vector, e); });
  return vector;
}

// While Tpetra writes it holds an opening; its END tells PETSc that the norm it remembers is out of date.
static double doubled_by_tpetra(const Teuchos::RCP<dap::tpetra::multivector> &vector) {
  Teuchos::Array<double> norm(1);
  dap::check([&](DAPError *e) { return dap::tpetra::multivector_access(vector, DAP_ACCESS_WRITE, e); });
  vector->scale(2.0);
  vector->norm2(norm());
  dap::check(
      [&](DAPError *e) { return dap::tpetra::multivector_access(vector, DAP_ACCESS_WRITE | DAP_ACCESS_END, e); });
  return norm[0];
}

static void run() {
  DM grid = nullptr;
  Vec field = nullptr;
  make_field(&grid, &field);
  const double before = petsc_norm(field);

  auto vector = in_tpetra(field);
  int equal = petsc_address(field) == vector->getLocalViewHost(Tpetra::Access::ReadOnly).data() ? 1 : 0, all_equal = 0;
  MPI_Allreduce(&equal, &all_equal, 1, MPI_INT, MPI_SUM, PETSC_COMM_WORLD);
  const double in_tpetra = doubled_by_tpetra(vector);
  const double after = petsc_norm(field);

  check_petsc(PetscPrintf(PETSC_COMM_WORLD, "addresses equal on %d processes\n", all_equal));
  check_petsc(PetscPrintf(PETSC_COMM_WORLD, "norm before: PETSc %.6f\n", before));
  check_petsc(
      PetscPrintf(PETSC_COMM_WORLD, "norm after Tpetra doubled it: Tpetra %.6f, PETSc %.6f\n", in_tpetra, after));

  vector.reset();  // releases the array
  check_petsc(VecDestroy(&field));
  check_petsc(DMDestroy(&grid));
  dap::reclaim(PETSC_COMM_WORLD);  // what is left for all processes to destroy together
}

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  if (PetscInitialize(&argc, &argv, nullptr, nullptr) != 0) return 1;
  Tpetra::initialize(&argc, &argv);
  try {
    run();
  } catch (const std::exception &failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  dap::tpetra::drop_cached_maps(MPI_COMM_WORLD);
  Tpetra::finalize();
  PetscFinalize();
  MPI_Finalize();
}
