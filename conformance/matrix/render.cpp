// SPDX-License-Identifier: BSD-3-Clause
// The matrix as a person reads it.
#include <algorithm>
#include <cstdio>
#include <iomanip>
#include <sstream>

#include "matrix.hpp"

namespace dap::matrix {
namespace {

constexpr int name_width = 37;
constexpr int cell_width = 10;

// Notes under the table, each with a letter: small ones for refusals, capitals for arrays that are not made.
class notes {
 public:
  explicit notes(char first) : first_(first) {}

  std::string letter_of(const std::string &text) {
    const auto known = std::find(texts_.begin(), texts_.end(), text);
    const auto place = static_cast<size_t>(known - texts_.begin());
    if (known == texts_.end()) texts_.push_back(text);
    // Behind z comes aa.
    std::string letters(1, static_cast<char>(first_ + static_cast<char>(place % 26)));
    return place < 26 ? letters : static_cast<char>(first_ + static_cast<char>(place / 26 - 1)) + letters;
  }
  [[nodiscard]] const std::vector<std::string> &texts() const { return texts_; }

 private:
  char first_;
  std::vector<std::string> texts_;
};

// Numbers in a sentence differ from case to case; the same sentence is one note.
std::string without_place(const std::string &message) {
  return message.substr(0, message.find(" (rank "));
}

std::string padded(const std::string &text, int width) {
  const auto wide = static_cast<size_t>(width);
  return text.size() >= wide ? text : std::string(wide - text.size(), ' ') + text;
}

std::string heading(const peers &speakers) {
  std::string above(name_width, ' ');
  std::string below = "case" + std::string(name_width - 4, ' ');
  for (const auto &producer : speakers) {
    for (const auto &consumer : speakers) {
      above += padded(producer->name(), cell_width);
      below += padded(std::string("->") + consumer->name(), cell_width);
    }
  }
  return above + "\n" + below + "\n";
}

std::string text_of(const cell_result &found, notes &refusals, notes &absences) {
  if (found.failed > 0) return "FAIL " + std::to_string(found.failed);
  if (!found.not_made.empty()) return absences.letter_of(found.not_made);
  if (!found.refused.empty()) return refusals.letter_of(without_place(found.refused));
  return std::to_string(found.passed);
}

std::string on_ranks(int num_ranks) {
  return "on " + std::to_string(num_ranks) + (num_ranks == 1 ? " rank: " : " ranks: ");
}

std::string totals(const std::vector<row_result> &results) {
  int64_t passed = 0, failed = 0, filled = 0, refused = 0, empty = 0;
  for (const row_result &row : results) {
    for (const cell_result &each : row) {
      passed += each.passed;
      failed += each.failed;
      (!each.not_made.empty() ? empty : !each.refused.empty() ? refused : filled) += 1;
    }
  }
  std::ostringstream line;
  line << passed << " assertions in " << filled + refused << " cells, " << refused << " refusals asserted, " << empty
       << " empty cells, " << failed << " failed\n";
  return line.str();
}

}  // namespace

std::string render(const std::vector<test_case> &cases, const std::vector<row_result> &results, const peers &speakers,
                   int num_ranks) {
  notes refusals('a');
  notes absences('A');
  std::string text = "\nProducers and consumers " + on_ranks(num_ranks) +
                     "assertions that held, or the letter of a note\n\n" + heading(speakers);
  for (size_t i = 0; i < cases.size(); ++i) {
    std::string line = cases[i].name;
    line.resize(name_width, ' ');
    for (const cell_result &each : results[i]) line += padded(text_of(each, refusals, absences), cell_width);
    text += line + "\n";
  }
  text +=
      "\nRank order, natural order: flattened before it is handed over.\nRefused, alike on all ranks, array "
      "unchanged:\n";
  for (const auto &each : refusals.texts()) text += "  " + refusals.letter_of(each) + "  " + each + "\n";
  text += "\nEmpty, because the producer cannot make it:\n";
  for (const auto &each : absences.texts()) text += "  " + absences.letter_of(each) + "  " + each + "\n";
  return text + "\n" + on_ranks(num_ranks) + totals(results);
}

}  // namespace dap::matrix
