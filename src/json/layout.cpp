// SPDX-License-Identifier: BSD-3-Clause
// Canonical text of a JSON document.
#include "json/layout.hpp"

#include <algorithm>

namespace dap::json {
namespace {

using nlohmann::ordered_json;

constexpr size_t columns = 120;

std::string key_of(const ordered_json &value, const ordered_json::const_iterator &entry) {
  return value.is_object() ? ordered_json(entry.key()).dump() + ": " : "";
}

std::string on_one_line(const ordered_json &value) {
  if (!value.is_structured()) return value.dump();
  std::string text;
  for (auto entry = value.begin(); entry != value.end(); ++entry) {
    text += (text.empty() ? "" : ", ") + key_of(value, entry) + on_one_line(*entry);
  }
  return value.is_object() ? "{" + text + "}" : "[" + text + "]";
}

bool holds_scalars(const ordered_json &value) {
  return std::none_of(value.begin(), value.end(), [](const ordered_json &entry) { return entry.is_structured(); });
}

std::string filled(const ordered_json &list, const std::string &margin) {
  std::string text;
  std::string line = margin + " ";
  for (const ordered_json &entry : list) {
    const std::string next = " " + entry.dump() + (&entry == &list.back() ? "" : ",");
    if (line.size() > margin.size() + 1 && line.size() + next.size() > columns) {
      text += line + "\n";
      line = margin + " ";
    }
    line += next;
  }
  return text + line + "\n";
}

// `level`: how many containers are around the value; `used`: columns in front of it on its line.
std::string text_of(const ordered_json &value, size_t level, size_t used) {
  const bool keep_open = level == 0 || (level == 1 && !holds_scalars(value));
  if (!value.is_structured() || value.empty()) return on_one_line(value);
  if (!keep_open) {
    std::string line = on_one_line(value);
    if (used + line.size() + 1 <= columns) return line;  // and a comma
  }
  const std::string margin(2 * level, ' ');
  std::string text = value.is_object() ? "{\n" : "[\n";
  if (value.is_array() && holds_scalars(value)) {
    text += filled(value, margin);
  } else {
    for (auto entry = value.begin(); entry != value.end(); ++entry) {
      const std::string start = margin + "  " + key_of(value, entry);
      text += start + text_of(*entry, level + 1, start.size()) + (std::next(entry) == value.end() ? "\n" : ",\n");
    }
  }
  return text + margin + (value.is_object() ? "}" : "]");
}

}  // namespace

std::string laid_out(const ordered_json &document) {
  return text_of(document, 0, 0) + "\n";
}

}  // namespace dap::json
