// SPDX-License-Identifier: BSD-3-Clause
// What an imported multivector remembers of the array it was made of.
#include "imported.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <memory>
#include <string>

#include "failure.hpp"
#include "known_object.hpp"

namespace dap::tpetra {
namespace detail {

imported::~imported() {
  if (source_ == nullptr) return;
  for (uint32_t mode = DAP_ACCESS_READ; mode <= DAP_ACCESS_OVERWRITE; ++mode) {
    while (open_[mode]-- > 0) static_cast<void>(dap_source_access(source_, mode | DAP_ACCESS_END, nullptr, nullptr));
  }
  backing_->owner.close();
  backing_->object = nullptr;  // re-exports may open what is left, without a word to Tpetra
  dap_source_release(source_);
}

int32_t imported::adopt(multivector &object, double *data, DAPArray *array, DAPError *error) {
  auto context = std::make_unique<backing>(backing{&object, data, watcher(this)});
  DAPSourceDescription view = {};
  const std::string name = name_of(object);
  view.name = name.c_str();
  view.hooks = backing_hooks();
  view.context = context.get();
  const int32_t status = dap_source_wrap(array, &view, &source_, error);
  if (status == DAP_OK) backing_ = context.release();
  return status;
}

void imported::give_back(DAPArray *array) {
  if (source_ == nullptr) return;
  static_cast<void>(dap_source_unwrap(source_, array, nullptr));  // nobody but this function has seen it
  source_ = nullptr;
  delete backing_;
  backing_ = nullptr;
}

void imported::look() {
  if (source_ != nullptr) static_cast<void>(dap_source_settle(source_, nullptr));
}

int32_t imported::access(uint32_t mode, DAPError *error) {
  const int32_t status = dap_source_access(source_, mode, nullptr, error);
  if (status == DAP_OK) open_[mode & ~DAP_ACCESS_END] += (mode & DAP_ACCESS_END) == 0 ? 1 : -1;
  return status;
}

}  // namespace detail

int32_t multivector_access(const Teuchos::RCP<multivector> &object, uint32_t mode, DAPError *error) noexcept {
  if (object.is_null()) return detail::argument_is_null(error, "object");
  const int32_t running = detail::check_running(error);
  if (running != DAP_OK) return running;
  const int32_t status = detail::guarded(error, [&] {
    detail::sweep();
    detail::known_object *known = detail::known_objects::find(object);
    if (known != nullptr && known->origin.source() != nullptr) return known->origin.access(mode, error);
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 0, 0,
                           "it was not imported: nobody but Tpetra has its memory to open");
  });
  return detail::about(*object, status, error);
}

}  // namespace dap::tpetra
