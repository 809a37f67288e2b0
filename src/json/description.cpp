// SPDX-License-Identifier: BSD-3-Clause
// From a file to the structures of each rank.
#include "json/description.hpp"

#include <algorithm>

#include "json/refuse.hpp"

namespace dap::json {
namespace {

constexpr size_t most_dims = 64;

void check_length(const std::string &path, size_t found, int64_t expected, int32_t rule) {
  if (static_cast<int64_t>(found) == expected) return;
  refuse(path, "a list of " + std::to_string(found) + ", expected " + std::to_string(expected) + " entries", rule);
}

// What the C structures count in one place only; the checks of the library rely on it.
void check_lengths(const distribution_file &file) {
  const auto num_dims = static_cast<int64_t>(file.dims.size());
  if (file.dims.size() > most_dims || file.num_replica_dims < 0 || file.num_replica_dims > num_dims) {
    refuse("/num_replica_dims",
           std::to_string(file.num_replica_dims) + " of " + std::to_string(num_dims) +
               " dimensions, expected at most all of them, and at most 64 of these",
           701);
  }
  if (file.parts.empty() || file.parts.size() > INT32_MAX) {
    refuse("/parts", std::to_string(file.parts.size()) + " ranks, expected at least 1", 707);
  }
  for (size_t d = 0; d < file.dims.size(); ++d) {
    const dim &each = file.dims[d];
    if (each.bounds.empty() || each.grid_size < 1) continue;  // the library says what is wrong with the latter
    if (each.grid_size != static_cast<int64_t>(each.bounds.size()) - 1) {
      refuse(at(at("/dims", d), "bounds"),
             "a list of " + std::to_string(each.bounds.size()) +
                 ", expected grid_size + 1 entries, where grid_size is " + std::to_string(each.grid_size),
             806);
    }
  }
  for (size_t rank = 0; rank < file.parts.size(); ++rank) {
    for (size_t p = 0; p < file.parts[rank].size(); ++p) {
      check_length(at(at("/parts", rank), p), file.parts[rank][p].size(), num_dims, 708);
    }
  }
  for (size_t b = 0; file.boxes && b < file.boxes->size(); ++b) {
    check_length(at(at("/boxes", b), "bounds"), (*file.boxes)[b].bounds.size(), num_dims - file.num_replica_dims, 854);
  }
}

DAPDim structure_of(const dim &of) {
  DAPDim out{};
  out.size = of.size;
  out.grid_size = of.grid_size;
  out.rank_stride = of.rank_stride;
  out.index_base = of.index_base;
  out.kind = of.kind;
  out.flags = of.flags;
  out.block_size = of.block_size;
  out.first_coordinate = of.first_coordinate;
  out.first_block = of.first_block;
  std::copy(of.boundary.begin(), of.boundary.end(), out.boundary);
  out.bounds = of.bounds.empty() ? nullptr : of.bounds.data();
  return out;
}

// Sums the counts of runs; rules 816 and 812 are the library's business, a sum that does not fit is not.
int64_t count_of(const std::vector<int64_t> &runs, const std::string &path) {
  if (runs.size() % 2 != 0) refuse(path, "a run without a count", 816);
  int64_t sum = 0;
  for (size_t i = 1; i < runs.size(); i += 2) {
    if (__builtin_add_overflow(sum, runs[i], &sum))
      refuse(path, "the counts do not fit into 63 bits", 711, DAP_ERROR_OVERFLOW);
  }
  return sum;
}

}  // namespace

DAPLocalDim borrowed(const local_dim &of, const std::string &path) {
  DAPLocalDim out{};
  out.coordinate = of.coordinate;
  out.start = of.start;
  out.num_owned = of.num_owned;
  std::copy(of.halo.begin(), of.halo.end(), out.halo);
  out.index_form = of.index_form == DAP_INDEX_INT32 ? DAP_INDEX_INT64 : of.index_form;
  if (of.indices.empty()) return out;
  out.indices = of.indices.data();
  out.num_indices = static_cast<int64_t>(of.indices.size());
  if (of.index_form == DAP_INDEX_RUNS) {
    out.num_runs = out.num_indices / 2;
    out.num_indices = count_of(of.indices, at(path, "indices"));
  }
  return out;
}

description::description(const distribution_file &file) : file_(file) {
  check_lengths(file);
  for (const dim &each : file.dims) dims_.push_back(structure_of(each));
  global_.version = {file.major, file.minor};
  global_.flags = file.features;
  global_.num_replica_dims = file.num_replica_dims;
  global_.ndim = static_cast<int32_t>(dims_.size()) - file.num_replica_dims;
  global_.dims = dims_.data();
  global_.rank_offset = file.rank_offset;
  global_.points_per_rank = file.points_per_rank;
  global_.num_ranks = static_cast<int64_t>(file.rank_table.size());
  global_.ranks = file.rank_table.empty() ? nullptr : file.rank_table.data();
  global_.comm.size = static_cast<int32_t>(file.parts.size());
  if (file.boxes) add_boxes(*file.boxes);
  distribution_ = global_;
}

const DAPDistribution &description::of_rank(size_t rank) {
  local_.clear();
  narrow_.clear();
  const std::string path = at("/parts", rank);
  for (size_t p = 0; p < file_.parts[rank].size(); ++p) {
    const part &stored = file_.parts[rank][p];
    for (size_t d = 0; d < stored.size(); ++d) local_.push_back(local_of(stored[d], at(at(path, p), d)));
  }
  distribution_.comm.rank = static_cast<int32_t>(rank);
  distribution_.num_parts = static_cast<int64_t>(file_.parts[rank].size());
  distribution_.local = local_.data();
  return distribution_;
}

DAPLocalDim description::local_of(const local_dim &of, const std::string &path) {
  DAPLocalDim out = borrowed(of, path);
  if (of.index_form != DAP_INDEX_INT32) return out;
  out.index_form = DAP_INDEX_INT32;
  if (of.indices.empty()) return out;
  std::vector<int32_t> &list = narrow_.emplace_back();
  for (const int64_t index : of.indices) {
    if (index < INT32_MIN || index > INT32_MAX)
      refuse(at(path, "indices"), std::to_string(index) + " has more than 32 bits");
    list.push_back(static_cast<int32_t>(index));
  }
  out.indices = list.data();
  return out;
}

void description::add_boxes(const std::vector<box> &boxes) {
  for (const box &each : boxes) {
    box_ranks_.push_back(each.rank);
    for (const auto &range : each.bounds) box_bounds_.insert(box_bounds_.end(), range.begin(), range.end());
  }
  boxes_.header = {DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), nullptr};
  boxes_.num_boxes = static_cast<int64_t>(boxes.size());
  boxes_.bounds = box_bounds_.data();
  boxes_.ranks = box_ranks_.data();
  global_.extensions = &boxes_.header;
}

}  // namespace dap::json
