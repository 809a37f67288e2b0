# SPDX-License-Identifier: BSD-3-Clause
# What every target of ours has in common, and nothing that leaks to users.

set(DISTARRAY_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address or undefined")

set(DISTARRAY_SYMBOL_PREFIX "" CACHE STRING "Put in front of every exported C name, for private copies (dap/rename.h)")

# Hidden visibility hides what is compiled here; the script hides what is instantiated from other projects' templates.
include(CheckLinkerFlag)
function(dap_version_script prefix file)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/exports.map.in ${file} @ONLY)
endfunction()
dap_version_script("${DISTARRAY_SYMBOL_PREFIX}" ${PROJECT_BINARY_DIR}/exports.map)
check_linker_flag(CXX "-Wl,--version-script=${PROJECT_BINARY_DIR}/exports.map" DISTARRAY_HAVE_VERSION_SCRIPT)

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
  if(DISTARRAY_SYMBOL_PREFIX)
    target_compile_definitions(${target} PUBLIC DAP_SYMBOL_PREFIX=${DISTARRAY_SYMBOL_PREFIX})
  endif()
  if(DISTARRAY_HAVE_VERSION_SCRIPT AND BUILD_SHARED_LIBS)
    target_link_options(${target} PRIVATE "-Wl,--version-script=${PROJECT_BINARY_DIR}/exports.map")
    set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${PROJECT_BINARY_DIR}/exports.map)
  endif()
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${output} EXPORT_NAME ${layer} VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR} CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON INSTALL_RPATH "$ORIGIN")
  dap_private_options(${target})
endfunction()
