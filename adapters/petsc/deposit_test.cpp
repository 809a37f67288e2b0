// SPDX-License-Identifier: BSD-3-Clause
// A deposit gives the array back untouched, unless it was committed.
#include "deposit.hpp"

#include <dap/simple.h>
#include <gtest/gtest.h>

namespace dap::petsc {
namespace {

// An array that counts what is done to it.
struct counted {
  int num_released = 0;
  int num_accessed = 0;
  DAPArray array = {};

  counted() {
    array.private_data = this;
    array.release = [](DAPArray *self) {
      ++static_cast<counted *>(self->private_data)->num_released;
      self->release = nullptr;
    };
    array.access = [](DAPArray *self, uint32_t, void **, DAPError *) {
      ++static_cast<counted *>(self->private_data)->num_accessed;
      self->producer_word = 7;
      return int32_t{DAP_OK};
    };
  }
};

TEST(PetscDeposit, GivesTheArrayBackUntouched) {
  counted given;
  DAPArray stand_in = {};
  deposit::of(given.array, stand_in);

  dap_simple_release(&stand_in);
  EXPECT_EQ(given.num_released, 0);
  EXPECT_NE(given.array.release, nullptr);
  EXPECT_EQ(given.array.producer_word, 0U);
}

TEST(PetscDeposit, CommittedArrayIsReleasedOnceWithIt) {
  counted given;
  DAPArray stand_in = {};
  deposit *made = deposit::of(given.array, stand_in);

  made->commit(given.array);
  EXPECT_EQ(given.array.release, nullptr) << "moved in";
  EXPECT_EQ(given.num_released, 0);
  dap_simple_release(&stand_in);
  EXPECT_EQ(given.num_released, 1);
}

TEST(PetscDeposit, ForwardsAccessAndKeepsTheProducersState) {
  counted given;
  DAPArray stand_in = {};
  deposit *made = deposit::of(given.array, stand_in);
  made->commit(given.array);

  EXPECT_EQ(dap_simple_access(&stand_in, DAP_ACCESS_READ, nullptr), DAP_OK);
  EXPECT_EQ(given.num_accessed, 1);
  EXPECT_EQ(stand_in.producer_word, 0U) << "the state is that of the array, not of what stands for it";

  dap_simple_release(&stand_in);
}

TEST(PetscDeposit, NeedsNoAccessWhereTheArrayNeedsNone) {
  counted given;
  given.array.access = nullptr;
  DAPArray stand_in = {};
  deposit::of(given.array, stand_in);

  EXPECT_EQ(stand_in.access, nullptr);

  dap_simple_release(&stand_in);
}

}  // namespace
}  // namespace dap::petsc
