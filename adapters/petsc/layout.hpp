// SPDX-License-Identifier: BSD-3-Clause
// How a Vec, or the global vector of a DMDA, divides its elements, as a distribution.
#pragma once

#include <dap/array.h>
#include <petscvec.h>

#include <limits>
#include <memory>

namespace dap::petsc {

#if defined(PETSC_USE_COMPLEX)
constexpr uint8_t scalar_code = DAP_TYPE_COMPLEX;
#else
constexpr uint8_t scalar_code = DAP_TYPE_FLOAT;
#endif
constexpr DAPType scalar_type = {scalar_code, 8 * sizeof(PetscScalar), 1};
constexpr int64_t largest_int = std::numeric_limits<PetscInt>::max();

struct distribution_deleter {
  void operator()(const DAPDistribution *distribution) const noexcept { dap_distribution_release(distribution); }
};
using distribution_ref = std::unique_ptr<const DAPDistribution, distribution_deleter>;

// What decides, beside the layout that a Vec never changes, how it is shown. Alike on all processes.
struct vec_traits {
  PetscInt block_size = 1;
  PetscObjectId dm = 0;  // 0: none

  bool operator==(const vec_traits &) const = default;
};

[[nodiscard]] vec_traits traits_of(Vec vec);

// Local. The distribution names PETSc's own communicator, which lives as long as any object on it.
[[nodiscard]] distribution_ref make_distribution(Vec vec, const vec_traits &traits);

}  // namespace dap::petsc
