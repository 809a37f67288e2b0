// SPDX-License-Identifier: BSD-3-Clause
// plan [FOLDER]: what it costs to plan a redistribution, beside what a user plans today: PETSc's VecScatter, Tpetra's
// Import and MPI's derived types. CPU time of a process, since these ranks share few processors.
#include <mpi.h>
#include <petscvec.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <Tpetra_Core.hpp>
#include <Tpetra_Import.hpp>
#include <Tpetra_Map.hpp>
#include <algorithm>
#include <cstdio>
#include <numeric>
#include <random>

#include "model/cyclic.hpp"
#include "model/dimension.hpp"
#include "mpi/mpi_assembly.hpp"
#include "rounds.hpp"
#include "transfer/plan.hpp"
#include "transfer/resolve.hpp"

namespace dap::bench {
namespace {

using map = Tpetra::Map<>;
using ordinal = map::global_ordinal_type;

constexpr std::array<int32_t, 2> in_order{0, 1};

DAPDim block(int64_t size, int64_t grid_size) {
  DAPDim dim{};
  dim.kind = DAP_KIND_BLOCK;
  dim.flags = DAP_DIM_BALANCED;
  dim.size = size;
  dim.grid_size = grid_size;
  return dim;
}

DAPDim cyclic(int64_t size, int64_t grid_size, int64_t block_size) {
  DAPDim dim{};
  dim.kind = DAP_KIND_CYCLIC;
  dim.size = size;
  dim.grid_size = grid_size;
  dim.block_size = dim.first_block = block_size;
  return dim;
}

// One rank's view of an array over a grid of ranks in row-major order, one part each.
struct described {
  std::vector<DAPDim> dims;
  std::vector<DAPLocalDim> local;
  DAPDistribution distribution{};

  described(std::vector<DAPDim> given, int64_t rank, int64_t size) : dims(std::move(given)), local(dims.size()) {
    int64_t stride = 1;
    for (size_t d = dims.size(); d-- > 0;) {
      dims[d].rank_stride = stride;
      local[d].coordinate = rank / stride % dims[d].grid_size;
      stride *= dims[d].grid_size;
      local[d].num_owned = model::num_owned(dims[d], local[d].coordinate);
      if (dims[d].kind == DAP_KIND_BLOCK) local[d].start = model::owned_range(dims[d], local[d].coordinate).start;
    }
    finish(rank, size);
  }
  // One dimension of listed indices.
  described(int64_t size, const std::vector<int64_t> &indices, int64_t rank, int64_t ranks) : dims(1), local(1) {
    dims[0].kind = DAP_KIND_UNSTRUCTURED;
    dims[0].size = size;
    dims[0].grid_size = ranks;
    dims[0].rank_stride = 1;
    local[0].coordinate = rank;
    local[0].num_owned = local[0].num_indices = static_cast<int64_t>(indices.size());
    local[0].indices = indices.data();
    local[0].index_form = DAP_INDEX_INT64;
    finish(rank, ranks);
  }
  described(const described &) = delete;
  described &operator=(const described &) = delete;

 private:
  void finish(int64_t rank, int64_t size) {
    distribution.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
    distribution.ndim = static_cast<int32_t>(dims.size());
    distribution.dims = dims.data();
    distribution.points_per_rank = 1;
    distribution.comm.rank = static_cast<int32_t>(rank);
    distribution.comm.size = static_cast<int32_t>(size);
    distribution.num_parts = 1;
    distribution.local = local.data();
  }
};

// Both halves of one rank; its pieces and the bytes that stay.
struct planned {
  size_t pieces;
  int64_t elements;
};
planned plan(const described &from, const described &to) {
  transfer::asker one{&from.distribution, &to.distribution, {in_order.data(), from.dims.size()}, {}, {}};
  transfer::know(one);
  const transfer::pairing both{from.distribution, to.distribution,  one.target_dims,
                               one.known_source,  one.known_target, true};
  const auto giving = transfer::plan_giving(both);
  const auto getting = transfer::plan_getting(both);
  return {giving.pieces().size() + getting.pieces().size(), giving.count()};
}

// A rank in the middle of simulated worlds: the same blocks of 48 and 64 on ever larger grids, so that its peers stay
// as few; and one dimension dealt out singly, where all ranks are peers.
std::vector<contender> simulated_worlds(std::vector<std::unique_ptr<described>> &kept) {
  std::vector<contender> contenders;
  const auto add = [&](const std::string &name, std::vector<DAPDim> from, std::vector<DAPDim> to, int64_t ranks,
                       int repeats) {
    const described &source = *kept.emplace_back(std::make_unique<described>(std::move(from), ranks / 2, ranks));
    const described &target = *kept.emplace_back(std::make_unique<described>(std::move(to), ranks / 2, ranks));
    const planned size = plan(source, target);
    contenders.push_back({name + ": " + std::to_string(size.pieces) + " pieces",
                          [&source, &target](int n) {
                            for (int i = 0; i < n; ++i) static_cast<void>(plan(source, target));
                          },
                          repeats});
  };
  for (int64_t edge = 4; edge <= 1024; edge *= 4) {
    const int64_t size = edge * 4096;
    add("2-d cyclic(48) -> cyclic(64), " + std::to_string(edge * edge) + " ranks",
        {cyclic(size, edge, 48), cyclic(size, edge, 48)}, {cyclic(size, edge, 64), cyclic(size, edge, 64)}, edge * edge,
        20);
  }
  for (int64_t ranks = 16; ranks <= 1 << 20; ranks *= 16) {
    add("1-d block -> cyclic(1), 2^40 elements, " + std::to_string(ranks) + " ranks", {block(int64_t{1} << 40, ranks)},
        {cyclic(int64_t{1} << 40, ranks, 1)}, ranks, ranks > 4096 ? 1 : 10);
  }
  return contenders;
}

double cpu_now() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

// The mean of the CPU time that the processes of a communicator need for one call each, in turn within each round.
std::vector<row> compare_together(MPI_Comm comm, const std::vector<contender> &contenders, int rounds) {
  int size = 1;
  MPI_Comm_size(comm, &size);
  std::vector<std::vector<double>> times(contenders.size());
  for (int round = -1; round < rounds; ++round) {
    for (size_t i = 0; i < contenders.size(); ++i) {
      MPI_Barrier(comm);
      const double start = cpu_now();
      contenders[i].run(1);
      double spent = cpu_now() - start;
      MPI_Allreduce(MPI_IN_PLACE, &spent, 1, MPI_DOUBLE, MPI_SUM, comm);
      if (round >= 0) times[i].push_back(spent / size);
    }
  }
  std::vector<row> rows;
  for (size_t i = 0; i < contenders.size(); ++i) {
    std::vector<double> ratios;
    for (size_t round = 0; round < times[i].size(); ++round) ratios.push_back(times[i][round] / times[0][round]);
    rows.push_back({contenders[i].name, median(times[i]), median(ratios)});
  }
  return rows;
}

// What PETSc and Tpetra need to know of the same transfer: the indices that this rank wants.
void scatter(MPI_Comm comm, int64_t owned, const std::vector<PetscInt> &wanted) {
  Vec from = nullptr;
  Vec to = nullptr;
  IS indices = nullptr;
  VecScatter made = nullptr;
  VecCreateMPI(comm, static_cast<PetscInt>(owned), PETSC_DETERMINE, &from);
  VecCreateMPI(comm, static_cast<PetscInt>(wanted.size()), PETSC_DETERMINE, &to);
  ISCreateGeneral(comm, static_cast<PetscInt>(wanted.size()), wanted.data(), PETSC_USE_POINTER, &indices);
  PetscInt first = 0;
  VecGetOwnershipRange(to, &first, nullptr);
  IS places = nullptr;
  ISCreateStride(comm, static_cast<PetscInt>(wanted.size()), first, 1, &places);
  VecScatterCreate(from, indices, to, places, &made);
  VecScatterDestroy(&made);
  ISDestroy(&places);
  ISDestroy(&indices);
  VecDestroy(&from);
  VecDestroy(&to);
}

// Block to single indices dealt out, of 4 million elements.
std::vector<contender> block_to_cyclic(MPI_Comm comm, std::vector<std::unique_ptr<described>> &kept,
                                       std::vector<PetscInt> &wanted) {
  constexpr int64_t size = 4 << 20;
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &ranks);
  const described &from = *kept.emplace_back(std::make_unique<described>(std::vector{block(size, ranks)}, rank, ranks));
  const described &to =
      *kept.emplace_back(std::make_unique<described>(std::vector{cyclic(size, ranks, 1)}, rank, ranks));
  for (int64_t i = rank; i < size; i += ranks) wanted.push_back(static_cast<PetscInt>(i));
  const int64_t owned = from.local[0].num_owned;
  const auto tpetra_comm = Teuchos::rcp(new Teuchos::MpiComm<int>(comm));
  const std::vector<ordinal> listed(wanted.begin(), wanted.end());
  const auto import = [=](int) {
    const auto source =
        Teuchos::rcp(new map(static_cast<Tpetra::global_size_t>(size), static_cast<size_t>(owned), 0, tpetra_comm));
    const auto target =
        Teuchos::rcp(new map(static_cast<Tpetra::global_size_t>(size),
                             Teuchos::arrayView(listed.data(), static_cast<int>(listed.size())), 0, tpetra_comm));
    const Tpetra::Import<> made(source, target);
  };
  const auto types = [=](int) {
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
  return {{"4M, block -> cyclic(1), 4 ranks: PETSc VecScatterCreate", [=](int) { scatter(comm, owned, wanted); }, 1},
          {"  Tpetra Import", import, 1},
          {"  MPI derived types, one for each peer", types, 1},
          {"  dap: both halves of the plan", [&from, &to](int) { static_cast<void>(plan(from, to)); }, 1}};
}

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

// 100 000 listed indices a rank, to other lists.
void compare_lists(MPI_Comm comm, std::vector<row> &rows) {
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
  const described blocks({block(each * ranks, ranks)}, rank, ranks);
  const auto resolve_and_plan = [&](const described &source) {
    transfer::asker one{&source.distribution, &to.distribution, {in_order.data(), 1}, {}, {}};
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
  const auto found =
      compare_together(comm,
                       {{name + "PETSc VecScatterCreate", [&](int) { scatter(comm, each, petsc_wanted); }, 1},
                        {"  Tpetra: both Maps and the Import", import, 1},
                        {"  dap: from blocks, as PETSc", [&](int) { resolve_and_plan(blocks); }, 1},
                        {"  dap: from lists, as Tpetra", [&](int) { resolve_and_plan(from); }, 1}},
                       7);
  rows.insert(rows.end(), found.begin(), found.end());
}

// Those that wait leave the processors to those that measure.
void wait_quietly(MPI_Comm comm) {
  MPI_Request barrier = MPI_REQUEST_NULL;
  MPI_Ibarrier(comm, &barrier);
  for (int over = 0; over == 0;) {
    MPI_Test(&barrier, &over, MPI_STATUS_IGNORE);
    if (over == 0) usleep(2000);
  }
}

void measure(const std::string &folder) {
  int rank = 0;
  int ranks = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  std::vector<std::unique_ptr<described>> kept;
  std::vector<row> rows;
  if (rank == 0) rows = compare(simulated_worlds(kept), 0, 15);
  wait_quietly(MPI_COMM_WORLD);
  for (int some = 2; some <= ranks; some *= 2) {
    MPI_Comm comm = MPI_COMM_NULL;
    MPI_Comm_split(MPI_COMM_WORLD, rank < some ? 0 : MPI_UNDEFINED, rank, &comm);
    if (comm != MPI_COMM_NULL) {
      std::vector<PetscInt> wanted;
      if (some == 4) {
        const auto found = compare_together(comm, block_to_cyclic(comm, kept, wanted), 11);
        rows.insert(rows.end(), found.begin(), found.end());
      }
      compare_lists(comm, rows);
      MPI_Comm_free(&comm);
    }
    wait_quietly(MPI_COMM_WORLD);
  }
  if (rank == 0) report("plan", "Planning a redistribution: CPU time of a rank", rows, 0, folder);
}

}  // namespace
}  // namespace dap::bench

int main(int argc, char **argv) {
  const Tpetra::ScopeGuard running(&argc, &argv);
  PetscInitialize(&argc, &argv, nullptr, nullptr);
  dap::bench::measure(argc > 1 ? argv[1] : "build/bench");
  PetscFinalize();
  return 0;
}
