// SPDX-License-Identifier: BSD-3-Clause
// What consumers do with an array that was accepted: nothing that validation promises may fail.
#pragma once

#include <dap/dap.h>

namespace dap::array::fuzz {

// Ends the process with a sentence where a promise is broken. Touches no element.
void walk(const DAPArray &array);

}  // namespace dap::array::fuzz
