# SPDX-License-Identifier: BSD-3-Clause
# One target that carries what Tpetra's config file only offers as variables. Also part of the installed package.
find_package(Tpetra QUIET)
if(Tpetra_FOUND AND NOT TARGET DistArray::trilinos)
  add_library(DistArray::trilinos INTERFACE IMPORTED)
  set_target_properties(DistArray::trilinos PROPERTIES
    INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${Tpetra_INCLUDE_DIRS};${Tpetra_TPL_INCLUDE_DIRS}"
    INTERFACE_INCLUDE_DIRECTORIES "${Tpetra_INCLUDE_DIRS};${Tpetra_TPL_INCLUDE_DIRS}"
    INTERFACE_LINK_LIBRARIES "${Tpetra_LIBRARIES};${Tpetra_TPL_LIBRARIES};MPI::MPI_CXX")
endif()
