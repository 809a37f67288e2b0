# SPDX-License-Identifier: BSD-3-Clause
# cmake -DSOURCE=folder -DBUILD=folder -DDISTARRAY=folder -DOPTIONS=… -P inside.cmake: configures the project SOURCE,
# which has DISTARRAY inside: with defaults, and then with the program dap.
file(REMOVE_RECURSE ${BUILD})
set(configure ${CMAKE_COMMAND} -S ${SOURCE} -B ${BUILD} -DDISTARRAY_SOURCE=${DISTARRAY} ${OPTIONS})
execute_process(COMMAND ${configure} -DEXPECT_CLI=OFF OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${configure} -DEXPECT_CLI=ON -DDISTARRAY_CLI=ON OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
