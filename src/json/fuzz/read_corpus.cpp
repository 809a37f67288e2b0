// SPDX-License-Identifier: BSD-3-Clause
// Runs texts from files, and says of each whether it was taken: read_corpus --taken FOLDER --refused FOLDER
//
// Fails if one is refused that should be taken, or the other way round.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "json/fuzz/read_target.hpp"

namespace {

namespace files = std::filesystem;

std::vector<uint8_t> bytes_of(const files::path &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// How many of the inputs were not as they should be.
int run(const files::path &folder, bool should_be_taken) {
  std::vector<files::path> found;
  for (const auto &entry : files::directory_iterator(folder)) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  int wrong = found.empty() ? 1 : 0;
  for (const files::path &path : found) {
    const std::string refusal = dap::json::fuzz::read_one(bytes_of(path));
    // The schema is JSON, and describes distributions, but is none.
    const bool expected = should_be_taken && path.filename() != "distribution.schema.json";
    if (refusal.empty() != expected) ++wrong;
    std::cout << (refusal.empty() == expected ? "" : "WRONG ") << path.filename().string() << ' '
              << (refusal.empty() ? "taken" : refusal) << '\n';
  }
  return wrong;
}

}  // namespace

int main(int argc, char **argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() != 4 || words[0] != "--taken" || words[2] != "--refused") {
    std::cerr << "usage: read_corpus --taken FOLDER --refused FOLDER\n";
    return 2;
  }
  return run(words[1], true) + run(words[3], false) == 0 ? 0 : 1;
}
