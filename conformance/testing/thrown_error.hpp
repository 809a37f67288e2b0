// SPDX-License-Identifier: BSD-3-Clause
// For tests of the C++ faces: what a call throws, as the C error behind it.
#pragma once

#include <gtest/gtest.h>

#include <dap/dap.hpp>
#include <utility>

namespace dap::testing {

// The test fails if `call` throws nothing.
template <typename Call>
DAPError thrown_by(Call &&call) {
  try {
    std::forward<Call>(call)();
  } catch (const error &failure) {
    return failure.details();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

}  // namespace dap::testing
