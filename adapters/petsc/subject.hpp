// SPDX-License-Identifier: BSD-3-Clause
// Whom a failure is about: its name in front of the sentence, and the rank.
#pragma once

#include <petscsys.h>

#include <string>

#include "error.hpp"

namespace dap::petsc {

struct subject {
  std::string name;  // empty: nobody that has one
  int32_t rank = -1;
};

// The name that somebody has given the object, or else `otherwise`: nothing is invented, which would take a broadcast.
[[nodiscard]] subject subject_of(PetscObject object, const char *otherwise);

// Says in the error what it does not say yet.
void tell_subject(DAPError &error, const subject &about);

// Runs `body`, and says of its failures what `about()` gives.
template <class About, class Body>
void concerning(About &&about, Body &&body) {
  try {
    body();
  } catch (failure &caught) {
    tell_subject(caught.error, about());
    throw;
  }
}

}  // namespace dap::petsc
