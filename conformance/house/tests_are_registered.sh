#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that no test is written and then never run. Usage: tests_are_registered.sh <root of the repository>
#
# Every *_test.cpp must stand in the CMakeLists.txt beside it, in a call of dap_add_test, or in one of add_executable
# whose target an add_test runs; comments and variables that nobody reads do not count, loops (foreach IN ITEMS) do. And
# every folder on the way up must be entered by add_subdirectory.
set -euo pipefail

if [[ $# -ne 1 ]]; then
  echo "usage: $0 <root of the repository>" >&2
  exit 2
fi
cd "$1"

# Prints the text of a CMakeLists.txt on one line, without comments and with its loops unrolled, innermost first.
unrolled() {
  awk '
  { sub(/(^|[ \t])#.*/, ""); text = text " " $0 }
  function last_before(text, word, end,    found, place) {
    while ((place = index(substr(text, found + 1, end - found - 1), word)) > 0) found += place
    return found
  }
  END {
    while ((end = index(text, "endforeach(")) > 0 && (start = last_before(text, "foreach(", end)) > 0) {
      head = substr(text, start + 8, index(substr(text, start), ")") - 9)
      body = substr(text, start + length(head) + 9, end - start - length(head) - 9)
      rest = substr(text, end + index(substr(text, end), ")"))
      count = split(head, words, /[ \t]+/)
      replaced = ""
      if (words[2] == "IN" && words[3] == "ITEMS") {
        for (i = 4; i <= count; i++) {
          one = body
          gsub("\\$\\{" words[1] "\\}", words[i], one)
          replaced = replaced " " one
        }
      } else {
        replaced = body
      }
      text = substr(text, 1, start - 1) " " replaced " " rest
    }
    print text
  }' "$1"
}

# Is the file $2, or the path of it, an argument of a call that makes it run, in the unrolled text $1?
is_run() {
  awk -v name="$2" '{
    text = $0
    while (match(text, /(dap_add_test|add_executable)\([^)]*\)/)) {
      call = substr(text, RSTART, RLENGTH)
      text = substr(text, RSTART + RLENGTH)
      count = split(substr(call, index(call, "(") + 1, length(call) - index(call, "(") - 1), words, /[ \t]+/)
      first = (words[1] == "") ? 2 : 1
      for (i = first + 1; i <= count; i++) {
        if (words[i] != name) continue
        if (call ~ /^dap_add_test/ || index($0, "$<TARGET_FILE:" words[first] ">") > 0) found = 1
      }
    }
  } END { exit !found }' <<<"$1"
}

failures=0
complain() {
  echo "$1"
  failures=$((failures + 1))
}

tests=0
folder_of_list=''
list=''
while IFS= read -r test; do
  tests=$((tests + 1))
  folder=${test%/*}
  if [[ ! -f $folder/CMakeLists.txt ]]; then
    complain "$test: there is no CMakeLists.txt beside it"
    continue
  fi
  if [[ $folder != "$folder_of_list" ]]; then
    list=$(unrolled "$folder/CMakeLists.txt")
    folder_of_list=$folder
  fi
  if ! is_run "$list" "${test##*/}"; then
    complain "$test: is not registered in $folder/CMakeLists.txt, so it never runs"
  fi
done < <(find src adapters conformance examples -name '*_test.cpp' | sort)
[[ $tests -gt 0 ]] || complain "no test was found"

while IFS= read -r folder; do
  while [[ $folder != . ]]; do
    parent=$(dirname "$folder")
    if ! grep -qE "^[^#]*add_subdirectory\($(basename "$folder")\)" "$parent/CMakeLists.txt" 2>/dev/null; then
      complain "$folder: $parent/CMakeLists.txt does not add it"
    fi
    folder=$parent
  done
done < <(find src adapters conformance examples -name '*_test.cpp' -exec dirname {} + | sort -u)

[[ $failures -eq 0 ]]
