// SPDX-License-Identifier: BSD-3-Clause
// Random pairs of arrays, all ranks of both planned in one process. Each element holds its natural index, so that what
// arrives tells where it comes from.
#include <cstring>
#include <map>

#include "array/gathered.hpp"
#include "array/world_memory.hpp"
#include "transfer/plan.hpp"
#include "transfer/resolve.hpp"

namespace dap::transfer {
namespace {

using namespace array::sample;

constexpr int64_t untouched = -7;

using message = std::vector<int64_t>;
using mail = std::map<std::pair<int32_t, int64_t>, message>;  // by sender and receiver

// Addresses of the elements of a piece, in the order of the message.
std::vector<int64_t *> addresses_of(const half_plan &half, const piece &each, const world_rank &mine,
                                    std::span<const int32_t> dims) {
  const DAPBuffer &buffer = mine.array.parts[each.part].buffer;
  std::vector<int64_t *> addresses{reinterpret_cast<int64_t *>(static_cast<char *>(buffer.data) + buffer.byte_offset)};
  for (size_t axis = 0; axis < half.ndim(); ++axis) {
    std::vector<int64_t *> further;
    for (int64_t *from : addresses) {
      half.along(each, axis).for_each_run([&](int64_t position, int64_t length) {
        for (int64_t i = position; i < position + length; ++i) {
          further.push_back(from + i * buffer.strides[dims[axis]]);
        }
      });
    }
    addresses = further;
  }
  RC_ASSERT(each.count == static_cast<int64_t>(addresses.size()));
  return addresses;
}

std::vector<int32_t> in_order(size_t count) {
  std::vector<int32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

struct transfer_world {
  drawn_world &source;
  drawn_world &target;
  std::vector<int32_t> target_dims;
  bool same_ranks;
  std::vector<asker> askers;

  transfer_world(drawn_world &from, drawn_world &to, std::vector<int32_t> dims, bool same)
      : source(from), target(to), target_dims(std::move(dims)), same_ranks(same) {
    // A rank that only one of them has sees nothing of the other.
    const size_t ranks = std::max(from.ranks.size(), to.ranks.size());
    for (size_t rank = 0; rank < ranks; ++rank) {
      askers.push_back({seen_by(from, rank), seen_by(to, rank), target_dims, {}, {}});
    }
  }

  std::deque<DAPDistribution> empty;
  const DAPDistribution *seen_by(drawn_world &world, size_t rank) {
    if (rank < world.ranks.size()) return world.ranks[rank].array.distribution;
    empty.push_back(*world.ranks[0].array.distribution);
    empty.back().num_parts = 0;
    empty.back().comm.rank = static_cast<int32_t>(rank);
    return &empty.back();
  }

  void resolve_all() {
    std::vector<const DAPDistribution *> all;
    for (const asker &each : askers) all.push_back(each.source);
    array::gathered gathered(all);
    DAPError error{};
    const auto find = [](void *context, int32_t rank) -> asker & {
      return static_cast<transfer_world *>(context)->askers[static_cast<size_t>(rank)];
    };
    const int32_t status = resolve(gathered, {find, this}, &error);
    if (status != DAP_OK) RC_FAIL(std::string(error.message));
  }

  pairing pair_of(const asker &each) const {
    return {*each.source, *each.target, target_dims, each.known_source, each.known_target, same_ranks};
  }

  mail give() {
    mail sent;
    for (size_t rank = 0; rank < source.ranks.size(); ++rank) {
      const half_plan half = plan_giving(pair_of(askers[rank]));
      for (const piece &each : half.pieces()) {
        message &text = sent[{static_cast<int32_t>(rank), each.rank}];
        for (const int64_t *from : addresses_of(half, each, source.ranks[rank], in_order(half.ndim()))) {
          text.push_back(*from);
        }
      }
    }
    return sent;
  }

  void get(const mail &sent) {
    std::map<std::pair<int32_t, int64_t>, size_t> read;
    for (size_t rank = 0; rank < target.ranks.size(); ++rank) {
      const half_plan half = plan_getting(pair_of(askers[rank]));
      for (const piece &each : half.pieces()) {
        const std::pair<int32_t, int64_t> from{static_cast<int32_t>(each.rank), rank};
        RC_ASSERT(sent.count(from) == 1U);
        size_t &next = read[from];
        for (int64_t *to : addresses_of(half, each, target.ranks[rank], target_dims)) {
          RC_ASSERT(next < sent.at(from).size());
          RC_ASSERT(*to == untouched);
          *to = sent.at(from)[next++];
        }
      }
    }
    for (const auto &[way, text] : sent) RC_ASSERT(read[way] == text.size());
  }
};

// Of all parts of a world.
template <typename Visit>
void for_each_stored(const drawn_world &world, Visit &&visit) {
  for (const world_rank &mine : world.ranks) {
    for (const world_part &part : mine.parts) {
      for_each_position(part.shape, [&](const index_list &at) {
        int64_t place = static_cast<const int64_t *>(part.part.buffer.data) - part.values.data();
        place += static_cast<int64_t>(part.part.buffer.byte_offset / sizeof(int64_t));
        bool owned = true;
        for (size_t d = 0; d < at.size(); ++d) {
          place += at[d] * part.strides[d];
          owned = owned && std::count(part.owned[d].begin(), part.owned[d].end(), at[d]) > 0;
        }
        visit(part, at, const_cast<int64_t &>(part.values[static_cast<size_t>(place)]), owned);
      });
    }
  }
}

// The source's natural index of a target's element.
int64_t expected_value(const transfer_world &both, const world_part &part, const index_list &at) {
  int64_t element = 0;
  for (size_t axis = 0; axis < at.size(); ++axis) {
    const auto d = static_cast<size_t>(both.target_dims[axis]);
    element += *part.stored[d][static_cast<size_t>(at[d])] * natural_weight(both.source, axis);
  }
  return element;
}

// Which parts may give an element: the lowest owner of the canonical replica (spec 852), or another replica of it.
class givers {
 public:
  // Numbers the parts, and writes element and number into each element that is owned.
  explicit givers(const drawn_world &source) {
    int64_t number = 0;
    for (const world_rank &mine : source.ranks) {
      for (const world_part &part : mine.parts) numbers_[&part] = number++;
    }
    for_each_stored(source, [&](const world_part &part, const index_list &, int64_t &value, bool owned) {
      if (!owned) return;
      add(source, part, value);
      value = value * most_parts + numbers_[&part];
    });
  }

  [[nodiscard]] bool has(int64_t element) const { return lowest_.count(element) != 0; }
  [[nodiscard]] bool may_give(int64_t element, int64_t value) const {
    if (value / most_parts != element) return false;
    const auto &replicas = replicas_.at(lowest_.at(element));
    return std::find(replicas.begin(), replicas.end(), value % most_parts) != replicas.end();
  }

 private:
  static constexpr int64_t most_parts = 1000;

  void add(const drawn_world &source, const world_part &part, int64_t element) {
    const int64_t number = numbers_[&part];
    index_list base(part.point.begin(), part.point.begin() + source.ndim);
    index_list replica(part.point.begin() + source.ndim, part.point.end());
    if (source.is_boxes()) base = {number};
    if (std::count(replica.begin(), replica.end(), 0) == static_cast<std::ptrdiff_t>(replica.size())) {
      if (lowest_.count(element) == 0 || number < least_[element]) {
        least_[element] = number;
        lowest_[element] = base;
      }
    }
    index_list &all = replicas_[base];
    if (std::find(all.begin(), all.end(), number) == all.end()) all.push_back(number);
  }

  std::map<const world_part *, int64_t> numbers_;
  std::map<int64_t, int64_t> least_;
  std::map<int64_t, index_list> lowest_;
  std::map<index_list, index_list> replicas_;  // numbers by the point without replicas
};

RC_GTEST_PROP(PlanProperties, BringEveryElementToAllItsOwners, ()) {
  const auto source = draw_world();
  index_list shape(static_cast<size_t>(source->ndim));
  std::vector<int32_t> target_dims;
  for (const int64_t d : draw_order(shape.size())) target_dims.push_back(static_cast<int32_t>(d));
  for (size_t axis = 0; axis < shape.size(); ++axis) {
    shape[static_cast<size_t>(target_dims[axis])] = source->dims[axis].size;
  }
  const auto target = draw_world(&shape);

  transfer_world both(*source, *target, target_dims, coin());
  const givers given(*source);
  for_each_stored(*target, [](const world_part &, const index_list &, int64_t &value, bool) { value = untouched; });
  both.resolve_all();
  both.get(both.give());

  for_each_stored(*target, [&](const world_part &part, const index_list &at, const int64_t &value, bool owned) {
    if (owned && given.has(expected_value(both, part, at))) {
      RC_ASSERT(given.may_give(expected_value(both, part, at), value));
    } else {
      RC_ASSERT(value == untouched);
    }
  });
}

}  // namespace
}  // namespace dap::transfer
