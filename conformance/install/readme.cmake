# SPDX-License-Identifier: BSD-3-Clause
# cmake -DSOURCE=… -DWORK=… -DOPTIONS=… [-DDROP=option] -DEXPECT=pass|fail -DTEXT=… -P readme.cmake: the first command
# of README.md's section Install, without DROP, in WORK instead of build/release and with OPTIONS, where there is no
# GoogleTest.
cmake_policy(SET CMP0057 NEW) # IN_LIST
file(READ ${SOURCE}/README.md text)
if(NOT text MATCHES "\n## Install\n[^`]*```\n(cmake -S \\. -B build/release .*)\ncmake --build ")
  message(FATAL_ERROR "README.md, Install: no first command \"cmake -S . -B build/release …\"")
endif()
string(REPLACE "\\\n" "" command "${CMAKE_MATCH_1}")
separate_arguments(command UNIX_COMMAND "${command}")
list(TRANSFORM command REPLACE "^build/release$" ${WORK})
list(TRANSFORM command REPLACE "^\\.$" ${SOURCE})
if(DROP)
  if(NOT DROP IN_LIST command)
    message(FATAL_ERROR "README.md, Install: the first command has no ${DROP}")
  endif()
  list(REMOVE_ITEM command ${DROP})
endif()
file(REMOVE_RECURSE ${WORK})
set(COMMAND ${command} ${OPTIONS} -DCMAKE_DISABLE_FIND_PACKAGE_GTest=ON)
set(SECONDS 200)
include(${SOURCE}/conformance/testing/check_outcome.cmake)
file(REMOVE_RECURSE ${WORK})
