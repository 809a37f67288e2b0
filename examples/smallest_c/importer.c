/* SPDX-License-Identifier: BSD-3-Clause */
/* The smallest importer: checks what it was handed and sums what is owned; the sums of three ranks are 0 + … + 9. */
#include <dap/simple.h>
#include <stdio.h>

#include "counting.h"

static int32_t add_owned(const DAPProvider *provider, void *object, double *sum, DAPError *error) {
  const DAPRequest request = dap_simple_request(0);
  DAPArray array;
  DAPSimpleView view;
  int32_t status = provider->export_array(object, &request, &array, error);
  if (status != DAP_OK) return status;
  status = dap_simple_view(&array, DAP_TYPE_FLOAT, 64, &view, error);
  if (status == DAP_OK && view.ndim != 1) {
    status = dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1110, -1, view.rank, 1, view.ndim, "ndim is not 1");
  }
  if (status == DAP_OK) status = dap_simple_access(&array, DAP_ACCESS_READ, error);
  if (status == DAP_OK) {
    const double *data = view.data;
    for (int64_t i = 0; i < view.shape[0]; ++i) *sum += data[i * view.strides[0]];
    printf("rank %d owns %d numbers from %d on\n", (int)view.rank, (int)view.shape[0], (int)view.start[0]);
    status = dap_simple_access(&array, DAP_ACCESS_READ | DAP_ACCESS_END, error);
  }
  dap_simple_release(&array);
  return status;
}

/* One process plays three ranks: the protocol needs no MPI. */
int main(void) {
  double sum = 0;
  DAPError error;
  for (int32_t rank = 0; rank < 3; ++rank) {
    Counting numbers = {10, rank, 3};
    if (add_owned(&counting_provider, &numbers, &sum, &error) != DAP_OK) {
      fprintf(stderr, "%s\n", error.message);
      return 1;
    }
  }
  printf("their sum is %g\n", sum);
  return sum == 45.0 ? 0 : 2;
}
