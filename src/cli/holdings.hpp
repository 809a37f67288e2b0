// SPDX-License-Identifier: BSD-3-Clause
// All parts of all ranks of a file at once.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "json/description.hpp"

namespace dap::cli {

// A part, who holds it, and its number there. The lists of its local dimensions are the file's.
struct held_part {
  int64_t rank;
  int64_t number;
  std::vector<DAPLocalDim> local;  // [ndim + num_replica_dims]

  [[nodiscard]] bool owns_elements(size_t ndim) const noexcept;
};

// A line of a table of parts: a part, or none of a rank that has none.
struct table_line {
  int64_t rank;
  const held_part *part;
};

// A file that is valid on every rank alone, which it borrows.
class holdings {
 public:
  explicit holdings(const json::distribution_file &file);

  [[nodiscard]] const DAPDistribution &global() const noexcept { return description_.global(); }
  [[nodiscard]] size_t ndim() const noexcept { return static_cast<size_t>(global().ndim); }
  // Without the replica dimensions; and these.
  [[nodiscard]] std::span<const DAPDim> dims() const noexcept { return {global().dims, ndim()}; }
  [[nodiscard]] std::span<const DAPDim> replica_dims() const noexcept;
  [[nodiscard]] int64_t num_ranks() const noexcept { return global().comm.size; }
  [[nodiscard]] bool are_boxes() const noexcept { return ndim() > 0 && dims()[0].kind == DAP_KIND_BOX; }

  // In the order of the ranks, and of the parts of each.
  [[nodiscard]] const std::vector<held_part> &parts() const noexcept { return parts_; }
  [[nodiscard]] int64_t num_parts(int64_t rank) const noexcept { return num_parts_[static_cast<size_t>(rank)]; }

  // The same, and the ranks without a part among them.
  [[nodiscard]] std::vector<table_line> lines() const;

  // For each coordinate of a dimension that some part has, that part's local dimension.
  [[nodiscard]] std::map<int64_t, const DAPLocalDim *> coordinates(size_t d) const;

 private:
  json::description description_;
  std::vector<held_part> parts_;
  std::vector<int64_t> num_parts_;
};

}  // namespace dap::cli
