// SPDX-License-Identifier: BSD-3-Clause
#include "library_side.hpp"

#include <dap/petsc.h>
#include <dap/dap.hpp>

#include <vector>

#include "petsc_object.hpp"

namespace dap::relief {
namespace {

std::vector<int64_t> first_index(DAPNative *array) {
  const DAPDistribution &distribution = *dap_native_array(array)->distribution;
  std::vector<int64_t> index;
  for (int32_t d = 0; d < distribution.ndim; ++d) index.push_back(distribution.local[d].start);
  return index;
}

void access_native(DAPNative *array, uint32_t mode) {
  dap::check([&](DAPError *e) { return dap_native_access(array, mode, e); });
}

void access_vec(Vec vec, uint32_t mode) {
  dap::check([&](DAPError *e) { return dap_petsc_vec_access(vec, mode, e); });
}

const double *vec_address(Vec vec) {
  const PetscScalar *values = nullptr;
  check_petsc(VecGetArrayRead(vec, &values));
  const double *const address = values;
  check_petsc(VecRestoreArrayRead(vec, &values));
  return address;
}

void set_first(Vec vec, double value) {
  PetscScalar *values = nullptr;
  check_petsc(VecGetArray(vec, &values));
  values[0] = value;
  check_petsc(VecRestoreArray(vec, &values));
}

}  // namespace

library_side native_side(DAPNative *array) {
  return {"native", [array] { return static_cast<const double *>(dap_native_array(array)->parts[0].buffer.data); },
          [array] {
            double value = 0;
            const std::vector<int64_t> index = first_index(array);
            dap::check([&](DAPError *e) { return dap_native_get(array, index.data(), &value, e); });
            return value;
          },
          [array](double value) {
            const std::vector<int64_t> index = first_index(array);
            access_native(array, DAP_ACCESS_WRITE);
            dap::check([&](DAPError *e) { return dap_native_set(array, index.data(), &value, e); });
            access_native(array, DAP_ACCESS_WRITE | DAP_ACCESS_END);
          }};
}

library_side petsc_side(Vec vec, bool imported) {
  return {"PETSc", [vec] { return vec_address(vec); }, [vec] { return *vec_address(vec); },
          [vec, imported](double value) {
            if (imported) access_vec(vec, DAP_ACCESS_WRITE);
            set_first(vec, value);
            if (imported) access_vec(vec, DAP_ACCESS_WRITE | DAP_ACCESS_END);
          }};
}

}  // namespace dap::relief
