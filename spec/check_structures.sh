#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that the structures and the codes that the specification shows are those of include/dap/dap.h, word by word,
# comments and white space aside. Usage: check_structures.sh <root of the repository>
set -euo pipefail

if [[ $# -ne 1 ]]; then
  echo "usage: $0 <root of the repository>" >&2
  exit 2
fi
header=$1/include/dap/dap.h
specification=$1/spec/dap-1.0.md

# The words of $2 from "#ifndef $1" to its "#endif", one per line.
words() {
  awk -v guard="$1" '
    $1 == "#ifndef" && $2 == guard { inside = 1 }
    inside && $1 == "#endif" && $3 == guard { exit }
    inside { sub(/\\$/, ""); text = text " " $0 }
    END {
      while ((start = index(text, "/*")) > 0) {
        comment = substr(text, start + 2)
        text = substr(text, 1, start - 1) " " substr(comment, index(comment, "*/") + 2)
      }
      count = split(text, word)
      for (i = 1; i <= count; i++) print word[i]
    }' "$2"
}

status=0
for guard in DAP_ABI_1 DAP_CODES_1_0; do
  if [[ -z $(words "$guard" "$header") ]]; then
    echo "dap.h: nothing stands under $guard"
    status=1
  elif ! difference=$(diff <(words "$guard" "$header") <(words "$guard" "$specification")); then
    echo "spec: what stands under $guard is not that of dap.h (<: dap.h, >: spec):"
    echo "$difference"
    status=1
  fi
done
exit $status
