# SPDX-License-Identifier: BSD-3-Clause
# cmake "-DCOMMAND=…" -DSTATUS=… [-DPRINTS=file] [-DTEXT=regular-expression] [-DONTO=file] -P check_program.cmake: runs
# a command, which has to end with this status, and print what the file has, or something that matches; or it prints
# onto another file.
if(ONTO)
  execute_process(COMMAND ${COMMAND} OUTPUT_FILE ${ONTO} ERROR_VARIABLE said RESULT_VARIABLE status)
else()
  execute_process(COMMAND ${COMMAND} OUTPUT_VARIABLE printed ERROR_VARIABLE said RESULT_VARIABLE status)
endif()
if(NOT status EQUAL STATUS)
  message(FATAL_ERROR "ended with ${status}, expected ${STATUS}:\n${printed}${said}")
endif()
if(PRINTS)
  file(READ ${PRINTS} expected)
  if(NOT printed STREQUAL expected)
    message(FATAL_ERROR "expected what ${PRINTS} has, but it printed:\n${printed}${said}")
  endif()
endif()
if(TEXT AND NOT "${printed}${said}" MATCHES "${TEXT}")
  message(FATAL_ERROR "expected /${TEXT}/ in:\n${printed}${said}")
endif()
