// SPDX-License-Identifier: BSD-3-Clause
// What the exporter of examples/smallest_fortran makes, as C and C++ see it.
#include <gtest/gtest.h>

#include <dap/dap.hpp>

extern "C" int32_t export_counting(void *object, const DAPRequest *request, DAPArray *array, DAPError *error);

namespace {

struct counting_numbers {
  int64_t size;
  int32_t rank, num_ranks;
};

const DAPProvider provider{{1, 0}, "counting in Fortran", export_counting, {}};

TEST(FortranExporter, IsSeenByASimpleViewOnEveryRank) {
  for (int32_t rank = 0; rank < 3; ++rank) {
    counting_numbers numbers{10, rank, 3};
    auto array = dap::array::from(provider, &numbers, dap_simple_request(1));
    array.validate();
    const DAPSimpleView view = array.view<double>();

    dap::opening writing(array, DAP_ACCESS_WRITE);
    EXPECT_EQ(view.ndim, 1);
    EXPECT_EQ(view.rank, rank);
    EXPECT_EQ(view.size[0], 10);
    EXPECT_EQ(view.shape[0], rank == 0 ? 4 : 3);
    EXPECT_EQ(view.start[0], rank == 0 ? 0 : 3 * rank + 1);
    EXPECT_EQ(view.writable, 1);
    for (int64_t i = 0; i < view.shape[0]; ++i) {
      EXPECT_EQ(static_cast<const double *>(view.data)[i], static_cast<double>(view.start[0] + i));
    }
  }
}

TEST(FortranExporter, ExportsAnEmptyPart) {
  counting_numbers numbers{2, 2, 3};
  const auto array = dap::array::from(provider, &numbers, dap_simple_request(0));
  array.validate();

  EXPECT_EQ(array.view<double>().num_owned, 0);
}

TEST(FortranExporter, RefusesWithASentence) {
  counting_numbers numbers{10, 0, 3};
  DAPRequest request = dap_simple_request(0);
  request.demands = DAP_DEMAND_HALO;
  DAPArray array;
  DAPError error;

  EXPECT_EQ(export_counting(&numbers, &request, &array, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(array.release, nullptr);
  EXPECT_EQ(error.code, DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, 1102);
  EXPECT_STREQ(error.message, "the array is writable, contiguous, in blocks, and no more");
}

TEST(FortranExporter, TakesNullForAnErrorThatNobodyWants) {
  counting_numbers numbers{10, 0, 3};
  DAPRequest request = dap_simple_request(0);
  request.version.major = 2;
  DAPArray array;

  EXPECT_EQ(export_counting(&numbers, &request, &array, nullptr), DAP_ERROR_VERSION);
  EXPECT_EQ(array.release, nullptr);
}

}  // namespace
