// SPDX-License-Identifier: BSD-3-Clause
#include "array/fuzz/mutate.hpp"

#include <array>
#include <cstring>
#include <type_traits>

namespace dap::array::fuzz {
namespace {

constexpr std::array<int64_t, 16> special_values{
    INT64_MIN,        INT64_MIN + 1,          -(INT64_C(1) << 62), INT32_MIN,     -1,       0, 1, 2, 7, 64, INT32_MAX,
    INT64_C(1) << 32, (INT64_C(1) << 62) - 1, INT64_C(1) << 62,    INT64_MAX - 1, INT64_MAX};

// Finds the member with a number, by walking all of them in one order, and changes it.
class changer {
 public:
  changer(size_t member, uint8_t kind, uint8_t operand) : left_(member), kind_(kind), operand_(operand) {}

  [[nodiscard]] bool is_done() const noexcept { return done_; }
  [[nodiscard]] size_t num_seen() const noexcept { return seen_; }

  template <typename... Members>
  void visit(Members &...members) {
    (visit_one(members), ...);
  }

 private:
  template <typename Member>
  void visit_one(Member &member) {
    ++seen_;
    if (done_ || left_-- > 0) return;
    done_ = true;
    if constexpr (std::is_pointer_v<Member>) {
      toggle(member);
    } else {
      member = changed(member);
    }
  }

  template <typename T>
  static void toggle(T *&pointer) noexcept {
    if constexpr (std::is_function_v<T>) {
      pointer = nullptr;
    } else {
      pointer = pointer == nullptr ? pointing<T>() : nullptr;
    }
  }

  template <typename Integer>
  [[nodiscard]] Integer changed(Integer old) const noexcept {
    const auto special = special_values[operand_ % special_values.size()];
    const auto step = static_cast<uint64_t>(static_cast<int64_t>(static_cast<int8_t>(operand_)));
    const auto bits = static_cast<uint64_t>(old);
    if (kind_ % 3 == 0) return static_cast<Integer>(special);
    if (kind_ % 3 == 1) return static_cast<Integer>(bits + step);
    return static_cast<Integer>(bits ^ (UINT64_C(1) << (operand_ % 64)));
  }

  size_t left_;
  uint8_t kind_;
  uint8_t operand_;
  bool done_ = false;
  size_t seen_ = 0;
};

void visit_list(std::vector<int64_t> &list, changer &change) {
  for (int64_t &each : list) change.visit(each);
}

void visit_dim(described_dim &of, changer &change) {
  DAPDim &dim = of.dim;
  change.visit(dim.size, dim.grid_size, dim.rank_stride, dim.index_base, dim.kind, dim.flags, dim.block_size,
               dim.first_coordinate, dim.first_block, dim.boundary[0], dim.boundary[1], dim.bounds, dim.reserved[0]);
  visit_list(of.bounds, change);
}

void visit_local(described_local &of, changer &change) {
  DAPLocalDim &local = of.local;
  change.visit(local.coordinate, local.start, local.num_owned, local.halo[0], local.halo[1], local.num_indices,
               local.num_runs, local.indices, local.index_form, local.flags);
  visit_list(of.list, change);
}

void visit_chain(described_chain &of, changer &change) {
  for (described_link &link : of.links) {
    change.visit(link.header.type, link.header.flags, link.header.nbytes, link.boxes.num_boxes, link.boxes.bounds,
                 link.boxes.ranks, link.name.name);
    visit_list(link.bounds, change);
    visit_list(link.ranks, change);
  }
}

void visit_part(described_part &of, changer &change) {
  DAPBuffer &buffer = of.part.buffer;
  change.visit(buffer.device_type, buffer.device_id, buffer.ndim, buffer.type_code, buffer.type_bits, buffer.type_lanes,
               buffer.shape, buffer.strides, buffer.byte_offset, of.part.capacity);
  // Not `data`, which would lead to memory of ours: NULL is all that can be wrong with it.
  uint8_t keeps_data = buffer.data != nullptr ? 1 : 0;
  change.visit(keeps_data);
  if (keeps_data != 1) buffer.data = nullptr;
  visit_list(of.shape, change);
  visit_list(of.strides, change);
  visit_chain(of.extensions, change);
  for (described_local &local : of.row) visit_local(local, change);
}

void visit_array(description &of, changer &change) {
  DAPArray &array = of.array;
  DAPDistribution &distribution = of.distribution;
  change.visit(array.version.major, array.version.minor, array.release, array.flags, array.distribution, array.parts,
               array.type_code, array.type_bits, array.type_lanes, array.reserved32, array.generation);
  change.visit(distribution.version.major, distribution.version.minor, distribution.id_space, distribution.id,
               distribution.flags, distribution.ndim, distribution.num_replica_dims, distribution.dims,
               distribution.rank_offset, distribution.points_per_rank, distribution.num_ranks, distribution.ranks,
               distribution.comm.rank, distribution.comm.size, distribution.num_parts, distribution.local);
  visit_list(of.table, change);
  visit_chain(of.of_array, change);
  visit_chain(of.of_distribution, change);
  for (described_dim &dim : of.dims) visit_dim(dim, change);
  for (described_part &part : of.parts) visit_part(part, change);
}

}  // namespace

void mutate(description &described, std::span<const uint8_t> changes) {
  if (changes.empty()) return;
  changer none(SIZE_MAX, 0, 0);
  visit_array(described, none);
  for (size_t i = 0; i + change::bytes <= changes.size(); i += change::bytes) {
    const size_t member = (size_t{changes[i]} + size_t{changes[i + 1]} * 256) % none.num_seen();
    changer one(member, changes[i + 2], changes[i + 3]);
    visit_array(described, one);
  }
}

}  // namespace dap::array::fuzz
