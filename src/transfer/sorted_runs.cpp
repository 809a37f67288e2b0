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

constexpr int digit_bits = 11;
constexpr std::size_t num_digits = std::size_t{1} << digit_bits;
constexpr std::size_t few = 256;  // that are sorted sooner by comparing

std::size_t digit(int64_t index, int shift) noexcept {
  return static_cast<std::size_t>(index >> shift) % num_digits;
}

// By the lowest digit, then the next ones: each pass keeps what is equal in its order.
void sort_by_digits(std::vector<placed_run> &runs) {
  int64_t all_bits = 0;
  for (const placed_run &run : runs) all_bits |= run.first;
  std::vector<placed_run> sorted(runs.size());
  const auto num_bits = static_cast<int>(std::bit_width(static_cast<uint64_t>(all_bits)));
  for (int shift = 0; shift < num_bits; shift += digit_bits) {
    std::array<std::size_t, num_digits> places{};
    for (const placed_run &run : runs) ++places[digit(run.first, shift)];
    std::size_t sum = 0;
    for (std::size_t &place : places) sum += std::exchange(place, sum);
    for (const placed_run &run : runs) sorted[places[digit(run.first, shift)]++] = run;
    runs.swap(sorted);
  }
}

}  // namespace

std::vector<placed_run> sorted_runs_of(const DAPDim &dim, const DAPLocalDim &local) {
  std::vector<placed_run> runs;
  if (dim.kind == DAP_KIND_UNSTRUCTURED) {
    const int64_t listed = local.index_form == DAP_INDEX_RUNS ? local.num_runs : local.num_owned;
    runs.reserve(static_cast<std::size_t>(listed));
  }
  model::for_each_owned_run(dim, local, [&](int64_t first, int64_t position, int64_t count) {
    if (count > 0) runs.push_back({first, position, count});
  });
  const auto lower = [](const placed_run &a, const placed_run &b) { return a.first < b.first; };
  if (std::is_sorted(runs.begin(), runs.end(), lower)) return runs;
  if (runs.size() < few) {
    std::sort(runs.begin(), runs.end(), lower);
  } else {
    sort_by_digits(runs);
  }
  return runs;
}

}  // namespace dap::transfer
