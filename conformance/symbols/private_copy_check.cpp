// SPDX-License-Identifier: BSD-3-Clause
// Two copies of the library in one process: each knows its own distributions, and takes the other's as anybody's.
#include <cstdio>
#include <dap/dap.hpp>

#include "private_user.hpp"

namespace {

bool ok = true;

void expect(bool held, const char *what) {
  if (!held) std::fprintf(stderr, "not so: %s\n", what);
  ok = ok && held;
}

}  // namespace

int main() {
  DAPDim dim = dap_dim_balanced(10, 1);
  dap_dims_row_major(&dim, 1);
  const DAPDistribution description = dap_distribution_describe(&dim, 1, dap_comm_none());
  const DAPDistribution *theirs = make_in_the_private_copy(description);
  const DAPDistribution *ours = nullptr;
  const DAPDistribution *clone = nullptr;
  const int32_t made = dap_distribution_create_regular(&description, nullptr, &ours, nullptr);
  if (theirs == nullptr || made != DAP_OK || dap_distribution_clone(theirs, &clone, nullptr) != DAP_OK) return 2;

  expect(theirs->id_space != ours->id_space, "the copies number for themselves");
  expect(clone != theirs, "a distribution of the other copy is foreign, and copied");
  expect(dap_distribution_same(clone, theirs) != 0, "the copy is the same distribution");
  expect(dap::distribution::regular(description)->id_space == ours->id_space, "the C++ face is that of this copy");
  expect(id_space_by_the_private_face(description) == theirs->id_space, "the private C++ face is that of the other");

  release_in_the_private_copy(theirs);
  dap_distribution_release(clone);
  dap_distribution_release(ours);
  return ok ? 0 : 1;
}
