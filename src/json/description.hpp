// SPDX-License-Identifier: BSD-3-Clause
// A distribution of a file as each of its ranks has it, in the structures of dap.h, and nothing copied.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "json/distribution_file.hpp"

namespace dap::json {

// A local dimension that borrows the file's list. Lists of the form INT32 come out as INT64, as the file keeps them.
// `path` is for messages. Throws (711, 816) if the counts of runs cannot be added up.
[[nodiscard]] DAPLocalDim borrowed(const local_dim &of, const std::string &path);

// A DAPDistribution without identity, which points into a file and into itself.
class description {
 public:
  // Refuses lists whose length contradicts another member: the checks of the library rely on them. Nothing else is
  // checked.
  explicit description(const distribution_file &file);
  description(const description &) = delete;
  description &operator=(const description &) = delete;

  // The global members, and no parts.
  [[nodiscard]] const DAPDistribution &global() const noexcept { return global_; }

  // As `rank` sees it; until the next call.
  [[nodiscard]] const DAPDistribution &of_rank(size_t rank);

 private:
  DAPLocalDim local_of(const local_dim &of, const std::string &path);
  void add_boxes(const std::vector<box> &boxes);

  const distribution_file &file_;
  std::vector<DAPDim> dims_;
  std::vector<DAPLocalDim> local_;
  std::deque<std::vector<int32_t>> narrow_;
  std::vector<int64_t> box_bounds_, box_ranks_;
  DAPBoxes boxes_{};
  DAPDistribution global_{};
  DAPDistribution distribution_{};
};

}  // namespace dap::json
