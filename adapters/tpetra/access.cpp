// SPDX-License-Identifier: BSD-3-Clause
// The memory of a multivector on the host, and what Tpetra has to be told when somebody uses it.
#include "access.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <algorithm>

#include "failure.hpp"

namespace dap::tpetra::detail {
namespace {

// A view that reads is of constant memory, which an export is not; a view that writes would mark it as modified.
template <class View>
host_memory memory_of(const View &view) {
  const auto rows = static_cast<int64_t>(view.extent(0));
  const auto stride = static_cast<int64_t>(view.stride(1));
  return {const_cast<double *>(view.data()), rows, static_cast<int64_t>(view.extent(1)),
          std::max<int64_t>({stride, rows, 1})};
}

// What a multivector keeps, seen as a class derived from it would: a view of it is counted, which costs as much as an
// export.
template <class Object>
struct insight : Object {
  template <class Derived = insight>
  static auto views_of(const Object &object) -> decltype((object.*(&Derived::view_))) {
    return object.*(&Derived::view_);
  }
};

// Newer Tpetra keeps its views in a class that opens them, and has to be asked.
template <class Object>
host_memory memory_untouched(const Object &object) {
  if constexpr (requires { insight<Object>::views_of(object).h_view; }) {
    return memory_of(insight<Object>::views_of(object).h_view);
  } else {
    return memory_of(object.getLocalViewHost(Tpetra::Access::ReadOnly));
  }
}

int32_t open_backing(void *context, uint32_t mode, void **, DAPError *error) {
  const auto &behind = *static_cast<const backing *>(context);
  if (behind.object == nullptr) return DAP_OK;
  const int32_t running = check_running(error);
  if (running != DAP_OK) return running;
  const int32_t status = guarded(error, [&] {
    if (open_host_memory(*behind.object, mode).data != behind.data) {
      return dap_simple_fail(error, DAP_ERROR_STALE, DAP_RULE_STALE, -1, -1, 0, 0,
                             "the memory has moved since it was exported: release, and export again");
    }
    return int32_t{DAP_OK};
  });
  return at_rank_of(*behind.object, status, error);  // the source has the name
}

void note_release(void *context) {
  static_cast<backing *>(context)->owner.note();
}

void destroy_backing(void *context) {
  delete static_cast<backing *>(context);
}

}  // namespace

// Host and device keep their places when they are synchronised, so both are known without it.
host_memory where_host_memory_is(const multivector &object) {
  return memory_untouched(object);
}

host_memory open_host_memory(multivector &object, uint32_t mode) {
  // Host memory may be device memory, too, and kernels on it still be running.
  multivector::execution_space().fence();
  // The views are dropped at once: a view that is held keeps the device out until somebody comes to drop it, and an
  // export may be released while it is open. What was written is marked now, which is as good: nobody else may use it
  // meanwhile.
  if (mode == DAP_ACCESS_READ) return memory_of(object.getLocalViewHost(Tpetra::Access::ReadOnly));
  if (mode == DAP_ACCESS_OVERWRITE) return memory_of(object.getLocalViewHost(Tpetra::Access::OverwriteAll));
  return memory_of(object.getLocalViewHost(Tpetra::Access::ReadWrite));
}

DAPSourceHooks backing_hooks() noexcept {
  return {open_backing, nullptr, nullptr, note_release, destroy_backing};  // Tpetra remembers nothing of the elements
}

}  // namespace dap::tpetra::detail
