// SPDX-License-Identifier: BSD-3-Clause
#include "world/written_globals.hpp"

#include "model/checked.hpp"
#include "model/dimension.hpp"

namespace dap::world {
namespace {

constexpr int64_t most_dims = 64;

// Reads on, number by number; what is not there, or does not fit, ends it.
class reader {
 public:
  explicit reader(std::span<const int64_t> written) noexcept : left_(written) {}

  [[nodiscard]] bool is_good() const noexcept { return is_good_; }
  [[nodiscard]] std::size_t left() const noexcept { return left_.size(); }
  void fail() noexcept { is_good_ = false; }

  int64_t take() noexcept {
    if (left_.empty()) fail();
    if (!is_good_) return 0;
    const int64_t value = left_.front();
    left_ = left_.subspan(1);
    return value;
  }

  int64_t take_within(int64_t lowest, int64_t highest) noexcept {
    const int64_t value = take();
    if (value < lowest || value > highest) fail();
    return is_good_ ? value : lowest;
  }

  template <typename Bits>
  Bits take_bits() noexcept {
    const int64_t value = take();
    const auto bits = static_cast<Bits>(value);
    if (static_cast<int64_t>(bits) != value) fail();
    return bits;
  }

  // Memory is taken for no more than there is to be read.
  std::vector<int64_t> take_list(int64_t count) {
    if (count < 0 || static_cast<uint64_t>(count) > left_.size()) fail();
    if (!is_good_) return {};
    const auto taken = left_.first(static_cast<std::size_t>(count));
    left_ = left_.subspan(taken.size());
    return {taken.begin(), taken.end()};
  }

 private:
  std::span<const int64_t> left_;
  bool is_good_ = true;
};

// The flags say the variant, too, but for irregular blocks and those of one size.
void read_block(reader &from, DAPDim &dim, written_distribution &out) {
  const auto variant = static_cast<model::block_variant>(from.take_within(0, 3));
  if (variant == model::block_variant::fixed) dim.block_size = from.take();
  if (variant != model::block_variant::irregular) return;
  if (dim.grid_size == INT64_MAX) return from.fail();
  out.bounds.push_back(from.take_list(dim.grid_size + 1));
  dim.bounds = out.bounds.back().data();
}

DAPDim read_dim(reader &from, written_distribution &out) {
  DAPDim dim{};
  dim.kind = from.take_bits<uint32_t>();
  dim.grid_size = from.take_within(1, INT64_MAX);
  dim.rank_stride = from.take();
  if (dim.kind == DAP_KIND_REPLICA) return dim;
  dim.size = from.take();
  if (dim.kind == DAP_KIND_BLOCK) read_block(from, dim, out);
  if (dim.kind == DAP_KIND_CYCLIC) {
    dim.block_size = from.take();
    dim.first_coordinate = from.take();
    dim.first_block = from.take();
  }
  dim.flags = from.take_bits<uint32_t>();
  dim.index_base = from.take();
  dim.boundary[0] = from.take();
  dim.boundary[1] = from.take();
  return dim;
}

void read_ranks(reader &from, written_distribution &out) {
  DAPDistribution &made = out.distribution;
  made.rank_offset = from.take();
  made.points_per_rank = from.take();
  made.num_ranks = from.take();
  out.ranks = from.take_list(made.num_ranks);
  made.ranks = out.ranks.empty() ? nullptr : out.ranks.data();
  made.flags = static_cast<uint64_t>(from.take());
  made.comm.size = static_cast<int32_t>(from.take_within(1, INT32_MAX));
  for (int skipped = 0; skipped < 2; ++skipped) from.take();  // of which kind their communicator is
  made.version = {DAP_VERSION_MAJOR, from.take_bits<uint32_t>()};
}

void read_boxes(reader &from, written_distribution &out) {
  const int64_t count = from.take_within(0, INT64_MAX);
  const auto corners = model::checked_multiply(count, 2 * int64_t{out.distribution.ndim});
  if (!corners) return from.fail();
  auto bounds = from.take_list(*corners);
  auto ranks = from.take_list(count);
  if (out.distribution.extensions != nullptr || !from.is_good()) return;
  out.box_bounds = std::move(bounds);
  out.box_ranks = std::move(ranks);
  out.boxes = {{DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), nullptr}, count, out.box_bounds.data(), out.box_ranks.data()};
  out.distribution.extensions = &out.boxes.header;
}

// Each its type and flags; a lone 0 ends them.
void read_extensions(reader &from, written_distribution &out) {
  while (from.is_good() && from.left() > 1) {
    const auto type = from.take_bits<uint32_t>();
    from.take();
    if (type == DAP_EXTENSION_BOXES) read_boxes(from, out);
  }
  from.take_within(0, 0);
}

}  // namespace

bool read_globals(std::span<const int64_t> written, written_distribution &out) {
  reader from(written);
  const int64_t ndim = from.take_within(0, most_dims);
  const int64_t replicas = from.take_within(0, most_dims - ndim);
  out.distribution.ndim = static_cast<int32_t>(ndim);
  out.distribution.num_replica_dims = static_cast<int32_t>(replicas);
  for (int64_t d = 0; d < ndim + replicas && from.is_good(); ++d) out.dims.push_back(read_dim(from, out));
  out.distribution.dims = out.dims.data();
  read_ranks(from, out);
  read_extensions(from, out);
  return from.is_good() && from.left() == 0;
}

}  // namespace dap::world
