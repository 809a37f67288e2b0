// SPDX-License-Identifier: BSD-3-Clause
// Directories of owners, kept by the ranks of a communicator.
#include "transfer/directory.hpp"

#include <dap/distribution.h>
#include <dap/mpi.h>
#include <dap/simple.h>

#include <algorithm>
#include <cinttypes>
#include <memory>

#include "array/boundary.hpp"
#include "mpi/library.hpp"
#include "mpi/mpi_assembly.hpp"
#include "world/check.hpp"

struct DAPDirectory {
  std::shared_ptr<const DAPDistribution> distribution;
  dap::mpi::mpi_assembly all;
  dap::transfer::directory share;
};

namespace dap::mpi {
namespace {

transfer::directory &only_share(void *context, int32_t) {
  return *static_cast<transfer::directory *>(context);
}

int32_t keep(const DAPDistribution *given, DAPDirectory &made, DAPError *error) {
  if (given == nullptr) return array::argument_is_null(error, "distribution");
  const DAPDistribution *shared = nullptr;
  const int32_t status = dap_distribution_clone(given, &shared, error);
  if (status == DAP_OK) made.distribution.reset(shared, dap_distribution_release);
  return status;
}

int32_t create(MPI_Comm comm, const DAPDistribution *distribution, DAPDirectory **out, DAPError *error) {
  int32_t status = check(comm, error);
  if (status != DAP_OK) return status;
  std::unique_ptr<DAPDirectory> made(new (std::nothrow) DAPDirectory);
  mpi_assembly meanwhile;  // tells the others if there is no memory for a directory
  mpi_assembly &all = made ? made->all : meanwhile;
  status = all.begin(comm, error);
  if (status != DAP_OK) return status;
  status = all.together(
      [&](world::resident &at, DAPError *own) {
        if (!made) throw std::bad_alloc();
        if (out == nullptr) return array::argument_is_null(own, "out");
        int32_t found = keep(distribution, *made, own);
        if (found == DAP_OK) found = world::check_place(at.rank, all.size(), *made->distribution, own);
        at.distribution = made->distribution.get();
        return found;
      },
      error);
  if (status == DAP_OK) status = world::check_globals(all, error);
  if (status == DAP_OK) status = transfer::build_directory(all, {only_share, &made->share}, error);
  if (status == DAP_OK) *out = made.release();
  return status;
}

struct question {
  int64_t count;
  const int64_t *indices;
  DAPOwner *owners;
  int64_t *positions;
};

int32_t check_indices(const transfer::directory &share, const question &asked, int32_t rank, DAPError *error) {
  const int32_t ndim = share.distribution->ndim;
  for (int64_t element = 0; element < asked.count; ++element) {
    for (int32_t d = 0; d < ndim; ++d) {
      const int64_t index = asked.indices[element * ndim + d];
      const int64_t size = share.distribution->dims[d].size;
      if (index >= 0 && index < size) continue;
      return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_OWNER_INDEX, d, rank, size, index,
                             "element %" PRId64 " has the index %" PRId64 ", expected one in [0, %" PRId64 ")", element,
                             index, size);
    }
  }
  return DAP_OK;
}

int32_t prepare(const question &asked, transfer::directory &share, DAPError *error) {
  const int32_t rank = share.distribution->comm.rank;
  if (asked.count < 0) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, rank, 0, asked.count,
                           "count is %" PRId64 ", expected at least 0", asked.count);
  }
  const bool reads = asked.count > 0 && share.distribution->ndim > 0;
  if (reads && asked.indices == nullptr) return array::argument_is_null(error, "indices");
  if (asked.count > 0 && asked.owners == nullptr) return array::argument_is_null(error, "owners");
  const int32_t status = reads ? check_indices(share, asked, rank, error) : int32_t{DAP_OK};
  if (status != DAP_OK) return status;
  share.count = asked.count;
  share.elements = {};
  if (reads) share.elements = {asked.indices, static_cast<size_t>(asked.count * share.distribution->ndim)};
  return DAP_OK;
}

int32_t find(DAPDirectory &of, const question &asked, DAPError *error) {
  question passed = asked;
  const transfer::preparation questions{[](void *context, transfer::directory &share, DAPError *own) {
                                          return prepare(*static_cast<const question *>(context), share, own);
                                        },
                                        &passed};
  const int32_t status = transfer::find_owners(of.all, {only_share, &of.share}, questions, error);
  if (status == DAP_OK) {
    DAPOwner *next = asked.owners;
    for (const transfer::element_owner &each : of.share.owners) *next++ = {each.rank, each.part};
    if (asked.positions != nullptr) std::copy(of.share.positions.begin(), of.share.positions.end(), asked.positions);
  }
  of.share.owners = {};
  of.share.positions = {};
  of.share.points = {};
  return status;
}

}  // namespace
}  // namespace dap::mpi

using dap::array::guarded;

int32_t dap_mpi_directory_create(MPI_Comm comm, const DAPDistribution *distribution, DAPDirectory **out,
                                 DAPError *error) {
  return guarded(error, [&] { return dap::mpi::create(comm, distribution, out, error); });
}

int32_t dap_mpi_directory_find(DAPDirectory *directory, int64_t count, const int64_t *indices, DAPOwner *owners,
                               int64_t *positions, DAPError *error) {
  if (directory == nullptr) return dap::array::argument_is_null(error, "directory");
  return guarded(error, [&] { return dap::mpi::find(*directory, {count, indices, owners, positions}, error); });
}

void dap_mpi_directory_destroy(DAPDirectory *directory) {
  delete directory;
}
