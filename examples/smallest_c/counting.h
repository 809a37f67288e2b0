/* SPDX-License-Identifier: BSD-3-Clause */
/* What exporter and importer know of each other: the provider, and what it exports from. */
#ifndef COUNTING_H
#define COUNTING_H
#include <dap/dap.h>

/* The numbers 0 … size-1, balanced over num_ranks ranks; seen by `rank`. */
typedef struct Counting {
  int64_t size;
  int32_t rank, num_ranks;
} Counting;

extern const DAPProvider counting_provider;
#endif
