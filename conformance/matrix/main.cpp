// SPDX-License-Identifier: BSD-3-Clause
// matrix [--case NAME] [--plant copy|value|norm]: runs every adapter against every other, and prints what held.
#include <mpi.h>

#include <cstdio>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>

#include "matrix.hpp"
#include "testing/mpi_environment.hpp"
#include "testing/watchdog.hpp"

namespace dap::matrix {
namespace {

struct options {
  plant planted = plant::none;
  std::string only;  // name of a case; empty: all
};

options read_options(int argc, char **argv) {
  options read;
  for (int i = 1; i < argc; i += 2) {
    const std::string name = argv[i];
    if (i + 1 == argc) throw std::invalid_argument(name + " takes a value");
    if (name == "--plant") {
      read.planted = plant_of(argv[i + 1]);
    } else if (name == "--case") {
      read.only = argv[i + 1];
    } else {
      throw std::invalid_argument("unknown option " + name);
    }
  }
  return read;
}

communicators make_communicators() {
  communicators made = {};
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_dup(MPI_COMM_WORLD, &made.world);
  MPI_Comm_split(MPI_COMM_WORLD, rank % 2 == 0 ? 0 : MPI_UNDEFINED, rank, &made.half);
  MPI_Comm_split(MPI_COMM_WORLD, 0, -rank, &made.reversed);
  return made;
}

void free_communicators(communicators &made, const peers &speakers) {
  for (MPI_Comm *comm : {&made.world, &made.half, &made.reversed}) {
    if (*comm == MPI_COMM_NULL) continue;
    for (const auto &each : speakers) each->forget(*comm);
    MPI_Comm_free(comm);
  }
}

// Nonzero if something failed anywhere.
int run(const options &wanted, testing::watchdog &dog) {
  dog.begin("while libraries are initialised");
  MPI_Comm own = MPI_COMM_NULL;
  MPI_Comm_dup(MPI_COMM_WORLD, &own);
  peers speakers = {make_native_peer(), make_petsc_peer(), make_tpetra_peer()};
  communicators comms = make_communicators();
  auto cases = all_cases(comms);
  std::erase_if(cases, [&](const test_case &each) { return !wanted.only.empty() && each.name != wanted.only; });
  if (cases.empty()) throw std::invalid_argument("no case is called \"" + wanted.only + "\"");

  const auto results = run_all(own, cases, speakers, wanted.planted, dog);
  dog.begin("at the end");
  const std::string text = render(cases, results, speakers, testing::world_size());
  if (testing::world_rank() == 0) std::fwrite(text.data(), 1, text.size(), stdout);
  int64_t failed = 0;  // sums over all ranks, so alike on all
  for (const auto &row : results) {
    for (const auto &each : row) failed += each.failed;
  }
  free_communicators(comms, speakers);
  dog.begin("while libraries are finalised");
  for (auto each = speakers.rbegin(); each != speakers.rend(); ++each) each->reset();
  MPI_Comm_free(&own);
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace dap::matrix

int main(int argc, char **argv) {
  int provided = MPI_THREAD_SINGLE;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &provided);
  int status = 1;
  {
    dap::testing::watchdog dog(dap::testing::world_rank());
    try {
      status = dap::matrix::run(dap::matrix::read_options(argc, argv), dog);
    } catch (const std::exception &failure) {
      std::fprintf(stderr, "[rank %d] %s\n", dap::testing::world_rank(), failure.what());
      MPI_Abort(MPI_COMM_WORLD, 1);
    }
    dog.begin("in MPI_Finalize");
    MPI_Finalize();
  }
  return status;
}
