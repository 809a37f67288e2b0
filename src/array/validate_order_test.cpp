// SPDX-License-Identifier: BSD-3-Clause
// Rule 1650: what is read was counted before, and what may be long comes last. An array that is broken in two places
// is refused for the one that stands in the earlier line.
#include <gtest/gtest.h>

#include <array>

#include "array/sample_arrays.hpp"

namespace {

using namespace dap::array::sample;

constexpr int64_t huge = INT64_C(1) << 62;
DAPExtension unknown_extension{0x80000001U, DAP_EXTENSION_REQUIRED, sizeof(DAPExtension), nullptr};

struct fault {
  int line;
  int32_t rule;
  void (*plant)(bendable_array &);
};

// In the order of the rule; faults of one line are not compared, and none hides what another one needs.
const std::array<fault, 16> faults{{
    {1, 401, [](bendable_array &b) { b.array.version.major = 2; }},
    {2, 401, [](bendable_array &b) { b.distribution.version.major = 2; }},
    {2, 403, [](bendable_array &b) { b.distribution.extensions = &unknown_extension; }},
    {3, 707, [](bendable_array &b) { b.distribution.comm.rank = 6; }},
    {3, 1001, [](bendable_array &b) { b.array.parts = nullptr; }},
    {4, 801, [](bendable_array &b) { b.dims[2].size = -1; }},
    {4, 809, [](bendable_array &b) { b.local[1][1].start = 3; }},
    {4, 812, [](bendable_array &b) { b.local[1][2].num_indices = -4; }},
    {5, 1002, [](bendable_array &b) { b.parts[1].buffer.ndim = 4; }},
    {5, 1004, [](bendable_array &b) { b.shapes[0][1] = 5; }},
    {5, 1006, [](bendable_array &b) { b.parts[0].buffer.type_lanes = 2; }},
    {5, 1007, [](bendable_array &b) { b.parts[1].buffer.device_type = DAP_DEVICE_CUDA; }},
    {6, 1009, [](bendable_array &b) { b.parts[1].capacity = 8; }},
    {6, 1010, [](bendable_array &b) { b.parts[0].buffer.byte_offset = UINT64_MAX; }},
    {7, 813, [](bendable_array &b) { b.list[0] = huge; }},
    {7, 815, [](bendable_array &b) { b.local[0][2].indices = nullptr; }},
}};

int32_t rule_of(const bendable_array &bent) {
  DAPError error{};
  EXPECT_NE(dap_array_validate(&bent.array, &error), DAP_OK);
  return error.rule;
}

TEST(ValidationOrder, IsThatOfTheLinesOfTheRule) {
  for (const fault &earlier : faults) {
    for (const fault &later : faults) {
      if (earlier.line >= later.line) continue;
      bendable_array bent;
      later.plant(bent);
      ASSERT_EQ(rule_of(bent), later.rule);
      earlier.plant(bent);
      EXPECT_EQ(rule_of(bent), earlier.rule) << "with " << later.rule << " besides";
    }
  }
}

}  // namespace
