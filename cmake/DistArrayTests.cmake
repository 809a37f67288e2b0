# SPDX-License-Identifier: BSD-3-Clause
# dap_add_test(name SOURCES … [LINK …] [RANKS 1 2 …] [TIMEOUT seconds] [CONFIGURATIONS word])
#
# Without RANKS: one ordinary process, GoogleTest's own main. With RANKS: one CTest case per rank count, run under the
# MPI launcher with conformance/testing/mpi_main.cpp, which makes a failure on any rank a failure of all and never
# hangs. With CONFIGURATIONS it is built, but only run where that is asked for (ctest -C WORD -L WORD).

if(DISTARRAY_TESTS)
  find_package(GTest REQUIRED)
  find_path(RAPIDCHECK_INCLUDE_DIR rapidcheck.h)
  find_library(RAPIDCHECK_LIBRARY rapidcheck)
endif()
if(DISTARRAY_TESTS AND RAPIDCHECK_LIBRARY)
  add_library(distarray_rapidcheck INTERFACE)
  target_include_directories(distarray_rapidcheck SYSTEM INTERFACE ${RAPIDCHECK_INCLUDE_DIR})
  target_link_libraries(distarray_rapidcheck INTERFACE ${RAPIDCHECK_LIBRARY})
endif()

# The launch line of the MPI library that was found.
if(DISTARRAY_HAVE_MPI)
  execute_process(COMMAND ${MPIEXEC_EXECUTABLE} --version OUTPUT_VARIABLE distarray_mpiexec_version ERROR_QUIET)
  set(DISTARRAY_MPIEXEC ${MPIEXEC_EXECUTABLE} ${MPIEXEC_PREFLAGS})
  if(distarray_mpiexec_version MATCHES "Open MPI|OpenRTE")
    # More ranks than cores, several tests at a time, and containers where one is root.
    list(APPEND DISTARRAY_MPIEXEC --oversubscribe --bind-to none --quiet)
    set(DISTARRAY_MPI_ENVIRONMENT OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
        OMPI_MCA_mpi_yield_when_idle=1 OMPI_MCA_btl_vader_single_copy_mechanism=none)
  endif()
  list(APPEND DISTARRAY_MPIEXEC ${MPIEXEC_NUMPROC_FLAG})
endif()

# Under the sanitizers: leaks and races of MPI's own are suppressed, ours are not. The slow unwinder is what makes that
# work, in libraries without frame pointers; tests without MPI need neither.
set(DISTARRAY_TEST_ENVIRONMENT ${DISTARRAY_MPI_ENVIRONMENT})
if(DISTARRAY_SANITIZE)
  list(APPEND DISTARRAY_TEST_ENVIRONMENT
       "ASAN_OPTIONS=detect_leaks=1:fast_unwind_on_malloc=0"
       "LSAN_OPTIONS=suppressions=${CMAKE_CURRENT_LIST_DIR}/lsan.supp:print_suppressions=0"
       "UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1"
       "TSAN_OPTIONS=suppressions=${CMAKE_CURRENT_LIST_DIR}/tsan.supp:ignore_noninstrumented_modules=1:\
halt_on_error=1:allocator_may_return_null=1")
endif()

function(dap_add_test name)
  if(NOT DISTARRAY_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "TIMEOUT;CONFIGURATIONS" "SOURCES;LINK;RANKS;INCLUDE" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  if(ARG_RANKS AND NOT DISTARRAY_HAVE_MPI)
    return()
  endif()
  set(configurations "")
  set(labels "")
  set(environment "${DISTARRAY_TEST_ENVIRONMENT}")
  if(ARG_CONFIGURATIONS)
    set(configurations CONFIGURATIONS ${ARG_CONFIGURATIONS})
    set(labels LABELS ${ARG_CONFIGURATIONS})
    list(APPEND environment DAP_TEST_WATCHDOG=${ARG_TIMEOUT})
  endif()
  set(target test_${name})
  add_executable(${target} ${ARG_SOURCES})
  dap_private_options(${target})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/conformance
                             ${ARG_INCLUDE})
  target_link_libraries(${target} PRIVATE ${ARG_LINK} GTest::gtest)
  if(TARGET distarray_rapidcheck)
    target_link_libraries(${target} PRIVATE distarray_rapidcheck)
  endif()
  if(ARG_RANKS)
    target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/conformance/testing/mpi_main.cpp)
    target_link_libraries(${target} PRIVATE MPI::MPI_CXX)
    foreach(ranks IN LISTS ARG_RANKS)
      add_test(NAME ${name}.ranks${ranks} COMMAND ${DISTARRAY_MPIEXEC} ${ranks} $<TARGET_FILE:${target}>
               ${configurations})
      set_tests_properties(${name}.ranks${ranks} PROPERTIES TIMEOUT ${ARG_TIMEOUT} PROCESSORS 2
                           ENVIRONMENT "${environment}" ${labels})
    endforeach()
  else()
    target_link_libraries(${target} PRIVATE GTest::gtest_main)
    string(REPLACE ":fast_unwind_on_malloc=0" "" environment "${environment}")
    add_test(NAME ${name} COMMAND ${target} ${configurations})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} ENVIRONMENT "${environment}" ${labels})
  endif()
endfunction()
