// SPDX-License-Identifier: BSD-3-Clause
// Ranges that only their own ranks know: each begins where those of the lower coordinates end, so that a sum over the
// lower coordinates tells where.
#include <algorithm>
#include <cinttypes>

#include "world/check.hpp"
#include "world/open_dims.hpp"

namespace dap::world {
namespace {

bool is_range(const resident &at, int64_t d) {
  return at.distribution->dims[d].kind == DAP_KIND_BLOCK;
}

// In two halves, so that no sum leaves 64 bits.
void count(resident &at) {
  at.counters = {};
  for_each_coordinate(at.kept, [&at](const owned_coordinate &one) {
    const auto d = static_cast<size_t>(one.dim);
    at.counters[2 * d] += one.num_owned & INT64_C(0xffffffff);
    at.counters[2 * d + 1] += one.num_owned >> 32;
  });
}

// Where the ranges before those at home end. What does not fit is beyond every size.
__int128 counted(const resident &at, int64_t d) {
  const auto place = static_cast<size_t>(2 * d);
  return (static_cast<__int128>(at.counters[place + 1]) << 32) + at.counters[place];
}

int64_t cut(__int128 number) {
  return static_cast<int64_t>(std::min<__int128>(number, INT64_MAX));
}

int32_t check_end(const resident &at, int64_t d, __int128 end, DAPError *error) {
  const int64_t size = at.distribution->dims[d].size;
  if (end == size) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_RANGES_FOLLOW, static_cast<int32_t>(d), -1, size, cut(end),
                         "the ranges of all coordinates count %" PRId64 " indices, expected the size %" PRId64,
                         cut(end), size);
}

// Ascending coordinates, dimension by dimension.
int32_t check_at_home(const resident &at, bool is_last, DAPError *error) {
  int32_t status = DAP_OK;
  for (int64_t d = 0; status == DAP_OK && d < at.distribution->ndim; ++d) {
    if (!is_range(at, d) || !is_open(at.distribution->dims[d])) continue;
    __int128 end = counted(at, d);
    for_each_coordinate(at.kept, [&](const owned_coordinate &one) {
      if (status != DAP_OK || one.dim != d || one.num_owned == 0) return;
      if (one.start != end) {
        status = dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_RANGES_FOLLOW, static_cast<int32_t>(d),
                                 static_cast<int32_t>(one.rank), cut(end), one.start,
                                 "the range of coordinate %" PRId64 " starts at %" PRId64
                                 ", but those of the lower coordinates count %" PRId64 " indices",
                                 one.coordinate, one.start, cut(end));
      }
      end += one.num_owned;
    });
    if (status == DAP_OK && is_last) status = check_end(at, d, end, error);
  }
  return status;
}

}  // namespace

int32_t check_ranges(assembly &all, DAPError *error) {
  all.each(count);
  const int32_t status = all.sum_before(error);
  if (status != DAP_OK) return status;
  const int32_t last = all.size() - 1;
  return all.together([last](resident &at, DAPError *own) { return check_at_home(at, at.rank == last, own); }, error);
}

}  // namespace dap::world
