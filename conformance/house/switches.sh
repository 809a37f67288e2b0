#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that docs/packaging.md has every switch of the build, with its default, and no other. Usage: switches.sh <root>
#
# A switch is an option() or a set(… CACHE …); a row of the table is "| `NAME` | default | …". What is ON only when
# nobody else's project includes ours has the default "top level"; an empty text has "empty".
set -euo pipefail

if [[ $# -ne 1 ]]; then
  echo "usage: $0 <root of the repository>" >&2
  exit 2
fi
cd "$1"
page=docs/packaging.md

text=$(find . \( -path ./build -o -path './build-*' -o -path ./.git \) -prune -o -type f \( -name CMakeLists.txt \
  -o -name '*.cmake' \) -exec sed 's/^[ \t]*#.*//' {} + | tr '\n' ' ')
# "NAME default", one per line.
calls=$(grep -oE '\<option *\([^"]*("[^"]*"[^")]*)+\)|\<set *\([^()]* CACHE ' <<<"$text" | sed -nE '
  s/^option *\( *([A-Za-z0-9_]+) +"[^"]*" *\)/\1 OFF/p
  s/^option *\( *([A-Za-z0-9_]+) +"[^"]*" +([^ ]+) *\)/\1 \2/p
  s/^set *\( *([A-Za-z0-9_]+) +(.+) CACHE $/\1 \2/p' |
  sed -e 's/ \${PROJECT_IS_TOP_LEVEL}$/ top level/' -e 's/ ""$/ empty/' -e 's| ${PROJECT_SOURCE_DIR}/| |' | sort -u)
rows=$(sed -nE 's/^\| `([A-Z0-9_]+)` \| `?([^|`]+)`? \|.*/\1 \2/p' "$page" | sort)

failures=0
complain() {
  echo "$1"
  failures=$((failures + 1))
}

# What the expressions above cannot read must not pass unseen.
written=$(grep -oE '\<(cmake_dependent_)?option *\(|\<CACHE (BOOL|STRING|PATH|FILEPATH|INTERNAL)\>' <<<"$text" | wc -l)
read_of=$(wc -l <<<"$calls")
[[ $written -eq $read_of ]] || complain "$written switches are written, but $read_of can be read"
while read -r name default; do
  row=$(sed -n "s/^$name //p" <<<"$rows")
  if [[ -z $row ]]; then
    complain "$name: is missing in $page"
  elif [[ $row != "$default" ]]; then
    complain "$name: the default is $default, not $row, as $page says"
  fi
done <<<"$calls"
while read -r name _; do
  grep -q "^$name " <<<"$calls" || complain "$name: stands in $page, but is no switch"
done <<<"$rows"
[[ $failures -eq 0 ]]
