// SPDX-License-Identifier: BSD-3-Clause
// Validation by all processes together.
#include <dap/array.h>
#include <dap/mpi.h>

#include <cinttypes>

#include "array/boundary.hpp"
#include "mpi/host_memory.hpp"
#include "mpi/library.hpp"
#include "mpi/mpi_assembly.hpp"
#include "world/check.hpp"
#include "world/values.hpp"

namespace dap::mpi {
namespace {

int32_t argument_of_rank_is_null(int32_t rank, const char *name, DAPError *error) {
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, rank, 0, 0, "%s is NULL", name);
}

// What is passed here, by itself, and in its place.
int32_t validate_here(const DAPDistribution *distribution, world::resident &at, int32_t size, DAPError *error) {
  if (distribution == nullptr) return argument_of_rank_is_null(at.rank, "distribution", error);
  int32_t status = world::check_place(at.rank, size, *distribution, error);
  if (status == DAP_OK) status = dap_distribution_validate(distribution, error);
  if (status == DAP_OK) at.distribution = distribution;
  return array::placed(status, error, at.rank);
}

int32_t validate_here(const DAPArray *array, world::resident &at, int32_t size, DAPError *error) {
  if (array == nullptr) return argument_of_rank_is_null(at.rank, "array", error);
  const bool is_readable =
      array->release != nullptr && array->version.major == DAP_VERSION_MAJOR && array->distribution != nullptr;
  int32_t status = is_readable ? world::check_place(at.rank, size, *array->distribution, error) : int32_t{DAP_OK};
  if (status == DAP_OK) status = dap_array_validate(array, error);
  if (status != DAP_OK) return array::placed(status, error, at.rank);
  at.array = array;
  at.distribution = array->distribution;
  return DAP_OK;
}

const DAPDistribution *distribution_of(const DAPDistribution *distribution) {
  return distribution;
}

const DAPDistribution *distribution_of(const DAPArray *array) {
  return array == nullptr || array->release == nullptr ? nullptr : array->distribution;
}

// The caller's communicator, or that of what is passed. Local.
template <typename Passed>
int32_t find_comm(MPI_Comm &comm, const Passed *passed, DAPError *error) {
  if (comm != MPI_COMM_NULL) return check(comm, error);
  const DAPDistribution *distribution = distribution_of(passed);
  if (distribution == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_COMM, DAP_RULE_COMM_MISSING, -1, -1, 0, 0,
                           "no communicator was given, and there is no distribution that could have one");
  }
  return dap_mpi_comm(MPI_COMM_NULL, distribution, &comm, error);
}

// Validates what is passed, and then does `more` with all ranks.
template <typename Passed, typename More>
int32_t validate(MPI_Comm comm, const Passed *passed, DAPError *error, More &&more) {
  int32_t status = find_comm(comm, passed, error);
  if (status != DAP_OK) return status;
  mpi_assembly all;
  status = all.begin(comm, error);
  if (status != DAP_OK) return status;
  status = all.together([&](world::resident &at, DAPError *own) { return validate_here(passed, at, all.size(), own); },
                        error);
  if (status == DAP_OK) status = world::check_world(all, error);
  return status == DAP_OK ? more(all) : status;
}

int32_t nothing_more(mpi_assembly &) {
  return DAP_OK;
}

// Does `look` while the array is open for READ on all ranks. Where opening failed there is nothing to END.
template <typename Look>
int32_t with_read_access(mpi_assembly &all, DAPArray &array, DAPError *error, Look &&look) {
  bool is_open = false;
  int32_t status = all.together(
      [&](world::resident &, DAPError *own) {
        int32_t opened = check_host(array, own);
        if (opened == DAP_OK) opened = dap_simple_access(&array, DAP_ACCESS_READ, own);
        is_open = opened == DAP_OK;
        return opened;
      },
      error);
  if (status == DAP_OK) status = look();
  const int32_t ended = all.together(
      [&](world::resident &, DAPError *own) {
        return is_open ? dap_simple_access(&array, DAP_ACCESS_READ | DAP_ACCESS_END, own) : int32_t{DAP_OK};
      },
      status == DAP_OK ? error : nullptr);
  return status == DAP_OK ? ended : status;
}

int32_t validate_values(MPI_Comm comm, DAPArray *array, DAPError *error,
                        int32_t (*look)(world::assembly &, DAPError *)) {
  return array::guarded(error, [&] {
    return validate(comm, static_cast<const DAPArray *>(array), error, [&](mpi_assembly &all) {
      return with_read_access(all, *array, error, [&] { return look(all, error); });
    });
  });
}

}  // namespace
}  // namespace dap::mpi

int32_t dap_mpi_validate(MPI_Comm comm, const DAPArray *array, DAPError *error) {
  return dap::array::guarded(error, [&] { return dap::mpi::validate(comm, array, error, dap::mpi::nothing_more); });
}

int32_t dap_mpi_validate_distribution(MPI_Comm comm, const DAPDistribution *distribution, DAPError *error) {
  return dap::array::guarded(error,
                             [&] { return dap::mpi::validate(comm, distribution, error, dap::mpi::nothing_more); });
}

int32_t dap_mpi_validate_halos(MPI_Comm comm, DAPArray *array, DAPError *error) {
  return dap::mpi::validate_values(comm, array, error, dap::world::check_halos);
}

int32_t dap_mpi_validate_replicas(MPI_Comm comm, DAPArray *array, DAPError *error) {
  return dap::mpi::validate_values(comm, array, error, dap::world::check_replicas);
}
