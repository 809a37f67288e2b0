# SPDX-License-Identifier: BSD-3-Clause
# Finds the optional libraries and sets DISTARRAY_HAVE_<NAME>; prints one line each, so that nobody wonders what was
# built.

function(distarray_report name have reason)
  set(DISTARRAY_HAVE_${name} ${have} PARENT_SCOPE)
  if(have)
    message(STATUS "DistArray: ${name} on")
  else()
    message(STATUS "DistArray: ${name} off (${reason})")
  endif()
endfunction()

find_package(Threads REQUIRED)
find_package(PkgConfig)

if(DISTARRAY_MPI)
  find_package(MPI COMPONENTS C CXX)
  distarray_report(MPI "${MPI_CXX_FOUND}" "not found")
else()
  distarray_report(MPI OFF "DISTARRAY_MPI is off")
endif()

if(NOT DISTARRAY_HAVE_MPI)
  distarray_report(PETSC OFF "needs MPI")
elseif(NOT DISTARRAY_PETSC)
  distarray_report(PETSC OFF "DISTARRAY_PETSC is off")
else()
  pkg_check_modules(PETSC QUIET IMPORTED_TARGET PETSc)
  distarray_report(PETSC "${PETSC_FOUND}" "no PETSc.pc")
endif()

if(NOT DISTARRAY_HAVE_MPI)
  distarray_report(PNETCDF OFF "needs MPI")
elseif(NOT DISTARRAY_PNETCDF)
  distarray_report(PNETCDF OFF "DISTARRAY_PNETCDF is off")
else()
  pkg_check_modules(PNETCDF QUIET IMPORTED_TARGET pnetcdf)
  distarray_report(PNETCDF "${PNETCDF_FOUND}" "no pnetcdf.pc")
endif()

if(NOT DISTARRAY_HAVE_MPI)
  distarray_report(TPETRA OFF "needs MPI")
elseif(NOT DISTARRAY_TPETRA)
  distarray_report(TPETRA OFF "DISTARRAY_TPETRA is off")
else()
  include(DistArrayTrilinos)
  distarray_report(TPETRA "${Tpetra_FOUND}" "no TpetraConfig.cmake")
endif()
