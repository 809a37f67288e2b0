// SPDX-License-Identifier: BSD-3-Clause
#include <dap/distribution.h>
#include <dap/rules.h>
#include <dap/simple.h>

#include <algorithm>
#include <cinttypes>
#include <numeric>

#include "array/boundary.hpp"
#include "model/grid.hpp"
#include "transfer/planned.hpp"

namespace dap::transfer {
namespace {

int32_t check_options(const DAPHaloOptions &options, int32_t rank, DAPError *error) {
  constexpr uint64_t known = DAP_HALO_CORNERS | DAP_HALO_REVERSE;
  const bool is_zero =
      std::all_of(std::begin(options.reserved), std::end(options.reserved), [](uint64_t word) { return word == 0; });
  if ((options.flags & ~known) == 0 && is_zero) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_EXCHANGE_OPTIONS, -1, rank, static_cast<int64_t>(known),
                         static_cast<int64_t>(options.flags),
                         "the flags of the halo options are 0x%" PRIx64 ", expected none but those of 0x%" PRIx64
                         ", and zeros behind them",
                         options.flags, known);
}

// Nobody knows which of several owners should get a sum.
int32_t check_owners(const planned &made, DAPError *error) {
  const auto dims = model::dims_of(*made.source);
  const auto at =
      std::find_if(dims.begin(), dims.end(), [](const DAPDim &dim) { return (dim.flags & DAP_DIM_OVERLAPPING) != 0; });
  if (!made.adds() || at == dims.end()) return DAP_OK;
  const auto d = static_cast<int32_t>(at - dims.begin());
  return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_EXCHANGE_OWNERS, d, made.source->comm.rank, 0, 1,
                         "several coordinates of dimension %" PRId32
                         " may own an index, expected one owner of what halos are added to",
                         d);
}

}  // namespace

int32_t begin_halo_plan(const DAPDistribution *distribution, const DAPHaloOptions *options, planned &made,
                        DAPError *error) {
  int32_t status = begin_plan(distribution, distribution, nullptr, made, error);
  if (status != DAP_OK) return status;
  made.is_halo = true;
  if (options == nullptr) return DAP_OK;
  made.halo_flags = options->flags;
  status = check_options(*options, distribution->comm.rank, error);
  return status == DAP_OK ? check_owners(made, error) : status;
}

}  // namespace dap::transfer
