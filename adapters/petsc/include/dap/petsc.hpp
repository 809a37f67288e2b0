// SPDX-License-Identifier: BSD-3-Clause
/**
 * @file petsc.hpp
 * @brief The C++17 face of the PETSc adapter: arrays that cannot leak, openings that end, exceptions instead of codes.
 *
 * Every function calls the C function that its comment names (dap/petsc.h), whose comment says what it does and whether
 * it is local or collective. Vecs and DMs stay PETSc's handles: whoever is given one destroys it.
 */
#ifndef DAP_PETSC_HPP
#define DAP_PETSC_HPP

#include <dap/petsc.h>

#include <dap/dap.hpp>
#include <utility>

namespace DAP_NAMESPACE::petsc {

/// dap_petsc_vec_export; array::from does it with dap_petsc_vec_provider.
[[nodiscard]] inline array vec_export(Vec vec, const DAPRequest *request = nullptr) {
  array out;
  check([&](DAPError *e) { return dap_petsc_vec_export(vec, request, out.get(), e); });
  return out;
}

/// dap_petsc_vec_import; `received` is empty afterwards.
[[nodiscard]] inline Vec vec_import(array &&received, MPI_Comm comm = MPI_COMM_NULL) {
  Vec vec = nullptr;
  check([&](DAPError *e) { return dap_petsc_vec_import(comm, received.get(), &vec, e); });
  return vec;
}

/// dap_petsc_vec_import_on_dmda; `received` is empty afterwards.
[[nodiscard]] inline Vec vec_import_on_dmda(DM dm, array &&received) {
  Vec vec = nullptr;
  check([&](DAPError *e) { return dap_petsc_vec_import_on_dmda(dm, received.get(), &vec, e); });
  return vec;
}

/// dap_petsc_dmda_import: the DMDA and its Vec; `received` is empty afterwards.
[[nodiscard]] inline std::pair<DM, Vec> dmda_import(array &&received, PetscInt stencil_width,
                                                    MPI_Comm comm = MPI_COMM_NULL) {
  std::pair<DM, Vec> out{};
  check([&](DAPError *e) {
    return dap_petsc_dmda_import(comm, received.get(), stencil_width, &out.first, &out.second, e);
  });
  return out;
}

/// How an imported Vec is opened: dap_petsc_vec_access.
struct vec_access {
  using object = Vec;  ///< What is opened.
  /// dap_petsc_vec_access.
  static int32_t call(Vec opened, uint32_t mode, DAPError *error) { return dap_petsc_vec_access(opened, mode, error); }
};

/// Holds an opening of an imported Vec for the length of a scope.
using vec_opening = scoped_opening<vec_access>;

}  // namespace DAP_NAMESPACE::petsc

#endif  // DAP_PETSC_HPP
