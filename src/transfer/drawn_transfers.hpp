// SPDX-License-Identifier: BSD-3-Clause
// For tests: random pairs of arrays, each element of which holds its natural index, so that what arrives tells where it
// comes from; and who may give it, by plain loops.
#pragma once

#include <deque>
#include <map>
#include <numeric>

#include "array/world_memory.hpp"
#include "transfer/half_plan.hpp"

namespace dap::transfer {

using namespace array::sample;

constexpr int64_t untouched = -7;

using message = std::vector<int64_t>;
using mail = std::map<std::pair<int32_t, int64_t>, message>;  // by sender and receiver

// Addresses of the elements of a piece, in the order of the message.
inline std::vector<int64_t *> addresses_of(const half_plan &half, const piece &each, const world_rank &mine,
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

// Distributions as ranks see them: a rank that a world does not have sees nothing of it.
class views_of_worlds {
 public:
  const DAPDistribution *seen_by(const drawn_world &world, size_t rank) {
    if (rank < world.ranks.size()) return world.ranks[rank].array.distribution;
    empty_.push_back(*world.ranks[0].array.distribution);
    empty_.back().num_parts = 0;
    empty_.back().comm.rank = static_cast<int32_t>(rank);
    return &empty_.back();
  }

 private:
  std::deque<DAPDistribution> empty_;
};

inline std::vector<int32_t> in_order(size_t count) {
  std::vector<int32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

// Writes what a sender's half gives.
inline void send_pieces(const half_plan &half, const world_rank &mine, int32_t sender, mail &sent) {
  for (const piece &each : half.pieces()) {
    message &text = sent[{sender, each.rank}];
    for (const int64_t *from : addresses_of(half, each, mine, in_order(half.ndim()))) text.push_back(*from);
  }
}

// Reads letters, each from its beginning to its end, into elements that are untouched.
class mail_reader {
 public:
  explicit mail_reader(const mail &sent) : sent_(sent) {}

  void get_pieces(const half_plan &half, const world_rank &mine, int64_t receiver, std::span<const int32_t> dims) {
    for (const piece &each : half.pieces()) {
      const std::pair<int32_t, int64_t> from{static_cast<int32_t>(each.rank), receiver};
      RC_ASSERT(sent_.count(from) == 1U);
      size_t &next = read_[from];
      for (int64_t *to : addresses_of(half, each, mine, dims)) {
        RC_ASSERT(next < sent_.at(from).size());
        RC_ASSERT(*to == untouched);
        *to = sent_.at(from)[next++];
      }
    }
  }
  void expect_all_read() {
    for (const auto &[way, text] : sent_) RC_ASSERT(read_[way] == text.size());
  }

 private:
  const mail &sent_;
  std::map<std::pair<int32_t, int64_t>, size_t> read_;
};

inline std::vector<int32_t> draw_target_dims(const drawn_world &source) {
  std::vector<int32_t> dims;
  for (const int64_t d : draw_order(static_cast<size_t>(source.ndim))) dims.push_back(static_cast<int32_t>(d));
  return dims;
}

// Of a target whose dimension target_dims[axis] lies along an axis of the source.
inline index_list turned_shape(const drawn_world &source, const std::vector<int32_t> &target_dims) {
  index_list shape(target_dims.size());
  for (size_t axis = 0; axis < shape.size(); ++axis) {
    shape[static_cast<size_t>(target_dims[axis])] = source.dims[axis].size;
  }
  return shape;
}

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
inline int64_t expected_value(const drawn_world &source, const std::vector<int32_t> &target_dims,
                              const world_part &part, const index_list &at) {
  int64_t element = 0;
  for (size_t axis = 0; axis < at.size(); ++axis) {
    const auto d = static_cast<size_t>(target_dims[axis]);
    element += *part.stored[d][static_cast<size_t>(at[d])] * natural_weight(source, axis);
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

}  // namespace dap::transfer
