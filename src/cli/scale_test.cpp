// SPDX-License-Identifier: BSD-3-Clause
// Scales and the numbers beside them.
#include "cli/scale.hpp"

#include <gtest/gtest.h>

namespace dap::cli {
namespace {

double six_each(const std::string &label) {
  return 6.0 * static_cast<double>(label.size());
}

std::vector<std::string> labels_of(const std::vector<tick> &ticks) {
  std::vector<std::string> labels;
  for (const tick &each : ticks) labels.push_back(each.label);
  return labels;
}

axis plane_side(int64_t size) {
  axis side;
  side.stores = {{0, 0, size, storage::owned}};
  return side;
}

TEST(Scale, IsInProportionWhereAllCanBeSeen) {
  const scale along(0, 10, 100, {0, 4, 10}, 5);

  EXPECT_TRUE(along.is_even());
  EXPECT_DOUBLE_EQ(along.at(4), 40);
  EXPECT_DOUBLE_EQ(along.unit(), 10);
}

TEST(Scale, ShowsOneElementBesideAThousandMillion) {
  const scale along(0, 1000000001, 100, {1}, 5);

  EXPECT_FALSE(along.is_even());
  EXPECT_DOUBLE_EQ(along.at(1), 5);
  EXPECT_DOUBLE_EQ(along.at(1000000001), 100);
  EXPECT_NEAR(along.at(500000001), 52.5, 1e-6);
}

TEST(Scale, IsInProportionWhereThereIsNoRoomForAll) {
  EXPECT_TRUE(scale(0, 100, 10, {1, 2, 3, 4}, 5).is_even());
}

TEST(Scale, TellsPositionsApartThatAreFarFromZero) {
  const int64_t far = -(int64_t{1} << 56);
  const scale along(far, 5, 100, {far + 1, 0}, 5);

  EXPECT_DOUBLE_EQ(along.at(far), 0);
  EXPECT_DOUBLE_EQ(along.at(far + 1), 5);
  EXPECT_DOUBLE_EQ(along.at(0), 95);
  EXPECT_DOUBLE_EQ(along.at(1), 96);
}

TEST(Scale, OfNothingAndOfEverythingHasPlaces) {
  EXPECT_DOUBLE_EQ(scale(0, 0, 100).at(0), 0);
  EXPECT_NEAR(scale(-INT64_MAX, INT64_MAX, 100).at(0), 50, 1e-9);
}

TEST(Ticks, NumberElementsInTheMiddle) {
  const scale along(0, 4, 80);

  const std::vector<tick> ticks = ticks_of(plane_side(4), {0, 4}, along, six_each, true);

  EXPECT_EQ(labels_of(ticks), (std::vector<std::string>{"0", "1", "2", "3"}));
  EXPECT_DOUBLE_EQ(ticks[0].place, 10);
}

TEST(Ticks, StandAtBordersWhereThereAreManyElements) {
  const scale along(0, 2161, 300);

  EXPECT_EQ(labels_of(ticks_of(plane_side(2161), {0, 1081, 2161}, along, six_each, false)),
            (std::vector<std::string>{"0", "1081", "2161"}));
}

TEST(Ticks, AreRoundWhereThereAreManyBorders) {
  std::vector<int64_t> borders;
  for (int64_t i = 0; i <= 4320; i += 9) borders.push_back(i);

  EXPECT_EQ(labels_of(ticks_of(plane_side(4320), borders, scale(0, 4320, 150), six_each, false)),
            (std::vector<std::string>{"0", "1000", "2000", "3000", "4000"}));
}

TEST(Ticks, NameTheEndWhereThereIsRoom) {
  std::vector<int64_t> borders;
  for (int64_t i = 0; i <= 1000; i += 25) borders.push_back(i);

  EXPECT_EQ(labels_of(ticks_of(plane_side(1000), borders, scale(0, 1000, 250), six_each, false)),
            (std::vector<std::string>{"0", "200", "400", "600", "800", "1000"}));
}

// Forty blocks: no row of numbers that looks as if the grid ended at 9.
TEST(Ticks, NameEverySecondCoordinateWhereThereIsNoRoomForAll) {
  std::vector<mark> marks;
  for (int64_t c = 0; c < 40; ++c) marks.push_back({{25 * c, 25 * c + 25}, c});

  const std::vector<std::string> all = labels_of(ticks_of(marks, scale(0, 1000, 640), six_each));
  const std::vector<std::string> some = labels_of(ticks_of(marks, scale(0, 1000, 500), six_each));

  EXPECT_EQ(all.size(), 40U);
  EXPECT_EQ(some.size(), 20U);
  EXPECT_EQ(some.back(), "38");
}

TEST(Ticks, NameWhatKeepsApartOfCoordinatesThatComeAgainAndAgain) {
  std::vector<mark> marks;
  for (int64_t block = 0; block < 100; ++block) marks.push_back({{block, block + 1}, block % 2});

  const std::vector<tick> ticks = ticks_of(marks, scale(0, 100, 300), six_each);

  ASSERT_GT(ticks.size(), 20U);
  for (size_t i = 1; i < ticks.size(); ++i) EXPECT_GE(ticks[i].place - ticks[i - 1].place, 9);
}

TEST(Ticks, OfAPartsStorageSayWhatIsStoredAndMarkTheExterior) {
  axis side;
  side.stores = {{0, -2, 2, storage::exterior}, {2, 0, 40, storage::owned}, {42, 40, 1, storage::halo}};

  EXPECT_EQ(labels_of(ticks_of(side, {}, scale(0, 43, 200), six_each, false)),
            (std::vector<std::string>{"×", "0 – 39", "40"}));
}

TEST(Ticks, KeepApart) {
  std::vector<int64_t> borders;
  for (int64_t i = 0; i < 500; ++i) borders.push_back(i * i * i * 1000003);
  const int64_t size = borders.back() + 1;
  borders.push_back(size);
  for (const double length : {30.0, 100.0, 333.0, 900.0}) {
    const std::vector<tick> ticks = ticks_of(plane_side(size), borders, scale(0, size, length), six_each, false);
    for (size_t i = 1; i < ticks.size(); ++i) {
      EXPECT_GE(ticks[i].place - ticks[i - 1].place, (six_each(ticks[i].label) + six_each(ticks[i - 1].label)) / 2);
    }
  }
}

}  // namespace
}  // namespace dap::cli
