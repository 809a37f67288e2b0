// SPDX-License-Identifier: BSD-3-Clause
// For tests: something wrong is passed to a collective call on each rank alone; all ranks are told the same.
#pragma once

#include <mpi.h>

#include <dap/dap.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "testing/mpi_environment.hpp"

namespace dap::mpi::testing {

constexpr int32_t same_code = -1;

// `Passed` is what is passed, right as it is made; expect_untouched(), if it has that, says that nothing was written.
template <typename Passed>
struct fault {
  const char *name;
  int32_t code;
  int32_t rule;  // 0: any
  std::function<void(Passed &)> bend;
  int32_t code_alone = same_code;              // on one rank, which agrees with itself
  bool (*concerns)(const Passed &) = nullptr;  // whether this rank can have it; NULL: every one can
};

// What all ranks are told is what rank 0 is told.
inline void expect_told_alike(int32_t status, const DAPError &error) {
  const auto of_first = [](auto value) {
    MPI_Bcast(&value, static_cast<int>(sizeof value), MPI_BYTE, 0, MPI_COMM_WORLD);
    return value;
  };
  EXPECT_EQ(status, of_first(status));
  EXPECT_EQ(error.rule, of_first(error).rule);
  EXPECT_EQ(error.rank, of_first(error).rank);
  EXPECT_STREQ(error.message, of_first(error).message);
}

inline void expect_told(int32_t status, const DAPError &error, int32_t code, int32_t rule) {
  EXPECT_EQ(status, code) << error.message;
  if (rule != 0) {
    EXPECT_EQ(error.rule, rule) << error.message;
  }
  expect_told_alike(status, error);
}

// Calls run(passed, error, bend) once with each fault on each rank; it makes the call after bend().
template <typename Passed, size_t count, typename Run>
void with_each(const fault<Passed> (&faults)[count], Run &&run) {
  for (const fault<Passed> &each : faults) {
    for (int32_t rank = 0; rank < dap::testing::world_size(); ++rank) {
      SCOPED_TRACE(std::string(each.name) + " on rank " + std::to_string(rank));
      Passed of;
      int32_t is_concerned = each.concerns == nullptr || each.concerns(of) ? 1 : 0;
      MPI_Bcast(&is_concerned, 1, MPI_INT32_T, rank, MPI_COMM_WORLD);
      if (is_concerned == 0) continue;
      DAPError error{};
      const int32_t status = run(of, error, [&] {
        if (dap::testing::world_rank() == rank) each.bend(of);
      });
      const bool is_other = dap::testing::world_size() == 1 && each.code_alone != same_code;
      expect_told(status, error, is_other ? each.code_alone : each.code, is_other ? 0 : each.rule);
      if constexpr (requires { of.expect_untouched(); }) of.expect_untouched();
    }
  }
}

}  // namespace dap::mpi::testing
