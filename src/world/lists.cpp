// SPDX-License-Identifier: BSD-3-Clause
// Unstructured dimensions: every index has a home, to which it is said who owns it. Runs stay runs.
#include <algorithm>
#include <cinttypes>

#include "model/cover.hpp"
#include "model/local_dimension.hpp"
#include "world/check.hpp"
#include "world/home.hpp"
#include "world/open_dims.hpp"

namespace dap::world {
namespace {

constexpr size_t words_per_claim = 4;  // dimension, first, count, coordinate

bool has_flag(const DAPDim &dim, uint32_t flag) {
  return (dim.flags & flag) != 0;
}

// Flagged both ways, nothing can be wrong.
bool is_checked(const DAPDim &dim) {
  return dim.kind == DAP_KIND_UNSTRUCTURED &&
         !(has_flag(dim, DAP_DIM_INCOMPLETE) && has_flag(dim, DAP_DIM_OVERLAPPING));
}

struct owner {
  int32_t rank;
  int64_t coordinate;
};

// What was said about one dimension; claimants count the owners, which ascend.
struct claims_of_dim {
  std::vector<model::claim> claims;
  std::vector<owner> owners;
};

claims_of_dim read_claims(const resident &at, int64_t d) {
  claims_of_dim read;
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += words_per_claim) {
      const int64_t *claim = text.data() + place;
      if (claim[0] != d) continue;
      const auto claimant = static_cast<int64_t>(read.owners.size());
      read.claims.push_back({claim[1], claim[2], claimant});
      read.owners.push_back({sender, claim[3]});
    }
  }
  return read;
}

int32_t tell_doubled(int64_t d, const claims_of_dim &read, const model::doubly_claimed &found, DAPError *error) {
  const owner &one = read.owners[static_cast<size_t>(found.claimant)];
  const owner &other = read.owners[static_cast<size_t>(found.other)];
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_OWNED_TWICE, static_cast<int32_t>(d), other.rank, 1, 2,
                         "index %" PRId64 " is owned at coordinate %" PRId64 " (rank %" PRId32
                         ") and at coordinate %" PRId64 " (rank %" PRId32 "), and the dimension is not flagged so",
                         found.index, one.coordinate, one.rank, other.coordinate, other.rank);
}

int32_t check_at_home(const resident &at, int64_t d, const model::range &region, DAPError *error) {
  const DAPDim &dim = at.distribution->dims[d];
  claims_of_dim read = read_claims(at, d);
  const model::line_cover found = model::cover_of_line(region, read.claims);
  if (found.doubled && !has_flag(dim, DAP_DIM_OVERLAPPING)) return tell_doubled(d, read, *found.doubled, error);
  if (!found.gap || has_flag(dim, DAP_DIM_INCOMPLETE) || !has_elements(*at.distribution)) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_NOT_OWNED, static_cast<int32_t>(d), -1, 1, 0,
                         "index %" PRId64 " is owned at no coordinate, and the dimension is not flagged so",
                         *found.gap);
}

}  // namespace

void claim_owned(resident &at, int64_t d, int32_t num_ranks) {
  const DAPDim &dim = at.distribution->dims[d];
  const auto num_dims = static_cast<int64_t>(model::dims_of(*at.distribution).size());
  const homes indices(dim.size, num_ranks);
  for (int64_t part = 0; part < at.distribution->num_parts; ++part) {
    const int64_t row = part * num_dims + d;
    if (!at.speaks[static_cast<size_t>(row)]) continue;
    const DAPLocalDim &local = at.distribution->local[row];
    model::for_each_owned_run(dim, local, [&](int64_t first, int64_t, int64_t count) {
      indices.for_each_piece(first, count, [&](int32_t home, int64_t start, int64_t taken) {
        words &text = at.outbox[home];
        text.insert(text.end(), {d, start, taken, local.coordinate});
      });
    });
  }
}

int32_t check_lists(assembly &all, DAPError *error) {
  const int32_t num_ranks = all.size();
  const int32_t status = all.deliver(
      [=](resident &at, DAPError *) {
        for (int64_t d = 0; d < at.distribution->ndim; ++d) {
          if (is_checked(at.distribution->dims[d])) claim_owned(at, d, num_ranks);
        }
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  return all.together(
      [=](resident &at, DAPError *own) {
        int32_t found = DAP_OK;
        for (int64_t d = 0; found == DAP_OK && d < at.distribution->ndim; ++d) {
          const DAPDim &dim = at.distribution->dims[d];
          if (is_checked(dim)) found = check_at_home(at, d, homes(dim.size, num_ranks).range_of(at.rank), own);
        }
        return found;
      },
      error);
}

}  // namespace dap::world
