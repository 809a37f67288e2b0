# SPDX-License-Identifier: BSD-3-Clause
# cmake -DBUILD=folder -DSTAGE=folder -DINSTALLED=folder [-DCONFIG=…] [-DSOURCE=folder -DOPTIONS=… -DGENERATOR=…]
# -P install_tree.cmake: installs BUILD into STAGE, and then moves that to INSTALLED: nothing in it may know where it
# was. With SOURCE, configures and builds first.
file(REMOVE_RECURSE ${STAGE} ${INSTALLED})
if(DEFINED SOURCE)
  execute_process(COMMAND ${CMAKE_COMMAND} -G ${GENERATOR} -S ${SOURCE} -B ${BUILD} ${OPTIONS} OUTPUT_QUIET
                  COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${CMAKE_COMMAND} --build ${BUILD} --parallel 2 OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endif()
set(config "")
if(CONFIG)
  set(config --config ${CONFIG})
endif()
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${STAGE} ${config} OUTPUT_QUIET
                COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${STAGE} ${INSTALLED})
