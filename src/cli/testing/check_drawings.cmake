# SPDX-License-Identifier: BSD-3-Clause
# cmake -DDAP=program -DFILE=… -DWORK=folder [-DPYTHON=program] -P check_drawings.cmake: draws the file twice as SVG and
# once as PNG. The SVGs are alike, and well-formed; the PNG has the size that it should have, and they have the same.
get_filename_component(name ${FILE} NAME_WE)
file(MAKE_DIRECTORY ${WORK})
foreach(picture IN ITEMS ${name}.svg ${name}_again.svg ${name}.png)
  file(REMOVE ${WORK}/${picture})
  execute_process(COMMAND ${DAP} draw ${FILE} -o ${WORK}/${picture} --pixels 1.5 COMMAND_ERROR_IS_FATAL ANY)
endforeach()

file(READ ${WORK}/${name}.svg svg)
file(READ ${WORK}/${name}_again.svg again)
if(NOT svg STREQUAL again)
  message(FATAL_ERROR "${name}: two drawings of one file differ")
endif()
if(NOT svg MATCHES "<svg [^>]*width=\"920pt\" height=\"([0-9]+)pt\"")
  message(FATAL_ERROR "${name}.svg: no svg element of 920 points and a whole height")
endif()
set(height ${CMAKE_MATCH_1})
if(PYTHON)
  execute_process(COMMAND ${PYTHON} -c "import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])"
                          ${WORK}/${name}.svg COMMAND_ERROR_IS_FATAL ANY)
endif()

# The signature, the length and name of the first chunk, and in it the width and the height.
file(READ ${WORK}/${name}.png head LIMIT 24 HEX)
string(REGEX MATCH "^89504e470d0a1a0a0000000d49484452(........)(........)$" matched "${head}")
math(EXPR width "0x0${CMAKE_MATCH_1}")
math(EXPR pixels "0x0${CMAKE_MATCH_2}")
math(EXPR expected "(${height} * 3 + 1) / 2")
if(NOT matched OR NOT width EQUAL 1380 OR NOT pixels EQUAL expected)
  message(FATAL_ERROR "${name}.png: begins with ${head}: ${width} x ${pixels}, expected a PNG of 1380 x ${expected}")
endif()
