// SPDX-License-Identifier: BSD-3-Clause
// The words of the JSON form for the codes and bits of dap.h.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dap::json {

struct word {
  const char *text;
  uint64_t code;
};
using vocabulary = std::vector<word>;

[[nodiscard]] const vocabulary &kinds();
[[nodiscard]] const vocabulary &dim_flags();
[[nodiscard]] const vocabulary &features();
[[nodiscard]] const vocabulary &index_forms();

// The code of a word, or throws: "PATH: "blok", expected block, cyclic, …".
[[nodiscard]] uint64_t code_of(const vocabulary &words, std::string_view text, const std::string &path);

// The word of a code, or throws.
[[nodiscard]] std::string word_of(const vocabulary &words, uint64_t code, const std::string &path);

// The words of all bits, in the order of the vocabulary, or throws.
[[nodiscard]] std::vector<std::string> words_of(const vocabulary &words, uint64_t bits, const std::string &path);

}  // namespace dap::json
