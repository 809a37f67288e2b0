// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/bind.hpp"

#include <dap/simple.h>

#include <algorithm>
#include <cinttypes>
#include <cstring>

#include "mpi/bind_halo.hpp"
#include "transfer/places.hpp"
#include "transfer/same_division.hpp"
#include "world/mix.hpp"

namespace dap::mpi {
namespace {

using transfer::combination;
using transfer::combination_check;
using transfer::placed_part;
using transfer::planned;

const char *reason_of(combination_check found) noexcept {
  switch (found) {
    case combination_check::only_copied:
      return "elements of this type can only be copied";
    case combination_check::earlier_kind:
      return "its kind of type is an earlier one, and something would be dropped";
    case combination_check::factor_of_bool:
      return "truth values can only be copied";
    case combination_check::complex_factor:
      return "a factor is complex, and the target is not";
    case combination_check::fractional_factor:
      return "a factor is no whole number, and the target has whole numbers";
    case combination_check::allowed:
      break;
  }
  return "";
}

int32_t check_change(const combination &change, int32_t rank, DAPError *error) {
  const combination_check found = transfer::check(change);
  if (found == combination_check::allowed) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_TRANSFER_TYPE, -1, rank, change.from.code,
                         change.to.code, "type {%d, %d, %d} cannot become {%d, %d, %d}: %s", int{change.from.code},
                         int{change.from.bits}, int{change.from.lanes}, int{change.to.code}, int{change.to.bits},
                         int{change.to.lanes}, reason_of(found));
}

combination change_of(const DAPType &source, const DAPType &target, const DAPTransferOptions *options) {
  combination made;
  made.from = source;
  made.to = target;
  if (options == nullptr) return made;
  made.alpha = {options->alpha[0], options->alpha[1]};
  made.beta = {options->beta[0], options->beta[1]};
  made.conjugate = options->conjugate != 0;
  return made;
}

std::size_t size_of(const DAPType &type) noexcept {
  return (static_cast<std::size_t>(type.bits) * type.lanes + 7) / 8;
}

// Whether source and target are one array, and every element stays where it is.
bool stays_in_place(const planned &plan, const moved_array &moved) {
  if (moved.source == nullptr || moved.target == nullptr) return false;
  const DAPDistribution &divided = *moved.source->distribution;
  if (transfer::is_told(transfer::what_of(plan)) || !moved.is_copy ||
      !std::is_sorted(plan.target_dims.begin(), plan.target_dims.end()))
    return false;
  if (!transfer::is_divided_as(divided, *moved.target->distribution)) return false;
  for (const transfer::half_plan *half : {&plan.giving, &plan.getting}) {
    for (const transfer::piece &each : half->pieces()) {
      if (each.rank != plan.source->comm.rank || each.source_part != each.target_part) return false;
    }
  }
  return is_same_memory(*moved.source, *moved.target);
}

void add_parts(const DAPArray *array, std::size_t element_size, std::size_t number, std::vector<placed_part> &parts) {
  for (int64_t part = 0; array != nullptr && part < array->distribution->num_parts; ++part) {
    parts.push_back({&array->parts[part].buffer, static_cast<int64_t>(element_size), number});
  }
}

// What is written may not be written twice, nor be read besides.
int32_t check_places(const std::vector<moved_array> &bound, int32_t rank, DAPError *error) {
  std::vector<placed_part> written;
  for (std::size_t number = 0; number < bound.size(); ++number) {
    add_parts(bound[number].target, bound[number].target_size, number, written);
  }
  auto shared = transfer::find_shared_place(written);
  const char *what = "written twice";
  for (std::size_t number = 0; !shared && number < bound.size(); ++number) {
    if (bound[number].in_place || bound[number].is_one) continue;
    std::vector<placed_part> both = written;
    add_parts(bound[number].source, bound[number].source_size, number, both);
    std::vector<placed_part> read(both.begin() + static_cast<std::ptrdiff_t>(written.size()), both.end());
    if (transfer::find_shared_place(read)) continue;  // broadcast by strides of 0: read, but looked at part by part
    shared = transfer::find_shared_place(both);
    what = "read and written";
  }
  if (!shared) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_TRANSFER_PLACE, -1, rank, 0, static_cast<int64_t>(*shared),
                         "a place in memory is %s, in the arrays of pair %zu", what, *shared);
}

}  // namespace

int32_t bind_here(const planned &plan, const transfer_arguments &passed, const element_types &types,
                  std::vector<moved_array> &bound, DAPError *error) {
  const int32_t rank = plan.source->comm.rank;
  for (std::size_t number = 0; number < types.source.size(); ++number) {
    moved_array moved{};
    if (plan.own_source) moved.source = passed.sources[number];
    if (plan.own_target) moved.target = passed.targets[number];
    moved.change = change_of(types.source[number], types.target[number], passed.options);
    moved.is_one = plan.is_halo;
    int32_t status = plan.is_halo ? check_halo_pair(plan, moved, error) : int32_t{DAP_OK};
    if (status == DAP_OK) status = check_change(moved.change, rank, error);
    if (status != DAP_OK) return status;
    moved.source_size = size_of(moved.change.from);
    moved.target_size = size_of(moved.change.to);
    moved.is_copy = transfer::is_plain_copy(moved.change);
    moved.in_place = stays_in_place(plan, moved);
    bound.push_back(moved);
  }
  return check_places(bound, rank, error);
}

uint64_t sum_of(const planned &plan, const transfer_arguments &passed, const element_types &types) noexcept {
  uint64_t sum = 0;
  world::mix(sum, static_cast<uint64_t>(passed.num_arrays));
  world::mix(sum, transfer::sum_of_options(plan));
  if (passed.options != nullptr) {
    for (const double factor :
         {passed.options->alpha[0], passed.options->alpha[1], passed.options->beta[0], passed.options->beta[1]}) {
      uint64_t bits = 0;
      std::memcpy(&bits, &factor, sizeof bits);
      world::mix(sum, bits);
    }
    world::mix(sum, passed.options->conjugate + 1);
  }
  for (std::size_t number = 0; number < types.source.size(); ++number) {
    for (const DAPType &type : {types.source[number], types.target[number]}) {
      world::mix(sum, type.code + (uint64_t{type.bits} << 8) + (uint64_t{type.lanes} << 16));
    }
  }
  return sum;
}

}  // namespace dap::mpi
