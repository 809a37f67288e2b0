// SPDX-License-Identifier: BSD-3-Clause
// What the tests of the Tpetra adapter share: Tpetra's life, Maps with uneven and empty ranks, and a consumer that
// takes anything.
#pragma once

#include <dap/array.h>
#include <dap/mpi.h>
#include <dap/simple.h>
#include <gtest/gtest.h>

#include <Teuchos_DefaultMpiComm.hpp>
#include <Tpetra_Core.hpp>
#include <array>
#include <dap/tpetra.hpp>
#include <string>
#include <vector>

#include "testing/mpi_environment.hpp"

namespace dap::tpetra::testing {

using dap::testing::world_rank;
using dap::testing::world_size;
using global = map::global_ordinal_type;
using teuchos_comm = Teuchos::RCP<const Teuchos::Comm<int>>;

inline const dap::testing::environment_hooks tpetra_life{[] {
                                                           int argc = 0;
                                                           char **argv = nullptr;
                                                           Tpetra::initialize(&argc, &argv);
                                                         },
                                                         [] {
                                                           dap_reclaim(MPI_COMM_WORLD, nullptr, nullptr);
                                                           drop_cached_maps(MPI_COMM_WORLD);
                                                           Tpetra::finalize();
                                                         }};

inline teuchos_comm wrap(MPI_Comm comm) {
  return Teuchos::rcp(new Teuchos::MpiComm<int>(comm));
}
inline teuchos_comm world() {
  static const teuchos_comm &comm = *new teuchos_comm(wrap(MPI_COMM_WORLD));
  return comm;
}

// Uneven, with empty processes among up to six.
inline int64_t count_of(int rank) {
  static constexpr std::array<int64_t, 6> counts = {3, 0, 5, 1, 0, 4};
  return counts[static_cast<size_t>(rank) % counts.size()];
}
inline int64_t start_of(int rank) {
  int64_t start = 0;
  for (int r = 0; r < rank; ++r) start += count_of(r);
  return start;
}

inline Teuchos::RCP<const map> uneven_map(global base = 0, const teuchos_comm &comm = world()) {
  const auto total = static_cast<size_t>(start_of(comm->getSize()));
  return Teuchos::rcp(new map(total, static_cast<size_t>(count_of(comm->getRank())), base, comm));
}

// The indices base + rank, base + rank + size, … of `total`: dealt out in turn, listed.
inline std::vector<global> dealt(int64_t total, global base) {
  std::vector<global> list;
  for (int64_t i = world_rank(); i < total; i += world_size()) list.push_back(static_cast<global>(i) + base);
  return list;
}
inline Teuchos::RCP<const map> listed_map(const std::vector<global> &list, global base) {
  const Teuchos::ArrayView<const global> view(list.data(), static_cast<Teuchos::Ordinal>(list.size()));
  return Teuchos::rcp(new map(Teuchos::OrdinalTraits<size_t>::invalid(), view, base, world()));
}

// Of a consumer that takes and wants everything.
inline DAPRequest any_request() {
  DAPRequest request = {};
  request.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  request.abilities = DAP_MUST_UNDERSTAND | DAP_ABILITY_WRITE;
  return request;
}

inline const double *data_of(const multivector &object) {
  return object.getLocalViewHost(Tpetra::Access::ReadOnly).data();
}

inline double *data_of(const DAPArray &array) {
  return static_cast<double *>(array.parts[0].buffer.data);
}

inline std::vector<double> norms_of(const multivector &object) {
  std::vector<double> norms(object.getNumVectors());
  object.norm1(Teuchos::ArrayView<double>(norms.data(), static_cast<Teuchos::Ordinal>(norms.size())));
  return norms;
}

inline double sum_over_world(double mine) {
  double sum = 0;
  MPI_Allreduce(&mine, &sum, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  return sum;
}

// An array that is released at the end of the scope, and an error whose message failures show.
struct received {
  DAPArray array = {};
  DAPError error = {};

  received() = default;
  received(const received &) = delete;
  received &operator=(const received &) = delete;
  ~received() { release(); }
  void release() {
    if (array.release != nullptr) array.release(&array);
  }
  int32_t take(const Teuchos::RCP<multivector> &object) {
    const DAPRequest request = any_request();
    return multivector_export(object, &request, &array, &error);
  }
};

// Destroys what tests before left in custody, so that the next ones can count.
inline int64_t reclaim() {
  int64_t destroyed = -1;
  EXPECT_EQ(dap_reclaim(MPI_COMM_WORLD, &destroyed, nullptr), DAP_OK);
  return destroyed;
}

inline bool message_has(const DAPError &error, const std::string &text) {
  return std::string(error.message).find(text) != std::string::npos;
}

}  // namespace dap::tpetra::testing
