// SPDX-License-Identifier: BSD-3-Clause
// GoogleTest's main for tests on several ranks: all run the same tests in the same order, a test that fails on one rank
// fails on all, and a rank that waits for ever ends the run.
#include <gtest/gtest.h>
#include <mpi.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

#include "testing/ignored_leaks.hpp"
#include "testing/mpi_environment.hpp"
#include "testing/watchdog.hpp"

namespace dap::testing {
namespace {

// One write per line: the launcher mixes what the ranks print, but no further.
void print(int rank, const std::string &text) {
  std::string out;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\n', begin);
    out += "[rank " + std::to_string(rank) + "] " + text.substr(begin, end - begin) + "\n";
    if (end == std::string::npos) break;
    begin = end + 1;
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  std::fflush(stdout);
}

std::string name_of(const ::testing::TestInfo &info) {
  return std::string(info.test_suite_name()) + "." + info.name();
}

// Positive and the same for the same name on all ranks (FNV-1a).
int64_t number_of(const std::string &name) {
  uint64_t hash = 14695981039346656037U;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211U;
  return static_cast<int64_t>(hash >> 1);
}

class agreement : public ::testing::EmptyTestEventListener {
 public:
  agreement(MPI_Comm comm, watchdog &dog) : comm_(comm), dog_(dog) {}

 private:
  void OnTestStart(const ::testing::TestInfo &info) override { dog_.begin("in " + name_of(info)); }

  // At once, not at the end of the test: the others may wait for this rank until the watchdog ends the run. What rank 0
  // itself finds is printed by GoogleTest's own printer.
  void OnTestPartResult(const ::testing::TestPartResult &result) override {
    if (!result.failed() || world_rank() == 0) return;
    const char *file = result.file_name() != nullptr ? result.file_name() : "unknown file";
    if (!agreeing_)
      print(world_rank(),
            std::string(file) + ":" + std::to_string(result.line_number()) + ": Failure\n" + result.message());
  }

  // Called before the printer's: a failure added here is the test's.
  void OnTestEnd(const ::testing::TestInfo &info) override {
    dog_.begin("at the end of " + name_of(info) + ", waiting for the other ranks");
    const int64_t number = number_of(name_of(info));
    const bool failed = info.result()->Failed();
    std::array<int64_t, 3> lowest{failed ? world_rank() : world_size(), number, -number};
    MPI_Allreduce(MPI_IN_PLACE, lowest.data(), 3, MPI_INT64_T, MPI_MIN, comm_);
    if (lowest[1] != -lowest[2]) {
      print(world_rank(), "ran " + name_of(info) + " while another rank ran another test");
      MPI_Abort(MPI_COMM_WORLD, watchdog::exit_code);
    }
    agreeing_ = true;
    if (!failed && lowest[0] < world_size()) ADD_FAILURE() << "the test failed on rank " << lowest[0];
    agreeing_ = false;
    dog_.begin("after " + name_of(info));
  }

  MPI_Comm comm_;
  watchdog &dog_;
  bool agreeing_ = false;
};

// A shuffled run needs one seed, not one per rank from the clock.
void share_seed() {
  int seed = GTEST_FLAG_GET(random_seed);
  if (seed == 0) seed = static_cast<int>(std::chrono::steady_clock::now().time_since_epoch().count() % 99999) + 1;
  MPI_Bcast(&seed, 1, MPI_INT, 0, MPI_COMM_WORLD);
  GTEST_FLAG_SET(random_seed, seed);
}

int run(MPI_Comm comm, watchdog &dog) {
  if (GTEST_FLAG_GET(list_tests)) return world_rank() == 0 ? RUN_ALL_TESTS() : 0;
  if (GTEST_FLAG_GET(shuffle)) share_seed();
  auto &listeners = ::testing::UnitTest::GetInstance()->listeners();
  if (world_rank() != 0) {
    delete listeners.Release(listeners.default_result_printer());
    delete listeners.Release(listeners.default_xml_generator());
  }
  listeners.Append(new agreement(comm, dog));
  int status = RUN_ALL_TESTS();
  if (::testing::UnitTest::GetInstance()->test_to_run_count() == 0) {
    print(world_rank(), "no test ran");
    status = 1;
  }
  dog.begin("after the last test, waiting for the other ranks");
  MPI_Allreduce(MPI_IN_PLACE, &status, 1, MPI_INT, MPI_MAX, comm);
  return status;
}

}  // namespace
}  // namespace dap::testing

int main(int argc, char **argv) {
  using namespace dap::testing;
  {
    const ignored_leaks of_mpi;
    int provided = MPI_THREAD_SINGLE;
    MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &provided);
  }
  ::testing::InitGoogleTest(&argc, argv);
  int status = 1;
  {
    watchdog dog(world_rank());
    // Apart from what the tests send: a rank that leaves a test early meets nobody else's message.
    MPI_Comm comm = MPI_COMM_NULL;
    MPI_Comm_dup(MPI_COMM_WORLD, &comm);
    dog.begin("while libraries are initialised");
    environment_hooks::initialize_all();
    status = run(comm, dog);
    dog.begin("while libraries are finalised");
    environment_hooks::finalize_all();
    MPI_Comm_free(&comm);
    dog.begin("in MPI_Finalize");
    const ignored_leaks of_mpi;
    MPI_Finalize();
  }
  return status;
}
