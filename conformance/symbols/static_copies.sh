#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that two static copies of libdistarray can be linked into one program, and that neither then runs code of the
# other. Usage: static_copies.sh <build of a private copy> <installed ordinary copy>
#
# The private archive is made of the objects of a shared library, which are the same.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t objects < <(find "$1/src" -name '*.o')
ar rcs "$work/private.a" "${objects[@]}"
ordinary=$(find "$2" -name libdistarray.a)
ld -r --whole-archive "$work/private.a" "$ordinary" -o "$work/both.o"

# The linker keeps one of several weak bodies: what is the same in both has to be std's, or protocol.
names_of() {
  nm --demangle --defined-only --extern-only "$1" | sed -nE 's/^[0-9a-f]+ . //p' | sort -u
}
ours='\<(acme_)?(dap(::|_)|DAP(Custody|Native|Source)\>)'
if comm -12 <(names_of "$work/private.a") <(names_of "$ordinary") | grep -E "$ours" | sed 's/^/in both copies: /'; then
  exit 1
fi
