// SPDX-License-Identifier: BSD-3-Clause
// Consumers that are wrong on purpose: what the matrix must find.
#pragma once

#include <memory>
#include <string>

#include "peer.hpp"

namespace dap::matrix {

enum class plant {
  none,
  copy,   // imports a private copy
  value,  // writes one element wrong
  norm    // returns the norm that it computed first, for ever
};

// Throws for a name that is none of the above.
plant plant_of(const std::string &name);

// The object itself without a plant.
std::unique_ptr<object> with_plant(std::unique_ptr<object> imported, plant what);

}  // namespace dap::matrix
