// SPDX-License-Identifier: BSD-3-Clause
// planted_fault leak|race|overflow: the fault that a sanitizer must find, in a process that has used MPI, whose own
// faults are not reported.
#include <mpi.h>

#include <climits>
#include <cstdio>
#include <string>
#include <thread>

namespace {

int shared_number = 0;
int *volatile last_block = nullptr;

void leak() {
  last_block = new int[1000];
  last_block = nullptr;
}

void race() {
  std::thread other([] { ++shared_number; });
  ++shared_number;
  other.join();
}

void overflow() {
  volatile int largest = INT_MAX;
  shared_number = largest + 1;
}

}  // namespace

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  const std::string fault = argc > 1 ? argv[1] : "";
  if (fault == "leak") leak();
  if (fault == "race") race();
  if (fault == "overflow") overflow();
  MPI_Finalize();
  std::puts("the fault was not found");
}
