// SPDX-License-Identifier: BSD-3-Clause
// A whole array as an input describes it: every structure with its members, and what its pointers lead to beside it.
//
// Pointers that are not NULL lead to `somewhere` until memory is laid out (memory.hpp), and then to exactly as much as
// the counts say.
#pragma once

#include <dap/dap.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace dap::array::fuzz {

inline char somewhere = 0;

template <typename T>
T *pointing() noexcept {
  return reinterpret_cast<T *>(&somewhere);
}

struct described_dim {
  DAPDim dim{};
  std::vector<int64_t> bounds;
};

struct described_local {
  DAPLocalDim local{};
  std::vector<int64_t> list;  // indices, or runs as pairs
};

struct described_link {
  DAPExtension header{};
  DAPBoxes boxes{};  // of a list of boxes; its header is not used
  std::vector<int64_t> bounds;
  std::vector<int64_t> ranks;
  DAPName name{};  // of a name; its header is not used
  std::string text;
};

struct described_chain {
  std::vector<described_link> links;
  bool is_circle = false;
};

struct described_part {
  DAPPart part{};
  std::vector<int64_t> shape;
  std::vector<int64_t> strides;
  std::vector<described_local> row;
  described_chain extensions;
};

struct description {
  DAPArray array{};
  DAPDistribution distribution{};
  std::vector<described_dim> dims;
  std::vector<int64_t> table;
  std::vector<described_part> parts;
  described_chain of_array;
  described_chain of_distribution;
};

}  // namespace dap::array::fuzz
