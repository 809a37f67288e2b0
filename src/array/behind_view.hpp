// SPDX-License-Identifier: BSD-3-Clause
// Stands between a view and the array behind it, where not every opening is passed on as it is: parts may be fewer or
// in another order, and some elements may be left out.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <vector>

#include "array/view.hpp"

namespace dap::array {

class behind_view {
 public:
  // A bitwise copy of the array is kept, which counts as moved when array() does. Throws std::bad_alloc.
  behind_view(const DAPArray &array, const view &made);
  behind_view(const behind_view &) = delete;
  behind_view &operator=(const behind_view &) = delete;

  // The array with access by way of this object. Its release drops both.
  [[nodiscard]] DAPArray array() noexcept;

  // Whether an array is such a one: its events are those of the parts that are shown, however many it has.
  [[nodiscard]] static bool stands_behind(const DAPArray &array) noexcept { return array.access == access; }

 private:
  static void release(DAPArray *self);
  static int32_t access(DAPArray *self, uint32_t mode, void **events, DAPError *error);

  // Calls on one array are serialised (dap.h), so that the list of events is used by one of them at a time.
  [[nodiscard]] int32_t forward(uint32_t mode, void **events, DAPError *error) noexcept;

  DAPArray behind_;
  bool leaves_out_;
  std::vector<int64_t> origins_;
  std::vector<void *> events_;  // one per part of the array behind
};

}  // namespace dap::array
