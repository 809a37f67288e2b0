// SPDX-License-Identifier: BSD-3-Clause
// Values of a JSON document with the path that leads to them, and exactly the type that is expected.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/refuse.hpp"

namespace dap::json {

using document = nlohmann::ordered_json;

// The document in a text; refuses what is no JSON, and keys that stand twice.
[[nodiscard]] document parse(std::string_view text);

// A value, borrowed from its document.
class field {
 public:
  field(const document &value, std::string path) : value_(&value), path_(std::move(path)) {}

  [[nodiscard]] const std::string &path() const noexcept { return path_; }
  [[nodiscard]] int64_t integer() const;
  [[nodiscard]] int64_t integer_in(int64_t lowest, int64_t highest) const;
  [[nodiscard]] std::string string() const;
  // The entries of a list; of one of `length` entries.
  [[nodiscard]] std::vector<field> list() const;
  [[nodiscard]] std::vector<field> list_of(size_t length) const;
  [[nodiscard]] std::vector<int64_t> integers() const;
  [[nodiscard]] std::array<int64_t, 2> pair() const;

 private:
  friend class object;
  [[noreturn]] void refuse_type(const std::string &expected) const;

  const document *value_;
  std::string path_;
};

// A value that is an object, whose members are taken by name.
class object {
 public:
  explicit object(const field &of);

  // The member, or throws that it is missing.
  [[nodiscard]] field get(const char *key);
  [[nodiscard]] bool has(const char *key);
  // Calls function(field) if the member is there.
  template <typename Function>
  void with(const char *key, Function &&function) {
    if (has(key)) function(get(key));
  }
  void integer(const char *key, int64_t &out) {
    with(key, [&](const field &member) { out = member.integer(); });
  }
  // Refuses the members that nobody has asked for.
  void finish() const;

 private:
  field of_;
  std::vector<std::string> known_;
};

}  // namespace dap::json
