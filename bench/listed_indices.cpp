// SPDX-License-Identifier: BSD-3-Clause
#include <Tpetra_Import.hpp>
#include <Tpetra_Map.hpp>
#include <algorithm>
#include <numeric>
#include <random>
#include <string>

#include "described.hpp"
#include "mpi/mpi_assembly.hpp"
#include "plan_rows.hpp"
#include "scatter.hpp"
#include "together.hpp"
#include "transfer/plan.hpp"
#include "transfer/resolve.hpp"

namespace dap::bench {
namespace {

using map = Tpetra::Map<>;
using ordinal = map::global_ordinal_type;

constexpr int32_t in_order = 0;

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
  const std::vector<PetscInt> petsc_wanted(wanted.begin(), wanted.end());
  const std::vector<ordinal> listed(own.begin(), own.end());
  const std::vector<ordinal> listed_wanted(wanted.begin(), wanted.end());
  const auto tpetra_comm = Teuchos::rcp(new Teuchos::MpiComm<int>(comm));
  const auto map_of = [&](const std::vector<ordinal> &of) {
    return Teuchos::rcp(new map(static_cast<Tpetra::global_size_t>(each * ranks),
                                Teuchos::arrayView(of.data(), static_cast<int>(of.size())), 0, tpetra_comm));
  };
  const auto import = [&](int) { const Tpetra::Import<> made(map_of(listed), map_of(listed_wanted)); };
  const described blocks({dap_dim_balanced(each * ranks, ranks)}, rank, ranks);
  const auto resolve_and_plan = [&](const described &source) {
    transfer::asker one{&source.distribution, &to.distribution, {&in_order, 1}, {}, {}};
    mpi::mpi_assembly all;
    const auto find = [](void *context, int32_t) -> transfer::asker & {
      return *static_cast<transfer::asker *>(context);
    };
    if (all.begin(comm, nullptr) != DAP_OK || transfer::resolve(all, {find, &one}, nullptr) != DAP_OK) return;
    const transfer::pairing both{source.distribution, to.distribution,  one.target_dims,
                                 one.known_source,    one.known_target, true};
    static_cast<void>(transfer::plan_giving(both).count() + transfer::plan_getting(both).count());
  };
  const std::string name = "100k listed a rank, " + std::to_string(ranks) + " ranks: ";
  return compare_together(comm,
                          {{name + "PETSc VecScatterCreate", [&](int) { scatter(comm, each, petsc_wanted); }, 1},
                           {"  Tpetra: both Maps and the Import", import, 1},
                           {"  dap: from blocks, as PETSc", [&](int) { resolve_and_plan(blocks); }, 1},
                           {"  dap: from lists, as Tpetra", [&](int) { resolve_and_plan(from); }, 1}},
                          7);
}

}  // namespace dap::bench
