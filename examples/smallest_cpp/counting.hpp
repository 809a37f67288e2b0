// SPDX-License-Identifier: BSD-3-Clause
// What the importer is given: the numbers 0 … size-1, balanced over num_ranks ranks, as `rank` sees them.
#ifndef COUNTING_HPP
#define COUNTING_HPP
#include <dap/dap.hpp>

dap::source counting(int64_t size, int32_t rank, int32_t num_ranks);

#endif
