#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that every C function has its C++ twin, or a line that says why not. Usage: twins.sh <root of the repository>
#
# The comment of a twin names the function ("/// dap_source_access."). A line "No twin: dap_x, dap_y: reason" in a C++
# header names those that have none.
set -euo pipefail
cd "$1"
mapfile -t c_headers < <(find include adapters/*/include -name '*.h' ! -name rename.h | sort)
mapfile -t cpp_headers < <(find include adapters/*/include -name '*.hpp' | sort)

missing=0
while read -r name; do
  [[ $name == dap_* ]] || continue
  grep -qhE "//.*\b$name\b" "${cpp_headers[@]}" && continue
  echo "$name: has no C++ twin, and no line says why"
  missing=1
done < <(bash conformance/symbols/declared.sh "${c_headers[@]}")
exit "$missing"
