// SPDX-License-Identifier: BSD-3-Clause
// For tests: one way to break an array, and what is to be said about it.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "array/sample_arrays.hpp"

namespace dap::array::sample {

struct refused_case {
  const char *name;
  void (*bend)(bendable_array &);
  int32_t code;
  int32_t rule;
  int32_t dim;
  int64_t expected;
  int64_t found;
};

inline std::string name_of(const ::testing::TestParamInfo<refused_case> &info) {
  return info.param.name;
}

inline std::ostream &operator<<(std::ostream &out, const refused_case &broken) {
  return out << broken.name;
}

// Everything that an error is to say.
inline void expect_told(const refused_case &broken, const DAPError &error) {
  const std::string message = error.message;
  EXPECT_EQ(error.code, broken.code) << message;
  EXPECT_EQ(error.rule, broken.rule) << message;
  EXPECT_EQ(error.dim, broken.dim) << message;
  EXPECT_EQ(error.expected, broken.expected) << message;
  EXPECT_EQ(error.found, broken.found) << message;
  EXPECT_NE(message.find("spec " + std::to_string(broken.rule) + ")"), std::string::npos) << message;
  if (broken.dim >= 0) {
    EXPECT_EQ(message.rfind("dimension " + std::to_string(broken.dim) + ": ", 0), 0U) << message;
  }
}

}  // namespace dap::array::sample
