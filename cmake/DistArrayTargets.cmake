# SPDX-License-Identifier: BSD-3-Clause
# What every target of ours has in common, and nothing that leaks to users.

set(DISTARRAY_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address or undefined")

function(dap_private_options target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wconversion)
  if(DISTARRAY_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(DISTARRAY_SANITIZE)
    # The instrumented code makes gcc see uninitialised values where there are none.
    target_compile_options(${target} PRIVATE -fsanitize=${DISTARRAY_SANITIZE} -fno-omit-frame-pointer
                                             -fno-sanitize-recover=all -Wno-maybe-uninitialized)
    target_link_options(${target} PRIVATE -fsanitize=${DISTARRAY_SANITIZE})
  endif()
  target_compile_features(${target} PRIVATE cxx_std_20 c_std_99)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF C_EXTENSIONS OFF)
endfunction()

# dap_add_library(layer SOURCES … [LINK …] [INCLUDE …]): library distarray[_layer], known to users as DistArray::layer.
function(dap_add_library layer)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;INCLUDE" ${ARGN})
  set(target distarray_${layer})
  set(output ${target})
  if(layer STREQUAL "distarray")
    set(target distarray)
    set(output distarray)
  endif()
  add_library(${target} ${ARG_SOURCES})
  add_library(DistArray::${layer} ALIAS ${target})
  target_link_libraries(${target} PUBLIC DistArray::abi ${ARG_LINK})
  foreach(dir IN LISTS ARG_INCLUDE)
    target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${dir}>)
  endforeach()
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_compile_definitions(${target} PRIVATE DAP_BUILDING)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${output} EXPORT_NAME ${layer} VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR} CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON)
  dap_private_options(${target})
endfunction()
