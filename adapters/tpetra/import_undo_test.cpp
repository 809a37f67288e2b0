// SPDX-License-Identifier: BSD-3-Clause
// Imports that run out of memory on one rank while they take the array over: all arrays are as they were.
#include <cstring>

#include "import_testing.hpp"
#include "testing/scarce_memory.hpp"

namespace dap::tpetra::testing {
namespace {

// Of a distribution whose Map is known: after that, an import is the object, what hangs on it, and the source.
class TpetraUndo : public ::testing::Test {
 protected:
  void import_once() {
    DAPArray array = memory_.make(*distribution_);
    imported_object in;
    num_allocations = 0;
    ASSERT_EQ(in.take(array), DAP_OK) << in.error.message;
    needed_ = num_allocations;
  }

  // With one allocation less than is needed, two less, … on one rank.
  void fail_on(int rank, int64_t missing) {
    DAPArray array = memory_.make(*distribution_);
    const DAPArray before = array;
    const int destroyed = memory_.destroyed;
    imported_object in;
    if (world_rank() == rank) granted = needed_ - missing;
    const int32_t status = in.take(array);
    granted = -1;

    EXPECT_EQ(status, DAP_ERROR_MEMORY) << in.error.message;
    EXPECT_TRUE(in.object.is_null());
    EXPECT_EQ(std::memcmp(&array, &before, sizeof array), 0) << "the array is the caller's, bit by bit";
    EXPECT_EQ(memory_.destroyed, destroyed);
    EXPECT_EQ(array.access(&array, DAP_ACCESS_WRITE, nullptr, nullptr), DAP_OK) << "and nobody else holds it";
    array.release(&array);
    EXPECT_EQ(memory_.destroyed, destroyed + 1);
  }

  distribution_ptr distribution_ = blocks(dap_dim_balanced(11, world_size()));
  producer memory_;
  int64_t needed_ = 0;
};

TEST_F(TpetraUndo, GivesTheArrayBackOnAllRanks) {
  import_once();
  import_once();
  for (int rank = 0; rank < world_size(); ++rank) {
    for (int64_t missing = 1; missing <= 3; ++missing) fail_on(rank, missing);
  }
  import_once();
}

}  // namespace
}  // namespace dap::tpetra::testing
