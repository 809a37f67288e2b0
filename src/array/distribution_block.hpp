// SPDX-License-Identifier: BSD-3-Clause
// The immutable, reference-counted block that a distribution lives in.
#pragma once

#include <dap/dap.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace dap::array {

class distribution_ref;

// Distributions that follow from another one alone, whatever memory it divides: they are kept with it, and have an
// identity that follows from its own.
enum class derived_form { flat_natural, flat_rank_order, without_halo, as_cyclic, as_blocks };
inline constexpr size_t num_derived_forms = 5;

// A distribution and everything it points to. Found again from the address of its first member.
struct distribution_block {
  DAPDistribution distribution{};
  std::atomic<int64_t> references{1};

  std::vector<DAPDim> dims;
  std::vector<DAPLocalDim> local;
  std::vector<int64_t> ranks;
  std::vector<std::vector<int64_t>> bounds;  // one per irregular dimension
  std::vector<std::vector<char>> indices;    // one per list
  std::vector<DAPBoxes> boxes;               // none or one
  std::vector<int64_t> box_bounds;
  std::vector<int64_t> box_ranks;

  // Derived forms that have been asked for: they live as long as what they were made from.
  std::mutex deriving;
  std::array<distribution_block *, num_derived_forms> derived{};

  distribution_block() = default;
  distribution_block(const distribution_block &) = delete;
  distribution_block &operator=(const distribution_block &) = delete;
  ~distribution_block();
};

// Shares a block.
class distribution_ref {
 public:
  distribution_ref() = default;
  // Takes over a reference that is already counted.
  explicit distribution_ref(distribution_block *counted) noexcept : block_(counted) {}
  distribution_ref(const distribution_ref &other) noexcept;
  distribution_ref(distribution_ref &&other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  distribution_ref &operator=(distribution_ref other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~distribution_ref();

  [[nodiscard]] const DAPDistribution *get() const noexcept {
    return block_ == nullptr ? nullptr : &block_->distribution;
  }
  [[nodiscard]] distribution_block *block() const noexcept { return block_; }
  // Gives the reference away.
  [[nodiscard]] distribution_block *detach() noexcept { return std::exchange(block_, nullptr); }

 private:
  distribution_block *block_ = nullptr;
};

// Drops one reference; the last one frees the block.
void drop_reference(distribution_block *block) noexcept;

// The live block that this distribution lies in, with a reference of the caller's; empty if it is somebody else's. A
// structure that was copied bit by bit is somebody else's, whatever identity it carries.
[[nodiscard]] distribution_ref find_block(const DAPDistribution *distribution) noexcept;

// Copies a valid distribution, identity included, into a block of its own. Extensions that may be ignored and are not
// known here are left out: only who knows a type can copy what it points to. Throws std::bad_alloc.
[[nodiscard]] distribution_ref copy_to_block(const DAPDistribution &source);

// Identities given out here: of distributions made from scratch, and of derived forms of others.
void identify_anew(DAPDistribution &distribution) noexcept;
void identify_derived(DAPDistribution &made, const DAPDistribution &source, derived_form form);

// The derived form of a distribution: `make` returns a block of it (distribution_ref), or an empty one if that cannot
// be, and so does this. Of a block of ours it is made once, and kept there.
template <typename Make>
[[nodiscard]] distribution_ref derive(const DAPDistribution &source, derived_form form, Make &&make) {
  const auto make_identified = [&] {
    distribution_ref made = make();
    if (made.block() != nullptr) identify_derived(made.block()->distribution, source, form);
    return made;
  };
  const distribution_ref ours = find_block(&source);
  if (ours.block() == nullptr) return make_identified();
  const std::lock_guard lock(ours.block()->deriving);
  distribution_block *&kept = ours.block()->derived[static_cast<size_t>(form)];
  if (kept == nullptr) kept = make_identified().detach();
  return kept == nullptr ? distribution_ref() : find_block(&kept->distribution);
}

}  // namespace dap::array
