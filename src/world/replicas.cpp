// SPDX-License-Identifier: BSD-3-Clause
// Every replica is compared with the one before it: if all of these are equal, all are.
#include <algorithm>
#include <cinttypes>
#include <cstring>

#include "model/grid.hpp"
#include "world/check.hpp"
#include "world/elements.hpp"
#include "world/values.hpp"

namespace dap::world {
namespace {

// Calls function(address) for what a part owns, in the order of its positions, which is that of all replicas (830).
template <typename Function>
void for_each_owned(const part_of_array &part, Function &&function) {
  std::vector<int64_t> counts;
  std::vector<int64_t> first;
  for (size_t d = 0; d < part.ndim(); ++d) {
    counts.push_back(part.local(d).num_owned);
    first.push_back(model::first_owned_position(part.dim(d), part.local(d)));
  }
  for_each_position(counts, [&](std::span<const int64_t> offsets) {
    std::vector<int64_t> positions(offsets.begin(), offsets.end());
    for (size_t d = 0; d < positions.size(); ++d) positions[d] += first[d];
    function(part.address(positions));
  });
}

std::vector<int64_t> coordinates_of(const DAPDistribution &distribution, int64_t part) {
  const size_t num_dims = model::dims_of(distribution).size();
  std::vector<int64_t> coordinates;
  for (size_t d = 0; d < num_dims; ++d) {
    coordinates.push_back(distribution.local[static_cast<size_t>(part) * num_dims + d].coordinate);
  }
  return coordinates;
}

// The same point in the replica before; the part is in another than the canonical one.
std::vector<int64_t> point_before(const DAPDistribution &distribution, int64_t part) {
  std::vector<int64_t> point = coordinates_of(distribution, part);
  size_t d = point.size();
  while (point[--d] == 0) point[d] = distribution.dims[d].grid_size - 1;
  --point[d];
  return point;
}

// The part, the coordinates of the one it is compared with, how many words follow, and the elements.
int32_t send(resident &at) {
  for (int64_t number = 0; number < at.distribution->num_parts; ++number) {
    const part_of_array part(*at.array, number);
    words elements;
    for_each_owned(part, [&](const char *element) { write_bytes(elements, element, item_size(*at.array)); });
    if (part.replica() == 0 || elements.empty()) continue;
    const auto point = point_before(*at.distribution, number);
    const auto rank = model::rank_of(*at.distribution, point);
    if (!rank) continue;
    words &text = at.outbox[static_cast<int32_t>(*rank)];
    text.push_back(number);
    text.insert(text.end(), point.begin(), point.end());
    text.push_back(static_cast<int64_t>(elements.size()));
    text.insert(text.end(), elements.begin(), elements.end());
  }
  return DAP_OK;
}

bool equals(const resident &at, int64_t number, const int64_t *elements) {
  bool equal = true;
  const size_t item = item_size(*at.array);
  for_each_owned(part_of_array(*at.array, number), [&](const char *element) {
    equal = equal && std::memcmp(element, elements, item) == 0;
    elements += num_words_of(item);
  });
  return equal;
}

int32_t compare(const resident &at, DAPError *error) {
  const size_t num_dims = model::dims_of(*at.distribution).size();
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size();
         place += num_dims + 2 + static_cast<size_t>(text[place + 1 + num_dims])) {
      const auto point = text.begin() + static_cast<std::ptrdiff_t>(place) + 1;
      for (int64_t number = 0; number < at.distribution->num_parts; ++number) {
        const auto own = coordinates_of(*at.distribution, number);
        if (!std::equal(own.begin(), own.end(), point)) continue;
        if (equals(at, number, text.data() + place + num_dims + 2)) continue;
        return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_REPLICA_VALUES, -1, sender, 0, 0,
                               "part %" PRId64 " of rank %" PRId32 " has other values than part %" PRId64
                               " of rank %" PRId32 ", the replica before it",
                               text[place], sender, number, at.rank);
      }
    }
  }
  return DAP_OK;
}

}  // namespace

int32_t check_replicas(assembly &all, DAPError *error) {
  const int32_t status = all.deliver([](resident &at, DAPError *) { return send(at); }, error);
  return status == DAP_OK ? all.together([](resident &at, DAPError *own) { return compare(at, own); }, error) : status;
}

}  // namespace dap::world
