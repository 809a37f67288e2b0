#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that no text has the marks of an unfinished merge. Usage: merged.sh <root of the repository>
set -euo pipefail

if [[ $# -ne 1 ]]; then
  echo "usage: $0 <root of the repository>" >&2
  exit 2
fi
cd "$1"

# Seven of them and a name; the marks are written as counts, so that this file has none.
found=$(grep -rnIE '^(<{7}|>{7}) ' . --exclude-dir=.git --exclude-dir='build*' | sed 's|^\./||') || true
[[ -z "$found" ]] && exit 0
echo "$found" | cut -c 1-200
exit 1
