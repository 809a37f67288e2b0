// SPDX-License-Identifier: BSD-3-Clause
// Checks that Vecs and DMDAs have in common. All but the last two throw a failure that names what was found.
#pragma once

#include <dap/array.h>
#include <petscsys.h>

namespace dap::petsc {

[[nodiscard]] int32_t rank_of(const DAPArray &array);

void check_scalars(const DAPArray &array);

// Nothing is used but `features`.
void check_features(const DAPArray &array, uint64_t features);

// Dense and aligned; the first element, or NULL if there is none. The array has at most one part.
[[nodiscard]] const PetscScalar *check_memory(const DAPArray &array);

// The product of the sizes from a dimension on, if PetscInt can hold it.
[[nodiscard]] PetscInt product_as_int(const DAPArray &array, int32_t from, const char *what);

[[nodiscard]] PetscInt count_owned(const DAPArray &array);

}  // namespace dap::petsc
