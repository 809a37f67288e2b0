#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Prints the names that public headers declare with DAP_API, one per line. Usage: declared.sh <header> …
#
# A name is the last word before the parenthesis or the semicolon, on whatever line that stands; provider objects count,
# too.
set -euo pipefail
awk '
FNR == 1 { text = "" }
/^[ \t]*#/ || /^[ \t]*(\/\/|\/?\*)/ { next }
/(^|[ \t])DAP_API([ \t]|$)/ { text = " " }
text != "" {
  text = text " " $0
  if (text !~ /[(;]/) next
  sub(/[ \t]*[(;].*/, "", text)
  count = split(text, words, /[ \t*]+/)
  print words[count]
  text = ""
}' "$@" | sort -u
