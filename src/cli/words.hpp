// SPDX-License-Identifier: BSD-3-Clause
// Distributions in words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/holdings.hpp"

namespace dap::cli {

// "1 rank", "2 ranks".
[[nodiscard]] std::string counted(int64_t count, const std::string &noun);

// Digits in groups of three, with thin spaces between, if there are more than four: for pictures.
[[nodiscard]] std::string grouped(int64_t number);

// "6 x 10", with the given sign between; "" for none.
[[nodiscard]] std::string product(const std::vector<int64_t> &factors, const std::string &sign);

// Kind and variant: "block, balanced", "cyclic, blocks of 3 from coordinate 1, the first cut to 2".
[[nodiscard]] std::string kind_words(const DAPDim &dim);

// "dimension 0: block, balanced, 10 over 3".
[[nodiscard]] std::string dim_title(const holdings &of, size_t d);

// "rank = 3 c0 + c1", with the table and the points per rank; "" for boxes, which have no formula.
[[nodiscard]] std::string formula_words(const holdings &of);

// "where c0 is the coordinate in the process grid"; "" if the formula has none.
[[nodiscard]] std::string coordinate_words(const holdings &of);

// "0, 3-5, 9"; if there are more than `most` runs, their number in place of the others: "0, 3-5, … (37 ranks)".
[[nodiscard]] std::string rank_list(const std::vector<int64_t> &ascending, size_t most = 12);

}  // namespace dap::cli
