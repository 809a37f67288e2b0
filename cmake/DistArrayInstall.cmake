# SPDX-License-Identifier: BSD-3-Clause
# What is installed: headers, libraries, the CMake package DistArray with one component per layer, and a pkg-config file
# for each. No file of ours is called dap or libdap: that is OPeNDAP's library.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(DISTARRAY_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/DistArray)
set(DISTARRAY_PKGCONFIG_DIR ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH DISTARRAY_PREFIX_FROM_PKGCONFIG /${DISTARRAY_PKGCONFIG_DIR} /) # so that the tree may be moved

# dap_install_library(layer [HEADERS dir] [DESCRIPTION …] [REQUIRES modules] [LIBS flags]): one component.
function(dap_install_library layer)
  cmake_parse_arguments(ARG "" "HEADERS;DESCRIPTION" "REQUIRES;LIBS" ${ARGN})
  set(target distarray_${layer})
  set(module distarray-${layer})
  if(layer STREQUAL "distarray")
    set(target distarray)
    set(module distarray)
  endif()
  install(TARGETS ${target} EXPORT DistArray-${layer} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT DistArray-${layer} NAMESPACE DistArray:: DESTINATION ${DISTARRAY_PACKAGE_DIR})
  if(ARG_HEADERS)
    install(DIRECTORY ${ARG_HEADERS} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  endif()
  set_property(GLOBAL APPEND PROPERTY DISTARRAY_INSTALLED_LAYERS ${layer})

  set(pc_libs "")
  if(NOT layer STREQUAL "abi")
    set(pc_libs "-L\${libdir} -l${target}")
  endif()
  string(JOIN " " pc_libs ${pc_libs} ${ARG_LIBS})
  string(JOIN " " pc_requires ${ARG_REQUIRES})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/pkgconfig/${module}.pc @ONLY CONTENT
"prefix=\${pcfiledir}/@DISTARRAY_PREFIX_FROM_PKGCONFIG@
libdir=\${prefix}/@CMAKE_INSTALL_LIBDIR@
includedir=\${prefix}/@CMAKE_INSTALL_INCLUDEDIR@

Name: @module@
Description: @ARG_DESCRIPTION@
Version: @PROJECT_VERSION@
Requires: @pc_requires@
Cflags: -I\${includedir}
Libs: @pc_libs@
")
  install(FILES ${CMAKE_BINARY_DIR}/pkgconfig/${module}.pc DESTINATION ${DISTARRAY_PKGCONFIG_DIR})
endfunction()

# Once all layers are known.
function(dap_install_package)
  get_property(DISTARRAY_INSTALLED_LAYERS GLOBAL PROPERTY DISTARRAY_INSTALLED_LAYERS)
  list(JOIN DISTARRAY_INSTALLED_LAYERS " " DISTARRAY_INSTALLED_LAYERS)
  configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/DistArrayConfig.cmake.in
    ${CMAKE_BINARY_DIR}/DistArrayConfig.cmake INSTALL_DESTINATION ${DISTARRAY_PACKAGE_DIR})
  write_basic_package_version_file(${CMAKE_BINARY_DIR}/DistArrayConfigVersion.cmake COMPATIBILITY SameMajorVersion)
  install(FILES ${CMAKE_BINARY_DIR}/DistArrayConfig.cmake ${CMAKE_BINARY_DIR}/DistArrayConfigVersion.cmake
                ${PROJECT_SOURCE_DIR}/cmake/DistArrayTrilinos.cmake DESTINATION ${DISTARRAY_PACKAGE_DIR})
  install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
endfunction()
