# SPDX-License-Identifier: BSD-3-Clause
# cmake -DCOMPILER=… -DHEADER=… -DLAYOUT=… -P vocabulary.cmake: dap.h uses nothing whose size or meaning differs between
# compilers and languages, and every structure of it stands in the table of layouts.
execute_process(COMMAND ${COMPILER} -fpreprocessed -dD -E -P ${HEADER} OUTPUT_VARIABLE text RESULT_VARIABLE status)
if(NOT status EQUAL 0 OR NOT text MATCHES "typedef struct DAPArray")
  message(FATAL_ERROR "cannot read ${HEADER}: status ${status}")
endif()

foreach(word enum bool _Bool size_t ssize_t ptrdiff_t intptr_t uintptr_t long short int unsigned signed float double
             wchar_t MPI_[A-Za-z_]*[a-z][A-Za-z_]*)
  if(text MATCHES "[^\n]*(^|[^A-Za-z0-9_])(${word})([^A-Za-z0-9_]|$)[^\n]*")
    message(SEND_ERROR "dap.h uses ${CMAKE_MATCH_2}: ${CMAKE_MATCH_0}")
  endif()
endforeach()
if(text MATCHES "[^\n]*[A-Za-z0-9_] *: *[0-9]+ *;[^\n]*")
  message(SEND_ERROR "dap.h uses a bit-field: ${CMAKE_MATCH_0}")
endif()

string(REGEX MATCHALL "# *include *[<\"][^\n]*" includes "${text}")
if(NOT includes STREQUAL "#include <stdint.h>")
  message(SEND_ERROR "dap.h includes: ${includes}, expected only #include <stdint.h>")
endif()

file(READ ${LAYOUT} layout)
string(REGEX MATCHALL "typedef struct DAP[A-Za-z]*" structures "${text}")
foreach(structure IN LISTS structures)
  string(REPLACE "typedef struct " "" structure "${structure}")
  if(NOT layout MATCHES "SIZE\\(${structure},")
    message(SEND_ERROR "${structure} is missing from the table of layouts")
  endif()
endforeach()
