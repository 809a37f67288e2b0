// SPDX-License-Identifier: BSD-3-Clause
// Views that take some indices of each dimension, in another order of the dimensions, of one replica, or without halos.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <vector>

#include "array/view.hpp"
#include "model/selection.hpp"

namespace dap::array {

// What is taken of one dimension: all with its halo, all without it, some indices, or one and not the dimension.
struct taken_dim {
  enum class form { all, owned, some, one };
  form taken = form::all;
  model::selection indices{0, 1, 0};  // of some and one; of some, never everything
};

inline constexpr int64_t kept_replica = -1;

struct taking {
  std::vector<taken_dim> dims;    // [ndim]
  std::vector<int32_t> order;     // the dimensions that stay, in the order of the view
  std::vector<int64_t> replicas;  // [num_replica_dims]: coordinate, or kept_replica

  // Everything as it is.
  explicit taking(const DAPDistribution &distribution);
};

// The distribution that results from the global members, and the memory that it points to. Moved, never copied.
struct taken_distribution {
  DAPDistribution made{};
  std::vector<DAPDim> dims;
  std::vector<DAPLocalDim> local;
  std::vector<std::vector<int64_t>> lists;  // bounds, and listed indices
  std::vector<int64_t> owners;              // [ndim of the array]: coordinate, where one index is taken
  DAPBoxes boxes{};                         // `made` points to it only while a block is made
  bool has_boxes = false;
  std::vector<int64_t> box_bounds;
  std::vector<int64_t> box_ranks;

  taken_distribution() = default;
  taken_distribution(taken_distribution &&) = default;
  taken_distribution &operator=(taken_distribution &&) = default;
};

// Global members. Valid arguments; DAP_ERROR_UNSUPPORTED, 823: an index whose owner is not known.
[[nodiscard]] int32_t take_dims(const DAPDistribution &source, const taking &wanted, taken_distribution &out,
                                DAPError *error);

// The parts: rows of local dimensions, and buffers. DAP_ERROR_UNSUPPORTED, 822: not equally spaced.
[[nodiscard]] int32_t take_parts(const DAPArray &array, const taking &wanted, taken_distribution &out, view &made,
                                 DAPError *error);

// Whether parts that are C-contiguous on all processes are so in the view: a verdict of global members.
[[nodiscard]] bool stays_c_contiguous(const DAPDistribution &source, const taking &wanted);

// All of it, of a valid array; the distribution is identified anew.
[[nodiscard]] int32_t take(const DAPArray &array, const taking &wanted, view &made, DAPError *error);

// The view without halos; its distribution is a derived form.
[[nodiscard]] int32_t take_owned(const DAPArray &array, view &made, DAPError *error);

}  // namespace dap::array
