// SPDX-License-Identifier: BSD-3-Clause
// Openings of an exported Vec, in PETSc's words.
#include "memory.hpp"

#include <memory>
#include <vector>

#include "attach.hpp"
#include "error.hpp"
#include "internals.hpp"
#include "layout.hpp"
#include "running.hpp"

namespace dap::petsc {
namespace {

[[noreturn]] void fail_stale(const char *what) {
  fail(DAP_ERROR_STALE, {.rule = DAP_RULE_STALE}, "its array was replaced after the export (%s)", what);
}

// The part of this process, in C order, and where its extents are kept.
struct one_part {
  std::vector<int64_t> extents;
  DAPPart part = {};

  one_part(const DAPDistribution &distribution, const PetscScalar *data) {
    const auto ndim = static_cast<size_t>(distribution.ndim);
    extents.resize(2 * ndim);
    int64_t stride = 1;
    for (size_t d = ndim; d-- > 0;) {
      extents[d] = distribution.local[d].num_owned;
      extents[ndim + d] = stride;
      stride *= extents[d];  // fits: PETSc counts it in a PetscInt
    }
    part.buffer = {const_cast<PetscScalar *>(data),
                   DAP_DEVICE_CPU,
                   0,
                   distribution.ndim,
                   scalar_type.code,
                   scalar_type.bits,
                   scalar_type.lanes,
                   extents.data(),
                   extents.data() + ndim,
                   0};
    part.capacity = static_cast<uint64_t>(stride) * sizeof(PetscScalar);
  }
};

}  // namespace

const PetscScalar *array_of(Vec vec) {
  const PetscScalar *data = nullptr;
  check(VecGetArrayRead(vec, &data), "VecGetArrayRead");
  const PetscScalar *restored = data;
  check(VecRestoreArrayRead(vec, &restored), "VecRestoreArrayRead");
  return data;
}

bool is_locked([[maybe_unused]] Vec vec) {
  PetscInt state = 0;
  static_cast<void>(VecLockGet(vec, &state));
  return state != 0;
}

vec_memory::vec_memory(Vec vec, noted &keeper)
    : vec_(vec), data_(array_of(vec)), subject_(subject_of(as_object(vec), unnamed_vec)), keeper_(&keeper) {}

vec_memory *vec_memory::create(Vec vec, const DAPDistribution &distribution, noted &keeper) {
  std::unique_ptr<vec_memory> memory(new vec_memory(vec, keeper));
  const one_part part(distribution, memory->data_);
  DAPSourceDescription description = {};
  description.name = memory->subject_.name.c_str();
  description.type = scalar_type;
  description.flags = DAP_ARRAY_WRITABLE;
  description.distribution = &distribution;
  description.parts = &part.part;
  description.hooks = {on_open, on_end, on_refused, on_released, on_destroy};
  description.context = memory.get();
  DAPError error = {};
  require(dap_source_create(&description, &memory->source_, &error), error);
  return memory.release();
}

void vec_memory::let_go() {
  {
    const std::lock_guard lock(noted::mutex());
    keeper_ = nullptr;
  }
  dap_source_release(source_);
}

// PETSc's getters nest, and what they get is always `data_`: so the pointers need not be kept until the END.
void vec_memory::open(uint32_t mode) {
  if (is_finalized()) fail(DAP_ERROR_LIBRARY, {}, "PETSc was finalized");
  if (mode == DAP_ACCESS_READ) {
    const PetscScalar *read = nullptr;
    check(VecGetArrayRead(vec_, &read), "VecGetArrayRead");
    if (read == data_) return;
    check(VecRestoreArrayRead(vec_, &read), "VecRestoreArrayRead");
    fail_stale("READ");
  }
  if (is_locked(vec_)) {
    fail(DAP_ERROR_READ_ONLY, {.rule = DAP_RULE_READ_ONLY}, "PETSc has locked it, it cannot be written now");
  }
  PetscScalar *written = nullptr;
  check(VecGetArray(vec_, &written), "VecGetArray");
  if (written == data_) return forget_norms(vec_);
  check(VecRestoreArray(vec_, &written), "VecRestoreArray");
  fail_stale("WRITE");
}

void vec_memory::end(uint32_t mode) {
  if (is_finalized()) return;
  if (mode == DAP_ACCESS_READ) {
    const PetscScalar *read = data_;
    check(VecRestoreArrayRead(vec_, &read), "VecRestoreArrayRead");
  } else {
    auto *written = const_cast<PetscScalar *>(data_);
    check(VecRestoreArray(vec_, &written), "VecRestoreArray");
  }
}

int32_t vec_memory::on_open(void *context, uint32_t mode, void **, DAPError *error) {
  auto &memory = *static_cast<vec_memory *>(context);
  return guarded(error, [&] { concerning([&] { return memory.subject_; }, [&] { memory.open(mode); }); });
}

int32_t vec_memory::on_end(void *context, uint32_t mode, void **, DAPError *error) {
  auto &memory = *static_cast<vec_memory *>(context);
  return guarded(error, [&] { concerning([&] { return memory.subject_; }, [&] { memory.end(mode); }); });
}

// On other processes the Vec may be written now, and its norms be forgotten.
void vec_memory::on_refused(void *context, uint32_t) {
  const auto &memory = *static_cast<vec_memory *>(context);
  static_cast<void>(guarded(nullptr, [&] {
    if (!is_finalized()) forget_norms(memory.vec_);
  }));
}

void vec_memory::on_released(void *context) {
  noted::note(static_cast<vec_memory *>(context)->keeper_);
}

void vec_memory::on_destroy(void *context) {
  delete static_cast<vec_memory *>(context);
}

}  // namespace dap::petsc
