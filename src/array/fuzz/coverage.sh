#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# How many lines of some sources a corpus reaches; fails if it is less than asked for.
# Usage: coverage.sh <program> <corpus> <llvm-profdata> <llvm-cov> <percent> <how the sources' paths begin>
set -euo pipefail

if [[ $# -ne 6 ]]; then
  echo "usage: $0 <program> <corpus> <llvm-profdata> <llvm-cov> <percent> <how the sources' paths begin>" >&2
  exit 2
fi
program=$1 corpus=$2 profdata=$3 cov=$4 percent=$5 beginning=$6

LLVM_PROFILE_FILE=$program.profraw "$program" "$corpus" >/dev/null
"$profdata" merge -sparse "$program.profraw" -o "$program.profdata"
sources=()
for source in "$beginning"*.cpp; do
  [[ $source == *_test.cpp ]] || sources+=("$source")
done
"$cov" show "$program" -instr-profile="$program.profdata" "${sources[@]}" >"$program.lines.txt"
report=$("$cov" report "$program" -instr-profile="$program.profdata" "${sources[@]}")
echo "$report"
# The columns of the last line: regions and functions, three numbers each and a percentage behind, then lines.
awk -v asked="$percent" '
/^TOTAL/ { lines = $8; missed = $9 }
END {
  if (!lines) { print "no line was counted"; exit 1 }
  reached = 100 * (lines - missed) / lines
  printf "%.2f %% of %d lines are reached, %d %% were asked for\n", reached, lines, asked
  exit reached < asked
}' <<<"$report"
