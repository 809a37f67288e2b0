/* SPDX-License-Identifier: BSD-3-Clause */
/* The smallest exporter: a 1-D balanced array of doubles; one allocation holds it all, and release frees that. */
#include <dap/simple.h>
#include <stdlib.h>

#include "counting.h"

typedef struct Block {
  DAPDistribution distribution;
  DAPDim dim;
  DAPLocalDim local;
  DAPPart part;
  int64_t shape, stride;
  double values[1]; /* [shape] */
} Block;

static void drop(DAPArray *array) {
  free(array->private_data);
  array->release = NULL;
}

static int32_t export_counting(void *object, const DAPRequest *request, DAPArray *array, DAPError *error) {
  static uint64_t next_id = 1; /* Its address is the id_space. */
  const Counting *of = object;
  const int64_t share = of->size / of->num_ranks, rest = of->size % of->num_ranks;
  const int64_t owned = share + (of->rank < rest), start = share * of->rank + (of->rank < rest ? of->rank : rest);
  Block *block = calloc(1, sizeof *block + (size_t)owned * sizeof *block->values);
  const DAPVersion version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  const DAPComm comm = {DAP_COMM_NONE, DAP_MPI_UNKNOWN, 0, of->rank, of->num_ranks};
  DAPArray offer = {version, drop, block, 0, NULL, NULL, NULL, DAP_TYPE_FLOAT, 64, 1, 0, NULL, NULL, 0, {0, 0}};
  array->release = NULL;
  if (block == NULL) return dap_simple_fail(error, DAP_ERROR_MEMORY, 0, -1, of->rank, 0, 0, "no memory");
  for (int64_t i = 0; i < owned; ++i) block->values[i] = (double)(start + i);
  block->shape = owned;
  block->stride = 1;
  block->dim = (DAPDim){of->size, of->num_ranks, 1, 0, DAP_KIND_BLOCK, DAP_DIM_BALANCED, 0, 0, 0, {0, 0}, NULL, {0, 0}};
  block->local = (DAPLocalDim){of->rank, start, owned, {0, 0}, 0, 0, NULL, DAP_INDEX_NONE, 0, {0, 0}};
  block->part.buffer =
      (DAPBuffer){block->values, DAP_DEVICE_CPU, 0, 1, DAP_TYPE_FLOAT, 64, 1, &block->shape, &block->stride, 0};
  block->distribution = (DAPDistribution){version, &next_id, next_id,       0,    1,     0, &block->dim, 0, 1, 0, NULL,
                                          comm,    1,        &block->local, NULL, {0, 0}};
  next_id++;
  offer.distribution = &block->distribution;
  offer.parts = &block->part;
  if ((request->abilities & DAP_ABILITY_WRITE) != 0) offer.flags |= DAP_ARRAY_WRITABLE;
  const int32_t status = dap_simple_satisfies(&offer, request, error);
  if (status == DAP_OK) dap_simple_move(&offer, array);
  dap_simple_release(&offer);
  return status;
}

const DAPProvider counting_provider = {{DAP_VERSION_MAJOR, DAP_VERSION_MINOR}, "counting", export_counting, {0, 0}};
