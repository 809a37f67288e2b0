/* SPDX-License-Identifier: BSD-3-Clause */
/* Two pasted copies of dap.h with outer guards of their own, in one translation unit. */
#include "dap/dap.h"
#include "dap_copy.h"

typedef struct Both {
  DAPArray array;
  DAPRequest request;
} Both;

#if !defined(DAP_DAP_H) || !defined(DAP_COPY_H)
#error "one of the copies was not read"
#endif
