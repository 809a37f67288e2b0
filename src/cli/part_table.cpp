// SPDX-License-Identifier: BSD-3-Clause
// The table of parts.
#include "cli/part_table.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include "cli/runs.hpp"
#include "cli/words.hpp"
#include "model/checked.hpp"
#include "model/local_dimension.hpp"

namespace dap::cli {
namespace {

constexpr size_t most_lines = 12;  // that are all shown
constexpr size_t at_each_end = 4;
constexpr size_t most_runs = 4;

using row = std::array<std::string, 5>;

// "[0, 4)", "{0-2, 5}", "{0, 3, 6, 9, …}".
std::string owned_words(const DAPDim &dim, const DAPLocalDim &local) {
  std::vector<segment> runs = stored_segments(dim, local, most_runs + 1);
  std::erase_if(runs, [](const segment &each) { return each.as != storage::owned; });
  if (local.num_owned == 0) return "nothing";
  if (dim.kind == DAP_KIND_BLOCK || dim.kind == DAP_KIND_BOX) {
    return "[" + std::to_string(local.start) + ", " + std::to_string(local.start + local.num_owned) + ")";
  }
  std::string words;
  for (size_t i = 0; i < std::min(runs.size(), most_runs); ++i) {
    words += (i == 0 ? "" : ", ") + std::to_string(runs[i].index);
    if (runs[i].count > 1) words += "-" + std::to_string(runs[i].index + runs[i].count - 1);
  }
  return "{" + words + (runs.size() > most_runs ? ", …}" : "}");
}

std::optional<int64_t> owned_elements(const held_part &part, size_t ndim) {
  std::vector<int64_t> factors;
  for (size_t d = 0; d < ndim; ++d) factors.push_back(part.local[d].num_owned);
  return model::checked_product(factors);
}

std::vector<int64_t> stored_shape(const holdings &of, const held_part &part) {
  std::vector<int64_t> shape;
  for (size_t d = 0; d < of.ndim(); ++d) {
    shape.push_back(model::stored_extent(of.dims()[d], part.local[d]).value_or(0));  // fits: rule 711
  }
  return shape;
}

row row_of(const holdings &of, const held_part &part) {
  std::string rank = std::to_string(part.rank);
  if (of.num_parts(part.rank) > 1) rank += "." + std::to_string(part.number);
  std::string coordinates;
  std::string owns;
  for (size_t d = 0; d < part.local.size(); ++d) {
    coordinates += (d == 0 ? "" : ", ") + std::to_string(part.local[d].coordinate);
    if (d < of.ndim()) owns += (d == 0 ? "" : " x ") + owned_words(of.dims()[d], part.local[d]);
  }
  if (of.ndim() == 0) owns = "the element";
  const std::string stores = of.ndim() == 0 ? "1" : product(stored_shape(of, part), " x ");
  return {rank, of.are_boxes() ? "-" : "(" + coordinates + ")", owns,
          std::to_string(owned_elements(part, of.ndim()).value_or(0)), stores};
}

// Columns as wide as their widest entry, counted in characters of UTF-8; the last one as it is.
std::string aligned(const std::vector<row> &rows) {
  const auto length = [](const std::string &words) {
    return static_cast<size_t>(std::count_if(words.begin(), words.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  };
  std::array<size_t, 5> widths{};
  for (const row &each : rows) {
    for (size_t i = 0; i < each.size(); ++i) widths[i] = std::max(widths[i], length(each[i]));
  }
  std::string text;
  for (const row &each : rows) {
    std::string words;
    for (size_t i = 0; i < each.size(); ++i) words += each[i] + std::string(widths[i] + 2 - length(each[i]), ' ');
    text += words.substr(0, words.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

// Sums that may be told to be too large.
class sum {
 public:
  void add(std::optional<int64_t> count) {
    if (value_) value_ = count ? model::checked_add(*value_, *count) : std::nullopt;
  }
  [[nodiscard]] std::string words() const { return value_ ? std::to_string(*value_) : "more than 63 bits can count"; }
  [[nodiscard]] const std::optional<int64_t> &value() const noexcept { return value_; }

 private:
  std::optional<int64_t> value_ = 0;
};

std::string rounded(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", value);
  return text.data();
}

std::string spread(const std::vector<int64_t> &owned, const std::optional<int64_t> &all) {
  const auto least = std::min_element(owned.begin(), owned.end());
  const auto most = std::max_element(owned.begin(), owned.end());
  const auto named = [&](std::vector<int64_t>::const_iterator rank) {
    return std::to_string(*rank) + " (rank " + std::to_string(rank - owned.begin()) + ")";
  };
  std::string words = *least == *most ? std::to_string(*least) + " on each" : named(least) + " to " + named(most);
  if (!all || *least == *most) return words;
  const double mean = static_cast<double>(*all) / static_cast<double>(owned.size());
  return words + ", " + rounded(mean) + " on average; most / mean " + rounded(static_cast<double>(*most) / mean);
}

}  // namespace

std::string part_table(const holdings &of, bool all) {
  std::vector<row> rows{{"rank", "coordinate", "owns", "elements", "stores"}};
  const std::vector<table_line> lines = of.lines();
  const bool shorten = !all && lines.size() > most_lines;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (shorten && i == at_each_end) {
      const auto others = static_cast<int64_t>(lines.size() - 2 * at_each_end);
      rows.push_back({"…", "", "(" + std::to_string(others) + " others)", "", ""});
    }
    if (shorten && i >= at_each_end && i + at_each_end < lines.size()) continue;
    const auto &[rank, part] = lines[i];
    rows.push_back(part != nullptr ? row_of(of, *part) : row{std::to_string(rank), "no part", "", "0", ""});
  }
  return aligned(rows);
}

std::string totals(const holdings &of) {
  sum owned;
  sum stored;
  std::vector<sum> by_rank(static_cast<size_t>(of.num_ranks()));
  for (const held_part &part : of.parts()) {
    const auto count = owned_elements(part, of.ndim());
    owned.add(count);
    by_rank[static_cast<size_t>(part.rank)].add(count);
    stored.add(model::checked_product(stored_shape(of, part)));
  }
  std::vector<int64_t> counts;
  for (const sum &each : by_rank) counts.push_back(each.value().value_or(INT64_MAX));
  std::vector<int64_t> empty;
  for (size_t rank = 0; rank < counts.size(); ++rank) {
    if (counts[rank] == 0) empty.push_back(static_cast<int64_t>(rank));
  }
  std::string text = "parts      " + std::to_string(of.parts().size()) + "\n";
  text += "owned      " + owned.words() + "; a rank owns " + spread(counts, owned.value()) + "\n";
  text += "stored     " + stored.words() + "\n";
  if (!empty.empty())
    text += "empty      " + std::string(empty.size() == 1 ? "rank " : "ranks ") + rank_list(empty) + "\n";
  return text;
}

}  // namespace dap::cli
