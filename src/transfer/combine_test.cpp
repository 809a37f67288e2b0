// SPDX-License-Identifier: BSD-3-Clause
// What elements become, where it could go wrong.
#include "transfer/combine.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

namespace dap::transfer {
namespace {

using complex = std::complex<double>;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr DAPType boolean{DAP_TYPE_BOOL, 8, 1};

template <typename Element>
DAPType type_of() {
  constexpr auto bits = static_cast<uint8_t>(8 * sizeof(Element));
  if constexpr (std::is_floating_point_v<Element>) return {DAP_TYPE_FLOAT, bits, 1};
  if constexpr (std::is_integral_v<Element>) return {std::is_signed_v<Element> ? DAP_TYPE_INT : DAP_TYPE_UINT, bits, 1};
  return {DAP_TYPE_COMPLEX, bits, 1};
}

template <typename To, typename From>
std::vector<To> combined(const combination &asked, const std::vector<From> &from, std::vector<To> to) {
  EXPECT_TRUE(combination_allowed(asked));
  run_list list;
  list.begin_group();
  list.add(0, static_cast<int64_t>(from.size()));
  const run_view along{list.groups(), list.runs()};
  const int64_t stride = sizeof(To);
  unpack_combined({{&along, 1}, {&stride, 1}, sizeof(To)}, reinterpret_cast<const std::byte *>(from.data()),
                  reinterpret_cast<std::byte *>(to.data()), asked);
  return to;
}

template <typename To, typename From>
std::vector<To> converted(const std::vector<From> &from) {
  return combined({type_of<From>(), type_of<To>()}, from, std::vector<To>(from.size(), To(77)));
}

TEST(Combine, LosesNothingOfIntegers) {
  constexpr int64_t high = std::numeric_limits<int64_t>::max(), low = std::numeric_limits<int64_t>::min();
  constexpr uint64_t highest = std::numeric_limits<uint64_t>::max();
  EXPECT_EQ((converted<int64_t, int64_t>({high, low, high - 1})), (std::vector<int64_t>{high, low, high - 1}));
  EXPECT_EQ((converted<uint64_t, uint64_t>({highest, highest - 1})), (std::vector<uint64_t>{highest, highest - 1}));
  EXPECT_EQ((converted<int64_t, int8_t>({-128, 127})), (std::vector<int64_t>{-128, 127}));
  EXPECT_EQ((converted<int64_t, uint32_t>({0xffffffff})), (std::vector<int64_t>{0xffffffff}));
  const combination sum{type_of<int64_t>(), type_of<int64_t>(), 1.0, 1.0};
  EXPECT_EQ((combined<int64_t, int64_t>(sum, {high - 5}, {3})), (std::vector<int64_t>{high - 2}));
}

TEST(Combine, TakesIntegersModuloTheirWidth) {
  EXPECT_EQ((converted<int8_t, int32_t>({300, -129})), (std::vector<int8_t>{44, 127}));
  EXPECT_EQ((converted<int8_t, uint8_t>({255})), (std::vector<int8_t>{-1}));
  constexpr int64_t high = std::numeric_limits<int64_t>::max();
  const combination asked{type_of<int64_t>(), type_of<int64_t>(), 2.0, -1.0};
  EXPECT_EQ((combined<int64_t, int64_t>(asked, {high}, {5})), (std::vector<int64_t>{-7}));
}

TEST(Combine, RoundsToTheTarget) {
  constexpr int64_t odd = (int64_t{1} << 53) + 1;
  EXPECT_EQ((converted<double, int64_t>({odd})), (std::vector<double>{0x1p53}));
  EXPECT_EQ((converted<double, uint64_t>({std::numeric_limits<uint64_t>::max()})), (std::vector<double>{0x1p64}));
  EXPECT_EQ((converted<float, double>({0.1, 1e300, -1e300})),
            (std::vector<float>{0.1F, static_cast<float>(infinity), static_cast<float>(-infinity)}));
  EXPECT_EQ((converted<complex, float>({0.5F})), (std::vector<complex>{{0.5, 0}}));
  EXPECT_EQ((converted<std::complex<float>, complex>({{0.1, -0.2}})),
            (std::vector<std::complex<float>>{{0.1F, -0.2F}}));
}

TEST(Combine, OfABoolIsOneOrZero) {
  const std::vector<uint8_t> flags{0, 1, 2, 255};
  EXPECT_EQ((combined<double, uint8_t>({boolean, type_of<double>(), 3.0}, flags, std::vector<double>(4))),
            (std::vector<double>{0, 3, 3, 3}));
  EXPECT_EQ((combined<int16_t, uint8_t>({boolean, type_of<int16_t>()}, flags, std::vector<int16_t>(4))),
            (std::vector<int16_t>{0, 1, 1, 1}));
  EXPECT_EQ((combined<complex, uint8_t>({boolean, type_of<complex>()}, flags, std::vector<complex>(4))),
            (std::vector<complex>{0, 1, 1, 1}));
  EXPECT_EQ((combined<uint8_t, uint8_t>({boolean, boolean}, flags, std::vector<uint8_t>(4))), flags);
}

TEST(Combine, DoesNotReadWhatIsMultipliedByZero) {
  const DAPType real = type_of<double>(), pair = type_of<complex>();
  EXPECT_EQ((combined<double, double>({real, real, 2.0}, {1, 2}, {nan, infinity})), (std::vector<double>{2, 4}));
  EXPECT_EQ((combined<double, double>({real, real, 0.0, 2.0}, {nan, infinity}, {1, 2})), (std::vector<double>{2, 4}));
  EXPECT_EQ((combined<double, double>({real, real, 0.0, 0.0}, {nan}, {nan})), (std::vector<double>{0}));
  EXPECT_EQ((combined<complex, complex>({pair, pair, 2.0}, {{1, 2}}, {{nan, nan}})), (std::vector<complex>{{2, 4}}));
}

TEST(Combine, KeepsInfinitiesApartUnderRealFactors) {
  const DAPType pair = type_of<complex>();
  const auto found = combined<complex, complex>({pair, pair, 2.0, 3.0}, {{infinity, 1}}, {{1, -infinity}});
  EXPECT_EQ(found, (std::vector<complex>{{infinity, -infinity}}));
}

TEST(Combine, ConjugatesTheSourceAlone) {
  const DAPType pair = type_of<complex>(), real = type_of<double>();
  const combination asked{pair, pair, {0, 1}, {2, 1}, true};
  EXPECT_EQ((combined<complex, complex>(asked, {{1, 2}}, {{3, 4}})), (std::vector<complex>{{4, 12}}));
  EXPECT_EQ((combined<double, double>({real, real, 1.0, 1.0, true}, {5}, {1})), (std::vector<double>{6}));
}

TEST(Combine, CopiesLanes) {
  const DAPType lanes{DAP_TYPE_FLOAT, 64, 2};
  EXPECT_EQ((combined<complex, complex>({lanes, lanes}, {{1, 2}, {3, 4}}, {0, 0})),
            (std::vector<complex>{{1, 2}, {3, 4}}));
}

TEST(Combine, TakesMoreThanABatch) {
  std::vector<float> from(1000);
  for (std::size_t i = 0; i < from.size(); ++i) from[i] = static_cast<float>(i);
  const auto found = combined<double, float>({type_of<float>(), type_of<double>(), 2.0, 1.0}, from,
                                             std::vector<double>(from.size(), 0.5));
  for (std::size_t i = 0; i < from.size(); ++i) ASSERT_EQ(found[i], 2.0 * static_cast<double>(i) + 0.5);
}

}  // namespace
}  // namespace dap::transfer
