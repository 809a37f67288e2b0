#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that every C function has its C++ twin, or a line that says why not. Usage: twins.sh <root of the repository>
#
# A twin's code names the function; comments do not count. A comment line "No twin: dap_x: reason" in a C++ header names
# one that has none. Providers are objects, which dap::array::from takes as they are.
set -euo pipefail
cd "$1"
mapfile -t c_headers < <(find include adapters/*/include -name '*.h' ! -name rename.h | sort)
mapfile -t cpp_headers < <(find include adapters/*/include -name '*.hpp' | sort)
code=$(sed 's|//.*||' "${cpp_headers[@]}")
excused=$(sed -nE 's|^ *///? No twin: ([a-z0-9_]+): .*[a-z].*|\1|p' "${cpp_headers[@]}")
providers=$(sed -nE 's/^extern DAP_API const DAPProvider ([a-z0-9_]+);.*/\1/p' "${c_headers[@]}")

failures=0
complain() {
  echo "$1"
  failures=$((failures + 1))
}

names=$(bash conformance/symbols/declared.sh "${c_headers[@]}")
for name in $names; do
  grep -qxF "$name" <<<"$providers" && continue
  if [[ $name != dap_* ]]; then
    complain "$name: is no name of ours, or its declaration cannot be read"
  elif ! grep -qw "$name" <<<"$code" && ! grep -qxF "$name" <<<"$excused"; then
    complain "$name: has no C++ twin, and no line says why"
  fi
done
for name in $excused; do
  if grep -qw "$name" <<<"$code"; then
    complain "$name: a line says that it has no C++ twin, but it has"
  elif ! grep -qxF "$name" <<<"$names"; then
    complain "$name: a line says that it has no C++ twin, but no C header declares it"
  fi
done
[[ -n $names ]] || complain "no declaration was found"
[[ $failures -eq 0 ]]
