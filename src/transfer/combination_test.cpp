// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/combination.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace dap::transfer {
namespace {

constexpr DAPType boolean{DAP_TYPE_BOOL, 8, 1}, byte{DAP_TYPE_UINT, 8, 1}, uint64{DAP_TYPE_UINT, 64, 1};
constexpr DAPType int8{DAP_TYPE_INT, 8, 1}, int64{DAP_TYPE_INT, 64, 1};
constexpr DAPType real32{DAP_TYPE_FLOAT, 32, 1}, real64{DAP_TYPE_FLOAT, 64, 1};
constexpr DAPType complex64{DAP_TYPE_COMPLEX, 64, 1}, complex128{DAP_TYPE_COMPLEX, 128, 1};
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// In the order of their kinds.
const std::vector<std::vector<DAPType>> kinds{
    {boolean}, {byte, uint64}, {int8, int64}, {real32, real64}, {complex64, complex128}};

TEST(Combination, BecomesTheSameKindOrALaterOne) {
  for (std::size_t from = 0; from < kinds.size(); ++from) {
    for (std::size_t to = 0; to < kinds.size(); ++to) {
      for (const DAPType &source : kinds[from]) {
        for (const DAPType &target : kinds[to]) {
          const auto expected = from <= to ? combination_check::allowed : combination_check::earlier_kind;
          EXPECT_EQ(check({source, target}), expected) << from << " to " << to;
        }
      }
    }
  }
}

TEST(Combination, OfABoolHasNoFactors) {
  EXPECT_EQ(check({boolean, boolean, 2.0}), combination_check::factor_of_bool);
  EXPECT_EQ(check({boolean, boolean, 1.0, 1.0}), combination_check::factor_of_bool);
  EXPECT_TRUE(combination_allowed({boolean, int8, 2.0, 1.0}));
}

TEST(Combination, OfIntegersHasWholeFactors) {
  EXPECT_TRUE(combination_allowed({byte, int64, -3.0, 0x1p62}));
  EXPECT_TRUE(combination_allowed({byte, int64, -0x1p63}));
  for (const double factor : {0.5, 0x1p63, nan, std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(check({byte, int64, factor}), combination_check::fractional_factor);
    EXPECT_EQ(check({byte, int64, 1.0, factor}), combination_check::fractional_factor);
  }
}

TEST(Combination, OfARealTargetHasRealFactors) {
  const std::complex<double> i{0, 1};
  EXPECT_EQ(check({real32, real64, i}), combination_check::complex_factor);
  EXPECT_EQ(check({int8, int64, 1.0, i}), combination_check::complex_factor);
  EXPECT_TRUE(combination_allowed({real32, real64, nan, 0.5}));
  EXPECT_TRUE(combination_allowed({real32, complex64, i, i, true}));
}

TEST(Combination, OfOtherTypesIsACopyAtMost) {
  const DAPType others[] = {{DAP_TYPE_FLOAT, 64, 2},  {DAP_TYPE_FLOAT, 16, 1}, {DAP_TYPE_BFLOAT, 16, 1},
                            {DAP_TYPE_OPAQUE, 24, 1}, {DAP_TYPE_INT, 4, 1},    {DAP_TYPE_BOOL, 1, 1},
                            {DAP_TYPE_COMPLEX, 32, 1}};
  for (const DAPType &other : others) {
    EXPECT_TRUE(combination_allowed({other, other}));
    EXPECT_TRUE(is_plain_copy({other, other}));
    EXPECT_EQ(check({other, other, 2.0}), combination_check::only_copied);
    EXPECT_EQ(check({other, other, 1.0, 0.0, true}), combination_check::only_copied);
    EXPECT_EQ(check({other, real64}), combination_check::only_copied);
    EXPECT_EQ(check({real64, other}), combination_check::only_copied);
  }
}

TEST(Combination, IsAPlainCopyIfNothingChanges) {
  EXPECT_TRUE(is_plain_copy({real64, real64, 1.0, 0.0, true}));
  EXPECT_FALSE(is_plain_copy({complex64, complex64, 1.0, 0.0, true}));
  EXPECT_FALSE(is_plain_copy({real64, real64, 2.0}));
  EXPECT_FALSE(is_plain_copy({real64, real64, 1.0, 1.0}));
  EXPECT_FALSE(is_plain_copy({real32, real64}));
}

}  // namespace
}  // namespace dap::transfer
