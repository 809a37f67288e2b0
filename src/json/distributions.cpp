// SPDX-License-Identifier: BSD-3-Clause
// From a file to the distribution of each rank.
#include <algorithm>

#include "json/description.hpp"
#include "json/distribution_file.hpp"
#include "json/refuse.hpp"

namespace dap::json {
namespace {

// What is used on any rank is listed for all (rule 404).
void check_features(const distribution_file &file, const std::vector<distribution> &made) {
  uint64_t used = 0;
  for (const distribution &each : made) used |= each->flags;
  const uint64_t missing = used & ~file.features;
  if (missing == 0) return;
  refuse("/features", "\"" + std::string(dap_simple_feature_word(missing)) + "\" is used and not listed", 404);
}

// Nobody asks where an empty one lies.
bool are_both_empty(const box &listed, const part &stored) {
  return std::any_of(listed.bounds.begin(), listed.bounds.end(), [](const auto &each) { return each[0] == each[1]; }) &&
         std::any_of(stored.begin(), stored.end(), [](const local_dim &each) { return each.num_owned == 0; });
}

}  // namespace

void check_boxes(const distribution_file &file) {
  if (!file.boxes) return;
  std::vector<size_t> next(file.parts.size(), 0);
  for (size_t b = 0; b < file.boxes->size(); ++b) {
    const box &listed = (*file.boxes)[b];
    if (listed.rank < 0 || static_cast<size_t>(listed.rank) >= file.parts.size()) {
      refuse(at(at("/boxes", b), "rank"), "there is no rank " + std::to_string(listed.rank), 854);
    }
    const auto rank = static_cast<size_t>(listed.rank);
    const size_t p = next[rank]++;
    if (p >= file.parts[rank].size())
      refuse(at("/boxes", b), "rank " + std::to_string(rank) + " has no such part", 854);
    const part &stored = file.parts[rank][p];
    if (are_both_empty(listed, stored)) continue;
    for (size_t d = 0; d < listed.bounds.size(); ++d) {
      const auto [first, end] = listed.bounds[d];
      const auto count = static_cast<uint64_t>(end) - static_cast<uint64_t>(first);  // nobody has checked them yet
      if (first == stored[d].start && count == static_cast<uint64_t>(stored[d].num_owned)) continue;
      refuse(at(at(at("/boxes", b), "bounds"), d), "not what " + at(at(at("/parts", rank), p), d) + " owns", 854);
    }
  }
  for (size_t rank = 0; rank < next.size(); ++rank) {
    if (next[rank] != file.parts[rank].size()) {
      refuse("/boxes",
             std::to_string(next[rank]) + " boxes of rank " + std::to_string(rank) + ", which has " +
                 std::to_string(file.parts[rank].size()) + " parts",
             854);
    }
  }
}

std::vector<distribution> distributions(const distribution_file &file) {
  description described(file);
  check_boxes(file);
  std::vector<distribution> made;
  for (size_t rank = 0; rank < file.parts.size(); ++rank) {
    made.push_back(distribution::create(described.of_rank(rank)));
  }
  check_features(file, made);
  return made;
}

}  // namespace dap::json
