/* SPDX-License-Identifier: BSD-3-Clause */
/* docs/adopt.md with the copied headers alone: a Vec is exported by hand and summed; nothing of ours is linked. */
#include <stdio.h>

#include "vec.h"

int32_t sum_of(const DAPProvider *provider, void *object, MPI_Comm comm, double *sum, DAPError *error);

int main(int argc, char **argv) {
  DAPError error = {0};
  double sum = -1;
  MPI_Init(&argc, &argv);
  Vec *vec = vec_create(MPI_COMM_WORLD, 10);
  for (int64_t i = 0; i < vec->owned; ++i) vec->values[i] = (double)(vec->start + i);
  const int32_t status = sum_of(&vec_provider, vec, MPI_COMM_WORLD, &sum, &error);
  vec_drop(vec);
  MPI_Finalize();
  if (status == DAP_OK && sum > 44.5 && sum < 45.5) return 0;
  fprintf(stderr, "the sum is %g, expected 45; %s\n", sum, error.message);
  return 1;
}
