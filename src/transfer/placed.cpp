// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/placed.hpp"

#include <dap/distribution.h>
#include <dap/simple.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "model/checked.hpp"
#include "model/grid.hpp"
#include "transfer/sides.hpp"
#include "world/written_globals.hpp"

namespace dap::transfer {
namespace {

constexpr char places = 0;  // its address: the space of these distributions, of which nobody else ever hears

struct placed_block {
  world::written_distribution made;
  std::shared_ptr<const DAPDistribution> own;  // has the local dimensions
};

// The sum in the rank formula becomes offset + factor · sum.
struct stretched {
  int64_t offset;
  int64_t factor;
};

// The same for the quotient, where that can be: first - q of q = s / p is (first · p + p - 1 - s) / p.
std::optional<stretched> stretched_by(const rank_map &ranks, int64_t points_per_rank) noexcept {
  if (!ranks.is_spaced()) return std::nullopt;
  if (points_per_rank == 1) return stretched{ranks.first(), ranks.stride()};
  if (ranks.stride() != 1 && ranks.stride() != -1) return std::nullopt;
  auto offset = model::checked_multiply(ranks.first(), points_per_rank);
  if (offset && ranks.stride() == -1) offset = model::checked_add(*offset, points_per_rank - 1);
  return offset ? std::optional(stretched{*offset, ranks.stride()}) : std::nullopt;
}

// False, and nothing has changed, if a number does not fit.
bool stretch(world::written_distribution &of, const stretched &by) {
  const std::vector<DAPDim> dims = of.dims;
  const int64_t rank_offset = of.distribution.rank_offset;
  auto moved = model::checked_multiply(rank_offset, by.factor);
  if (moved) moved = model::checked_add(*moved, by.offset);
  bool fits = moved.has_value();
  of.distribution.rank_offset = moved.value_or(0);
  for (DAPDim &dim : of.dims) {
    const auto stride = model::checked_multiply(dim.rank_stride, by.factor);
    fits = fits && stride;
    dim.rank_stride = stride.value_or(0);
  }
  if (fits && model::point_numbers(of.distribution)) return true;
  std::copy(dims.begin(), dims.end(), of.dims.begin());  // the distribution points there
  of.distribution.rank_offset = rank_offset;
  return false;
}

void set_table(world::written_distribution &of, std::vector<int64_t> table) {
  of.ranks = std::move(table);
  of.distribution.num_ranks = static_cast<int64_t>(of.ranks.size());
  of.distribution.ranks = of.ranks.empty() ? nullptr : of.ranks.data();
  of.distribution.flags &= ~DAP_FEATURE_RANK_TABLE;
  if (!of.ranks.empty()) of.distribution.flags |= DAP_FEATURE_RANK_TABLE;
}

// What the formula says of boxes means nothing (spec 853).
void forget_formula(world::written_distribution &of) {
  set_table(of, {});
  of.distribution.rank_offset = 0;
  for (DAPDim &dim : of.dims) dim.rank_stride = 0;
}

// False if there is a rank that the world has not.
bool translate(std::vector<int64_t> &listed, const rank_map &ranks) {
  const bool known =
      std::all_of(listed.begin(), listed.end(), [&ranks](int64_t rank) { return rank >= 0 && rank < ranks.count(); });
  if (!known) return false;
  std::transform(listed.begin(), listed.end(), listed.begin(),
                 [&ranks](int64_t rank) { return ranks.parent_of(rank); });
  return true;
}

bool move_ranks(world::written_distribution &of, const rank_map &ranks) {
  if (!translate(of.box_ranks, ranks)) return false;
  if (is_boxes(of.distribution)) return forget_formula(of), true;
  if (of.distribution.num_ranks > 0) return translate(of.ranks, ranks);
  const auto by = stretched_by(ranks, of.distribution.points_per_rank);
  if (by && stretch(of, *by)) return true;
  std::vector<int64_t> table;
  for (int64_t rank = 0; rank < ranks.count(); ++rank) table.push_back(ranks.parent_of(rank));
  return set_table(of, std::move(table)), true;
}

}  // namespace

int32_t place(const seen_world &seen, const std::shared_ptr<const DAPDistribution> &own, const parent_place &at,
              std::shared_ptr<const DAPDistribution> &out, DAPError *error) {
  const auto block = std::make_shared<placed_block>();
  block->own = own;
  DAPDistribution &made = block->made.distribution;
  const bool is_good = world::read_globals(seen.globals, block->made) && made.comm.size == seen.ranks.count() &&
                       move_ranks(block->made, seen.ranks);
  made.comm = {DAP_COMM_NONE, 0, 0, at.rank, at.size};
  made.id_space = &places;
  made.id = 1;
  if (own) {
    made.num_parts = own->num_parts;
    made.local = own->local;
  }
  const int32_t status = is_good ? dap_distribution_validate(&made, error) : int32_t{DAP_ERROR_INVALID};
  if (status == DAP_ERROR_MEMORY) return status;
  if (status != DAP_OK) {
    return dap_simple_fail(
        error, DAP_ERROR_LIBRARY, 0, -1, at.rank, 0, 0,
        "what was announced of a distribution makes none here: is it another version of the library?");
  }
  out = {block, &made};
  return DAP_OK;
}

}  // namespace dap::transfer
