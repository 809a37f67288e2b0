# SPDX-License-Identifier: BSD-3-Clause
# cmake "-DCOMMAND=launch line" -DEXPECT=pass|fail -DTEXT=regular-expression -DSECONDS=most -P check_outcome.cmake: runs
# what goes wrong on purpose, and checks that it ends as it should, in time, and says why.
execute_process(COMMAND ${COMMAND} OUTPUT_VARIABLE text ERROR_VARIABLE text RESULT_VARIABLE status TIMEOUT ${SECONDS})
if(status MATCHES "timeout")
  message(FATAL_ERROR "did not end within ${SECONDS} s:\n${text}")
endif()
if(EXPECT STREQUAL "fail" AND status EQUAL 0)
  message(FATAL_ERROR "ended with exit code 0, expected a failure:\n${text}")
elseif(EXPECT STREQUAL "pass" AND NOT status EQUAL 0)
  message(FATAL_ERROR "ended with ${status}, expected 0:\n${text}")
endif()
if(NOT text MATCHES "${TEXT}")
  message(FATAL_ERROR "expected /${TEXT}/ in:\n${text}")
endif()
