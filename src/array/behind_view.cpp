// SPDX-License-Identifier: BSD-3-Clause
#include "array/behind_view.hpp"

#include <algorithm>

namespace dap::array {

behind_view::behind_view(const DAPArray &array, const view &made)
    : behind_(array),
      leaves_out_(made.leaves_out),
      origins_(made.origins),
      events_(static_cast<size_t>(std::max<int64_t>(array.distribution->num_parts, 1))) {}

DAPArray behind_view::array() noexcept {
  DAPArray passed = behind_;
  passed.release = release;
  passed.access = behind_.access == nullptr ? nullptr : access;
  passed.private_data = this;
  return passed;
}

void behind_view::release(DAPArray *self) {
  auto *object = static_cast<behind_view *>(self->private_data);
  self->release = nullptr;
  object->behind_.release(&object->behind_);
  delete object;
}

int32_t behind_view::access(DAPArray *self, uint32_t mode, void **events, DAPError *error) {
  return static_cast<behind_view *>(self->private_data)->forward(mode, events, error);
}

int32_t behind_view::forward(uint32_t mode, void **events, DAPError *error) noexcept {
  // The elements that are left out keep their values (rule 861).
  const bool overwrites = (mode & ~DAP_ACCESS_END) == DAP_ACCESS_OVERWRITE;
  if (leaves_out_ && overwrites) mode = DAP_ACCESS_WRITE | (mode & DAP_ACCESS_END);
  if (events == nullptr) return behind_.access(&behind_, mode, nullptr, error);
  std::fill(events_.begin(), events_.end(), nullptr);
  const bool ends = (mode & DAP_ACCESS_END) != 0;
  for (size_t part = 0; ends && part < origins_.size(); ++part) {
    events_[static_cast<size_t>(origins_[part])] = events[part];
  }
  const int32_t status = behind_.access(&behind_, mode, events_.data(), error);
  for (size_t part = 0; !ends && status == DAP_OK && part < origins_.size(); ++part) {
    events[part] = events_[static_cast<size_t>(origins_[part])];
  }
  return status;
}

}  // namespace dap::array
