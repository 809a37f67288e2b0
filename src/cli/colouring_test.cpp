// SPDX-License-Identifier: BSD-3-Clause
// Neighbours have different colours.
#include "cli/colouring.hpp"

#include <gtest/gtest.h>

#include <set>

#include "cli/sample_files.hpp"

namespace dap::cli {
namespace {

picture shown(const json::distribution_file &file) {
  return picture_of(holdings(file), "");
}

TEST(Colouring, GivesEachOfAFewRanksItsOwn) {
  const std::vector<size_t> colours = shown(sample::blocks({8}, {8})).colours;

  EXPECT_EQ(std::set<size_t>(colours.begin(), colours.end()).size(), 8U);
}

void expect_neighbours_to_differ(const json::distribution_file &file, int64_t rows, int64_t columns, bool wraps) {
  const std::vector<size_t> colours = shown(file).colours;
  for (int64_t i = 0; i < rows; ++i) {
    for (int64_t j = 0; j < columns; ++j) {
      for (const auto &[down, across] : {std::pair{0, 1}, {1, 0}, {1, 1}, {1, -1}}) {
        const int64_t column = wraps ? (j + across + columns) % columns : j + across;
        if (i + down >= rows || column < 0 || column >= columns) continue;
        EXPECT_NE(colours[static_cast<size_t>(i * columns + j)],
                  colours[static_cast<size_t>((i + down) * columns + column)])
            << i << ", " << j << " and " << i + down << ", " << column;
      }
    }
  }
}

TEST(Colouring, TellsAThousandRanksOfAGridApart) {
  expect_neighbours_to_differ(sample::blocks({100, 160}, {25, 40}), 25, 40, false);
}

TEST(Colouring, TellsThoseApartWhoMeetAcrossTheEnds) {
  json::distribution_file file = sample::blocks({30, 34}, {15, 17});
  file.dims[1].flags |= DAP_DIM_PERIODIC;
  const std::vector<size_t> colours = shown(file).colours;

  for (size_t i = 0; i < 15; ++i) EXPECT_NE(colours[17 * i], colours[17 * i + 16]) << i;
}

TEST(Colouring, TellsBoxesApartThatTouch) {
  std::vector<std::vector<std::array<int64_t, 2>>> boxes;
  for (int64_t i = 0; i < 12; ++i) {  // a wall of bricks
    for (int64_t j = 0; j < 4; ++j) {
      boxes.push_back({{i, i + 1}, {3 * j + i % 3, 3 * j + 3 + i % 3}});
    }
  }
  const picture found = shown(sample::boxes({12, 14}, boxes));

  const auto touch = [&](size_t a, size_t b, size_t d) {
    return boxes[a][d][0] <= boxes[b][d][1] && boxes[b][d][0] <= boxes[a][d][1];
  };
  for (size_t a = 0; a < boxes.size(); ++a) {
    for (size_t b = 0; b < a; ++b) {
      const bool differ = found.colours[a] != found.colours[b];
      EXPECT_TRUE(differ || !touch(a, b, 0) || !touch(a, b, 1)) << a << " and " << b;
    }
  }
}

}  // namespace
}  // namespace dap::cli
