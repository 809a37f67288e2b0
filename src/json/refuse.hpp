// SPDX-License-Identifier: BSD-3-Clause
// How a text or a file is refused: one sentence that begins with the path of what is wrong.
#pragma once

#include <dap/dap.hpp>

#include <cstdint>
#include <string>

namespace dap::json {

// Throws DAP_ERROR_INVALID, "PATH: TEXT", with " (spec RULE)" if there is a rule. An empty path, that of the whole
// text, reads "text".
[[noreturn]] inline void refuse(const std::string &path, const std::string &text, int32_t rule = 0,
                                int32_t code = DAP_ERROR_INVALID) {
  DAPError details{};
  details.code = code;
  details.rule = rule;
  details.dim = -1;
  details.rank = -1;
  const std::string tail = rule == 0 ? "" : " (spec " + std::to_string(rule) + ")";
  // The rule is what a long sentence must not push out; the message is all zero so far.
  const std::string sentence =
      ((path.empty() ? "text" : path) + ": " + text).substr(0, sizeof details.message - 1 - tail.size()) + tail;
  sentence.copy(details.message, sizeof details.message - 1);
  throw error(details);
}

inline std::string at(const std::string &path, const std::string &key) {
  return path + "/" + key;
}
inline std::string at(const std::string &path, size_t place) {
  return path + "/" + std::to_string(place);
}

}  // namespace dap::json
