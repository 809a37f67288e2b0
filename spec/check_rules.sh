#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that the specification and include/dap/rules.h have the same rules. Usage: check_rules.sh <root of the
# repository>
#
# A rule is a paragraph of spec/dap-1.0.md that starts with its number in bold, as in "**806.**". Reported, one per
# line: numbers of rules.h that the specification lacks, numbers that either file has twice, numbers below x50 that
# rules.h does not name, rules that stand in another section than their hundreds say, and references ("rule 806", "rules
# 601, 602 and 607") to rules that do not exist.
set -euo pipefail

if [[ $# -ne 1 ]]; then
  echo "usage: $0 <root of the repository>" >&2
  exit 2
fi

exec awk '
function complain(text) { print text; failures++ }

# Adds the numbers after the next "rule" or "rules" in `text` to `referenced`; returns what follows, or "" if none.
function take_reference(text,    found, count, words, i) {
  if (!match(text, /rules? [0-9][0-9][0-9]+((, | and | … )[0-9][0-9][0-9]+)*/)) return ""
  found = substr(text, RSTART, RLENGTH)
  count = split(found, words, /[^0-9]+/)
  for (i = 1; i <= count; i++) if (words[i] != "") referenced[words[i]] = 1
  return substr(text, RSTART + RLENGTH)
}

FILENAME ~ /rules\.h$/ {
  if ($1 == "#define" && $2 ~ /^DAP_RULE_/ && $3 ~ /^[0-9]+$/) {
    if ($3 in name) complain("rules.h: " $3 " is both " name[$3] " and " $2)
    name[$3] = $2
  }
  next
}
/^## / { section = ($2 ~ /^[0-9]+\.$/) ? $2 + 0 : 0 }
/^\*\*[0-9]+\.\*\* / {
  number = substr($1, 3, length($1) - 5)
  if (number in line) complain("spec: rule " number " is defined in lines " line[number] " and " FNR)
  line[number] = FNR
  if (int(number / 100) != section) complain("spec:" FNR ": rule " number " stands in section " section)
  if (number % 100 < 50 && !(number in name)) complain("spec:" FNR ": rule " number " is not named in rules.h")
}
{ text = text " " $0 }  # Joined, since a reference may be broken over two lines.
END {
  while ((text = take_reference(text)) != "") {}
  for (number in name) {
    known++
    if (!(number in line)) complain("spec: rule " number " (" name[number] ") is missing")
  }
  for (number in referenced) if (!(number in line)) complain("spec: refers to rule " number ", which does not exist")
  if (!known) complain("rules.h: no rule found")
  exit failures > 0
}' "$1/include/dap/rules.h" "$1/spec/dap-1.0.md"
