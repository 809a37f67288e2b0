/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stands in for DLPack's header of version 1.x where an older one is installed: the structures of its ABI, written down
 * anew, and nothing else. -DSTAND_IN_MINOR=0: as it was before elements of less than a byte could be flagged as padded.
 */
#ifndef DAP_CONFORMANCE_STAND_IN_DLPACK_H
#define DAP_CONFORMANCE_STAND_IN_DLPACK_H

#include <stdint.h>

#ifndef STAND_IN_MINOR
#define STAND_IN_MINOR 1
#endif
#define DLPACK_MAJOR_VERSION 1
#define DLPACK_MINOR_VERSION STAND_IN_MINOR

#define DLPACK_FLAG_BITMASK_READ_ONLY (1UL << 0UL)
#define DLPACK_FLAG_BITMASK_IS_COPIED (1UL << 1UL)
#if STAND_IN_MINOR >= 1
#define DLPACK_FLAG_BITMASK_IS_SUBBYTE_TYPE_PADDED (1UL << 2UL)
#endif

typedef struct {
  uint32_t major, minor;
} DLPackVersion;

#ifdef __cplusplus
typedef enum : int32_t { kDLCPU = 1, kDLCUDA = 2 } DLDeviceType;
#else
typedef enum { kDLCPU = 1, kDLCUDA = 2 } DLDeviceType;
#endif

typedef struct {
  DLDeviceType device_type;
  int32_t device_id;
} DLDevice;

typedef struct {
  uint8_t code, bits;
  uint16_t lanes;
} DLDataType;

typedef struct {
  void *data;
  DLDevice device;
  int32_t ndim;
  DLDataType dtype;
  int64_t *shape, *strides;
  uint64_t byte_offset;
} DLTensor;

typedef struct DLManagedTensor {
  DLTensor dl_tensor;
  void *manager_ctx;
  void (*deleter)(struct DLManagedTensor *);
} DLManagedTensor;

/* Without a typedef, as version 1.1 has it. */
struct DLManagedTensorVersioned {
  DLPackVersion version;
  void *manager_ctx;
  void (*deleter)(struct DLManagedTensorVersioned *);
  uint64_t flags;
  DLTensor dl_tensor;
};

#endif /* DAP_CONFORMANCE_STAND_IN_DLPACK_H */
