// SPDX-License-Identifier: BSD-3-Clause
// A distribution as all ranks together have it, in one process.
#include <cinttypes>

#include "array/boundary.hpp"
#include "array/gathered.hpp"
#include "array/validate.hpp"
#include "world/check.hpp"

namespace dap::array {
namespace {

int32_t validate_of_rank(const world::resident &at, int32_t num_ranks, DAPError *error) {
  if (at.distribution == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, at.rank, 0, 0, "distribution is NULL");
  }
  int32_t status = world::check_place(at.rank, num_ranks, *at.distribution, error);
  if (status == DAP_OK) status = validate_distribution(*at.distribution, error);
  return placed(status, error, at.rank);
}

int32_t validate_all(std::span<const DAPDistribution *const> distributions, DAPError *error) {
  gathered all(distributions);
  const int32_t status =
      all.together([&all](world::resident &at, DAPError *own) { return validate_of_rank(at, all.size(), own); }, error);
  return status == DAP_OK ? world::check_world(all, error) : status;
}

}  // namespace
}  // namespace dap::array

int32_t dap_distribution_validate_all(const DAPDistribution *const *distributions, int32_t num_ranks, DAPError *error) {
  if (distributions == nullptr) return dap::array::argument_is_null(error, "distributions");
  if (num_ranks < 1) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 1, num_ranks,
                           "num_ranks is %" PRId32 ", expected 1 or more", num_ranks);
  }
  return dap::array::guarded(error, [&] {
    return dap::array::validate_all({distributions, static_cast<size_t>(num_ranks)}, error);
  });
}
