# SPDX-License-Identifier: BSD-3-Clause
# cmake -DEXAMPLE=folder -DBLOCK=1|2 -DWORK=folder -P run_readme.cmake: runs the BLOCK-th block of commands (```sh) of
# an example's README in a copy of its folder. What they print must end as the last block (```) of the README says, in
# which "…" stands for anything on one line.
file(REMOVE_RECURSE ${WORK})
file(COPY ${EXAMPLE}/ DESTINATION ${WORK})
file(READ ${EXAMPLE}/README.md text)

# The text between the first `opening` fence and the next ``` goes to `out`, and what follows stays in `text`.
macro(take_block opening out)
  string(FIND "${text}" "${opening}\n" place)
  if(place EQUAL -1)
    message(FATAL_ERROR "${EXAMPLE}/README.md: no block ${opening} is left")
  endif()
  string(LENGTH "${opening}\n" length)
  math(EXPR place "${place} + ${length}")
  string(SUBSTRING "${text}" ${place} -1 text)
  string(FIND "${text}" "```" place)
  string(SUBSTRING "${text}" 0 ${place} ${out})
  math(EXPR place "${place} + 3")
  string(SUBSTRING "${text}" ${place} -1 text)
endmacro()

take_block("```sh" commands)
if(BLOCK EQUAL 2)
  take_block("```sh" commands)
else()
  take_block("```sh" skipped)
endif()
take_block("```" expected)

file(WRITE ${WORK}/commands.sh "set -e\n${commands}")
execute_process(COMMAND bash commands.sh WORKING_DIRECTORY ${WORK} OUTPUT_VARIABLE output ERROR_VARIABLE errors
                RESULT_VARIABLE status)
string(REGEX REPLACE "([][+.*()^$?|\\])" "\\\\\\1" pattern "${expected}")
string(REPLACE "…" "[^\n]*" pattern "${pattern}")
if(NOT status EQUAL 0)
  message(FATAL_ERROR "exit code ${status} of\n${commands}\n${output}\n${errors}")
elseif(NOT "\n${output}" MATCHES "\n${pattern}$")
  message(FATAL_ERROR "expected at the end:\n${expected}\nfound:\n${output}\n${errors}")
endif()
