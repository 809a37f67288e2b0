// SPDX-License-Identifier: BSD-3-Clause
// dap: what can be asked on the command line.
#include "cli/holdings.hpp"
#include "cli/load.hpp"
#include "cli/paint.hpp"
int main(int, char **argv) {
  const auto file = dap::cli::load(argv[1]);
  dap::cli::paint(dap::cli::picture_of(dap::cli::holdings(file), file.about), argv[2]);
}
