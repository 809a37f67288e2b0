// SPDX-License-Identifier: BSD-3-Clause
// What parts store, and whose copies it is.
#include "cli/part_storage.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include "cli/planes.hpp"
#include "cli/sample_files.hpp"
#include "model/oracle.hpp"

namespace dap::cli {
namespace {

int64_t draw(int64_t low, int64_t high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<int64_t>(low, high + 1));
}

limits everything() {
  limits most;
  most.parts = most.segments = 1000;
  return most;
}

// Each position's owner along one dimension, none if it is exterior; by walking.
std::vector<std::optional<int64_t>> owners_along(const json::distribution_file &file, size_t d,
                                                 const json::local_dim &share) {
  DAPDim dim{};
  dim.size = file.dims[d].size;
  dim.grid_size = file.dims[d].grid_size;
  dim.flags = file.dims[d].flags;
  const auto hands = model::oracle::deal(dim);
  std::vector<std::optional<int64_t>> owners;
  for (const auto &index :
       model::oracle::walk(dim, share.start, share.halo[0], share.halo[0] + share.num_owned + share.halo[1])) {
    owners.emplace_back();
    for (size_t c = 0; index && c < hands.size(); ++c) {
      if (std::find(hands[c].begin(), hands[c].end(), *index) != hands[c].end())
        owners.back() = static_cast<int64_t>(c);
    }
  }
  return owners;
}

json::distribution_file drawn_grid() {
  json::distribution_file file = sample::blocks({draw(2, 6), draw(2, 6)}, {draw(1, 2), draw(1, 3)});
  for (size_t d = 0; d < 2; ++d) {
    if (draw(0, 1) == 1) file.dims[d].flags |= DAP_DIM_PERIODIC;
    sample::add_halo(file, d, draw(0, 4), draw(0, 4));
  }
  return file;
}

RC_GTEST_PROP(PartStorage, CoversEveryPositionOnceWithItsOwner, ()) {
  const json::distribution_file file = drawn_grid();

  const std::vector<panel> panels = panels_of(holdings(file), view::none, everything());

  size_t next = 0;
  for (const auto &rank : file.parts) {
    const json::part &part = rank[0];
    if (part[0].num_owned == 0 || part[1].num_owned == 0) continue;
    const auto rows = owners_along(file, 0, part[0]);
    const auto columns = owners_along(file, 1, part[1]);
    std::vector<int> covered(rows.size() * columns.size(), 0);
    for (const tile &each : panels.at(next).tiles) {
      for (int64_t i = each.down.start; i < each.down.stop; ++i) {
        for (int64_t j = each.across.start; j < each.across.stop; ++j) {
          const auto &row = rows.at(static_cast<size_t>(i));
          const auto &column = columns.at(static_cast<size_t>(j));
          const int64_t owner = row && column ? *row * file.dims[1].grid_size + *column : nobody;
          RC_ASSERT(each.rank == owner);
          RC_ASSERT((each.is == role::exterior) == (owner == nobody));
          ++covered.at(static_cast<size_t>(i) * columns.size() + static_cast<size_t>(j));
        }
      }
    }
    RC_ASSERT(covered == std::vector<int>(covered.size(), 1));
    ++next;
  }
  RC_ASSERT(next == panels.size());
}

TEST(PartStorage, TellsFacesFromCorners) {
  json::distribution_file file = sample::blocks({4, 4}, {2, 2});
  sample::add_halo(file, 0, 0, 1);
  sample::add_halo(file, 1, 0, 1);

  const std::vector<tile> tiles = panels_of(holdings(file), view::none, everything())[0].tiles;

  EXPECT_EQ(tiles, (std::vector<tile>{{{0, 2}, {0, 2}, role::owned, 0},
                                      {{0, 2}, {2, 3}, role::halo, 1},
                                      {{2, 3}, {0, 2}, role::halo, 2},
                                      {{2, 3}, {2, 3}, role::corner, 3}}));
}

TEST(PartStorage, FindsTheOwnersOfTheHaloOfABox) {
  json::distribution_file file = sample::boxes({2, 6}, {{{{0, 2}, {0, 3}}}, {{{0, 1}, {3, 6}}}});
  sample::add_halo(file, 1, 0, 2);

  const std::vector<tile> tiles = panels_of(holdings(file), view::none, everything())[0].tiles;

  EXPECT_EQ(tiles, (std::vector<tile>{{{0, 2}, {0, 3}, role::owned, 0},
                                      {{0, 1}, {3, 5}, role::halo, 1},
                                      {{1, 2}, {3, 5}, role::halo, nobody}}));
}

// The table of rule 951 for a halo that is wider than every neighbour.
TEST(PartStorage, AlignsBarsByTheIndexThatTheyBeginWith) {
  json::distribution_file file = sample::blocks({5}, {3});
  file.dims[0].flags |= DAP_DIM_PERIODIC;
  sample::add_halo(file, 0, 3, 3);

  const bars found = lines_of(holdings(file), everything());

  ASSERT_TRUE(found.by_index);
  EXPECT_EQ(found.first[1].stores, (std::vector<segment>{{-1, 4, 1, storage::halo},
                                                         {0, 0, 2, storage::halo},
                                                         {2, 2, 2, storage::owned},
                                                         {4, 4, 1, storage::halo},
                                                         {5, 0, 2, storage::halo}}));
  EXPECT_EQ(found.first[1].tiles[0], (tile{{0, 1}, {-1, 0}, role::halo, 2}));
}

TEST(PartStorage, IsNotWorthShowingWhereBlocksStoreWhatTheyOwn) {
  json::distribution_file file = sample::blocks({4, 4}, {2, 2});
  EXPECT_FALSE(is_worth_showing(holdings(file)));

  sample::add_halo(file, 0, 0, 1);
  EXPECT_TRUE(is_worth_showing(holdings(file)));
}

}  // namespace
}  // namespace dap::cli
