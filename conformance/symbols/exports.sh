#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that a library exports what its headers declare, and nothing else. Usage: exports.sh <library> prefix=<prefix>
# <header> …
#
# The headers are the list of what is allowed. C names are expected with `prefix` in front (DISTARRAY_SYMBOL_PREFIX);
# C++ names in namespace dap. The tag of the version script and the linker's own marks are no exports of ours.
set -euo pipefail
library=$1
prefix=${2#prefix=}
shift 2
exported=$(mktemp)
declared=$(mktemp)
trap 'rm -f "$exported" "$declared"' EXIT

nm --dynamic --defined-only --format=posix "$library" | awk '$2 != "A" { sub(/@.*/, "", $1); print $1 }' | c++filt |
  sed -E 's/\(.*//; s/\[abi:.*//; s/.*::([a-z_]+)$/\1/' | sort -u >"$exported"
bash "$(dirname "$0")/declared.sh" "$@" | sed "s/^dap_/${prefix}dap_/" >"$declared"

if ! difference=$(diff "$declared" "$exported"); then
  sed -nE 's/^< (.*)/declared, but not exported: \1/p; s/^> (.*)/exported, but not declared: \1/p' <<<"$difference"
  exit 1
fi
echo "$(wc -l <"$exported") names"
