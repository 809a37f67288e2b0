# SPDX-License-Identifier: BSD-3-Clause
# cmake -DSCRIPT=… -DROOT=… -DWORK=… -DFILE=… "-DOLD=…" "-DNEW=…" "-DTEXT=…" -P plant.cmake: copies the repository's
# texts to WORK, where SCRIPT must find nothing; then replaces OLD by NEW in FILE, and SCRIPT must fail and say TEXT, a
# regular expression. OLD "": FILE is new.
file(REMOVE_RECURSE ${WORK})
foreach(folder IN ITEMS include src adapters conformance examples spec docs cmake bench)
  file(COPY ${ROOT}/${folder} DESTINATION ${WORK})
endforeach()
file(COPY ${ROOT}/CMakeLists.txt DESTINATION ${WORK})

execute_process(COMMAND bash ${SCRIPT} ${WORK} OUTPUT_VARIABLE text ERROR_VARIABLE text RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "finds a fault where none is planted:\n${text}")
endif()

set(content "")
if(NOT OLD STREQUAL "")
  file(READ ${WORK}/${FILE} content)
endif()
string(REPLACE "${OLD}" "${NEW}" changed "${content}")
if(OLD STREQUAL "")
  set(changed "${NEW}\n")
elseif(changed STREQUAL content)
  message(FATAL_ERROR "${FILE} has no \"${OLD}\" to plant a fault in")
endif()
file(WRITE ${WORK}/${FILE} "${changed}")

execute_process(COMMAND bash ${SCRIPT} ${WORK} OUTPUT_VARIABLE text ERROR_VARIABLE text RESULT_VARIABLE status)
file(REMOVE_RECURSE ${WORK})
if(status EQUAL 0)
  message(FATAL_ERROR "does not find the fault that is planted in ${FILE}")
endif()
if(NOT text MATCHES "${TEXT}")
  message(FATAL_ERROR "expected /${TEXT}/ in:\n${text}")
endif()
