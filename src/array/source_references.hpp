// SPDX-License-Identifier: BSD-3-Clause
// Who keeps a source alive, and how many of these are exports, in one word: exporting and releasing take one atomic
// step.
#pragma once

#include <atomic>
#include <cstdint>

namespace dap::array {

// Starts with the creator's reference. An export that is being released has left the number of exports before it gives
// up its reference, so that whoever is told of it finds the source alive and the number right.
class source_references {
 public:
  void add_export() noexcept { word_.fetch_add(one_export + 1, std::memory_order_relaxed); }
  void leave_exports() noexcept { word_.fetch_sub(one_export, std::memory_order_acq_rel); }

  // Whether it was the last.
  [[nodiscard]] bool drop() noexcept { return references_of(word_.fetch_sub(1, std::memory_order_acq_rel)) == 1; }
  [[nodiscard]] bool drop_export() noexcept {
    return references_of(word_.fetch_sub(one_export + 1, std::memory_order_acq_rel)) == 1;
  }

  [[nodiscard]] int64_t num_exports() const noexcept {
    return static_cast<int64_t>(word_.load(std::memory_order_acquire) / one_export);
  }
  // Nobody but the creator, and no release on its way.
  [[nodiscard]] bool only_creator() const noexcept { return word_.load(std::memory_order_acquire) == 1; }

 private:
  static constexpr uint64_t one_export = uint64_t{1} << 32;

  static uint64_t references_of(uint64_t word) noexcept { return word % one_export; }

  std::atomic<uint64_t> word_{1};
};

}  // namespace dap::array
