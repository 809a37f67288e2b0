// SPDX-License-Identifier: BSD-3-Clause
// Reads files.
#include "cli/load.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace dap::cli {

json::distribution_file load(const std::string &path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw unreadable(path + ": " + std::strerror(errno));
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) throw unreadable(path + ": cannot be read");
  try {
    return json::read(text);
  } catch (const dap::error &failure) {
    throw unreadable(path + ": " + failure.what());
  }
}

}  // namespace dap::cli
