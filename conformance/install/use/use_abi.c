/* SPDX-License-Identifier: BSD-3-Clause */
#include <dap/simple.h>

int main(void) {
  const DAPRequest request = dap_simple_request(0);
  return request.version.major == DAP_VERSION_MAJOR ? 0 : 1;
}
