// SPDX-License-Identifier: BSD-3-Clause
// Validation, rank by rank.
#include "cli/validate.hpp"

#include <algorithm>
#include <array>

#include "cli/validate_together.hpp"
#include "cli/words.hpp"
#include "json/description.hpp"

namespace dap::cli {
namespace {

// The sections of the specification that its rules come from.
constexpr std::array<const char *, 16> sections{"",
                                                "Rationale, goals, non-goals",
                                                "Terms",
                                                "Structures",
                                                "Versions and features",
                                                "Ownership, moving, release",
                                                "Access",
                                                "Distributions",
                                                "Dimensions",
                                                "Halos and boundaries",
                                                "Parts and buffers",
                                                "Requests and providers",
                                                "Communicators",
                                                "Errors",
                                                "Extensions and evolution",
                                                "Flattening"};

bool alike(const DAPError &a, const DAPError &b) {
  return a.code == b.code && a.rule == b.rule && a.dim == b.dim && a.expected == b.expected && a.found == b.found;
}

// A file has no identity, which a validator asks for (rule 703).
DAPError failure_of(DAPDistribution distribution) {
  static const char space = 0;
  distribution.id_space = &space;
  distribution.id = 1;
  DAPError error{};
  error.code = dap_distribution_validate(&distribution, &error);
  return error;
}

void add(const DAPError &error, int64_t rank, std::vector<finding> &out) {
  const auto same = std::find_if(out.begin(), out.end(), [&](const finding &each) { return alike(each.error, error); });
  if (same == out.end()) {
    out.push_back({error, {rank}});
  } else {
    same->ranks.push_back(rank);
  }
}

}  // namespace

std::vector<finding> validate(const json::distribution_file &file) {
  std::vector<finding> found;
  try {
    json::description described(file);
    for (size_t rank = 0; rank < file.parts.size(); ++rank) {
      const DAPError error = failure_of(described.of_rank(rank));
      if (error.code != DAP_OK) add(error, static_cast<int64_t>(rank), found);
    }
    if (found.empty()) found = validate_together(file);
  } catch (const dap::error &failure) {
    found.push_back({failure.details(), {}});
  }
  return found;
}

std::string words_of(const finding &of) {
  std::string words =
      of.ranks.empty() ? "all ranks together" : (of.ranks.size() == 1 ? "rank " : "ranks ") + rank_list(of.ranks);
  if (of.error.dim >= 0) words += ", dimension " + std::to_string(of.error.dim);
  if (of.error.rule > 0) {
    const auto section = static_cast<size_t>(of.error.rule / 100);
    words += ", rule " + std::to_string(of.error.rule);
    if (section < sections.size()) words += " (section " + std::to_string(section) + ", " + sections[section] + ")";
  }
  return words + "\n    " + of.error.message + "\n";
}

}  // namespace dap::cli
