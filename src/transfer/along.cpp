// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/along.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "transfer/dim_owners.hpp"

namespace dap::transfer {
namespace {

const DAPDim &own_dim(const sides &at, std::size_t axis) noexcept {
  return at.own().dims[at.own_dim(axis)];
}

// With what was asked for, or with what lists have in common with a dimension.
template <typename Theirs>
overlap common_with(const sides &at, std::size_t axis, const DAPLocalDim &local, const Theirs &theirs) {
  const auto &sorted = at.known_own().dims[at.own_dim(axis)].sorted;
  const auto known = sorted.find(&local);
  if (known != sorted.end()) return overlap_of(known->second, theirs);
  return overlap_of(sorted_runs_of(own_dim(at, axis), local), theirs);
}

// Of the source along an axis: who owns what, where several may.
const std::optional<owner_sets> &sets_along(const sides &at, std::size_t axis) noexcept {
  return at.both.known_source.dims[axis].sets;
}

// What several own and this part is one owner of, by set and by coordinate of the target.
along_axis shared_with(const sides &at, std::size_t axis, const DAPLocalDim &local, const owner_map &target) {
  const owner_sets &shared = *sets_along(at, axis);
  along_axis made;
  std::map<std::pair<int64_t, int64_t>, int64_t> numbers;
  owner_map both;
  const auto add = [&](const owned_run &run, const owned_run &theirs, int64_t first, int64_t stop) {
    const auto &owners = shared.sets[static_cast<std::size_t>(run.coordinate)];
    if (!std::binary_search(owners.begin(), owners.end(), local.coordinate)) return;
    const auto [number, is_new] =
        numbers.emplace(std::pair{run.coordinate, theirs.coordinate}, static_cast<int64_t>(made.partners.size()));
    if (is_new) made.partners.push_back({theirs.coordinate, &owners});
    both.push_back({first, stop - first, number->second});
  };
  for_each_common(shared.runs, target, add);
  std::sort(both.begin(), both.end());
  made.common = common_with(at, axis, local, both);
  return made;
}

// The source's owners, of what this part of the target gets.
along_axis owned_by_several(const sides &at, std::size_t axis, const DAPLocalDim &local) {
  const owner_sets &shared = *sets_along(at, axis);
  along_axis made;
  for (const auto &owners : shared.sets) made.partners.push_back({owners.front(), &owners});
  made.common = common_with(at, axis, local, shared.runs);
  return made;
}

// The coordinates of a dimension as an answer: of the indices that have several owners.
owner_map asked_of(const known_dim &known, const owner_map &asked) {
  if (known.owners) return *known.owners;
  owner_map answer;
  for (const owned_run &run : asked) {
    for_each_owner(known.dim, run.first, run.count, [&answer](int64_t first, int64_t count, int64_t coordinate) {
      answer.push_back({first, count, coordinate});
    });
  }
  return answer;
}

}  // namespace

along_axis along_grid(const sides &at, std::size_t axis, const DAPLocalDim &local) {
  const known_dim &theirs = at.known_theirs().dims[at.their_dim(axis)];
  if (sets_along(at, axis) && !at.gives()) return owned_by_several(at, axis, local);
  if (sets_along(at, axis)) return shared_with(at, axis, local, asked_of(theirs, sets_along(at, axis)->runs));
  const auto &common = at.known_own().dims[at.own_dim(axis)].common;
  const auto known = common.find(&local);
  if (known != common.end()) return {known->second, {}};
  if (theirs.owners) return {common_with(at, axis, local, *theirs.owners), {}};
  if (own_dim(at, axis).kind == DAP_KIND_UNSTRUCTURED) return {common_with(at, axis, local, theirs.dim), {}};
  return {overlap_of(own_dim(at, axis), local, theirs.dim), {}};
}

along_axis along_box(const sides &at, std::size_t axis, const DAPLocalDim &local, const model::range &spanned) {
  const owner_map whole{{spanned.start, spanned.count(), 0}};
  if (sets_along(at, axis) && at.gives()) return shared_with(at, axis, local, whole);
  return {common_with(at, axis, local, whole), {}};
}

}  // namespace dap::transfer
