// SPDX-License-Identifier: BSD-3-Clause
// One status for all processes: that of the lowest failing rank, or that what they pass differs.
#include <dap/mpi.h>
#include <dap/simple.h>

#include <array>

#include "mpi/agree.hpp"
#include "mpi/fingerprint.hpp"
#include "mpi/library.hpp"

namespace dap::mpi {
namespace {

struct place {
  MPI_Comm comm;
  int rank;
  int size;
};

// What the failing process tells the others. It may have been told nothing itself, or have an error of another call.
DAPError own_error(int32_t code, int rank, const DAPError *error) noexcept {
  DAPError own;
  if (error != nullptr && error->code == code) {
    own = *error;
    if (own.rank < 0) own.rank = rank;
  } else {
    dap_simple_fail(&own, code, 0, -1, rank, 0, 0, "a process failed with status %d and no description", code);
  }
  return own;
}

int32_t tell_failure(const place &here, int lowest, DAPError agreed, DAPError *error) noexcept {
  const int status = MPI_Bcast(&agreed, static_cast<int>(sizeof agreed), MPI_BYTE, lowest, here.comm);
  if (status != MPI_SUCCESS) return failed("MPI_Bcast", status, error);
  if (error != nullptr) *error = agreed;
  return agreed.code;
}

// Which rank differs first from rank 0, and in what. Nobody is waited for to be fast here.
int32_t tell_difference(const place &here, const fingerprint &mine, DAPError *error) noexcept {
  fingerprint of_first = mine;
  int status = MPI_Bcast(of_first.data(), static_cast<int>(fingerprint::num_aspects), MPI_UINT64_T, 0, here.comm);
  if (status != MPI_SUCCESS) return failed("MPI_Bcast", status, error);
  constexpr int64_t stride = fingerprint::num_aspects + 1;
  const auto different = static_cast<int64_t>(mine.first_difference(of_first));
  const int64_t found = different == fingerprint::num_aspects ? INT64_MAX : here.rank * stride + different;
  int64_t first = found;
  status = MPI_Allreduce(&found, &first, 1, MPI_INT64_T, MPI_MIN, here.comm);
  if (status != MPI_SUCCESS) return failed("MPI_Allreduce", status, error);
  const auto rank = static_cast<int32_t>(first / stride);
  const auto aspect = static_cast<size_t>(first % stride);
  return dap_simple_fail(error, DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT, fingerprint::dim_of(aspect), rank, 0,
                         rank, "rank %d differs from rank 0 in %s, expected the same on all processes", rank,
                         fingerprint::name_of(aspect));
}

// The lowest failing rank, the smallest of the sums, and the largest (turned round), in one reduction.
int32_t agree(MPI_Comm comm, int32_t code, const fingerprint &mine, DAPError *error) noexcept {
  place here = {comm, 0, 1};
  MPI_Comm_rank(comm, &here.rank);
  MPI_Comm_size(comm, &here.size);
  const uint64_t sum = mine.sum();
  const std::array<uint64_t, 3> own{static_cast<uint64_t>(code == DAP_OK ? here.size : here.rank), sum, ~sum};
  std::array<uint64_t, 3> least = own;
  const int status = MPI_Allreduce(own.data(), least.data(), 3, MPI_UINT64_T, MPI_MIN, comm);
  if (status != MPI_SUCCESS) return failed("MPI_Allreduce", status, error);
  const int lowest = static_cast<int>(least[0]);
  if (lowest < here.size) return tell_failure(here, lowest, own_error(code, here.rank, error), error);
  return least[1] == ~least[2] ? int32_t{DAP_OK} : tell_difference(here, mine, error);
}

}  // namespace

int32_t agree_as_told(MPI_Comm comm, int32_t code, DAPError &error) noexcept {
  place here = {comm, 0, 1};
  MPI_Comm_rank(comm, &here.rank);
  MPI_Comm_size(comm, &here.size);
  const int own = code == DAP_OK ? here.size : here.rank;
  int lowest = own;
  const int status = MPI_Allreduce(&own, &lowest, 1, MPI_INT, MPI_MIN, comm);
  if (status != MPI_SUCCESS) return failed("MPI_Allreduce", status, &error);
  return lowest < here.size ? tell_failure(here, lowest, error, &error) : int32_t{DAP_OK};
}

}  // namespace dap::mpi

int32_t dap_mpi_agree(MPI_Comm comm, int32_t code, DAPError *error) {
  return dap_mpi_agree_on(comm, code, nullptr, 0, error);
}

int32_t dap_mpi_agree_on(MPI_Comm comm, int32_t code, const DAPArray *array, uint64_t arguments, DAPError *error) {
  using namespace dap::mpi;
  const int32_t checked = check(comm, error);
  if (checked != DAP_OK) return checked;
  const DAPArray *const compared = code == DAP_OK ? array : nullptr;
  const int32_t status = agree(comm, code, fingerprint(compared, arguments), error);
  if (status == DAP_ERROR_DISAGREEMENT) dap_simple_named(error, dap_simple_name(compared));
  return status;
}
