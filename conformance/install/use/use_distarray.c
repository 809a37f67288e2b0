/* SPDX-License-Identifier: BSD-3-Clause */
#include <dap/array.h>
#include <stddef.h>

int main(void) {
  const DAPDim dim = dap_dim_balanced(10, 1);
  const DAPDistribution plan = dap_distribution_describe(&dim, 1, dap_comm_none());
  const DAPDistribution *distribution = NULL;
  if (dap_distribution_create_regular(&plan, NULL, &distribution, NULL) != DAP_OK) return 1;
  dap_distribution_release(distribution);
  return 0;
}
