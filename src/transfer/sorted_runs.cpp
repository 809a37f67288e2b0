// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/sorted_runs.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <utility>

#include "model/local_dimension.hpp"

namespace dap::transfer {
namespace {

constexpr int most_digit_bits = 11;
constexpr std::size_t few = 256;  // that are sorted sooner by comparing

// By the lowest digit of index_of(element), then the next ones: each pass keeps what is equal in its order. Digits are
// as short as their number allows, so that few places are written to in turn.
template <typename Element, typename Index>
void sort_by_digits(std::vector<Element> &elements, Index &&index_of) {
  if (elements.size() < few) {
    std::sort(elements.begin(), elements.end(),
              [&](const Element &a, const Element &b) { return index_of(a) < index_of(b); });
    return;
  }
  uint64_t all_bits = 0;
  for (const Element &each : elements) all_bits |= index_of(each);
  const int num_bits = std::max(static_cast<int>(std::bit_width(all_bits)), 1);
  const int num_digits = (num_bits + most_digit_bits - 1) / most_digit_bits;
  const int digit_bits = (num_bits + num_digits - 1) / num_digits;
  const uint64_t mask = (uint64_t{1} << digit_bits) - 1;
  std::vector<std::array<std::size_t, std::size_t{1} << most_digit_bits>> places(static_cast<std::size_t>(num_digits));
  for (const Element &each : elements) {
    uint64_t digits = index_of(each);
    for (auto &of_digit : places) {
      ++of_digit[digits & mask];
      digits >>= digit_bits;
    }
  }
  std::vector<Element> sorted(elements.size());
  int shift = 0;
  for (auto &of_digit : places) {
    std::size_t sum = 0;
    for (std::size_t &place : of_digit) sum += std::exchange(place, sum);
    for (const Element &each : elements) sorted[of_digit[index_of(each) >> shift & mask]++] = each;
    elements.swap(sorted);
    shift += digit_bits;
  }
}

// Elements join the run before where both index and position go on.
constexpr uint64_t next_one = (uint64_t{1} << placed_runs::half) + 1;

std::vector<placed_run> runs_of(const std::vector<uint64_t> &singles) {
  std::vector<placed_run> runs;
  uint64_t last = 0;
  for (const uint64_t element : singles) {
    if (!runs.empty() && element == last + next_one) {
      ++runs.back().count;
    } else {
      runs.push_back(
          {static_cast<int64_t>(element >> placed_runs::half), static_cast<int64_t>(element & UINT32_MAX), 1});
    }
    last = element;
  }
  return runs;
}

// Where both fit, an index and its position are one number, which is a third of a run to be moved and kept.
template <typename Integer>
placed_runs sorted_in_halves(const Integer *list, int64_t count, int64_t index_base) {
  std::vector<uint64_t> elements(static_cast<std::size_t>(count));
  bool ascends = true;
  std::size_t num_runs = 0;
  uint64_t last = 0;
  for (std::size_t position = 0; position < elements.size(); ++position) {
    const uint64_t element = static_cast<uint64_t>(list[position] - index_base) << placed_runs::half | position;
    ascends = ascends && last <= element;
    num_runs += position == 0 || element != last + next_one ? 1 : 0;
    elements[position] = last = element;
  }
  if (!ascends) sort_by_digits(elements, [](uint64_t element) { return element >> placed_runs::half; });
  if (num_runs < elements.size() / 2) return runs_of(elements);
  return placed_runs(std::move(elements));
}

std::vector<placed_run> all_runs_of(const DAPDim &dim, const DAPLocalDim &local) {
  std::vector<placed_run> runs;
  model::for_each_owned_run(dim, local, [&](int64_t first, int64_t position, int64_t count) {
    if (count > 0) runs.push_back({first, position, count});
  });
  return runs;
}

}  // namespace

placed_runs sorted_runs_of(const DAPDim &dim, const DAPLocalDim &local) {
  const bool is_list = dim.kind == DAP_KIND_UNSTRUCTURED && local.index_form != DAP_INDEX_RUNS;
  if (is_list && dim.size <= UINT32_MAX && local.num_owned <= UINT32_MAX) {
    return local.index_form == DAP_INDEX_INT64
               ? sorted_in_halves(static_cast<const int64_t *>(local.indices), local.num_owned, dim.index_base)
               : sorted_in_halves(static_cast<const int32_t *>(local.indices), local.num_owned, dim.index_base);
  }
  std::vector<placed_run> runs = all_runs_of(dim, local);
  const auto lower = [](const placed_run &a, const placed_run &b) { return a.first < b.first; };
  if (!std::is_sorted(runs.begin(), runs.end(), lower)) {
    sort_by_digits(runs, [](const placed_run &run) { return static_cast<uint64_t>(run.first); });
  }
  return runs;
}

}  // namespace dap::transfer
