// SPDX-License-Identifier: BSD-3-Clause
#include "imported.hpp"

#include <memory>

#include "attach.hpp"
#include "error.hpp"
#include "internals.hpp"
#include "memory.hpp"

namespace dap::petsc {
namespace {

using void_function = void (*)(void);

}  // namespace

imported_array *imported_array::attach_to(Vec vec, const PetscScalar *data) {
  std::unique_ptr<imported_array> made(new imported_array);
  made->vec_ = vec;
  made->id_ = id_of(as_object(vec));
  made->data_ = data;
  made->duplicate_ = operations_of(vec).duplicate;
  imported_array *self = made.release();
  self->container_ = attach(vec, import_name, self, on_vec_destroyed);
  check(VecSetOperation(vec, VECOP_DUPLICATE, reinterpret_cast<void_function>(on_duplicate)), "VecSetOperation");
  return self;
}

void imported_array::adopt(DAPArray &array) {
  DAPSourceDescription view = {};
  view.name = dap_simple_name(&array) != nullptr ? nullptr : unnamed_vec;  // the array's own comes first
  view.hooks = {nullptr, on_end, on_refused, on_released, on_destroy};
  view.context = this;
  DAPError error = {};
  require(dap_source_wrap(&array, &view, &source_, &error), error);
}

void imported_array::give_back(DAPArray &array) {
  if (source_ == nullptr) return;
  static_cast<void>(dap_source_unwrap(source_, &array, nullptr));  // nobody but this function has seen it
  source_ = nullptr;
}

imported_array *imported_array::of(Vec vec) {
  auto *found = static_cast<imported_array *>(attached(vec, import_name));
  return found != nullptr && found->id_ == id_of(as_object(vec)) ? found : nullptr;
}

bool imported_array::is_in_place() const {
  return array_of(vec_) == data_;
}

void imported_array::access(uint32_t mode) {
  const bool is_end = (mode & DAP_ACCESS_END) != 0;
  // Others may have written since PETSc last looked. Whatever counts that they keep count for one process only, so they
  // cannot decide, and nor can success: all processes forget.
  if (mode != (DAP_ACCESS_READ | DAP_ACCESS_END)) forget_norms(vec_);
  DAPError error = {};
  require(dap_source_access(source_, mode, nullptr, &error), error);
  if (is_end || is_in_place()) return;
  // Opened and ended nevertheless: whoever is behind has to hear of it on all processes.
  static_cast<void>(dap_source_access(source_, mode | DAP_ACCESS_END, nullptr, nullptr));
  fail(DAP_ERROR_STALE, {.rule = DAP_RULE_STALE}, "another array is in the place of the imported one");
}

// VecDuplicate copies what hangs on a Vec, and its operations; the copy has elements of its own and needs neither the
// array nor this function.
PetscErrorCode imported_array::on_duplicate(Vec vec, Vec *copy) {
  return guarded(nullptr,
                 [&] {
                   const imported_array *self = of(vec);
                   if (self == nullptr) fail(DAP_ERROR_ARGUMENT, {}, "not imported");
                   check(self->duplicate_(vec, copy), "VecDuplicate");
                   check(PetscObjectCompose(as_object(*copy), import_name, nullptr), "PetscObjectCompose");
                   const auto duplicate = reinterpret_cast<void_function>(self->duplicate_);
                   check(VecSetOperation(*copy, VECOP_DUPLICATE, duplicate), "VecSetOperation");
                 }) == DAP_OK
             ? PetscErrorCode{}
             : PetscErrorCode{PETSC_ERR_LIB};
}

PetscErrorCode imported_array::on_vec_destroyed(void *self) {
  auto *imported = static_cast<imported_array *>(self);
  imported->vec_ = nullptr;
  imported->container_ = nullptr;
  DAPSource *source = imported->source_;
  if (source == nullptr) {
    delete imported;
    return PetscErrorCode{};
  }
  DAPArray pin = {};
  static_cast<void>(dap_source_export(source, nullptr, &pin, nullptr));  // as it is: never refused
  {
    const std::lock_guard lock(mutex());
    imported->is_alive_ = false;
    dap_simple_move(&pin, &imported->pin_);
    imported->take_note();  // of what PETSc's own opening leaves behind
    pin = imported->take_last_pin();
  }
  dap_source_release(source);
  dap_simple_release(&pin);
  return PetscErrorCode{};
}

// The pin, if it is the last export and nobody looks, to be released when the mutex is not held: from then on the
// source may end at any time, and no note may lead to it.
DAPArray imported_array::take_last_pin() {
  DAPArray last = {};
  if (pin_.release == nullptr || is_looked_at_ || dap_source_num_exports(source_) > 1) return last;
  drop_note();
  dap_simple_move(&pin_, &last);
  return last;
}

void imported_array::look() {
  static_cast<void>(dap_source_settle(source_, nullptr));
  DAPArray pin = {};
  {
    const std::lock_guard lock(mutex());
    is_looked_at_ = false;
    pin = take_last_pin();
  }
  dap_simple_release(&pin);
}

// After the Vec, only while there is a pin: without it, the source is about to end.
void imported_array::on_released(void *self) {
  auto *imported = static_cast<imported_array *>(self);
  DAPArray pin = {};
  {
    const std::lock_guard lock(mutex());
    if (imported->is_alive_ || imported->pin_.release != nullptr) imported->take_note();
    pin = imported->take_last_pin();
  }
  dap_simple_release(&pin);
}

// A container with several references was given to a copy by other means than VecDuplicate; then nobody can say whether
// the Vec still lives, and dap_petsc_vec_access will have to do.
void imported_array::forget() {
  if (container_ == nullptr) return;
  PetscInt references = 0;
  check(PetscObjectGetReference(reinterpret_cast<PetscObject>(container_), &references), "PetscObjectGetReference");
  if (references == 1) forget_norms(vec_);
}

// After writing through a re-export.
int32_t imported_array::on_end(void *self, uint32_t mode, void **, DAPError *error) {
  return guarded(error, [&] {
    if (mode != DAP_ACCESS_READ) static_cast<imported_array *>(self)->forget();
  });
}

// After a re-export could not be opened for writing here.
void imported_array::on_refused(void *self, uint32_t) {
  static_cast<void>(guarded(nullptr, [&] { static_cast<imported_array *>(self)->forget(); }));
}

void imported_array::on_destroy(void *self) {
  delete static_cast<imported_array *>(self);
}

subject subject_of(Vec vec) {
  const imported_array *imported = imported_array::of(vec);
  const char *name = imported == nullptr ? nullptr : dap_simple_name(dap_source_array(imported->source()));
  return subject_of(as_object(vec), name != nullptr ? name : unnamed_vec);
}

}  // namespace dap::petsc
