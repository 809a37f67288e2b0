// SPDX-License-Identifier: BSD-3-Clause
// What importing keeps per communicator: a duplicate of it, and the Maps of distributions seen before.
#include "map_cache.hpp"

#include <Kokkos_Core.hpp>
#include <Teuchos_DefaultMpiComm.hpp>
#include <algorithm>
#include <stdexcept>

#include "failure.hpp"
#include "watch.hpp"

namespace dap::tpetra {
namespace detail {
namespace {

// Never destroyed: Maps must not die after Kokkos, nor communicators after MPI.
std::list<communicator> &communicators() {
  static auto &list = *new std::list<communicator>;
  return list;
}

std::list<communicator>::iterator find_congruent(MPI_Comm comm) {
  return std::find_if(communicators().begin(), communicators().end(), [&](const communicator &known) {
    int result = MPI_UNEQUAL;
    return MPI_Comm_compare(known.raw(), comm, &result) == MPI_SUCCESS &&
           (result == MPI_CONGRUENT || result == MPI_IDENT);
  });
}

}  // namespace

communicator &communicator::of(MPI_Comm comm) {
  const auto known = find_congruent(comm);
  return known != communicators().end() ? *known : communicators().emplace_back(comm);
}

void communicator::forget(MPI_Comm comm) {
  const auto known = find_congruent(comm);
  if (known != communicators().end()) communicators().erase(known);
}

communicator::communicator(MPI_Comm comm) {
  if (MPI_Comm_dup(comm, &raw_) != MPI_SUCCESS) throw std::runtime_error("MPI_Comm_dup failed");
  // Freed with the last Map on it, if MPI still runs then.
  const auto wrapped = Teuchos::opaqueWrapper(raw_, Teuchos::details::safeCommFree);
  comm_ = Teuchos::rcp(new Teuchos::MpiComm<int>(wrapped));
}

const communicator::cached *communicator::find(const DAPDistribution &distribution) const {
  const auto known = std::find_if(maps_.begin(), maps_.end(), [&](const cached &each) {
    return each.id_space == distribution.id_space && each.id == distribution.id;
  });
  return known == maps_.end() ? nullptr : &*known;
}

void communicator::use(const cached &found) {
  const auto place = std::find_if(maps_.begin(), maps_.end(), [&](const cached &each) { return &each == &found; });
  maps_.splice(maps_.begin(), maps_, place);
}

std::list<communicator::cached> communicator::prepare(const DAPDistribution &distribution,
                                                      const Teuchos::RCP<const map> &rows) {
  std::list<cached> prepared;
  prepared.push_back({distribution.id_space, distribution.id, rows});
  return prepared;
}

void communicator::keep(std::list<cached> &&prepared) noexcept {
  prepared.front().serial = ++last_serial_;
  maps_.splice(maps_.begin(), prepared);
  if (maps_.size() > max_cached_maps) maps_.pop_back();
}

}  // namespace detail

void drop_cached_maps(MPI_Comm comm) noexcept {
  int running = 0;
  int finished = 0;
  MPI_Initialized(&running);
  MPI_Finalized(&finished);
  if (comm == MPI_COMM_NULL || running == 0 || finished != 0 || !Kokkos::is_initialized()) return;
  static_cast<void>(detail::guarded(nullptr, [&] {
    detail::sweep();
    detail::communicator::forget(comm);
    return DAP_OK;
  }));
}

}  // namespace dap::tpetra
