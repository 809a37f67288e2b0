// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/planned.hpp"

#include <dap/distribution.h>
#include <dap/simple.h>

#include <algorithm>
#include <cinttypes>
#include <numeric>
#include <utility>

#include "array/boundary.hpp"
#include "model/grid.hpp"
#include "transfer/plan.hpp"
#include "world/mix.hpp"

namespace dap::transfer {
namespace {

int32_t keep(const DAPDistribution *given, std::shared_ptr<const DAPDistribution> &kept, DAPError *error) {
  const DAPDistribution *shared = nullptr;
  const int32_t status = dap_distribution_clone(given, &shared, error);
  if (status == DAP_OK) kept.reset(shared, dap_distribution_release);
  return status;
}

int32_t check_permutation(const planned &made, DAPError *error) {
  const int32_t ndim = made.target->ndim;
  std::vector<bool> taken(made.target_dims.size(), false);
  for (int32_t axis = 0; axis < ndim; ++axis) {
    const int32_t d = made.target_dims[static_cast<size_t>(axis)];
    if (d < 0 || d >= ndim || taken[static_cast<size_t>(d)]) {
      return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_TRANSFER_DIMS, axis, made.source->comm.rank, 0, d,
                             "target_dims[%" PRId32 "] is %" PRId32 ", expected each of 0 … %" PRId32 " once", axis, d,
                             ndim - 1);
    }
    taken[static_cast<size_t>(d)] = true;
  }
  return DAP_OK;
}

int32_t check_shape(const planned &made, DAPError *error) {
  for (int32_t axis = 0; axis < made.source->ndim; ++axis) {
    const int32_t d = made.target_dims[static_cast<size_t>(axis)];
    const int64_t size = made.source->dims[axis].size;
    const int64_t found = made.target->dims[d].size;
    if (size == found) continue;
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_TRANSFER_SHAPE, axis, made.source->comm.rank, size, found,
                           "dimension %" PRId32 " of the target has the size %" PRId64 ", expected %" PRId64
                           " as dimension %" PRId32 " of the source",
                           d, found, size, axis);
  }
  return DAP_OK;
}

// Of what the parts own, or store, but for exterior positions.
int64_t num_elements(const DAPDistribution &distribution, portion wanted_here) {
  int64_t elements = 0;
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    const DAPLocalDim *row = distribution.local + part * (distribution.ndim + distribution.num_replica_dims);
    int64_t count = 1;
    for (int32_t d = 0; d < distribution.ndim; ++d) {
      int64_t along = row[d].num_owned;
      if (wanted_here == portion::stored) {
        along = 0;
        for (const stored_run &each : stored_runs(distribution.dims[d], row[d], portion::stored)) along += each.count;
      }
      count *= along;
    }
    elements += count;
  }
  return elements;
}

bool has_halo(const DAPDistribution &distribution) noexcept {
  const auto dims = model::dims_of(distribution);
  return std::any_of(dims.begin(), dims.end(),
                     [](const DAPDim &dim) { return (dim.flags & (DAP_DIM_HALO | DAP_DIM_HALO_LIST)) != 0; });
}

int32_t check_complete(const planned &made, DAPError *error) {
  const DAPDistribution &target = *made.target;
  const int64_t expected = num_elements(target, what_of(made) == wanted::stored ? portion::stored : portion::owned);
  const int64_t found = made.getting.count();
  if (found == expected || (made.flags & DAP_PLAN_LEAVE_MISSING) != 0) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_TRANSFER_MISSING, -1, target.comm.rank, expected, found,
                         "of %" PRId64 " elements of the target on this rank, %" PRId64
                         " have an owner in the source, expected all of them",
                         expected, found);
}

}  // namespace

int32_t keep_passed(const DAPDistribution *source, const DAPDistribution *target, planned &made, DAPError *error) {
  int32_t status = source == nullptr ? int32_t{DAP_OK} : keep(source, made.own_source, error);
  if (status == DAP_OK && target != nullptr) status = keep(target, made.own_target, error);
  return status;
}

int32_t pair_up(const DAPPlanOptions *options, planned &made, DAPError *error) {
  const DAPDistribution &source = *made.source;
  const DAPDistribution &target = *made.target;
  if (source.ndim != target.ndim) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_TRANSFER_SHAPE, -1, source.comm.rank, source.ndim,
                           target.ndim, "the target has %" PRId32 " dimensions, expected %" PRId32 " as the source",
                           target.ndim, source.ndim);
  }
  made.target_dims.resize(static_cast<size_t>(source.ndim));
  std::iota(made.target_dims.begin(), made.target_dims.end(), 0);
  if (options != nullptr) {
    made.flags = options->flags;
    if (options->target_dims != nullptr) {
      made.target_dims.assign(options->target_dims, options->target_dims + source.ndim);
    }
  }
  const int32_t status = check_permutation(made, error);
  return status == DAP_OK ? check_shape(made, error) : status;
}

int32_t begin_plan(const DAPDistribution *source, const DAPDistribution *target, const DAPPlanOptions *options,
                   planned &made, DAPError *error) {
  if (source == nullptr || target == nullptr) {
    return array::argument_is_null(error, source == nullptr ? "source" : "target");
  }
  const int32_t status = keep_passed(source, target, made, error);
  if (status != DAP_OK) return status;
  made.source = made.own_source;
  made.target = made.own_target;
  return pair_up(options, made, error);
}

wanted what_of(const planned &made) noexcept {
  if (made.is_halo) return (made.halo_flags & DAP_HALO_CORNERS) != 0 ? wanted::halo : wanted::faces;
  const bool fills = (made.flags & DAP_PLAN_FILL_HALO) != 0 && has_halo(*made.target);
  return fills ? wanted::stored : wanted::owned;
}

uint64_t sum_of_options(const planned &begun) noexcept {
  uint64_t sum = 0;
  world::mix(sum, begun.flags);
  world::mix(sum, begun.is_halo ? begun.halo_flags + 1 : 0);
  for (const int32_t d : begun.target_dims) world::mix(sum, static_cast<uint64_t>(d));
  return sum;
}

asker asker_of(const planned &begun) {
  return {begun.source.get(),
          begun.target.get(),
          begun.target_dims,
          {},
          {},
          what_of(begun),
          begun.is_between ? &begun.source_ranks : nullptr};
}

int32_t finish_plan(const asker &known, planned &begun, DAPError *error) {
  const pairing both{*known.source,      *known.target, known.target_dims, known.known_source,
                     known.known_target, true,          known.source_ranks};
  begun.giving = plan_giving(both);
  begun.getting = plan_getting(both);
  return check_complete(begun, error);
}

told_plan told_plan_of(const planned &begun) {
  return {asker_of(begun), begun.adds() ? repeats::apart : repeats::allowed, half_plan(), half_plan()};
}

int32_t finish_told_plan(told_plan &&told, planned &begun, DAPError *error) {
  begun.giving = std::move(told.giving);
  begun.getting = std::move(told.getting);
  if (begun.adds()) {
    std::swap(begun.giving, begun.getting);
    begun.giving.turn();
    begun.getting.turn();
  }
  return begun.is_halo ? int32_t{DAP_OK} : check_complete(begun, error);
}

}  // namespace dap::transfer
