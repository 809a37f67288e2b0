// SPDX-License-Identifier: BSD-3-Clause
// Keeping a Vec alive for its exports, and letting it go without ever touching its count from a foreign thread.
#include "keep.hpp"

#include <algorithm>
#include <memory>

#include "attach.hpp"
#include "dies_alone.hpp"
#include "error.hpp"

namespace dap::petsc {
vec_keeper::vec_keeper(Vec vec) : vec_(vec), id_(id_of(as_object(vec))), comm_(comm_of(as_object(vec))) {
  MPI_Comm_size(comm_, &size_);
  if (size_ > 1) comm_reference_ = &comm_reference::use(comm_);
}

vec_keeper::~vec_keeper() {
  for (vec_memory *memory : memories_) memory->let_go();
  dap_custody_drop(custody_);
  if (comm_reference_ != nullptr) comm_reference_->leave();
}

vec_keeper &vec_keeper::of(Vec vec) {
  auto *known = static_cast<vec_keeper *>(attached(vec, export_name));
  if (known == nullptr || known->id_ != id_of(as_object(vec))) {
    known = new vec_keeper(vec);
    attach(vec, export_name, known, on_vec_destroyed);
  }
  known->take_custody();
  return *known;
}

PetscErrorCode vec_keeper::on_vec_destroyed(void *self) {
  delete static_cast<vec_keeper *>(self);
  return 0;
}

void vec_keeper::take_custody() {
  if (custody_ != nullptr) return;
  constexpr DAPCustodyHooks hooks = {on_needed, on_destroy};
  DAPError error = {};
  require(dap_custody_take(comm_, &hooks, this, &custody_, &error), error);
}

// Without the reference, the Vec is its owner's alone, and nothing of it may be touched.
int32_t vec_keeper::on_needed(void *self) {
  const auto &keeper = *static_cast<vec_keeper *>(self);
  return !keeper.holds_ || keeper.has_exports() || !keeper.is_last() ? 1 : 0;
}

int32_t vec_keeper::on_destroy(void *self, DAPError *error) {
  auto &keeper = *static_cast<vec_keeper *>(self);
  return guarded(error, [&] {
    keeper.custody_ = nullptr;  // it is over
    if (keeper.holds_) keeper.give_back();
  });
}

void vec_keeper::look() {
  if (!holds_) return;
  settle();
  forget_old_memories();
  if (!has_exports() && (size_ == 1 || !is_last() || dies_alone(vec_))) give_back();
}

// If nothing is exported after all, nobody else takes a note.
void vec_keeper::hold() {
  if (holds_) return;
  check(PetscObjectReference(as_object(vec_)), "PetscObjectReference");
  holds_ = true;
  const std::lock_guard lock(mutex());
  take_note();
}

DAPSource *vec_keeper::source() {
  const vec_traits traits = traits_of(vec_);
  if (distribution_ == nullptr || traits != traits_) {
    distribution_ = make_distribution(vec_, traits);
    traits_ = traits;
    is_current_ = false;
  }
  if (!is_current_ || memories_.back()->data() != array_of(vec_)) {
    memories_.reserve(memories_.size() + 1);
    memories_.push_back(vec_memory::create(vec_, *distribution_, *this));
    is_current_ = true;
    forget_old_memories();
  }
  return memories_.back()->source();
}

void vec_keeper::settle() {
  for (vec_memory *memory : memories_) static_cast<void>(dap_source_settle(memory->source(), nullptr));
}

void vec_keeper::forget_old_memories() {
  const auto is_old = [&](const vec_memory *memory) { return memory != memories_.back() && !memory->has_exports(); };
  for (vec_memory *&memory : memories_) {
    if (!is_old(memory)) continue;
    if (holds_) static_cast<void>(dap_source_settle(memory->source(), nullptr));
    memory->let_go();
    memory = nullptr;
  }
  std::erase(memories_, nullptr);
}

bool vec_keeper::has_exports() const {
  return std::any_of(memories_.begin(), memories_.end(),
                     [](const vec_memory *memory) { return memory->has_exports(); });
}

bool vec_keeper::is_last() const {
  PetscInt references = 0;
  static_cast<void>(PetscObjectGetReference(as_object(vec_), &references));
  return references <= 1;
}

// May destroy the Vec and with it this keeper: nothing may follow.
void vec_keeper::give_back() {
  settle();
  holds_ = false;
  check(PetscObjectDereference(as_object(vec_)), "PetscObjectDereference");
}

}  // namespace dap::petsc
