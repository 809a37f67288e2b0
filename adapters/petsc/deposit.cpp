// SPDX-License-Identifier: BSD-3-Clause
#include "deposit.hpp"

#include <dap/simple.h>

namespace dap::petsc {

deposit *deposit::of(const DAPArray &array, DAPArray &out) {
  auto *made = new deposit;
  made->inner_ = array;
  made->inner_.release = nullptr;
  out = array;
  out.release = on_release;
  out.access = array.access == nullptr ? nullptr : on_access;
  out.private_data = made;
  return made;
}

void deposit::commit(DAPArray &array) {
  dap_simple_move(&array, &inner_);
}

void deposit::on_release(DAPArray *array) {
  auto *self = static_cast<deposit *>(array->private_data);
  array->release = nullptr;
  dap_simple_release(&self->inner_);
  delete self;
}

int32_t deposit::on_access(DAPArray *array, uint32_t mode, void **events, DAPError *error) {
  auto &inner = static_cast<deposit *>(array->private_data)->inner_;
  return inner.access(&inner, mode, events, error);
}

}  // namespace dap::petsc
