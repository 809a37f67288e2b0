// SPDX-License-Identifier: BSD-3-Clause
// handoff [FOLDER]: what it costs to hand an array over, beside what a user does today: wrap the memory as another
// library's object.
#include <dap/mpi.h>
#include <dap/native.h>
#include <dap/petsc.h>
#include <Tpetra_Core.hpp>
#include <dap/dap.hpp>
#include <dap/tpetra.hpp>

#include <array>

#include "rounds.hpp"

namespace dap::bench {
namespace {

constexpr int64_t edge = 100;  // a cube of doubles
constexpr int64_t count = edge * edge * edge;
constexpr int rounds = 31;

using multivector = dap::tpetra::multivector;

struct native_drop {
  void operator()(DAPNative *array) const { dap_native_destroy(array); }
};
using native_array = std::unique_ptr<DAPNative, native_drop>;

native_array make_cube() {
  std::array<DAPDim, 3> dims{dap_dim_balanced(edge, 1), dap_dim_balanced(edge, 1), dap_dim_balanced(edge, 1)};
  dap_dims_row_major(dims.data(), 3);
  const auto distribution =
      dap::distribution::regular(dap_distribution_describe(dims.data(), 3, dap_comm_from_mpi(MPI_COMM_SELF)));
  DAPNative *made = nullptr;
  dap::check([&](DAPError *e) { return dap_native_create(distribution.get(), dap::type_of<double>(), &made, e); });
  return native_array(made);
}

DAPRequest vector_request() {
  DAPRequest request = dap_simple_request(1);
  request.abilities |= DAP_FEATURE_RENUMBERED;
  return request;
}

void export_and_release(const DAPProvider &provider, void *object, const DAPRequest &request, int repeats) {
  DAPArray array;
  for (int i = 0; i < repeats; ++i) {
    if (provider.export_array(object, &request, &array, nullptr) != DAP_OK) std::abort();
    array.release(&array);
  }
}

// All alive at once, exported in turn and released in turn: what a code with many fields does.
void export_many(const std::vector<native_array> &cubes, const DAPRequest &request, int repeats) {
  std::vector<DAPArray> arrays(cubes.size());
  const auto n = static_cast<int>(cubes.size());
  for (int done = 0; done < repeats; done += n) {
    for (size_t i = 0; i < cubes.size(); ++i) {
      if (dap_native_export(cubes[i].get(), &request, &arrays[i], nullptr) != DAP_OK) std::abort();
    }
    for (DAPArray &array : arrays) array.release(&array);
  }
}

dap::array flat(DAPNative *cube) {
  return dap::array::from(dap_native_provider, cube, dap_simple_request(1)).flatten(DAP_FLATTEN_RANK_ORDER);
}

void into_petsc(DAPNative *cube, int repeats) {
  for (int i = 0; i < repeats; ++i) {
    dap::array array = flat(cube);
    Vec vec = nullptr;
    dap::check([&](DAPError *e) { return dap_petsc_vec_import(MPI_COMM_SELF, array.get(), &vec, e); });
    VecDestroy(&vec);
  }
}

void into_tpetra(DAPNative *cube, int repeats) {
  for (int i = 0; i < repeats; ++i) {
    dap::array array = flat(cube);
    Teuchos::RCP<multivector> vector;
    dap::check([&](DAPError *e) { return dap::tpetra::multivector_import(MPI_COMM_SELF, array.get(), &vector, e); });
  }
}

void wrap_as_vec(double *memory, int repeats) {
  for (int i = 0; i < repeats; ++i) {
    Vec vec = nullptr;
    VecCreateMPIWithArray(MPI_COMM_SELF, 1, count, count, memory, &vec);
    VecDestroy(&vec);
  }
}

void get_and_restore(Vec vec, int repeats) {
  for (int i = 0; i < repeats; ++i) {
    const PetscScalar *values = nullptr;
    VecGetArrayRead(vec, &values);
    VecRestoreArrayRead(vec, &values);
  }
}

void run(const std::string &folder) {
  std::vector<native_array> cubes;
  for (int i = 0; i < 64; ++i) cubes.push_back(make_cube());
  DAPNative *const cube = cubes.front().get();
  auto *const memory = static_cast<double *>(dap_native_array(cube)->parts[0].buffer.data);
  const DAPRequest reading = dap_simple_request(0);
  const DAPRequest writing = dap_simple_request(1);
  const DAPRequest vectors = vector_request();

  Vec vec = nullptr;
  VecCreateMPI(MPI_COMM_SELF, count, count, &vec);
  const auto map = Teuchos::rcp(new dap::tpetra::map(count, 0, Teuchos::rcp(new Teuchos::MpiComm<int>(MPI_COMM_SELF))));
  const auto vector = Teuchos::rcp(new multivector(map, 1));
  const auto view = vector->getLocalViewDevice(Tpetra::Access::ReadWrite);

  const std::vector<contender> contenders{
      {"wrap an existing view as a Tpetra MultiVector",
       [&](int n) {
         for (int i = 0; i < n; ++i) const multivector wrapped(map, view);
       },
       2000},
      {"native: export + release, 3-d, read-only request",
       [&](int n) { export_and_release(dap_native_provider, cube, reading, n); }, 50000},
      {"native: export + release, 3-d, writable request",
       [&](int n) { export_and_release(dap_native_provider, cube, writing, n); }, 50000},
      {"native: export + release, 64 arrays alive", [&](int n) { export_many(cubes, writing, n); }, 64 * 512},
      {"PETSc Vec: export + release", [&](int n) { export_and_release(dap_petsc_vec_provider, vec, vectors, n); },
       20000},
      {"Tpetra MultiVector: export + release",
       [&](int n) {
         auto object = vector;
         DAPRequest strided = vectors;
         strided.max_ndim = 2;
         export_and_release(dap::tpetra::multivector_provider, &object, strided, n);
       },
       20000},
      {"PETSc: VecGetArrayRead + Restore", [&](int n) { get_and_restore(vec, n); }, 100000},
      {"PETSc: VecCreateMPIWithArray + Destroy", [&](int n) { wrap_as_vec(memory, n); }, 2000},
      {"native -> PETSc: export, flatten, import, destroy", [&](int n) { into_petsc(cube, n); }, 300},
      {"native -> Tpetra: export, flatten, import (Map cached), drop", [&](int n) { into_tpetra(cube, n); }, 300},
  };
  report("handoff", "Handing over 10^6 doubles, one process", compare(contenders, 0, rounds), 0, folder);
  VecDestroy(&vec);
}

}  // namespace
}  // namespace dap::bench

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  PetscInitialize(&argc, &argv, nullptr, nullptr);
  Tpetra::initialize(&argc, &argv);
  int status = 0;
  try {
    dap::bench::run(argc > 1 ? argv[1] : "build/bench");
  } catch (const std::exception &error) {
    std::fprintf(stderr, "handoff: %s\n", error.what());
    status = 1;
  }
  dap::tpetra::drop_cached_maps(MPI_COMM_SELF);
  dap_reclaim(MPI_COMM_SELF, nullptr, nullptr);
  Tpetra::finalize();
  PetscFinalize();
  MPI_Finalize();
  return status;
}
