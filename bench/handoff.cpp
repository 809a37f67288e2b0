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
constexpr int many = 64;  // arrays alive at once

using multivector = dap::tpetra::multivector;

struct native_drop {
  void operator()(DAPNative *array) const { dap_native_destroy(array); }
};
using native_array = std::unique_ptr<DAPNative, native_drop>;

// A dimension for each grid size, `local` indices per process in each, in C order; seen by rank 0.
dap::distribution blocks(const std::vector<int64_t> &grid, int64_t local, DAPComm comm) {
  std::vector<DAPDim> dims;
  for (const int64_t size : grid) dims.push_back(dap_dim_balanced(size * local, size));
  const auto ndim = static_cast<int32_t>(dims.size());
  dap_dims_row_major(dims.data(), ndim);
  return dap::distribution::regular(dap_distribution_describe(dims.data(), ndim, comm));
}

native_array make_cube() {
  const dap::distribution distribution = blocks({1, 1, 1}, edge, dap_comm_from_mpi(MPI_COMM_SELF));
  DAPNative *made = nullptr;
  dap::check([&](DAPError *e) { return dap_native_create(distribution.get(), dap::type_of<double>(), &made, e); });
  return native_array(made);
}

// Memory of the caller's as this process's part of such blocks.
dap::source share(double *memory, const dap::distribution &distribution) {
  std::vector<int64_t> shape;
  for (int32_t d = 0; d < distribution->ndim; ++d) shape.push_back(distribution->local[d].num_owned);
  std::vector<int64_t> strides(shape.size(), 1);
  for (size_t d = shape.size(); d-- > 1;) strides[d - 1] = strides[d] * shape[d];
  DAPPart part{};
  part.buffer = {memory, DAP_DEVICE_CPU, 0, distribution->ndim, DAP_TYPE_FLOAT, 64, 1, shape.data(), strides.data(), 0};
  DAPSourceDescription description{};
  description.type = dap::type_of<double>();
  description.flags = DAP_ARRAY_WRITABLE;
  description.distribution = distribution.get();
  description.parts = &part;
  return dap::source(description);
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
  std::array<DAPArray, many> arrays;
  for (int done = 0; done < repeats; done += many) {
    for (size_t i = 0; i < many; ++i) {
      if (dap_native_export(cubes[i].get(), &request, &arrays[i], nullptr) != DAP_OK) std::abort();
    }
    for (DAPArray &array : arrays) array.release(&array);
  }
}

// What a time step does between two handoffs: the processor's caches are full of something else.
void fill_the_caches() {
  static std::vector<double> something(size_t{16} << 20, 1.0);
  for (double &one : something) one += 1;
}

// The first export of memory that was never shared before.
void share_and_export(double *memory, const dap::distribution &distribution, const DAPRequest &request, int repeats) {
  for (int i = 0; i < repeats; ++i) const dap::array exported = share(memory, distribution).share(&request);
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
  for (int i = 0; i < many; ++i) cubes.push_back(make_cube());
  DAPNative *const cube = cubes.front().get();
  auto *const memory = static_cast<double *>(dap_native_array(cube)->parts[0].buffer.data);
  const DAPRequest reading = dap_simple_request(0);
  const DAPRequest writing = dap_simple_request(1);
  const DAPRequest vectors = vector_request();
  DAPRequest columns = vectors;
  columns.max_ndim = 2;
  DAPRequest hypercubes = writing;
  hypercubes.max_ndim = 8;

  const DAPComm rank_0_of_a_million{DAP_COMM_NONE, DAP_MPI_UNKNOWN, 0, 0, 1000000};
  const dap::distribution alone = blocks({1, 1, 1}, edge, dap_comm_none());
  const dap::source ten = share(memory, blocks({1}, 10, dap_comm_none()));
  const dap::source hypercube = share(memory, blocks(std::vector<int64_t>(8, 1), 5, dap_comm_none()));
  const dap::source million = share(memory, blocks({100, 100, 100}, edge, rank_0_of_a_million));

  Vec vec = nullptr;
  VecCreateMPI(MPI_COMM_SELF, count, count, &vec);
  const auto map = Teuchos::rcp(new dap::tpetra::map(count, 0, Teuchos::rcp(new Teuchos::MpiComm<int>(MPI_COMM_SELF))));
  auto vector = Teuchos::rcp(new multivector(map, 1));
  const auto view = vector->getLocalViewDevice(Tpetra::Access::ReadWrite);

  const auto native = [&](const DAPRequest &request) {
    return [&](int n) { export_and_release(dap_native_provider, cube, request, n); };
  };
  const auto source = [&](const dap::source &of, const DAPRequest &request) {
    return [&](int n) { export_and_release(dap_source_provider, of.get(), request, n); };
  };
  const auto flush = [] { fill_the_caches(); };
  const auto forget_maps = [] { dap::tpetra::drop_cached_maps(MPI_COMM_SELF); };
  const std::vector<contender> contenders{
      {"wrap an existing view as a Tpetra MultiVector",
       [&](int n) {
         for (int i = 0; i < n; ++i) const multivector wrapped(map, view);
       },
       2000},
      {"native: export + release, 100^3, read-only request", native(reading), 50000},
      {"native: export + release, 100^3, writable request", native(writing), 50000},
      {"  the same, 64 arrays alive", [&](int n) { export_many(cubes, writing, n); }, many * 512},
      {"  the same, 64 arrays alive, cold caches", [&](int n) { export_many(cubes, writing, n); }, many, flush},
      {"source: export + release, 10 elements", source(ten, writing), 50000},
      {"source: export + release, 8 dimensions", source(hypercube, hypercubes), 50000},
      {"source: export + release, 10^12 elements over 10^6 processes", source(million, writing), 50000},
      {"source: made, exported for the first time, released",
       [&](int n) { share_and_export(memory, alone, writing, n); }, 2000},
      {"PETSc Vec: export + release", [&](int n) { export_and_release(dap_petsc_vec_provider, vec, vectors, n); },
       20000},
      {"Tpetra MultiVector: export + release",
       [&](int n) { export_and_release(dap::tpetra::multivector_provider, &vector, columns, n); }, 20000},
      {"PETSc: VecGetArrayRead + Restore", [&](int n) { get_and_restore(vec, n); }, 100000},
      {"PETSc: VecCreateMPIWithArray + Destroy", [&](int n) { wrap_as_vec(memory, n); }, 2000},
      {"native -> PETSc: export, flatten, import, destroy", [&](int n) { into_petsc(cube, n); }, 300},
      {"native -> Tpetra: export, flatten, import (Map cached), drop", [&](int n) { into_tpetra(cube, n); }, 300},
      {"native -> Tpetra: the same, Map not cached", [&](int n) { into_tpetra(cube, n); }, 1, forget_maps},
  };
  report("handoff", "Handing over doubles, one process", compare(contenders, 0, rounds), 0, folder);
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
