// SPDX-License-Identifier: BSD-3-Clause
// Whose are these elements? A directory of a distribution, kept by its ranks together.
//
// Where the dimensions tell the coordinate of an index, nobody is asked. Else every index, or tile of the space of
// boxes, has a home that was told of its owners (the rendezvous algorithm of Pinar and Hendrickson, 2001): a rank keeps
// in proportion to its share of the indices. Parts and positions that only the owner knows are asked of the owner.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "transfer/box_questions.hpp"
#include "transfer/dim_questions.hpp"
#include "transfer/part_questions.hpp"

namespace dap::transfer {

struct element_owner {
  int64_t rank;  // -1: nobody
  int64_t part;
};

// One rank's share of a directory, and what it asks.
struct directory {
  const DAPDistribution *distribution = nullptr;

  // What this rank keeps.
  std::vector<told_runs> dims;
  std::unique_ptr<told_boxes> boxes;  // also those of a list, which nobody is asked for
  // Alike on all ranks: what has to be asked for.
  bool asks_dims = false;
  bool asks_boxes = false;
  bool asks_parts = false;

  // Elements that it asks for, [count, ndim] within the sizes, and the answer.
  int64_t count = 0;
  std::span<const int64_t> elements;
  std::vector<element_owner> owners;  // [count]
  std::vector<int64_t> positions;     // [count, ndim] in storage, halos included; -1: nobody's
  // Meanwhile.
  dim_questions asked_dims;
  part_questions asked_parts;
  std::vector<point_on_rank> points;  // [count]; rank -1: nobody
};

// Finds the share of each rank that is in this process.
struct directory_finder {
  directory &(*find)(void *context, int32_t rank);
  void *context;
  [[nodiscard]] directory &of(int32_t rank) const { return find(context, rank); }
};

// Fills all shares, whose distributions are those of the residents: valid, in their places, and with the same global
// members. Collective: nothing is asked if the dimensions tell all.
[[nodiscard]] int32_t build_directory(world::assembly &all, const directory_finder &shares, DAPError *error);

// Prepares the questions of a rank, which may fail there; fails alike on all ranks.
struct preparation {
  int32_t (*prepare)(void *context, directory &share, DAPError *error);
  void *context;
};

// Answers all: the lowest (rank, part, position) of the canonical replica (spec 852, 757). Collective: one reduction;
// two rounds of messages if the dimensions do not tell, and two more if the owners have to be asked.
[[nodiscard]] int32_t find_owners(world::assembly &all, const directory_finder &shares, const preparation &questions,
                                  DAPError *error);

}  // namespace dap::transfer
