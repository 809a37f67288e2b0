#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that include/dap/rename.h renames what the C headers declare, functions, objects and opaque structures, and
# nothing else. Usage: renames.sh <root>
set -euo pipefail
cd "$1"
mapfile -t c_headers < <(find include adapters/*/include -name '*.h' ! -name rename.h | sort)
declared() {
  bash conformance/symbols/declared.sh "${c_headers[@]}"
  sed -nE 's/^typedef struct (DAP[A-Za-z0-9]+) \1;$/\1/p' "${c_headers[@]}"
}
difference=$(diff <(declared | sort) \
  <(sed -nE 's/^#define ((dap_|DAP)[A-Za-z0-9_]+) DAP_RENAMED\(\1\)$/\1/p' include/dap/rename.h | sort)) && exit 0
sed -nE 's/^< (.*)/\1: rename.h does not rename it/p; s/^> (.*)/\1: rename.h renames it, but no header declares it/p' \
  <<<"$difference"
exit 1
