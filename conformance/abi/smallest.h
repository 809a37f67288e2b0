/* SPDX-License-Identifier: BSD-3-Clause */
/* What the smallest exporter and the smallest importer know of each other: the provider, and what it exports from. */
#ifndef DAP_CONFORMANCE_SMALLEST_H
#define DAP_CONFORMANCE_SMALLEST_H
#include <dap/dap.h>

/* The numbers 0 … size-1, balanced over num_ranks ranks; seen by `rank`. */
typedef struct Counting {
  int64_t size;
  int32_t rank, num_ranks;
} Counting;

extern const DAPProvider counting_provider;
#endif
