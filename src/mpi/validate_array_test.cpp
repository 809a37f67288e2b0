// SPDX-License-Identifier: BSD-3-Clause
// Validation of arrays by all processes together: what is wrong on one rank is told on all, and openings end.
#include <dap/mpi.h>
#include <gtest/gtest.h>

#include <string>

#include "array/broken_worlds.hpp"
#include "mpi/stored_world.hpp"
#include "testing/mpi_environment.hpp"

namespace {

using namespace dap::array::sample;
using dap::testing::world_rank;
using dap::testing::world_size;

int32_t halos(stored_array &mine, DAPError *error) {
  return dap_mpi_validate_halos(MPI_COMM_WORLD, &mine.array, error);
}
int32_t replicas_of(stored_array &mine, DAPError *error) {
  return dap_mpi_validate_replicas(MPI_COMM_WORLD, &mine.array, error);
}

// Counts what is open; one rank may refuse.
struct counted_access {
  static inline int open = 0;
  static inline int opened = 0;
  static inline bool refuses = false;
  static int32_t access(DAPArray *, uint32_t mode, void **, DAPError *error) {
    if (mode == (DAP_ACCESS_READ | DAP_ACCESS_END)) {
      --open;
      return DAP_OK;
    }
    if (refuses) return dap_simple_fail(error, DAP_ERROR_BUSY, DAP_RULE_BUSY, -1, world_rank(), 0, 1, "busy");
    ++open;
    ++opened;
    return DAP_OK;
  }
};

TEST(ValuesAccess, IsOpenedForReadingAndEndedOnAllRanks) {
  world all = world_of(plain_replicas(world_size()));
  stored_array stored(*all[static_cast<size_t>(world_rank())]);
  stored.array.access = counted_access::access;
  counted_access::opened = 0;
  EXPECT_EQ(halos(stored, nullptr), DAP_OK);
  EXPECT_EQ(replicas_of(stored, nullptr), DAP_OK);
  EXPECT_EQ(dap_mpi_validate(MPI_COMM_WORLD, &stored.array, nullptr), DAP_OK);
  EXPECT_EQ(counted_access::opened, 2);
  EXPECT_EQ(counted_access::open, 0);
}

TEST(ValuesAccess, RefusedOnOneRankIsRefusedOnAllAndEndedWhereItWasGranted) {
  world all = world_of(plain_replicas(world_size()));
  stored_array stored(*all[static_cast<size_t>(world_rank())]);
  stored.array.access = counted_access::access;
  counted_access::refuses = world_rank() == world_size() - 1;
  DAPError error = {};

  EXPECT_EQ(replicas_of(stored, &error), DAP_ERROR_BUSY);

  EXPECT_EQ(error.rank, world_size() - 1);
  EXPECT_EQ(counted_access::open, 0);
  counted_access::refuses = false;
}

TEST(ValuesAccess, OfADeviceIsRefusedByAll) {
  world all = world_of(plain_rows(world_size()));
  stored_array stored(*all[static_cast<size_t>(world_rank())], {}, DAP_FEATURE_DEVICE);
  if (world_rank() == world_size() - 1) stored.part(0).buffer.device_type = DAP_DEVICE_CUDA;
  DAPError error = {};
  EXPECT_EQ(dap_mpi_validate(MPI_COMM_WORLD, &stored.array, &error), DAP_OK) << error.message;
  EXPECT_EQ(halos(stored, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_CONSUMER_LIMIT);
  EXPECT_EQ(error.rank, world_size() - 1);
}

struct broken_array {
  const char *name;
  void (*bend)(stored_array &);
  int32_t code;
  int32_t rule;
  const char *words;
};

const broken_array broken_arrays[] = {
    {"Released", [](stored_array &a) { a.array.release = nullptr; }, DAP_ERROR_ARGUMENT, 501, "released"},
    {"MajorVersion", [](stored_array &a) { a.array.version.major = 2; }, DAP_ERROR_VERSION, 401, "major version"},
    {"UnknownFeature", [](stored_array &a) { a.array.flags |= UINT64_C(1) << 47; }, DAP_ERROR_UNSUPPORTED, 403,
     "feature bit 47"},
    {"NoDistribution", [](stored_array &a) { a.array.distribution = nullptr; }, DAP_ERROR_INVALID, 502,
     "no distribution"},
    {"PartsNull", [](stored_array &a) { a.array.parts = nullptr; }, DAP_ERROR_INVALID, 1001, "parts is NULL"},
    {"Shape", [](stored_array &a) { ++a.part(0).buffer.shape[0]; }, DAP_ERROR_INVALID, 1004, ""},
    {"Type",
     [](stored_array &a) {
       a.array.type_code = DAP_TYPE_INT;
       a.part(0).buffer.type_code = DAP_TYPE_INT;
     },
     DAP_ERROR_DISAGREEMENT, 1302, "type_code: 0 on rank 1, but 2 on rank 0"},
    {"Claim", [](stored_array &a) { a.array.flags |= DAP_ARRAY_HALO_FACES; }, DAP_ERROR_DISAGREEMENT, 1302,
     "the flags of the array: 0x"},
    {"Writable", [](stored_array &a) { a.array.flags |= DAP_ARRAY_WRITABLE; }, DAP_ERROR_DISAGREEMENT, 1302,
     "the flags of the array: 0x"},
};

TEST(ValidateArray, TellsAllWhatIsWrongOnOneRank) {
  if (world_size() < 2) return;
  for (const broken_array &broken : broken_arrays) {
    world all = world_of(plain_rows(world_size()));
    stored_array stored(*all[static_cast<size_t>(world_rank())]);
    if (world_rank() == 1) broken.bend(stored);
    DAPError error = {};

    EXPECT_EQ(dap_mpi_validate(MPI_COMM_WORLD, &stored.array, &error), broken.code) << broken.name;

    EXPECT_EQ(error.rule, broken.rule) << broken.name << ": " << error.message;
    EXPECT_NE(std::string(error.message).find(broken.words), std::string::npos) << error.message;
    EXPECT_EQ(error.rank, 1) << error.message;
    EXPECT_NE(std::string(error.message).find("(rank 1; spec "), std::string::npos) << error.message;
  }
}

TEST(ValidateArray, TellsAllThatOneRankPassesNull) {
  world all = world_of(plain_rows(world_size()));
  stored_array stored(*all[static_cast<size_t>(world_rank())]);
  const bool is_last = world_rank() == world_size() - 1;
  DAPError error = {};
  EXPECT_EQ(dap_mpi_validate(MPI_COMM_WORLD, is_last ? nullptr : &stored.array, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rank, world_size() - 1);
  EXPECT_EQ(dap_mpi_validate_halos(MPI_COMM_WORLD, is_last ? nullptr : &stored.array, &error), DAP_ERROR_ARGUMENT);
}

}  // namespace
