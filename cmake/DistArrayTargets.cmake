# SPDX-License-Identifier: BSD-3-Clause
# What every target of ours has in common, and nothing that leaks to users.

set(DISTARRAY_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address or undefined")

set(DISTARRAY_SYMBOL_PREFIX "" CACHE STRING
    "Put in front of every name that linkers and loaders see, for private copies (dap/rename.h)")
if(NOT DISTARRAY_SYMBOL_PREFIX MATCHES "^([A-Za-z][A-Za-z0-9_]*)?$")
  message(FATAL_ERROR "DISTARRAY_SYMBOL_PREFIX is \"${DISTARRAY_SYMBOL_PREFIX}\", which no name can begin with")
endif()

# Hidden visibility hides what is compiled here; the script hides what is instantiated from other projects' templates.
include(CheckLinkerFlag)
set(DISTARRAY_EXPORTS ${PROJECT_BINARY_DIR}/exports.map)
configure_file(${PROJECT_SOURCE_DIR}/cmake/exports.map.in ${DISTARRAY_EXPORTS} @ONLY)
check_linker_flag(CXX "-Wl,--version-script=${DISTARRAY_EXPORTS}" DISTARRAY_HAVE_VERSION_SCRIPT)

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
  if(DISTARRAY_SYMBOL_PREFIX)
    # As DAP_NAMESPACE in the public headers: two static copies in one program have no name in common.
    target_compile_definitions(${target} PRIVATE dap=${DISTARRAY_SYMBOL_PREFIX}dap)
  endif()
  target_compile_features(${target} PRIVATE cxx_std_20 c_std_99)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF C_EXTENSIONS OFF)
endfunction()

# dap_add_library(layer SOURCES … [LINK …] [INCLUDE …]): library distarray[_layer], known to users as DistArray::layer.
# The prefix is part of its file name, too: the loader takes two libraries of one name for the same.
function(dap_add_library layer)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;INCLUDE" ${ARGN})
  set(target distarray_${layer})
  if(layer STREQUAL "distarray")
    set(target distarray)
  endif()
  add_library(${target} ${ARG_SOURCES})
  add_library(DistArray::${layer} ALIAS ${target})
  target_link_libraries(${target} PUBLIC DistArray::abi ${ARG_LINK})
  foreach(dir IN LISTS ARG_INCLUDE)
    target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${dir}>)
  endforeach()
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  if(DISTARRAY_HAVE_VERSION_SCRIPT AND BUILD_SHARED_LIBS)
    target_link_options(${target} PRIVATE "-Wl,--version-script=${DISTARRAY_EXPORTS}")
    set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${DISTARRAY_EXPORTS})
  endif()
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${DISTARRAY_SYMBOL_PREFIX}${target} EXPORT_NAME ${layer}
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}
    CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON
    INSTALL_RPATH "$ORIGIN")
  dap_private_options(${target})
endfunction()
