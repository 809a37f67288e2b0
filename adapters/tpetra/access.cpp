// SPDX-License-Identifier: BSD-3-Clause
// The memory of a multivector on the host, and what Tpetra has to be told when somebody uses it.
#include "access.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <algorithm>

#include "failure.hpp"

namespace dap::tpetra::detail {
namespace {

template <class View>
host_memory memory_of_view(const View &view, double *data) {
  const auto rows = static_cast<int64_t>(view.extent(0));
  const auto stride = static_cast<int64_t>(view.stride(1));
  return {data, rows, static_cast<int64_t>(view.extent(1)), std::max<int64_t>({stride, rows, 1})};
}

int32_t open_backing(void *context, uint32_t mode, void **, DAPError *error) {
  const auto &behind = *static_cast<const backing *>(context);
  if (behind.object == nullptr) return DAP_OK;
  const int32_t status = check_running(error);
  if (status != DAP_OK) return status;
  return guarded(error, [&] {
    if (open_host_memory(*behind.object, mode).data != behind.data) {
      return dap_simple_fail(error, DAP_ERROR_STALE, DAP_RULE_STALE, -1, behind.object->getMap()->getComm()->getRank(),
                             0, 0,
                             "the multivector's memory has moved since it was exported: release, and export again");
    }
    return DAP_OK;
  });
}

void destroy_backing(void *context) {
  delete static_cast<backing *>(context);
}

}  // namespace

host_memory open_host_memory(multivector &object, uint32_t mode) {
  // Host memory may be device memory, too, and kernels on it still be running.
  multivector::execution_space().fence();
  // The views are dropped at once: a view that is held keeps the device out until somebody comes to drop it, and an
  // export may be released while it is open. What was written is marked now, which is as good: nobody else may use it
  // meanwhile.
  if (mode == DAP_ACCESS_READ) {
    const auto view = object.getLocalViewHost(Tpetra::Access::ReadOnly);
    return memory_of_view(view,
                          const_cast<double *>(view.data()));  // a view of non-const memory would mark it modified
  }
  const auto view = mode == DAP_ACCESS_OVERWRITE ? object.getLocalViewHost(Tpetra::Access::OverwriteAll)
                                                 : object.getLocalViewHost(Tpetra::Access::ReadWrite);
  return memory_of_view(view, view.data());
}

DAPSourceHooks backing_hooks() noexcept {
  return {open_backing, nullptr, nullptr, nullptr, destroy_backing};  // Tpetra remembers nothing of the elements
}

}  // namespace dap::tpetra::detail
