#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that includes point down only. Usage: includes_point_down.sh <root of the repository>
#
# Where a file stands decides what of ours it may include. An include is looked up beside the file (in quotes), then in
# src/, conformance/, include/ and the adapters' include/ folders. What is found nowhere is foreign, of which only
# mpi.h matters: the layers below src/mpi do without it.
set -euo pipefail

if [[ $# -ne 1 ]]; then
  echo "usage: $0 <root of the repository>" >&2
  exit 2
fi
cd "$1"

find include src adapters conformance -name '*.h' -o -name '*.hpp' -o -name '*.c' -o -name '*.cpp' | awk '
# The name of the adapter that a file belongs to, or speaks for.
function adapter_of(file,    parts) {
  split(file, parts, "/")
  if (parts[1] == "adapters") return parts[2]
  return (parts[3] ~ /_peer\.cpp$/) ? substr(parts[3], 1, length(parts[3]) - 9) : "none"
}

# What `file` may include: an expression on paths from the root, where "mpi.h" is <mpi.h> itself.
function allowed_to(file,    public, support, scarce) {
  public = "include/dap/[a-z_]+\\.(h|hpp)"
  support = "|mpi\\.h|conformance/testing/.*"
  if (file == "include/dap/dap.h") return "nothing"
  if (file ~ /^include\/dap\/mpi\.(h|hpp)$/) return public "|mpi\\.h"
  if (file ~ /^include\//) return public
  if (file ~ /^src\/model\//) return "include/dap/(dap|rules|api|simple)\\.h|src/model/.*"
  if (file ~ /^src\/world\//) return "include/dap/(dap|rules|api|simple)\\.h|src/(model|world)/.*"
  scarce = "|conformance/testing/scarce_memory\\.hpp"
  if (file ~ /^src\/transfer\//) return public "|src/(model|world|array|transfer)/.*" scarce
  if (file ~ /^src\/array\/.*_test\.cpp$/) return public "|src/(model|world|array)/.*" scarce
  if (file ~ /^src\/array\//) return public "|src/(model|world|array)/.*"
  if (file ~ /^src\/json\/(.*_test|drawn_ranks)\.cpp$/) return public "|src/(model|world|array|json)/.*"
  if (file ~ /^src\/json\//) return public "|src/json/.*"
  if (file ~ /^src\/cli\//) return public "|src/(model|json|cli)/.*"
  if (file ~ /^src\/mpi\//) return public "|src/(model|world|array|transfer|mpi)/.*" support
  if (file ~ /^adapters\//) return public "|adapters/" adapter_of(file) "/.*" support
  return public "|adapters/" adapter_of(file) "/include/.*|conformance/matrix/.*" support
}

# "a/b/../c" as "a/c".
function tidied(path) {
  while (match(path, /(^|\/)[^\/.]+\/\.\.\//)) {
    path = substr(path, 1, RSTART - 1) (substr(path, RSTART, 1) == "/" ? "/" : "") substr(path, RSTART + RLENGTH)
  }
  return path
}

# The path from the root of what `file` includes as `name`, in quotes or not; "" if it is not ours.
function target_of(file, name, in_quotes,    folders, count, i, path) {
  count = split("src/ conformance/ include/" adapter_folders, folders, " ")
  path = file
  sub(/[^\/]*$/, "", path)
  path = tidied(path name)
  if (in_quotes && path in exists) return path
  for (i = 1; i <= count; i++) if ((folders[i] name) in exists) return folders[i] name
  if (name == "mpi.h") return name
  return (name ~ /^dap\// || name ~ /^\.\.\//) ? name " (which does not exist)" : ""
}

{
  exists[$0] = 1
  if (match($0, /^adapters\/[^\/]+\/include\//)) adapter_folders = adapter_folders " " substr($0, 1, RLENGTH)
  if ($0 ~ /^(include\/dap|src|adapters|conformance\/matrix)\//) files[++num_files] = $0
}

END {
  for (i = 1; i <= num_files; i++) {
    file = files[i]
    without_mpi = file ~ /^(include\/dap|src\/(model|world|array|json|cli))\// && file !~ /^include\/dap\/mpi\.(h|hpp)$/
    while ((getline line < file) > 0) {
      if (!match(line, /^[ \t]*#[ \t]*include[ \t]*[<"][^>"]+[>"]/)) continue
      name = substr(line, RSTART, RLENGTH - 1)
      in_quotes = name !~ /</
      sub(/^[^<"]*[<"]/, "", name)
      target = target_of(file, name, in_quotes)
      if (target == "") continue
      if (target !~ ("^(" allowed_to(file) ")$") || (without_mpi && target ~ /^(include\/dap\/)?mpi\.h$/)) {
        print file ": must not include " target
        failures++
      }
    }
    close(file)
  }
  if (num_files == 0) print "no file was found"
  exit failures > 0 || num_files == 0
}'
