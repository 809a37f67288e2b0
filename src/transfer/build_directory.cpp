// SPDX-License-Identifier: BSD-3-Clause
// What the ranks tell each other before anybody asks.
#include <algorithm>
#include <utility>

#include "model/boxes.hpp"
#include "model/local_dimension.hpp"
#include "transfer/ask_boxes.hpp"
#include "transfer/directory.hpp"
#include "transfer/sides.hpp"
#include "world/check.hpp"
#include "world/open_dims.hpp"

namespace dap::transfer {
namespace {

using world::assembly;
using world::resident;

bool has_halo_before(const DAPDistribution &distribution) noexcept {
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    const DAPLocalDim *row = distribution.local + part * (distribution.ndim + distribution.num_replica_dims);
    for (int32_t d = 0; d < distribution.ndim; ++d) {
      if (model::first_owned_position(distribution.dims[d], row[d]) > 0) return true;
    }
  }
  return false;
}

// Whether, on some rank, parts and positions are not what the dimensions say.
int32_t ask_what_is_needed(assembly &all, const directory_finder &shares, DAPError *error) {
  all.each([](resident &at) {
    at.counters = {};
    at.counters[0] = at.distribution->num_parts > 1 ? 1 : 0;
    at.counters[1] = has_halo_before(*at.distribution) ? 1 : 0;
  });
  const int32_t status = all.sum(error);
  if (status != DAP_OK) return status;
  all.each([&](resident &at) {
    directory &share = shares.of(at.rank);
    const bool boxes = is_boxes(*at.distribution);
    const bool halos = at.counters[1] > 0;
    share.distribution = at.distribution;
    share.asks_dims = world::has_open(*at.distribution);
    share.asks_boxes = boxes && (halos || !model::listed_boxes(*at.distribution));
    share.asks_parts = !boxes && (halos || at.counters[0] > 0);
  });
  return DAP_OK;
}

int32_t tell_all_dims(assembly &all, const directory_finder &shares, DAPError *error) {
  int32_t status = world::check_coordinates(all, error);
  if (status != DAP_OK) return status;
  const int32_t num_ranks = all.size();
  status = all.deliver(
      [=](resident &at, DAPError *) {
        tell_dims(at, num_ranks);
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  return all.together(
      [&](resident &at, DAPError *) {
        shares.of(at.rank).dims = hear_dims(at);
        return DAP_OK;
      },
      error);
}

int32_t tell_all_boxes(assembly &all, const directory_finder &shares, DAPError *error) {
  const int32_t num_ranks = all.size();
  const int32_t status = all.deliver(
      [=](resident &at, DAPError *) {
        tell_boxes(at, num_ranks);
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  return all.together(
      [&](resident &at, DAPError *) {
        shares.of(at.rank).boxes = std::make_unique<told_boxes>(at);
        return DAP_OK;
      },
      error);
}

int32_t read_listed_boxes(assembly &all, const directory_finder &shares, DAPError *error) {
  return all.together(
      [&](resident &at, DAPError *) {
        const DAPDistribution &distribution = *at.distribution;
        if (!is_boxes(distribution)) return DAP_OK;
        const auto ndim = static_cast<std::size_t>(distribution.ndim);
        shares.of(at.rank).boxes = std::make_unique<told_boxes>(*model::listed_boxes(distribution), ndim);
        return DAP_OK;
      },
      error);
}

}  // namespace

int32_t build_directory(assembly &all, const directory_finder &shares, DAPError *error) {
  int32_t status = ask_what_is_needed(all, shares, error);
  if (status != DAP_OK) return status;
  bool dims = false;
  bool boxes = false;
  all.each([&](resident &at) {
    dims = shares.of(at.rank).asks_dims;
    boxes = shares.of(at.rank).asks_boxes;
  });
  if (dims) {
    status = tell_all_dims(all, shares, error);
  } else if (boxes) {
    status = tell_all_boxes(all, shares, error);
  } else {
    status = read_listed_boxes(all, shares, error);
  }
  all.each([](resident &at) {
    at.inbox = {};
    at.kept = {};
    at.speaks = {};
  });
  return status;
}

}  // namespace dap::transfer
