# SPDX-License-Identifier: BSD-3-Clause
# Which compilers and targets are there: abi_matrix lists the cases, abi_case(case compiler flags) says how to run one.
find_program(DISTARRAY_GCC gcc)
find_program(DISTARRAY_CLANG clang)

set(probe ${CMAKE_CURRENT_BINARY_DIR}/probe.c)
file(CONFIGURE OUTPUT probe.c CONTENT
"#include <stddef.h>
#include <stdint.h>
#if defined(__cplusplus) && __STDC_HOSTED__
#include <type_traits>
#endif
")

function(abi_target name compiler)
  set(available ON)
  foreach(language "c;-std=c99" "c++;-std=c++20")
    execute_process(COMMAND ${compiler} ${ARGN} -x ${language} -fsyntax-only ${probe}
                    RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
    if(NOT status EQUAL 0)
      set(available OFF)
    endif()
  endforeach()
  if(NOT available)
    message(STATUS "DistArray: abi: ${name} is not available: its layouts are not checked")
    return()
  endif()
  foreach(standard c99 c11 c++11 c++20)
    list(APPEND abi_matrix ${name}.${standard})
  endforeach()
  set(abi_matrix ${abi_matrix} PARENT_SCOPE)
  set(abi_compiler_${name} ${compiler} PARENT_SCOPE)
  set(abi_flags_${name} ${ARGN} PARENT_SCOPE)
endfunction()

set(abi_matrix "")
foreach(compiler GCC CLANG)
  string(TOLOWER ${compiler} name)
  if(DISTARRAY_${compiler})
    abi_target(${name}.m64 ${DISTARRAY_${compiler}} -m64)
    abi_target(${name}.m32 ${DISTARRAY_${compiler}} -m32)
  else()
    message(STATUS "DistArray: abi: ${name} is not available: its layouts are not checked")
  endif()
endforeach()
if(DISTARRAY_CLANG)
  abi_target(clang.arm32 ${DISTARRAY_CLANG} --target=armv7a-none-eabi -ffreestanding)
endif()

macro(abi_case case compiler flags)
  string(REGEX MATCH "^([a-z]+\\.[a-z0-9]+)\\.(.*)$" parts ${case})
  set(${compiler} ${abi_compiler_${CMAKE_MATCH_1}})
  if(CMAKE_MATCH_2 MATCHES "\\+")
    set(language c++)
  else()
    set(language c)
  endif()
  string(REGEX MATCH "^([a-z]+\\.[a-z0-9]+)\\.(.*)$" parts ${case})
  set(${flags} ${abi_flags_${CMAKE_MATCH_1}} -x ${language} -std=${CMAKE_MATCH_2})
endmacro()
