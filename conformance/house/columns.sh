#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that no line is wider than 120 columns. Usage: columns.sh <root of the repository>
#
# A column is a character of UTF-8, whatever the locale: a byte that does not continue another. Markdown is left out,
# whose tables have long lines, and so are baselines (*.abi), which tools write.
set -euo pipefail

if [[ $# -ne 1 ]]; then
  echo "usage: $0 <root of the repository>" >&2
  exit 2
fi
cd "$1"
export LC_ALL=C

find . \( -path ./build -o -path './build-*' -o -path ./.git \) -prune -o -type f \( \
  -name '*.c' -o -name '*.cpp' -o -name '*.h' -o -name '*.hpp' -o -name '*.f90' -o -name '*.cmake' -o -name '*.sh' \
  -o -name '*.in' -o -name CMakeLists.txt -o -name CMakePresets.json -o -name .clang-tidy -o -path ./dev \
  -o -path ./docs/Doxyfile \) -print | sort | awk '
{
  file = substr($0, 3)
  for (number = 1; (getline line < file) > 0; number++) {
    gsub(/[\200-\277]/, "", line)
    if (length(line) > 120) {
      print file ":" number ": " length(line) " columns, at most 120"
      failures++
    }
  }
  close(file)
}

END {
  if (NR == 0) print "no file was found"
  exit failures > 0 || NR == 0
}'
