// SPDX-License-Identifier: BSD-3-Clause
// Halo elements are sent to where they are owned, and compared there.
#include <algorithm>
#include <cinttypes>
#include <cstring>
#include <map>

#include "model/grid.hpp"
#include "world/check.hpp"
#include "world/elements.hpp"
#include "world/index_text.hpp"
#include "world/owners.hpp"
#include "world/tiling.hpp"
#include "world/values.hpp"

namespace dap::world {
namespace {

// How an element is written: who stores it, in which part and of which replica, its index, and its bytes.
struct copied_element {
  int64_t rank;
  int64_t part;
  int64_t replica;
  std::span<const int64_t> index;
  const char *bytes;

  static size_t num_words(const DAPArray &array) {
    return 3 + static_cast<size_t>(array.distribution->ndim) + num_words_of(item_size(array));
  }
  static copied_element read(const DAPArray &array, const int64_t *text) {
    const auto ndim = static_cast<size_t>(array.distribution->ndim);
    return {text[0], text[1], text[2], {text + 3, ndim}, reinterpret_cast<const char *>(text + 3 + ndim)};
  }
  void write(words &text, size_t item) const {
    text.insert(text.end(), {rank, part, replica});
    text.insert(text.end(), index.begin(), index.end());
    write_bytes(text, bytes, item);
  }
};

// Calls function(part, copied element) for the halo elements of this rank that ought to be right.
template <typename Function>
void for_each_halo(const resident &at, Function &&function) {
  const size_t most = (at.array->flags & DAP_ARRAY_HALO_CORNERS) != 0 ? SIZE_MAX : 1;
  for (int64_t number = 0; number < at.distribution->num_parts; ++number) {
    const part_of_array part(*at.array, number);
    std::vector<std::vector<std::optional<int64_t>>> indices(part.ndim());
    std::vector<int64_t> extents(part.ndim());
    for (size_t d = 0; d < part.ndim(); ++d) {
      indices[d] = part.indices(d);
      extents[d] = part.extent(d);
    }
    std::vector<int64_t> index(part.ndim());
    for_each_position(extents, [&](std::span<const int64_t> positions) {
      size_t outside = 0;
      bool exterior = false;
      for (size_t d = 0; d < positions.size(); ++d) {
        const auto &meant = indices[d][static_cast<size_t>(positions[d])];
        outside += part.is_owned(d, positions[d]) ? 0 : 1;
        exterior = exterior || !meant;
        index[d] = meant.value_or(0);
      }
      if (outside == 0 || outside > most || exterior) return;
      function(part, copied_element{at.rank, number, part.replica(), index, part.address(positions)});
    });
  }
}

std::vector<int64_t> replica_coordinates(const DAPDistribution &distribution, int64_t part) {
  const auto num_dims = distribution.ndim + distribution.num_replica_dims;
  const DAPLocalDim *row = distribution.local + part * num_dims;
  std::vector<int64_t> coordinates;
  for (int32_t d = distribution.ndim; d < num_dims; ++d) coordinates.push_back(row[d].coordinate);
  return coordinates;
}

int32_t send_to_owners(resident &at, known_owners &owners) {
  owners.learn(at);
  for_each_halo(at, [&](const part_of_array &, const copied_element &copy) {
    const auto replica = replica_coordinates(*at.distribution, copy.part);
    const auto rank = owners.lowest_rank(*at.distribution, copy.index, replica);
    if (rank) copy.write(at.outbox[static_cast<int32_t>(*rank)], item_size(*at.array));
  });
  return DAP_OK;
}

int32_t compare(const resident &at, DAPError *error) {
  const owned_elements owned(*at.array);
  const size_t stride = copied_element::num_words(*at.array);
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += stride) {
      const auto copy = copied_element::read(*at.array, text.data() + place);
      const char *original = owned.find(copy.replica, copy.index);
      if (original != nullptr && std::memcmp(original, copy.bytes, item_size(*at.array)) == 0) continue;
      return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_HALO_VALUES, -1, static_cast<int32_t>(copy.rank), 0, 0,
                             "the halo of part %" PRId64 " of rank %" PRId64
                             " has another value of element %s than rank %" PRId32 ", which owns it",
                             copy.part, copy.rank, text_of(copy.index).c_str(), at.rank);
    }
  }
  return DAP_OK;
}

int32_t send_on_grid(assembly &all, DAPError *error) {
  const int32_t num_ranks = all.size();
  std::map<int32_t, known_owners> owners;
  int32_t status = all.deliver(
      [=](resident &at, DAPError *) {
        known_owners::ask(at, num_ranks);
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  status = all.deliver(
      [](resident &at, DAPError *) {
        known_owners::answer(at);
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  return all.deliver([&owners](resident &at, DAPError *) { return send_to_owners(at, owners[at.rank]); }, error);
}

// To the homes of the elements, which have been told of the boxes, and from there to the owners.
struct told_boxes {
  struct told_box {
    int32_t rank;
    std::vector<model::range> spanned;
  };
  std::vector<told_box> boxes;  // by rank and part: the first that has an element is right (spec 852)

  void learn(const resident &at) {
    const auto ndim = static_cast<size_t>(at.distribution->ndim);
    for (const auto &[sender, text] : at.inbox) {
      for (size_t place = 0; place < text.size(); place += 1 + 2 * ndim) {
        told_box &box = boxes.emplace_back(told_box{sender, {}});
        for (size_t d = 0; d < ndim; ++d) box.spanned.push_back({text[place + 1 + 2 * d], text[place + 2 + 2 * d]});
      }
    }
  }
  [[nodiscard]] std::optional<int32_t> owner(std::span<const int64_t> index) const {
    for (const told_box &box : boxes) {
      bool has = true;
      for (size_t d = 0; d < index.size(); ++d) {
        has = has && index[d] >= box.spanned[d].start && index[d] < box.spanned[d].stop;
      }
      if (has) return box.rank;
    }
    return std::nullopt;
  }
};

int32_t send_to_homes(resident &at, told_boxes &told, const tiling &tiles) {
  told.learn(at);
  for_each_halo(at, [&](const part_of_array &, const copied_element &copy) {
    copy.write(at.outbox[tiles.home_of(copy.index)], item_size(*at.array));
  });
  return DAP_OK;
}

int32_t send_on(resident &at, const told_boxes &told) {
  const size_t stride = copied_element::num_words(*at.array);
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += stride) {
      const auto copy = copied_element::read(*at.array, text.data() + place);
      const auto owner = told.owner(copy.index);
      if (owner) copy.write(at.outbox[*owner], item_size(*at.array));
    }
  }
  return DAP_OK;
}

int32_t send_in_boxes(assembly &all, DAPError *error) {
  const int32_t num_ranks = all.size();
  std::map<int32_t, told_boxes> told;
  const auto tiles_of = [num_ranks](const resident &at) { return tiling(model::dims_of(*at.distribution), num_ranks); };
  int32_t status = all.deliver(
      [&](resident &at, DAPError *) {
        send_boxes(at, tiles_of(at));
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  status = all.deliver([&](resident &at, DAPError *) { return send_to_homes(at, told[at.rank], tiles_of(at)); }, error);
  if (status != DAP_OK) return status;
  return all.deliver([&](resident &at, DAPError *) { return send_on(at, told[at.rank]); }, error);
}

}  // namespace

int32_t check_halos(assembly &all, DAPError *error) {
  bool boxes = false;
  all.each(
      [&boxes](resident &at) { boxes = at.distribution->ndim > 0 && at.distribution->dims[0].kind == DAP_KIND_BOX; });
  const int32_t status = boxes ? send_in_boxes(all, error) : send_on_grid(all, error);
  return status == DAP_OK ? all.together([](resident &at, DAPError *own) { return compare(at, own); }, error) : status;
}

}  // namespace dap::world
