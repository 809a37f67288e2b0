/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file api.h
 * @brief What every header of the helper libraries needs: export macro, C linkage, and the common types.
 *
 * Rules for all functions of the helper libraries
 *  - They return DAP_OK or a DAP_ERROR_… code unless said otherwise, and describe a failure in the DAPError that the
 *    caller passes last (NULL: not wanted). On failure nothing has changed, nothing is leaked and outputs are
 *    untouched.
 *  - *Local* functions never communicate. *Collective* ones are called by all processes of the communicator in the same
 *    order, and return the same code on all of them.
 *  - They never print, throw, abort or exit. NULL for an argument that must not be NULL gives DAP_ERROR_ARGUMENT, rule
 *    1301; running out of memory gives DAP_ERROR_MEMORY.
 */
#ifndef DAP_API_H
#define DAP_API_H

#include <dap/dap.h>
#include <dap/rename.h>
#include <dap/rules.h>

#if defined(_WIN32)
#define DAP_API
#else
#define DAP_API __attribute__((visibility("default"))) /**< Marks what the libraries export. */
#endif

#ifdef __cplusplus
#define DAP_BEGIN_C extern "C" { /**< Opens a block of C declarations. */
#define DAP_END_C }              /**< Closes it. */
#else
#define DAP_BEGIN_C /**< Opens a block of C declarations. */
#define DAP_END_C   /**< Closes it. */
#endif

DAP_BEGIN_C

/** Element type, the three members of a DAPArray in one (spec 10). Example: double is {DAP_TYPE_FLOAT, 64, 1}. */
typedef struct DAPType {
  uint8_t code;   /**< DAP_TYPE_…. */
  uint8_t bits;   /**< Bits of one lane. */
  uint16_t lanes; /**< Lanes, 1 for scalars. */
} DAPType;

DAP_END_C

#endif /* DAP_API_H */
