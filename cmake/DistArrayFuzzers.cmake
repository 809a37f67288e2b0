# SPDX-License-Identifier: BSD-3-Clause
# dap_add_fuzzer(name SOURCES … [INCLUDE …] [DEFINE …] CORPUS folders LENGTH bytes [DICTIONARY file])
#
# A libFuzzer program, compiled by clang with the address and undefined-behaviour sanitizers whatever compiles the rest,
# and the test fuzz.<name>: some seconds of it, from the inputs in the folders on. Where clang or its runtime is
# missing, nothing is added. Every target also has an ordinary program that runs the inputs, so that these are always
# tested.

option(DISTARRAY_FUZZ "Fuzz for some seconds in the tests, if clang and libFuzzer are found" OFF)

set(DISTARRAY_FUZZ_FLAGS -std=c++20 -O1 -g1 -fno-omit-frame-pointer -fno-sanitize-recover=all -pthread)

if(DISTARRAY_TESTS AND DISTARRAY_FUZZ)
  find_program(DISTARRAY_CLANGXX clang++)
  set(probe ${PROJECT_BINARY_DIR}/fuzz_probe)
  file(WRITE ${probe}.cpp "#include <cstdint>\n#include <cstddef>\n#include <compare>\n"
                          "extern \"C\" int LLVMFuzzerTestOneInput(const std::uint8_t *, std::size_t) { return 0; }\n")
  set(DISTARRAY_HAVE_FUZZER OFF)
  if(DISTARRAY_CLANGXX)
    execute_process(COMMAND ${DISTARRAY_CLANGXX} ${DISTARRAY_FUZZ_FLAGS} -fsanitize=fuzzer,address,undefined
                            ${probe}.cpp -o ${probe}
                    RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
    if(status EQUAL 0)
      set(DISTARRAY_HAVE_FUZZER ON)
    endif()
  endif()
  if(NOT DISTARRAY_HAVE_FUZZER)
    message(STATUS "DistArray: fuzzing off (no clang++ that links -fsanitize=fuzzer,address,undefined)")
  endif()
endif()

# Sets `out` to what targets are made of, for compiling it anew.
function(dap_sources_of out)
  set(all "")
  foreach(target IN LISTS ARGN)
    get_target_property(sources ${target} SOURCES)
    get_target_property(folder ${target} SOURCE_DIR)
    list(FILTER sources INCLUDE REGEX "^[a-z_]+\\.cpp$")
    list(TRANSFORM sources PREPEND ${folder}/)
    list(APPEND all ${sources})
  endforeach()
  set(${out} ${all} PARENT_SCOPE)
endfunction()

# Compiles and links sources by clang with more flags: program `name` in the current folder, target build_name.
function(dap_clang_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;FLAGS;LINK" ${ARGN})
  set(objects "")
  foreach(source IN LISTS ARG_SOURCES)
    file(RELATIVE_PATH object ${PROJECT_SOURCE_DIR} ${source})
    set(object ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir/${object}.o)
    get_filename_component(folder ${object} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    add_custom_command(
      OUTPUT ${object}
      COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${DISTARRAY_CLANGXX} ${DISTARRAY_FUZZ_FLAGS} ${ARG_FLAGS}
              -I${PROJECT_SOURCE_DIR}/include -I${PROJECT_SOURCE_DIR}/src -MD -MF ${object}.d -c ${source} -o ${object}
      DEPENDS ${source}
      DEPFILE ${object}.d
      COMMENT "clang ${name}: ${source}"
      VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  set(program ${CMAKE_CURRENT_BINARY_DIR}/${name})
  add_custom_command(OUTPUT ${program} COMMAND ${DISTARRAY_CLANGXX} ${DISTARRAY_FUZZ_FLAGS} ${ARG_LINK} ${objects} -o
                                               ${program}
                     DEPENDS ${objects} VERBATIM)
  add_custom_target(build_${name} ALL DEPENDS ${program})
endfunction()

function(dap_add_fuzzer name)
  cmake_parse_arguments(ARG "" "LENGTH;DICTIONARY" "SOURCES;INCLUDE;DEFINE;CORPUS" ${ARGN})
  if(NOT DISTARRAY_HAVE_FUZZER)
    return()
  endif()
  set(flags -fsanitize=fuzzer-no-link,address,undefined ${ARG_DEFINE})
  foreach(folder IN LISTS ARG_INCLUDE)
    list(APPEND flags -isystem ${folder})
  endforeach()
  dap_clang_program(fuzz_${name} SOURCES ${ARG_SOURCES} FLAGS ${flags} LINK -fsanitize=fuzzer,address,undefined)
  # The inputs as a list: what is new is not written among them.
  list(TRANSFORM ARG_CORPUS APPEND "/*")
  file(GLOB inputs CONFIGURE_DEPENDS ${ARG_CORPUS})
  if(ARG_DICTIONARY)
    set(ARG_DICTIONARY -dict=${ARG_DICTIONARY})
  endif()
  list(JOIN inputs "," inputs)
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/fuzz_${name}.inputs "${inputs}")
  add_test(NAME fuzz.${name}
           COMMAND ${CMAKE_CURRENT_BINARY_DIR}/fuzz_${name} -seed_inputs=@fuzz_${name}.inputs -max_len=${ARG_LENGTH}
                   ${ARG_DICTIONARY} -seed=1 -runs=400000 -max_total_time=20 -timeout=20 -entropic=0
                   -print_final_stats=1 -artifact_prefix=found-
           WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
  set_tests_properties(fuzz.${name} PROPERTIES TIMEOUT 300 ENVIRONMENT
                       "ASAN_OPTIONS=malloc_context_size=4:quarantine_size_mb=8;UBSAN_OPTIONS=print_stacktrace=1")
endfunction()
