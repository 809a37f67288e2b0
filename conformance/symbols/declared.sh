#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Prints the names that public headers declare with DAP_API, one per line. Usage: declared.sh <header> …
#
# The house writes DAP_API, the type and the name on one line; provider objects count, too.
set -euo pipefail
awk '
/^(extern )?DAP_API / {
  text = $0
  sub(/[(;].*/, "", text)
  count = split(text, words, /[ *]+/)
  print words[count]
}' "$@" | sort -u
