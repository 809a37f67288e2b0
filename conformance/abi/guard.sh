#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Compares the structures of dap.h with those of the baseline, as debug information tells them.
# Usage: guard.sh check|plant|write <compiler> <include folder> <baseline>
#
# check: no difference. plant: a member that is put into a copy of the header is found. write: makes the baseline anew,
# which is right only while the specification is unreleased, or if structures were added.
set -euo pipefail
task=$1
compiler=$2
include=$(realpath "$3")
baseline=$(realpath -m "$4")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/dap"
cp "$include/dap/dap.h" "$work/dap/"
if [ "$task" = plant ]; then
  sed -i 's|^  uint64_t capacity;|  int32_t planted;\n&|' "$work/dap/dap.h"
  grep -q planted "$work/dap/dap.h"
fi
# By its bare name, so that the baseline does not tell where it was made.
(cd "$here" && "$compiler" -g -O0 -shared -fPIC -I "$work" -o "$work/anchor.so" anchor.c)

case $task in
  write) abidw --no-show-locs --no-corpus-path --no-comp-dir-path --out-file "$baseline" "$work/anchor.so" ;;
  check) abidiff --no-show-locs "$baseline" "$work/anchor.so" ;;
  plant)
    status=0
    abidiff --no-show-locs "$baseline" "$work/anchor.so" >"$work/report" || status=$?
    # The exit status is a set of bits: 1 and 2 are failures of the tool, 4 an incompatible change.
    if [ $((status & 3)) -ne 0 ] || [ $((status & 4)) -eq 0 ]; then
      echo "abidiff gave $status and did not find the planted member" >&2
      exit 1
    fi
    grep "planted" "$work/report"
    ;;
esac
