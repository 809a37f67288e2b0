# SPDX-License-Identifier: BSD-3-Clause
# fortran_layout(table header out_fortran out_c): writes a Fortran program that compares the types of module dap with
# the table of layouts (conformance/abi/layout.c), and its constants with the #defines of dap.h, which out_c evaluates.
function(fortran_layout table header out_fortran out_c)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${table} ${header})
  set(column 3) # LP64
  if(CMAKE_SIZEOF_VOID_P EQUAL 4)
    set(column 4) # i386
  endif()
  set(variables "")
  set(checks "")
  file(STRINGS ${table} lines REGEX "^(SIZE|AT)\\(DAP")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^(SIZE|AT)\\((.*)\\)" "\\1, \\2" line "${line}")
    string(REGEX REPLACE ", *" ";" words "${line}")
    list(GET words 0 what)
    list(GET words 1 type)
    if(what STREQUAL "SIZE")
      math(EXPR place "${column} - 1")
      list(GET words ${place} size)
      string(APPEND variables "  type(${type}), target :: of_${type}\n")
      string(APPEND checks
             "  call expect('size of ${type}', int(c_sizeof(of_${type}), c_int64_t), ${size}_c_int64_t)\n")
    else()
      list(GET words 2 member)
      list(GET words 3 width)
      math(EXPR place "${column} + 1")
      list(GET words ${place} offset)
      string(REPLACE "POINTER" "${CMAKE_SIZEOF_VOID_P}" width "${width}")
      string(REGEX REPLACE "^sizeof\\((.*)\\)$" "c_sizeof(of_\\1)" width "${width}")
      string(APPEND checks
             "  call expect('place of ${type}%${member}', &\n"
             "              distance(c_loc(of_${type}), c_loc(of_${type}%${member})), ${offset}_c_int64_t)\n"
             "  call expect('width of ${type}%${member}', &\n"
             "              int(c_sizeof(of_${type}%${member}), c_int64_t), int(${width}, c_int64_t))\n")
    endif()
  endforeach()

  # Every constant: macros of a name, a blank and something.
  file(READ ${header} text)
  string(REGEX MATCHALL "#define DAP_[A-Z0-9_]+ " lines "${text}")
  set(count 0)
  set(values "")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "DAP_[A-Z0-9_]+" name "${line}")
    if(name MATCHES "^DAP_(ABI|CODES)_[0-9_]+$")
      continue() # guards
    endif()
    math(EXPR count "${count} + 1")
    string(APPEND values "  (int64_t)${name},\n")
    string(APPEND checks "  call expect('${name}', int(${name}, c_int64_t), values_in_c(${count}))\n")
  endforeach()
  configure_file(layout.f90.in ${out_fortran} @ONLY)
  configure_file(codes.c.in ${out_c} @ONLY)
endfunction()
