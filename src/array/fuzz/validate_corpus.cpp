// SPDX-License-Identifier: BSD-3-Clause
// Runs inputs from files, and says which rule each was refused for:
// validate_corpus [--rules checks.md | --messages] FILE|FOLDER …
//
// With --messages, each input has a line of its own, with what was said about it. With --rules, every rule that is
// checked "here" (spec/checks.md) has to be hit, and arrays of every kind have to be accepted; what is missing is
// listed, and the run fails.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "array/fuzz/validate_target.hpp"

namespace {

namespace files = std::filesystem;
using dap::array::fuzz::outcome;

std::vector<files::path> inputs_in(const std::vector<std::string> &places) {
  std::vector<files::path> found;
  for (const files::path place : places) {
    if (!files::is_directory(place)) found.push_back(place);
    if (!files::is_directory(place)) continue;
    for (const auto &entry : files::directory_iterator(place)) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<uint8_t> bytes_of(const files::path &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// What stands in the column of an outcome.
std::string name_of(const outcome &result) {
  return result.rule != 0 ? std::to_string(result.rule) : "accepted " + result.kinds;
}

// The rules of the rows "| 701, 702 | here | …", but for those that are reported as another (x50 and above).
std::set<std::string> expected(const std::string &checks) {
  std::set<std::string> names{"accepted 0", "accepted b", "accepted c", "accepted u", "accepted x"};
  std::ifstream table(checks);
  for (std::string line; std::getline(table, line);) {
    const size_t end = line.find(" | here |");
    if (line.rfind("| ", 0) != 0 || end == std::string::npos) continue;
    std::istringstream rules(line.substr(2, end - 2));
    for (std::string rule; std::getline(rules, rule, ',');) {
      const int number = std::stoi(rule);
      if (number % 100 < 50) names.insert(std::to_string(number));
    }
  }
  return names;
}

}  // namespace

int main(int argc, char **argv) {
  std::vector<std::string> places(argv + 1, argv + argc);
  std::set<std::string> wanted;
  if (places.size() >= 2 && places[0] == "--rules") {
    wanted = expected(places[1]);
    places.erase(places.begin(), places.begin() + 2);
  }
  const bool says_all = !places.empty() && places[0] == "--messages";
  if (says_all) places.erase(places.begin());
  std::map<std::string, std::vector<std::string>> hit;
  int missing = 0;
  for (const files::path &path : inputs_in(places)) {
    const std::vector<uint8_t> bytes = bytes_of(path);
    const outcome result = dap::array::fuzz::validate_one(bytes);
    if (says_all) std::cout << path.string() << ' ' << name_of(result) << ' ' << result.message << '\n';
    if (!says_all) hit[name_of(result)].push_back(path.filename().string());
  }
  for (const auto &[name, paths] : hit) {
    std::cout << name;
    for (const std::string &path : paths) std::cout << ' ' << path;
    std::cout << '\n';
  }
  for (const std::string &name : wanted) {
    if (hit.count(name) > 0) continue;
    std::cerr << "no input is there for: " << name << '\n';
    ++missing;
  }
  return missing == 0 && (says_all || !hit.empty()) ? 0 : 1;
}
