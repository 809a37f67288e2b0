# SPDX-License-Identifier: BSD-3-Clause
# What is installed: headers, libraries, the CMake package DistArray with one component per layer, and a pkg-config file
# for each. No library, package or pkg-config file of ours is called dap or libdap: that is OPeNDAP's library.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
include(DistArrayLinkLine)
set(DISTARRAY_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/DistArray)
set(DISTARRAY_PKGCONFIG_DIR ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The prefix as the pkg-config files see it, so that the tree may be moved.
if(IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR})
  set(DISTARRAY_PC_PREFIX ${CMAKE_INSTALL_PREFIX})
else()
  file(RELATIVE_PATH DISTARRAY_PC_PREFIX /${DISTARRAY_PKGCONFIG_DIR} /)
  string(REGEX REPLACE "/$" "" DISTARRAY_PC_PREFIX "\${pcfiledir}/${DISTARRAY_PC_PREFIX}")
endif()
foreach(dir IN ITEMS LIBDIR INCLUDEDIR)
  set(DISTARRAY_PC_${dir} ${CMAKE_INSTALL_${dir}})
  if(NOT IS_ABSOLUTE ${CMAKE_INSTALL_${dir}})
    set(DISTARRAY_PC_${dir} "\${prefix}/${CMAKE_INSTALL_${dir}}")
  endif()
endforeach()

# What a C compiler has to add when it links a static library of C++.
set(DISTARRAY_CXX_RUNTIME ${CMAKE_CXX_IMPLICIT_LINK_LIBRARIES})
list(REMOVE_ITEM DISTARRAY_CXX_RUNTIME ${CMAKE_C_IMPLICIT_LINK_LIBRARIES})
list(TRANSFORM DISTARRAY_CXX_RUNTIME PREPEND "-l")

# dap_install_library(layer [HEADERS dir] DESCRIPTION text [REQUIRES modules] [FOREIGN targets]): one component.
# REQUIRES: pkg-config modules that it stands on; FOREIGN: targets of others that have none.
function(dap_install_library layer)
  cmake_parse_arguments(ARG "" "HEADERS;DESCRIPTION" "REQUIRES;FOREIGN" ${ARGN})
  set(target distarray_${layer})
  set(module distarray-${layer})
  if(layer STREQUAL "distarray")
    set(target distarray)
    set(module distarray)
  endif()
  set_property(GLOBAL APPEND PROPERTY DISTARRAY_INSTALLED_LAYERS ${layer})
  install(TARGETS ${target} EXPORT DistArray-${layer} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT DistArray-${layer} NAMESPACE DistArray:: DESTINATION ${DISTARRAY_PACKAGE_DIR})
  if(ARG_HEADERS)
    install(DIRECTORY ${ARG_HEADERS} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  endif()

  distarray_link_line("${ARG_FOREIGN}" foreign_cflags foreign_libs)
  set(libs "")
  if(layer STREQUAL "abi")
    if(DISTARRAY_SYMBOL_PREFIX)
      list(PREPEND foreign_cflags -DDAP_SYMBOL_PREFIX=${DISTARRAY_SYMBOL_PREFIX}) # all others require this module
    endif()
  else()
    set(libs "-L\${libdir}" -l${DISTARRAY_SYMBOL_PREFIX}${target})
    if(NOT BUILD_SHARED_LIBS)
      list(APPEND foreign_libs ${DISTARRAY_CXX_RUNTIME} ${CMAKE_THREAD_LIBS_INIT})
    endif()
  endif()
  string(JOIN " " libs ${libs} ${foreign_libs})
  string(JOIN " " cflags "-I\${includedir}" ${foreign_cflags})
  string(JOIN ", " requires ${ARG_REQUIRES})
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/pkgconfig/${module}.pc @ONLY CONTENT
"prefix=@DISTARRAY_PC_PREFIX@
libdir=@DISTARRAY_PC_LIBDIR@
includedir=@DISTARRAY_PC_INCLUDEDIR@

Name: @module@
Description: @ARG_DESCRIPTION@
Version: @PROJECT_VERSION@
Requires: @requires@
Cflags: @cflags@
Libs: @libs@
")
  install(FILES ${PROJECT_BINARY_DIR}/pkgconfig/${module}.pc DESTINATION ${DISTARRAY_PKGCONFIG_DIR})
endfunction()

# Once all layers are known.
function(dap_install_package)
  get_property(DISTARRAY_INSTALLED_LAYERS GLOBAL PROPERTY DISTARRAY_INSTALLED_LAYERS)
  configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/DistArrayConfig.cmake.in
    ${PROJECT_BINARY_DIR}/DistArrayConfig.cmake INSTALL_DESTINATION ${DISTARRAY_PACKAGE_DIR}
    PATH_VARS CMAKE_INSTALL_INCLUDEDIR)
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/DistArrayConfigVersion.cmake COMPATIBILITY SameMajorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/DistArrayConfig.cmake ${PROJECT_BINARY_DIR}/DistArrayConfigVersion.cmake
                ${PROJECT_SOURCE_DIR}/cmake/DistArrayTrilinos.cmake DESTINATION ${DISTARRAY_PACKAGE_DIR})
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
endfunction()
