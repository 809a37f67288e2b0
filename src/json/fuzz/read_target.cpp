// SPDX-License-Identifier: BSD-3-Clause
#include "json/fuzz/read_target.hpp"

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "json/distribution_file.hpp"

namespace dap::json::fuzz {
namespace {

void promise(bool kept, const char *what) {
  if (kept) return;
  std::fprintf(stderr, "a promise is broken: %s\n", what);
  std::abort();
}

void walk(const distribution_file &file) {
  const std::string text = write(file);
  const distribution_file again = read(text);
  promise(again == file, "what is written is read as it was");
  promise(write(again) == text, "a canonical text stays as it is");
  const std::vector<distribution> made = distributions(file);
  promise(made.size() == file.parts.size(), "there is a distribution for each rank");
  std::vector<const DAPDistribution *> ranks;
  for (const distribution &each : made) ranks.push_back(each.get());
  promise(distributions(file_of(ranks)).size() == made.size(), "what distributions say together can be made");
}

}  // namespace

std::string read_one(std::span<const uint8_t> input) {
  const std::string_view text(reinterpret_cast<const char *>(input.data()), input.size());
  try {
    walk(read(text));
  } catch (const dap::error &refused) {
    promise(refused.code() != DAP_OK && refused.what()[0] != '\0', "a refusal has a code and a message");
    return refused.what();
  }
  return {};
}

}  // namespace dap::json::fuzz
