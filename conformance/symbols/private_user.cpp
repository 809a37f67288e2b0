// SPDX-License-Identifier: BSD-3-Clause
// Uses the private copy, with the sources of any other user.
#include "private_user.hpp"

#include <dap/dap.hpp>

const DAPDistribution *make_in_the_private_copy(const DAPDistribution &description) {
  const DAPDistribution *made = nullptr;
  static_cast<void>(dap_distribution_create_regular(&description, nullptr, &made, nullptr));
  return made;
}

void release_in_the_private_copy(const DAPDistribution *made) {
  dap_distribution_release(made);
}

const void *id_space_by_the_private_face(const DAPDistribution &description) {
  return dap::distribution::regular(description)->id_space;
}
