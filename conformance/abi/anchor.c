/* SPDX-License-Identifier: BSD-3-Clause */
/* A library whose only function reaches every structure of dap.h, so that tools comparing libraries see them all. */
#include <dap/dap.h>

__attribute__((visibility("default"))) void dap_abi_anchor(DAPArray *array, const DAPRequest *request,
                                                           const DAPProvider *provider, const DAPBoxes *boxes,
                                                           const DAPName *name);

void dap_abi_anchor(DAPArray *array, const DAPRequest *request, const DAPProvider *provider, const DAPBoxes *boxes,
                    const DAPName *name) {
  (void)array, (void)request, (void)provider, (void)boxes, (void)name;
}
