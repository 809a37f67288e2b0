// SPDX-License-Identifier: BSD-3-Clause
// Parsing, and values of the type that is expected.
#include "json/fields.hpp"

#include <algorithm>

namespace dap::json {
namespace {

// Without the name of the library's exception, which stands in brackets in front.
std::string sentence_of(const document::exception &failure) {
  const std::string text = failure.what();
  const size_t end = text.find("] ");
  return end == std::string::npos ? text : text.substr(end + 2);
}

}  // namespace

document parse(std::string_view text) {
  std::vector<std::set<std::string>> keys;
  const auto watch = [&](int, document::parse_event_t event, document &parsed) {
    if (event == document::parse_event_t::object_start) keys.emplace_back();
    if (event == document::parse_event_t::object_end) keys.pop_back();
    if (event == document::parse_event_t::key && !keys.back().insert(parsed.get<std::string>()).second) {
      refuse("text", "the key " + parsed.dump() + " stands twice in one object");
    }
    return true;
  };
  try {
    return document::parse(text, watch);
  } catch (const document::exception &failure) {
    refuse("text", sentence_of(failure));
  }
}

void field::refuse_type(const std::string &expected) const {
  std::string found = value_->type_name();
  if (found == "array") found = "list";
  if (value_->is_boolean()) found = value_->dump();
  if (value_->is_null() || value_->is_boolean()) refuse(path_, found + ", expected " + expected);
  if (value_->is_number_float()) refuse(path_, "a number that is no 64-bit integer, expected " + expected);
  if (value_->is_number()) refuse(path_, value_->dump() + ", expected " + expected);
  refuse(path_, (found == "object" ? "an " : "a ") + found + ", expected " + expected);
}

int64_t field::integer() const {
  if (!value_->is_number_integer()) refuse_type("an integer");
  if (value_->is_number_unsigned() && value_->get<uint64_t>() > INT64_MAX) refuse_type("an integer of 63 bits");
  return value_->get<int64_t>();
}

int64_t field::integer_in(int64_t lowest, int64_t highest) const {
  const int64_t found = integer();
  if (found >= lowest && found <= highest) return found;
  refuse_type("an integer from " + std::to_string(lowest) + " to " + std::to_string(highest));
}

std::string field::string() const {
  if (!value_->is_string()) refuse_type("a string");
  return value_->get<std::string>();
}

std::vector<field> field::list() const {
  if (!value_->is_array()) refuse_type("a list");
  std::vector<field> entries;
  for (const document &entry : *value_) entries.emplace_back(entry, at(path_, entries.size()));
  return entries;
}

std::vector<field> field::list_of(size_t length) const {
  std::vector<field> entries = list();
  if (entries.size() == length) return entries;
  refuse(path_, "a list of " + std::to_string(entries.size()) + ", expected " + std::to_string(length) + " entries");
}

std::vector<int64_t> field::integers() const {
  std::vector<int64_t> found;
  for (const field &entry : list()) found.push_back(entry.integer());
  return found;
}

std::array<int64_t, 2> field::pair() const {
  const std::vector<field> entries = list_of(2);
  return {entries[0].integer(), entries[1].integer()};
}

object::object(const field &of) : of_(of) {
  if (!of.value_->is_object()) of.refuse_type("an object");
}

bool object::has(const char *key) {
  known_.emplace_back(key);
  return of_.value_->contains(key);
}

field object::get(const char *key) {
  if (has(key)) return {of_.value_->at(key), at(of_.path_, key)};
  refuse(at(of_.path_, key), "missing");
}

void object::finish() const {
  for (const auto &[key, value] : of_.value_->items()) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) refuse(at(of_.path_, key), "an unknown key");
  }
}

}  // namespace dap::json
