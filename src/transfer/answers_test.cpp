// SPDX-License-Identifier: BSD-3-Clause
// How much is made ready for what homes answer.
#include "transfer/answers.hpp"

#include <gtest/gtest.h>

namespace dap::transfer {
namespace {

const world::homes all_at_one(INT64_MAX, 1);

// To one question, by a home that was told of single indices.
std::size_t most_pieces(const placed_runs &asked, int64_t num_told) {
  std::vector<placed_run> runs;
  for (int64_t index = 0; index < num_told; ++index) runs.push_back({2 * index, index, 1});
  world::letters told_text;
  write_list(told_text, {{0, false}, 4, tells}, runs, all_at_one);
  told_owners told;
  for_each_list(told_text[0], [&told](const list_view &list) { told.tell(list); });
  told.settle({0, INT64_MAX});
  world::letters question;
  write_list(question, {{0, true}, 0, asks_across}, asked, all_at_one);
  world::letters reply;
  for_each_list(question[0], [&](const list_view &list) { write_answer(told, list, reply[0]); });
  return answers(reply).next(asked, all_at_one).most_pieces();
}

TEST(Answers, ByOwnerHaveAPieceForEachThatIsOwned) {
  const placed_runs asked(std::vector<placed_run>{{0, 0, 1000}});

  EXPECT_EQ(most_pieces(asked, 500), 500U);
}

TEST(Answers, ByRunHaveAtMostAPieceForEachPlaceOfTheirWords) {
  const placed_runs asked(std::vector<placed_run>{{0, 0, 1}, {2, 1, 1}, {4, 2, 1}});

  EXPECT_EQ(most_pieces(asked, 500), 8U);
}

}  // namespace
}  // namespace dap::transfer
