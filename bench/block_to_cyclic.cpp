// SPDX-License-Identifier: BSD-3-Clause
#include <Tpetra_Import.hpp>
#include <Tpetra_Map.hpp>
#include <dap/transfer.hpp>

#include "described.hpp"
#include "plan_rows.hpp"
#include "scatter.hpp"
#include "together.hpp"

namespace dap::bench {
namespace {

using map = Tpetra::Map<>;
using ordinal = map::global_ordinal_type;

}  // namespace

std::vector<row> rows_of_block_to_cyclic(MPI_Comm comm) {
  constexpr int64_t size = 4 << 20;
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &ranks);
  const described from({dap_dim_balanced(size, ranks)}, rank, ranks);
  const described to({cyclic(size, ranks, 1)}, rank, ranks);
  std::vector<PetscInt> wanted;
  for (int64_t i = rank; i < size; i += ranks) wanted.push_back(static_cast<PetscInt>(i));
  const int64_t owned = from.local[0].num_owned;
  const scatter vectors(comm, owned, wanted);
  const auto tpetra_comm = Teuchos::rcp(new Teuchos::MpiComm<int>(comm));
  const std::vector<ordinal> listed(wanted.begin(), wanted.end());
  const auto import = [&](int) {
    const auto source =
        Teuchos::rcp(new map(static_cast<Tpetra::global_size_t>(size), static_cast<size_t>(owned), 0, tpetra_comm));
    const auto target =
        Teuchos::rcp(new map(static_cast<Tpetra::global_size_t>(size),
                             Teuchos::arrayView(listed.data(), static_cast<int>(listed.size())), 0, tpetra_comm));
    const Tpetra::Import<> made(source, target);
  };
  const auto types = [&](int) {
    for (int peer = 0; peer < ranks; ++peer) {
      const auto count = static_cast<int>((owned + ranks - 1 - peer) / ranks);
      std::vector<int> places(static_cast<size_t>(count));
      for (int i = 0; i < count; ++i) places[static_cast<size_t>(i)] = peer + i * ranks;
      MPI_Datatype made = MPI_DATATYPE_NULL;
      MPI_Type_create_indexed_block(count, 1, places.data(), MPI_DOUBLE, &made);
      MPI_Type_commit(&made);
      MPI_Type_free(&made);
    }
  };
  return compare_together(
      comm,
      {{"4M, block -> cyclic(1), 4 ranks: PETSc VecScatterCreate", [&](int) { vectors.make(); }, 1},
       {"  Tpetra Import", import, 1},
       {"  MPI derived types, one for each peer", types, 1},
       {"  dap: dap_plan_create", [&](int) { const plan made(from.distribution, to.distribution); }, 1}},
      11);
}

}  // namespace dap::bench
