// SPDX-License-Identifier: BSD-3-Clause
// Reads files.
#include "cli/load.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>

namespace dap::cli {

namespace {

std::string text_of(std::istream &in, const std::string &path) {
  try {
    return {std::istreambuf_iterator<char>(in), {}};
  } catch (const std::ios_base::failure &failure) {
    throw unreadable(path + ": " + failure.code().message());
  }
}

std::string text_of(const std::string &path) {
  if (path == "-") return text_of(std::cin, path);
  std::ifstream in(path, std::ios::binary);
  if (!in) throw unreadable(path + ": " + std::strerror(errno));
  return text_of(in, path);
}

}  // namespace

json::distribution_file load(const std::string &path) {
  try {
    return json::read(text_of(path));
  } catch (const dap::error &failure) {
    throw unreadable(path + ": " + failure.what());
  }
}

}  // namespace dap::cli
