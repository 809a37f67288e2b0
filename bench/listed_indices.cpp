// SPDX-License-Identifier: BSD-3-Clause
#include <Tpetra_Import.hpp>
#include <Tpetra_Map.hpp>
#include <dap/mpi.hpp>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <utility>

#include "described.hpp"
#include "plan_rows.hpp"
#include "scatter.hpp"
#include "together.hpp"

namespace dap::bench {
namespace {

using map = Tpetra::Map<>;
using ordinal = map::global_ordinal_type;

// Any order of all indices to any other; the same on all ranks.
std::vector<std::vector<int64_t>> shuffled(int64_t each, int ranks, uint64_t seed) {
  std::vector<int64_t> all(static_cast<size_t>(each * ranks));
  std::iota(all.begin(), all.end(), 0);
  std::mt19937_64 random(seed);
  std::shuffle(all.begin(), all.end(), random);
  std::vector<std::vector<int64_t>> hands;
  for (int r = 0; r < ranks; ++r) hands.emplace_back(all.begin() + r * each, all.begin() + (r + 1) * each);
  return hands;
}

}  // namespace

std::vector<row> rows_of_listed_indices(MPI_Comm comm) {
  constexpr int64_t each = 100000;
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &ranks);
  const std::vector<int64_t> own = shuffled(each, ranks, 1)[static_cast<size_t>(rank)];
  const std::vector<int64_t> wanted = shuffled(each, ranks, 2)[static_cast<size_t>(rank)];
  const described from(each * ranks, own, rank, ranks);
  const described to(each * ranks, wanted, rank, ranks);
  const std::vector<PetscInt> petsc_own(own.begin(), own.end());
  const std::vector<PetscInt> petsc_wanted(wanted.begin(), wanted.end());
  const scatter vectors(comm, each, petsc_wanted);
  const std::vector<ordinal> listed(own.begin(), own.end());
  const std::vector<ordinal> listed_wanted(wanted.begin(), wanted.end());
  const auto tpetra_comm = Teuchos::rcp(new Teuchos::MpiComm<int>(comm));
  const auto map_of = [&](const std::vector<ordinal> &of) {
    return Teuchos::rcp(new map(static_cast<Tpetra::global_size_t>(each * ranks),
                                Teuchos::arrayView(of.data(), static_cast<int>(of.size())), 0, tpetra_comm));
  };
  const auto maps = std::pair(map_of(listed), map_of(listed_wanted));
  const described blocks({dap_dim_balanced(each * ranks, ranks)}, rank, ranks);
  const auto plan_from = [&](const described &source) {
    const dap::plan made = dap::mpi_plan(comm, source.distribution, to.distribution);
  };
  const std::string name = "100k listed a rank, " + std::to_string(ranks) + " ranks: ";
  return compare_together(
      comm,
      {{name + "PETSc VecScatterCreate", [&](int) { vectors.make(); }, 1},
       {"  dap: mpi_plan from blocks, as PETSc", [&](int) { plan_from(blocks); }, 1},
       {"  dap: mpi_plan from lists, as the following", [&](int) { plan_from(from); }, 1},
       {"  PETSc AO and VecScatterCreate", [&](int) { scatter_from_lists(comm, petsc_own, petsc_wanted); }, 1},
       {"  Tpetra Import, its Maps made before", [&](int) { const Tpetra::Import<> made(maps.first, maps.second); }, 1},
       {"  Tpetra: both Maps and the Import",
        [&](int) { const Tpetra::Import<> made(map_of(listed), map_of(listed_wanted)); }, 1}},
      11);
}

}  // namespace dap::bench
