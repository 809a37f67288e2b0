/* SPDX-License-Identifier: BSD-3-Clause */
/* The exporter and the importer of README.md: on success and on refusal nothing is left over. */
#include <dap/array.h>
#include <dap/mpi.h>
#include <dap/simple.h>
#include <stdio.h>
#include <stdlib.h>

#include "counting.h"

static DAPSource *source;
static DAPError error;
static double sum;
static int num_distributions, failures;

static int32_t counted_create(const DAPDistribution *description, const int64_t *halo, const DAPDistribution **out,
                              DAPError *details) {
  const int32_t status = dap_distribution_create_regular(description, halo, out, details);
  num_distributions += status == DAP_OK;
  return status;
}

static void counted_release(const DAPDistribution *distribution) {
  num_distributions -= distribution != NULL;
  dap_distribution_release(distribution);
}

#undef dap_distribution_create_regular
#undef dap_distribution_release
#define dap_distribution_create_regular counted_create
#define dap_distribution_release counted_release
#include "exporter.h"
#include "importer.h"

static void expect(int right, const char *what) {
  if (right) return;
  fprintf(stderr, "%s; %s\n", what, error.message);
  ++failures;
}

int main(void) {
  const DAPRequest request = dap_simple_request(0);
  Counting numbers = {10, 0, 1};
  DAPArray array = {.release = NULL};
  double *memory = calloc(6, sizeof *memory);

  expect(exporter(2, 3, 1, 1, MPI_COMM_NULL, 2, 5, memory, NULL, &array) != DAP_OK, "a part of another shape is taken");
  expect(num_distributions == 0, "a refused exporter keeps its distribution");
  expect(exporter(2, 3, 1, 1, MPI_COMM_NULL, 2, 3, memory, NULL, &array) == DAP_OK, "the exporter refuses");
  expect(num_distributions == 0, "the exporter keeps its distribution");
  dap_source_release(source);

  expect(importer(&array) == DAP_ERROR_UNSUPPORTED, "the importer takes two dimensions");
  expect(array.release == NULL, "a refusing importer keeps the array");
  expect(counting_provider.export_array(&numbers, &request, &array, &error) == DAP_OK, "the smallest exporter refuses");
  expect(importer(&array) == DAP_OK && sum > 44.5 && sum < 45.5, "the sum is not 45");
  expect(array.release == NULL, "the importer keeps the array");
  return failures == 0 ? 0 : 1;
}
