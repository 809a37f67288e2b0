// SPDX-License-Identifier: BSD-3-Clause
#include "array/gathered.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "array/boundary.hpp"

namespace dap::array {
namespace {

using world::resident;

// Modulo 2^64, as where messages carry them.
void add(decltype(resident::counters) &sums, const decltype(resident::counters) &more) noexcept {
  std::transform(sums.begin(), sums.end(), more.begin(), sums.begin(), [](int64_t a, int64_t b) {
    return static_cast<int64_t>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
  });
}

}  // namespace

gathered::gathered(std::span<const DAPDistribution *const> distributions) : residents_(distributions.size()) {
  for (size_t rank = 0; rank < distributions.size(); ++rank) {
    residents_[rank].rank = static_cast<int32_t>(rank);
    residents_[rank].distribution = distributions[rank];
  }
}

int32_t gathered::run(step_call call, void *step, DAPError *error) {
  for (resident &at : residents_) {
    const int32_t status = guarded(error, [&] { return call(step, at, error); });
    if (status != DAP_OK) return status;
  }
  return DAP_OK;
}

void gathered::run_alone(void (*call)(void *step, resident &at), void *step) {
  for (resident &at : residents_) call(step, at);
}

int32_t gathered::run_and_deliver(step_call call, void *step, DAPError *error) {
  const int32_t status = run(call, step, error);
  if (status != DAP_OK) return status;
  return guarded(error, [&] {
    for (resident &at : residents_) at.inbox.clear();
    for (resident &at : residents_) {
      for (auto &[receiver, text] : at.outbox) {
        residents_[static_cast<size_t>(receiver)].inbox[at.rank] = std::move(text);
      }
      at.outbox.clear();
    }
    return DAP_OK;
  });
}

int32_t gathered::sum(DAPError *) {
  decltype(resident::counters) sums{};
  for (const resident &at : residents_) add(sums, at.counters);
  for (resident &at : residents_) at.counters = sums;
  return DAP_OK;
}

int32_t gathered::sum_before(DAPError *) {
  decltype(resident::counters) sums{};
  for (resident &at : residents_) {
    const auto own = std::exchange(at.counters, sums);
    add(sums, own);
  }
  return DAP_OK;
}

int32_t gathered::announce(DAPError *error) {
  return guarded(error, [&] {
    for (size_t rank = 1; rank < residents_.size(); ++rank) residents_[rank].announcement = residents_[0].announcement;
    return DAP_OK;
  });
}

}  // namespace dap::array
