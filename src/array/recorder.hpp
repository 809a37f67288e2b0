// SPDX-License-Identifier: BSD-3-Clause
// For tests: hooks that write down who called them, and refuse when they are told to.
#pragma once

#include <string>

#include "array/sample_arrays.hpp"

namespace dap::array::sample {

// "r" and "w" and "o" for openings, the same in capitals for ENDs, "?" for refused, "!" for destroy.
struct recorder {
  std::string calls;
  int32_t open_status = DAP_OK;
  void *event = nullptr;         // what openings have to wait for, if it is not NULL
  std::vector<void *> received;  // what ENDs brought
  int32_t end_status = DAP_OK;

  [[nodiscard]] std::string take() { return std::exchange(calls, std::string()); }

  static int32_t open(void *context, uint32_t mode, void **events, DAPError *error) {
    auto &self = *static_cast<recorder *>(context);
    if (self.open_status != DAP_OK) {
      return dap_simple_fail(error, self.open_status, 0, -1, -1, 0, 0, "the library refuses");
    }
    self.calls += " rwo"[mode];
    if (events != nullptr && self.event != nullptr) events[0] = self.event;
    return DAP_OK;
  }
  static int32_t end(void *context, uint32_t mode, void **events, DAPError *error) {
    auto &self = *static_cast<recorder *>(context);
    self.calls += " RWO"[mode];
    if (events != nullptr) self.received.push_back(events[0]);
    if (self.end_status == DAP_OK) return DAP_OK;
    return dap_simple_fail(error, self.end_status, 0, -1, -1, 0, 0, "the library took no note");
  }
  static void refused(void *context, uint32_t) { static_cast<recorder *>(context)->calls += '?'; }
  static void destroy(void *context) { static_cast<recorder *>(context)->calls += '!'; }

  [[nodiscard]] static DAPSourceHooks hooks() { return {open, end, refused, nullptr, destroy}; }
};

// Ten doubles with hooks.
struct recorded_doubles : ten_doubles {
  recorder calls;
  recorded_doubles() {
    description.hooks = recorder::hooks();
    description.context = &calls;
  }
};

// A source on a received array, as a library in the middle of a chain makes it.
inline source_ptr wrap(DAPArray &array, recorder &calls) {
  DAPSourceDescription view{};
  view.name = "middle";
  view.hooks = recorder::hooks();
  view.context = &calls;
  DAPSource *made = nullptr;
  static_cast<void>(dap_source_wrap(&array, &view, &made, nullptr));
  return source_ptr(made);
}

inline int32_t open(DAPArray &array, uint32_t mode, DAPError *error = nullptr) {
  return array.access(&array, mode, nullptr, error);
}
inline int32_t end(DAPArray &array, uint32_t mode, DAPError *error = nullptr) {
  return array.access(&array, mode | DAP_ACCESS_END, nullptr, error);
}
inline int32_t open(const source_ptr &source, uint32_t mode, DAPError *error = nullptr) {
  return dap_source_access(source.get(), mode, nullptr, error);
}
inline int32_t end(const source_ptr &source, uint32_t mode, DAPError *error = nullptr) {
  return dap_source_access(source.get(), mode | DAP_ACCESS_END, nullptr, error);
}

}  // namespace dap::array::sample
