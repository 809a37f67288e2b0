// SPDX-License-Identifier: BSD-3-Clause
// Releases exports on another thread after Kokkos and MPI are gone, and asks for more. The exit code decides.
#include <dap/array.h>
#include <dap/mpi.h>

#include <Teuchos_DefaultMpiComm.hpp>
#include <Tpetra_Core.hpp>
#include <cstring>
#include <dap/tpetra.hpp>
#include <thread>

namespace {

namespace adapter = dap::tpetra;

Teuchos::RCP<adapter::multivector> make_vector() {
  const Teuchos::RCP<const Teuchos::Comm<int>> comm = Teuchos::rcp(new Teuchos::MpiComm<int>(MPI_COMM_WORLD));
  return Teuchos::rcp(new adapter::vector(Teuchos::rcp(new adapter::map(size_t{10}, 0, comm))));
}

// The program's own reference, which it never drops: nothing may do so for it.
Teuchos::RCP<adapter::multivector> &kept_object() {
  static auto &kept = *new Teuchos::RCP<adapter::multivector>(make_vector());
  return kept;
}

// 0 if all is as it should be; the exports are left open for later.
int use_tpetra(DAPArray &dropped, DAPArray &kept) {
  const Teuchos::RCP<adapter::multivector> object = make_vector();
  if (adapter::multivector_export(object, nullptr, &dropped, nullptr) != DAP_OK) return 1;
  if (adapter::multivector_export(kept_object(), nullptr, &kept, nullptr) != DAP_OK) return 2;
  if (kept.access(&kept, DAP_ACCESS_READ, nullptr, nullptr) != DAP_OK) return 3;

  // A Map in the cache, which nobody drops.
  DAPArray array = {};
  Teuchos::RCP<adapter::multivector> imported;
  if (adapter::multivector_export(kept_object(), nullptr, &array, nullptr) != DAP_OK) return 4;
  if (adapter::multivector_import(MPI_COMM_NULL, &array, &imported, nullptr) != DAP_OK) return 5;
  return 0;
}

// Every function says that it is too late, and touches nothing.
int ask_too_late(DAPArray &exported) {
  const char *sentence = "Kokkos is not initialised";
  DAPArray array = {};
  DAPError error = {};
  Teuchos::RCP<adapter::multivector> imported;
  if (adapter::multivector_export(kept_object(), nullptr, &array, &error) != DAP_ERROR_LIBRARY) return 10;
  if (std::strstr(error.message, sentence) == nullptr) return 11;
  if (exported.access(&exported, DAP_ACCESS_WRITE, nullptr, &error) != DAP_ERROR_LIBRARY) return 12;
  if (std::strstr(error.message, sentence) == nullptr) return 13;
  if (adapter::multivector_import(MPI_COMM_NULL, &exported, &imported, &error) != DAP_ERROR_LIBRARY) return 14;
  if (std::strstr(error.message, sentence) == nullptr || exported.release == nullptr) return 15;
  return 0;
}

}  // namespace

int main(int argc, char **argv) {
  DAPArray dropped = {};
  DAPArray kept = {};
  MPI_Init(&argc, &argv);
  Tpetra::initialize(&argc, &argv);
  int status = use_tpetra(dropped, kept);
  Tpetra::finalize();
  if (status == 0) status = ask_too_late(dropped);
  int64_t destroyed = -1;
  if (dap_reclaim(MPI_COMM_WORLD, &destroyed, nullptr) != DAP_OK || destroyed != 0) status = 20;
  MPI_Finalize();
  adapter::drop_cached_maps(MPI_COMM_WORLD);
  std::thread([&] {
    if (dropped.release != nullptr) dropped.release(&dropped);
    if (kept.release != nullptr) kept.release(&kept);
  }).join();
  return status;
}
