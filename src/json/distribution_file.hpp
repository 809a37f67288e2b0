// SPDX-License-Identifier: BSD-3-Clause
// A distribution as all ranks together see it, and its JSON form: the global members once, and for every rank the local
// dimensions of its parts. spec/vectors/distribution.schema.json describes the form, and spec/vectors/ has examples.
//
// Everything is local and throws dap::error; bad input is refused with nothing kept.
#pragma once

#include <dap/dap.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dap::json {

// DAPDim; `bounds` is empty where there are none.
struct dim {
  uint32_t kind = 0;
  uint32_t flags = 0;
  int64_t size = 0;
  int64_t grid_size = 0;
  int64_t rank_stride = 0;
  int64_t index_base = 0;
  int64_t block_size = 0;
  int64_t first_coordinate = 0;
  int64_t first_block = 0;
  std::array<int64_t, 2> boundary{};
  std::vector<int64_t> bounds;

  friend bool operator==(const dim &, const dim &) = default;
};

// DAPLocalDim; `indices` holds first index and count of each run, one behind the other, in that form.
struct local_dim {
  int64_t coordinate = 0;
  int64_t start = 0;
  int64_t num_owned = 0;
  std::array<int64_t, 2> halo{};
  uint32_t index_form = DAP_INDEX_NONE;
  std::vector<int64_t> indices;

  friend bool operator==(const local_dim &, const local_dim &) = default;
};

// One local dimension per dimension, replica dimensions included.
using part = std::vector<local_dim>;

// One entry of DAPBoxes; `bounds` has first index and end along each dimension.
struct box {
  int64_t rank = 0;
  std::vector<std::array<int64_t, 2>> bounds;

  friend bool operator==(const box &, const box &) = default;
};

// DAPDistribution on every rank, without identity and communicator.
struct distribution_file {
  std::string about;  // one sentence for people; may be empty
  uint32_t major = DAP_VERSION_MAJOR;
  uint32_t minor = DAP_VERSION_MINOR;
  uint64_t features = 0;
  std::vector<dim> dims;  // the replica dimensions last
  int32_t num_replica_dims = 0;
  int64_t rank_offset = 0;
  int64_t points_per_rank = 1;
  std::vector<int64_t> rank_table;        // empty: none
  std::optional<std::vector<box>> boxes;  // the extension DAP_EXTENSION_BOXES
  std::vector<std::vector<part>> parts;   // [number of ranks]

  friend bool operator==(const distribution_file &, const distribution_file &) = default;
};

// The distribution that a text describes. Refused are what is no JSON or not of this form, a key that is not known or
// stands twice, and a number that is not a 64-bit integer; messages begin with the path: "/dims/1/size: a string,
// expected an integer". What the members say together is not checked: see distributions.
[[nodiscard]] distribution_file read(std::string_view text);

// The canonical text: members in one order, those that say nothing left out, two spaces to a level, short lists on one
// line. read(write(file)) == file, and write(read(text)) == text if the text is canonical. Refused is what has no word.
[[nodiscard]] std::string write(const distribution_file &file);

// Each rank's distribution, made by dap_distribution_create, whose message names rank, dimension and rule if it refuses
// one. Refused with a path are lists whose length contradicts another member, a feature that is used on some rank and
// not listed (rule 404), and a list of boxes that is not that of the parts (rule 854).
[[nodiscard]] std::vector<distribution> distributions(const distribution_file &file);

// Throws (854) if there is a list of boxes that is not that of the parts. The lengths of all lists fit.
void check_boxes(const distribution_file &file);

// What the distributions of all ranks, in the order of the ranks, say together. They are valid; refused is a global
// member that differs (rule 1302).
[[nodiscard]] distribution_file file_of(std::span<const DAPDistribution *const> ranks);

}  // namespace dap::json
