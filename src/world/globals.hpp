// SPDX-License-Identifier: BSD-3-Clause
// The global members (spec 750), one after the other, by name.
//
// Pointers, identities, local dimensions and the communicator's rank and handle are not global; nor is here what the
// kind of a dimension does not use.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <cstring>
#include <span>

#include "model/dimension.hpp"
#include "model/grid.hpp"
#include "world/assembly.hpp"

namespace dap::world {

// What a member belongs to, where more cannot be told.
enum class topic { ndim, dimension, ranks, flags, boxes, type };

struct member {
  const char *name;
  topic about = topic::dimension;
  int32_t dim = -1;
  int64_t at = -1;       // place in a list; -1: no list
  bool is_bits = false;  // rather read in hexadecimal
};

namespace detail {

template <typename Function>
void visit_list(const char *name, topic about, int32_t dim, const int64_t *list, int64_t count, Function &function) {
  for (int64_t i = 0; i < count; ++i) function(member{name, about, dim, i}, list[i]);
}

template <typename Function>
void visit_block(const DAPDim &dim, int32_t d, Function &function) {
  const auto variant = model::variant_of(dim);
  function(member{"the variant of the blocks (balanced, irregular, fixed, unknown: 0 to 3)", topic::dimension, d},
           static_cast<int64_t>(variant));
  if (variant == model::block_variant::fixed) function(member{"block_size", topic::dimension, d}, dim.block_size);
  if (variant == model::block_variant::irregular) {
    visit_list("bounds", topic::dimension, d, dim.bounds, dim.grid_size + 1, function);
  }
}

template <typename Function>
void visit_dim(const DAPDim &dim, int32_t d, Function &function) {
  function(member{"kind", topic::dimension, d}, int64_t{dim.kind});
  function(member{"grid_size", topic::dimension, d}, dim.grid_size);
  function(member{"rank_stride", topic::dimension, d}, dim.rank_stride);
  if (dim.kind == DAP_KIND_REPLICA) return;
  function(member{"size", topic::dimension, d}, dim.size);
  if (dim.kind == DAP_KIND_BLOCK) visit_block(dim, d, function);
  if (dim.kind == DAP_KIND_CYCLIC) {
    function(member{"block_size", topic::dimension, d}, dim.block_size);
    function(member{"first_coordinate", topic::dimension, d}, dim.first_coordinate);
    function(member{"first_block", topic::dimension, d}, dim.first_block);
  }
  function(member{"flags", topic::dimension, d, -1, true}, int64_t{dim.flags});
  function(member{"index_base", topic::dimension, d}, dim.index_base);
  visit_list("boundary", topic::dimension, d, dim.boundary, 2, function);
}

template <typename Function>
void visit_extensions(const DAPDistribution &distribution, Function &function) {
  for (const DAPExtension *link = distribution.extensions; link != nullptr; link = link->next) {
    function(member{"the type of an extension (0: none)", topic::boxes}, int64_t{link->type});
    function(member{"the flags of an extension", topic::flags, -1, -1, true}, int64_t{link->flags});
    if (link->type != DAP_EXTENSION_BOXES || link->nbytes < sizeof(DAPBoxes)) continue;
    DAPBoxes boxes{};
    std::memcpy(&boxes, link, sizeof boxes);
    function(member{"num_boxes", topic::boxes}, boxes.num_boxes);
    visit_list("bounds of the boxes", topic::boxes, -1, boxes.bounds, 2 * boxes.num_boxes * distribution.ndim,
               function);
    visit_list("ranks of the boxes", topic::boxes, -1, boxes.ranks, boxes.num_boxes, function);
  }
  function(member{"the type of an extension (0: none)", topic::boxes}, int64_t{0});
}

}  // namespace detail

// Calls function(member, value) for each, what decides about the rest first.
template <typename Function>
void for_each_global(const DAPDistribution &distribution, Function &&function) {
  function(member{"ndim", topic::ndim}, int64_t{distribution.ndim});
  function(member{"num_replica_dims", topic::ndim}, int64_t{distribution.num_replica_dims});
  const auto dims = model::dims_of(distribution);
  for (size_t d = 0; d < dims.size(); ++d) detail::visit_dim(dims[d], static_cast<int32_t>(d), function);
  function(member{"rank_offset", topic::ranks}, distribution.rank_offset);
  function(member{"points_per_rank", topic::ranks}, distribution.points_per_rank);
  function(member{"num_ranks", topic::ranks}, distribution.num_ranks);
  detail::visit_list("ranks", topic::ranks, -1, distribution.ranks, distribution.num_ranks, function);
  function(member{"the flags of the distribution", topic::flags, -1, -1, true},
           static_cast<int64_t>(distribution.flags));
  function(member{"comm.size", topic::ranks}, int64_t{distribution.comm.size});
  function(member{"comm.kind", topic::ranks}, int64_t{distribution.comm.kind});
  function(member{"comm.implementation", topic::ranks}, int64_t{distribution.comm.implementation});
  function(member{"the minor version of the distribution", topic::flags}, int64_t{distribution.version.minor});
  detail::visit_extensions(distribution, function);
}

template <typename Function>
void for_each_global(const DAPArray &array, Function &&function) {
  function(member{"type_code", topic::type}, int64_t{array.type_code});
  function(member{"type_bits", topic::type}, int64_t{array.type_bits});
  function(member{"type_lanes", topic::type}, int64_t{array.type_lanes});
  for_each_global(*array.distribution, function);
  function(member{"the flags of the array", topic::flags, -1, -1, true}, static_cast<int64_t>(array.flags));
  function(member{"the minor version of the array", topic::flags}, int64_t{array.version.minor});
}

// Their values, in that order: read_globals (world/written_globals.hpp) makes a distribution of them.
[[nodiscard]] words globals_of(const DAPDistribution &distribution);

// One number made of them, by which ranks see whether theirs are alike.
[[nodiscard]] uint64_t sum_of_globals(const DAPDistribution &distribution);

struct two_ranks {
  int32_t own;
  int32_t other;
};

// Whether another rank has the same (1302). Local.
[[nodiscard]] int32_t compare_globals(const DAPDistribution &distribution, std::span<const int64_t> of_other,
                                      const two_ranks &ranks, DAPError *error);

}  // namespace dap::world
