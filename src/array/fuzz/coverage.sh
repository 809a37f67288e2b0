#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# How many lines of some sources a corpus reaches; fails if it is less than asked for. The paths are from the root.
# Usage: coverage.sh <program> <corpus> <llvm-profdata> <llvm-cov> <percent> <how the paths begin>
set -euo pipefail

if [[ $# -ne 6 ]]; then
  echo "usage: $0 <program> <corpus> <llvm-profdata> <llvm-cov> <percent> <how the paths begin>" >&2
  exit 2
fi
program=$1 corpus=$2 profdata=$3 cov=$4 percent=$5 beginning=$6

LLVM_PROFILE_FILE=$program.profraw "$program" "$corpus" >/dev/null
"$profdata" merge -sparse "$program.profraw" -o "$program.profdata"
"$cov" show "$program" -instr-profile="$program.profdata" >"$program.lines.txt"
# By how paths end: a compiler cache may have made them relative.
"$cov" export "$program" -instr-profile="$program.profdata" -format=lcov -summary-only | awk \
  -v beginning="$beginning" -v asked="$percent" '
/^SF:/ {
  at = index($0, beginning)
  counts = at > 0 && substr($0, at + length(beginning)) ~ /^[a-z_]*\.cpp$/ && $0 !~ /_test\.cpp$/
  name = substr($0, at)
}
/^LF:/ && counts { found = substr($0, 4) }
/^LH:/ && counts {
  reached = substr($0, 4)
  printf "%-40s %5d of %5d lines\n", name, reached, found
  all_found += found
  all_reached += reached
}
END {
  if (!all_found) { print "no line was counted"; exit 1 }
  share = 100 * all_reached / all_found
  printf "%.2f %% of %d lines are reached, %d %% were asked for\n", share, all_found, asked
  exit share < asked
}'
