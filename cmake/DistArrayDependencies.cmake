# SPDX-License-Identifier: BSD-3-Clause
# Finds the optional libraries and sets DISTARRAY_HAVE_<NAME>, or DISTARRAY_WHY_NOT_<NAME>; prints one line each, so
# that nobody wonders what was built.

# distarray_report(name have "why not" ["what was found"])
macro(distarray_report name have reason)
  set(DISTARRAY_HAVE_${name} ${have})
  if(DISTARRAY_HAVE_${name})
    message(STATUS "DistArray: ${name} on (${ARGN})")
  else()
    set(DISTARRAY_WHY_NOT_${name} "${reason}")
    message(STATUS "DistArray: ${name} off (${reason})")
  endif()
endmacro()

# distarray_wanted(name [needs …]): sets `wanted`; if nobody wants it, or what it needs is not there, that is reported.
macro(distarray_wanted name)
  set(wanted ${DISTARRAY_${name}})
  if(NOT wanted)
    distarray_report(${name} OFF "DISTARRAY_${name} is off")
  endif()
  foreach(needed ${ARGN})
    if(wanted AND NOT DISTARRAY_HAVE_${needed})
      set(wanted OFF)
      distarray_report(${name} OFF "needs ${needed}")
    endif()
  endforeach()
endmacro()

find_package(Threads REQUIRED)
find_package(PkgConfig)

distarray_wanted(MPI)
if(wanted)
  find_package(MPI COMPONENTS C CXX)
  distarray_report(MPI "${MPI_CXX_FOUND}" "no MPI was found" "MPI ${MPI_CXX_VERSION}, ${MPI_CXX_COMPILER}")
endif()

distarray_wanted(PETSC MPI)
if(wanted)
  pkg_check_modules(PETSC QUIET IMPORTED_TARGET PETSc)
  distarray_report(PETSC "${PETSC_FOUND}" "no PETSc.pc" "PETSc ${PETSC_VERSION}")
endif()

distarray_wanted(PNETCDF MPI)
if(wanted)
  pkg_check_modules(PNETCDF QUIET IMPORTED_TARGET pnetcdf)
  distarray_report(PNETCDF "${PNETCDF_FOUND}" "no pnetcdf.pc" "PnetCDF ${PNETCDF_VERSION}")
endif()

distarray_wanted(TPETRA MPI)
if(wanted)
  include(DistArrayTrilinos)
  distarray_report(TPETRA "${Tpetra_FOUND}" "no TpetraConfig.cmake" "${Tpetra_DIR}")
endif()

distarray_wanted(JSON)
if(wanted)
  find_package(nlohmann_json 3.11 QUIET)
  distarray_report(JSON "${nlohmann_json_FOUND}" "no nlohmann_jsonConfig.cmake of version 3.11"
                   "nlohmann-json ${nlohmann_json_VERSION}")
endif()

# Only tests and examples are compiled: dap.f90 is a file that users compile themselves.
distarray_wanted(FORTRAN)
if(wanted AND NOT DISTARRAY_TESTS)
  distarray_report(FORTRAN OFF "only the tests need it")
elseif(wanted)
  include(CheckLanguage)
  check_language(Fortran)
  if(CMAKE_Fortran_COMPILER)
    enable_language(Fortran)
  endif()
  distarray_report(FORTRAN "${CMAKE_Fortran_COMPILER}" "no Fortran compiler was found"
                   "${CMAKE_Fortran_COMPILER}")
endif()
