// SPDX-License-Identifier: BSD-3-Clause
// From a file to the distribution of each rank.
#include <algorithm>

#include "json/distribution_file.hpp"
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

// The boxes of each rank are those of its parts, in their order.
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
    for (size_t d = 0; d < listed.bounds.size(); ++d) {
      const auto [first, end] = listed.bounds[d];
      if (first == end && stored[d].num_owned == 0) continue;
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

// A DAPDistribution that points into a file and into itself.
class description {
 public:
  explicit description(const distribution_file &file) : file_(file) {
    for (const dim &each : file.dims) dims_.push_back(structure_of(each));
    distribution_.version = {file.major, file.minor};
    distribution_.flags = file.features;
    distribution_.num_replica_dims = file.num_replica_dims;
    distribution_.ndim = static_cast<int32_t>(dims_.size()) - file.num_replica_dims;
    distribution_.dims = dims_.data();
    distribution_.rank_offset = file.rank_offset;
    distribution_.points_per_rank = file.points_per_rank;
    distribution_.num_ranks = static_cast<int64_t>(file.rank_table.size());
    distribution_.ranks = file.rank_table.empty() ? nullptr : file.rank_table.data();
    distribution_.comm.size = static_cast<int32_t>(file.parts.size());
    if (file.boxes) add_boxes(*file.boxes);
  }
  description(const description &) = delete;
  description &operator=(const description &) = delete;

  // As `rank` sees it; until the next call.
  const DAPDistribution &of_rank(size_t rank) {
    local_.clear();
    narrow_.clear();
    const std::string path = at("/parts", rank);
    for (size_t p = 0; p < file_.parts[rank].size(); ++p) {
      const part &stored = file_.parts[rank][p];
      for (size_t d = 0; d < stored.size(); ++d) local_.push_back(structure_of(stored[d], at(at(path, p), d)));
    }
    distribution_.comm.rank = static_cast<int32_t>(rank);
    distribution_.num_parts = static_cast<int64_t>(file_.parts[rank].size());
    distribution_.local = local_.data();
    return distribution_;
  }

 private:
  static DAPDim structure_of(const dim &of) {
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
  static int64_t count_of(const std::vector<int64_t> &runs, const std::string &path) {
    if (runs.size() % 2 != 0) refuse(path, "a run without a count", 816);
    int64_t sum = 0;
    for (size_t i = 1; i < runs.size(); i += 2) {
      if (__builtin_add_overflow(sum, runs[i], &sum))
        refuse(path, "the counts do not fit into 63 bits", 711, DAP_ERROR_OVERFLOW);
    }
    return sum;
  }

  DAPLocalDim structure_of(const local_dim &of, const std::string &path) {
    DAPLocalDim out{};
    out.coordinate = of.coordinate;
    out.start = of.start;
    out.num_owned = of.num_owned;
    std::copy(of.halo.begin(), of.halo.end(), out.halo);
    out.index_form = of.index_form;
    if (of.indices.empty()) return out;
    out.indices = of.indices.data();
    out.num_indices = static_cast<int64_t>(of.indices.size());
    if (of.index_form == DAP_INDEX_RUNS) {
      out.num_runs = out.num_indices / 2;
      out.num_indices = count_of(of.indices, at(path, "indices"));
    }
    if (of.index_form == DAP_INDEX_INT32) {
      std::vector<int32_t> &list = narrow_.emplace_back();
      for (const int64_t index : of.indices) {
        if (index < INT32_MIN || index > INT32_MAX)
          refuse(at(path, "indices"), std::to_string(index) + " has more than 32 bits");
        list.push_back(static_cast<int32_t>(index));
      }
      out.indices = list.data();
    }
    return out;
  }

  void add_boxes(const std::vector<box> &boxes) {
    for (const box &each : boxes) {
      box_ranks_.push_back(each.rank);
      for (const auto &range : each.bounds) box_bounds_.insert(box_bounds_.end(), range.begin(), range.end());
    }
    boxes_.header = {DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), nullptr};
    boxes_.num_boxes = static_cast<int64_t>(boxes.size());
    boxes_.bounds = box_bounds_.data();
    boxes_.ranks = box_ranks_.data();
    distribution_.extensions = &boxes_.header;
  }

  const distribution_file &file_;
  std::vector<DAPDim> dims_;
  std::vector<DAPLocalDim> local_;
  std::vector<std::vector<int32_t>> narrow_;
  std::vector<int64_t> box_bounds_, box_ranks_;
  DAPBoxes boxes_{};
  DAPDistribution distribution_{};
};

// What is used on any rank is listed for all (rule 404).
void check_features(const distribution_file &file, const std::vector<distribution> &made) {
  uint64_t used = 0;
  for (const distribution &each : made) used |= each->flags;
  const uint64_t missing = used & ~file.features;
  if (missing == 0) return;
  refuse("/features", "\"" + std::string(dap_simple_feature_word(missing)) + "\" is used and not listed", 404);
}

}  // namespace

std::vector<distribution> distributions(const distribution_file &file) {
  check_lengths(file);
  check_boxes(file);
  description described(file);
  std::vector<distribution> made;
  for (size_t rank = 0; rank < file.parts.size(); ++rank) {
    made.push_back(distribution::create(described.of_rank(rank)));
  }
  check_features(file, made);
  return made;
}

}  // namespace dap::json
