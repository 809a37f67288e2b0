# SPDX-License-Identifier: BSD-3-Clause
# dap_add_installed_test(name [STATIC] COMMAND …): a CTest case that runs once the library is installed into a folder of
# the build tree (conformance/install), in an environment where CMake, pkg-config and programs find it there.
#
# cc, c++, gfortran and mpiexec are those that this build uses, with what has to be added here and a user need not know:
# the sanitizers' flags, and more ranks than cores.
set(DISTARRAY_INSTALLED ${PROJECT_BINARY_DIR}/conformance/install/installed)
set(DISTARRAY_INSTALLED_STATIC ${PROJECT_BINARY_DIR}/conformance/install/installed_static)
set(DISTARRAY_COMMANDS ${PROJECT_BINARY_DIR}/conformance/install/commands)

function(distarray_command name)
  string(JOIN " " command ${ARGN})
  file(CONFIGURE OUTPUT ${DISTARRAY_COMMANDS}/${name} CONTENT "#!/bin/sh\nexec @command@ \"$@\"\n" @ONLY)
  file(CHMOD ${DISTARRAY_COMMANDS}/${name} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endfunction()

function(dap_add_installed_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "STATIC" "" "COMMAND") # so that arguments may be lists
  set(installed ${DISTARRAY_INSTALLED})
  set(fixture installed)
  if(ARG_STATIC)
    set(installed ${DISTARRAY_INSTALLED_STATIC})
    set(fixture installed_static)
  endif()
  string(JOIN ":" path ${DISTARRAY_COMMANDS} "$ENV{PATH}")
  string(JOIN ":" pkg_config_path ${installed}/${CMAKE_INSTALL_LIBDIR}/pkgconfig $ENV{PKG_CONFIG_PATH})
  string(JOIN ":" library_path ${installed}/${CMAKE_INSTALL_LIBDIR} $ENV{LD_LIBRARY_PATH})
  add_test(NAME ${name} COMMAND ${ARG_COMMAND})
  set(environment ${DISTARRAY_TEST_ENVIRONMENT} PATH=${path} CMAKE_PREFIX_PATH=${installed}
      CMAKE_GENERATOR=${CMAKE_GENERATOR} PKG_CONFIG_PATH=${pkg_config_path} LD_LIBRARY_PATH=${library_path})
  set_tests_properties(${name} PROPERTIES TIMEOUT 300 FIXTURES_REQUIRED ${fixture} ENVIRONMENT "${environment}")
endfunction()

if(DISTARRAY_TESTS)
  set(distarray_extra "")
  if(DISTARRAY_SANITIZE)
    set(distarray_extra -fsanitize=${DISTARRAY_SANITIZE})
  endif()
  distarray_command(cc ${CMAKE_C_COMPILER_LAUNCHER} ${CMAKE_C_COMPILER} ${distarray_extra})
  distarray_command(c++ ${CMAKE_CXX_COMPILER_LAUNCHER} ${CMAKE_CXX_COMPILER} ${distarray_extra})
  if(DISTARRAY_HAVE_FORTRAN)
    distarray_command(gfortran ${CMAKE_Fortran_COMPILER} ${distarray_extra})
  endif()
  if(DISTARRAY_HAVE_MPI)
    set(distarray_launch ${DISTARRAY_MPIEXEC})
    list(POP_BACK distarray_launch) # the flag for the number of ranks
    distarray_command(mpiexec ${distarray_launch})
  endif()
endif()
