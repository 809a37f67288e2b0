#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that spec/checks.md says of every rule who checks it. Usage: check_checks.sh <root of the repository>
#
# Reported, one per line: rules of the specification that the table lacks or has twice, numbers in the table that are no
# rules, words that mean nothing, and rules that rules.h names for DAPError::rule although nobody would report them.
set -euo pipefail

if [[ $# -ne 1 ]]; then
  echo "usage: $0 <root of the repository>" >&2
  exit 2
fi

exec awk '
function complain(text) { print text; failures++ }

FILENAME ~ /rules\.h$/ {
  if ($1 == "#define" && $2 ~ /^DAP_RULE_/ && $3 ~ /^[0-9]+$/) named[$3] = $2
  next
}
FILENAME ~ /dap-1\.0\.md$/ {
  if ($1 ~ /^\*\*[0-9]+\.\*\*$/) rule[substr($1, 3, length($1) - 5)] = 1
  next
}
/^\| [0-9]/ {
  split($0, cells, /[ \t]*\|[ \t]*/)
  count = split(cells[2], numbers, /, /)
  how = cells[3]
  if (how !~ /^(here|call|together|test|nobody)$/) complain("checks.md:" FNR ": \"" how "\" means nothing")
  for (i = 1; i <= count; i++) {
    number = numbers[i]
    if (number in checked) complain("checks.md: rule " number " stands there twice")
    if (!(number in rule)) complain("checks.md: there is no rule " number)
    if ((number in named) && how ~ /^(test|nobody)$/) {
      complain("checks.md: rule " number " is checked by \"" how "\", but rules.h names it")
    }
    checked[number] = how
  }
}
END {
  for (number in rule) {
    known++
    if (!(number in checked)) complain("checks.md: rule " number " is missing")
  }
  if (!known) complain("the specification: no rule found")
  exit failures > 0
}' "$1/include/dap/rules.h" "$1/spec/dap-1.0.md" "$1/spec/checks.md"
