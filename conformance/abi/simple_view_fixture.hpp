// SPDX-License-Identifier: BSD-3-Clause
// A view of the sample array, and what a refusal has to look like.
#pragma once

#include <cstring>
#include <limits>

#include "sample.hpp"

namespace dap::testing {

constexpr int64_t huge = std::numeric_limits<int64_t>::max();

class simple_view_fixture : public ::testing::Test {
 protected:
  int32_t look() { return dap_simple_view(&it.array, DAP_TYPE_FLOAT, 64, &view, &error); }
  double at(int64_t row, int64_t column) {
    const std::array<int64_t, 2> index{row, column};
    return *static_cast<double *>(dap_simple_element(&view, index.data()));
  }
  // A refusal leaves the view as it was, and says why.
  void refuses(int32_t code, int32_t rule, int32_t dim, const std::string &message) {
    DAPSimpleView before;
    std::memset(&view, 0x5a, sizeof view);
    std::memcpy(&before, &view, sizeof view);

    const int32_t status = look();

    expect_refusal(status, error, code, rule, dim, message);
    EXPECT_EQ(std::memcmp(&before, &view, sizeof view), 0);
    EXPECT_EQ(dap_simple_view(&it.array, DAP_TYPE_FLOAT, 64, &view, nullptr), code);
  }

  sample it;
  DAPSimpleView view{};
  DAPError error{};
};

}  // namespace dap::testing
