// SPDX-License-Identifier: BSD-3-Clause
// For tests: what halves of plans send and read, all ranks of random arrays in one process.
#pragma once

#include <deque>
#include <map>
#include <numeric>

#include "transfer/drawn_pairs.hpp"
#include "transfer/half_plan.hpp"

namespace dap::transfer {

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

}  // namespace dap::transfer
