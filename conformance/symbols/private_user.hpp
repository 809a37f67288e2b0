// SPDX-License-Identifier: BSD-3-Clause
// What a part of the program that is compiled for the private copy offers to the rest.
#pragma once

#include <dap/dap.h>

const DAPDistribution *make_in_the_private_copy(const DAPDistribution &description);
void release_in_the_private_copy(const DAPDistribution *made);
const void *id_space_by_the_private_face(const DAPDistribution &description);
