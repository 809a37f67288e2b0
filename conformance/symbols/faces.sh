#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# Checks that a C++ face belongs to the copy of the library that its user is compiled for. Usage: faces.sh <compiler>
# <header without dap/ and .hpp> <flags> …
#
# The compiler keeps every inline function. dap/tpetra.hpp has none, and too many of Tpetra's: there one name is asked
# for.
set -euo pipefail
compiler=$1
face=$2
shift 2
compile=("$compiler" -std=c++17 -O0 -DDAP_SYMBOL_PREFIX=acme_ "$@" -x c++ -)
if [[ $face == tpetra ]]; then
  "${compile[@]}" -fsyntax-only <<<'#include <dap/tpetra.hpp>
using acme_dap::tpetra::multivector_export, dap::tpetra::multivector_access;'
  exit
fi

object=$(mktemp)
trap 'rm -f "$object"' EXIT
"${compile[@]}" -fkeep-inline-functions -c -o "$object" <<<"#include <dap/$face.hpp>"
names=$(nm --demangle --defined-only "$object" | sed -E 's/^[0-9a-f]+ . //' | sort -u)
if grep -E '\<dap::' <<<"$names" | sed 's/^/belongs to every copy: /'; then
  exit 1
fi
grep -c '\<acme_dap::' <<<"$names"
