// SPDX-License-Identifier: BSD-3-Clause
// Arrays outlive MPI: released and destroyed after MPI_Finalize, their memory is given back once. The exit code
// decides.
#include <dap/mpi.h>
#include <dap/native.h>
#include <dap/simple.h>

#include <cstdio>

namespace {

void count_call(void *context) {
  ++*static_cast<int *>(context);
}

bool is_ok(int32_t status, const char *what, const DAPError &error) {
  if (status != DAP_OK) std::fprintf(stderr, "%s: %s\n", what, error.message);
  return status == DAP_OK;
}

// An array around two doubles per process, an export of it and an import of another one.
struct arrays {
  double memory[2] = {1, 2};
  int destroyed = 0;
  DAPNative *producer = nullptr;
  DAPNative *consumer = nullptr;
  DAPArray exported = {};

  bool make() {
    DAPError error = {};
    const DAPComm comm = dap_comm_from_mpi(MPI_COMM_WORLD);
    DAPDim dim = dap_dim_balanced(2 * comm.size, comm.size);
    dap_dims_row_major(&dim, 1);
    const auto described = dap_distribution_describe(&dim, 1, comm);
    const DAPDistribution *distribution = nullptr;
    if (!is_ok(dap_distribution_create_regular(&described, nullptr, &distribution, &error), "distribution", error)) {
      return false;
    }
    int64_t shape = 2;
    int64_t stride = 1;
    DAPPart part = {};
    part.buffer = {memory, DAP_DEVICE_CPU, 0, 1, DAP_TYPE_FLOAT, 64, 1, &shape, &stride, 0};
    DAPSourceDescription description = {};
    description.type = {DAP_TYPE_FLOAT, 64, 1};
    description.distribution = distribution;
    description.parts = &part;
    description.hooks.destroy = count_call;
    description.context = &destroyed;
    DAPArray second = {};
    const bool made = is_ok(dap_native_adopt(&description, &producer, &error), "adopt", error) &&
                      is_ok(dap_native_export(producer, nullptr, &exported, &error), "export", error) &&
                      is_ok(dap_native_export(producer, nullptr, &second, &error), "export", error) &&
                      is_ok(dap_native_import(&second, &consumer, &error), "import", error);
    dap_distribution_release(distribution);
    return made;
  }
};

bool check(bool holds, const char *what) {
  if (!holds) std::fprintf(stderr, "after MPI_Finalize, %s\n", what);
  return holds;
}

}  // namespace

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  arrays made;
  bool fine = made.make();
  MPI_Finalize();
  if (!fine) return 1;

  DAPError error = {};
  const int64_t outside = -1;
  double element = 0;
  fine =
      check(dap_native_gather(made.consumer, 0, nullptr, &error) == DAP_ERROR_COMM, "gathering is not refused") && fine;
  fine = check(dap_native_get(made.consumer, &outside, &element, &error) == DAP_ERROR_ARGUMENT, "get fails") && fine;
  dap_native_destroy(made.producer);
  dap_simple_release(&made.exported);
  fine = check(made.destroyed == 0, "the memory was given back too early") && fine;
  dap_native_destroy(made.consumer);
  fine = check(made.destroyed == 1, "the memory was not given back once") && fine;
  return fine ? 0 : 1;
}
