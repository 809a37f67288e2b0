# SPDX-License-Identifier: BSD-3-Clause
# cmake -DSOURCE=folder -DBUILD=folder -DLANGUAGES=C,CXX -DCOMPONENTS=abi,mpi -DOPTIONS=-D… -DEXPECT=pass|fail -DTEXT=…
# -P use.cmake: configures, builds and tests the project SOURCE; what it prints has to match TEXT.
file(REMOVE_RECURSE ${BUILD})
execute_process(COMMAND ${CMAKE_CTEST_COMMAND} --build-and-test ${SOURCE} ${BUILD}
                        --build-generator $ENV{CMAKE_GENERATOR}
                        --build-options -DLANGUAGES=${LANGUAGES} -DCOMPONENTS=${COMPONENTS} ${OPTIONS}
                        --test-command ${CMAKE_CTEST_COMMAND} --output-on-failure
                OUTPUT_VARIABLE text ERROR_VARIABLE text RESULT_VARIABLE status)
if(EXPECT STREQUAL "fail" AND status EQUAL 0)
  message(FATAL_ERROR "expected a failure:\n${text}")
elseif(EXPECT STREQUAL "pass" AND NOT status EQUAL 0)
  message(FATAL_ERROR "ended with ${status}:\n${text}")
endif()
string(REGEX REPLACE "[ \n]+" " " words "${text}") # CMake breaks lines where it likes
if(NOT words MATCHES "${TEXT}")
  message(FATAL_ERROR "expected /${TEXT}/ in:\n${text}")
endif()
