#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Builds a program of which one part is for a private copy of libdistarray, and the rest for the ordinary one, with what
# pkg-config says of each, and runs it. Usage: private_copy.sh <sources> <folder> <private libdir> <ordinary libdir>
#
# Without optimisation, so that inline functions are called: one body would serve both copies.
set -euo pipefail
sources=$1
work=$2
private=$3
ordinary=$4
flags_of() {
  PKG_CONFIG_PATH=$2/pkgconfig pkg-config "--$1" distarray
}
compile=(c++ -std=c++17 -O0)
# shellcheck disable=SC2046 # several words
"${compile[@]}" -c "$sources/private_user.cpp" $(flags_of cflags "$private") -o "$work/private_user.o"
# shellcheck disable=SC2046
"${compile[@]}" "$sources/private_copy_check.cpp" "$work/private_user.o" $(flags_of cflags "$ordinary") \
  $(flags_of libs "$ordinary") $(flags_of libs "$private") -o "$work/private_copy_check"
for path in "$private:$ordinary" "$ordinary:$private"; do # whichever the loader meets first
  LD_LIBRARY_PATH=$path:${LD_LIBRARY_PATH:-} "$work/private_copy_check"
done
