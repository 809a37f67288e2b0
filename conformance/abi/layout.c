/* SPDX-License-Identifier: BSD-3-Clause */
/* The layout of every structure of dap.h, as numbers: sizes and offsets that no version 1.x may change. */
#include <stddef.h>

#include "dap/dap.h"

/* Three layouts exist: 64-bit, and 32-bit with int64_t aligned to 4 (i386) or to 8 (ARM). */
#if defined(__LP64__)
#define PICK(lp64, i386, arm32) lp64
#elif defined(__i386__)
#define PICK(lp64, i386, arm32) i386
#elif defined(__arm__)
#define PICK(lp64, i386, arm32) arm32
#else
#error "no table of layouts for this target: add a column"
#endif

/* An assertion at file scope in each of the four languages; before C11 the sentence has to be the name of a type. */
#if defined(__cplusplus)
#define ASSERT(condition, sentence, name) static_assert(condition, sentence)
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define ASSERT(condition, sentence, name) _Static_assert(condition, sentence)
#else
#define ASSERT(condition, sentence, name) typedef char name[(condition) ? 1 : -1]
#endif
#define CHANGED(type, what) "the layout of " #type " changed: that needs a new DAP_VERSION_MAJOR (" what ")"
#define CHANGED_NAME(type, what) the_layout_of_##type##_changed_that_needs_a_new_DAP_VERSION_MAJOR_##what

/* Width in bytes (POINTER: of an address) and offset of a member; a narrowed one may leave every offset as it was. */
#define POINTER PICK(8, 4, 4)
#define AT(type, member, bytes, lp64, i386, arm32)                                              \
  ASSERT(sizeof(((type *)0)->member) == (bytes), CHANGED(type, "width of " #member),            \
         CHANGED_NAME(type, width_of_##member));                                                \
  ASSERT(offsetof(type, member) == PICK(lp64, i386, arm32), CHANGED(type, "place of " #member), \
         CHANGED_NAME(type, place_of_##member))

/* In C++, the bytes of a structure are all there is to it: it may be copied by memcpy and passed to C. */
#if defined(__cplusplus) && __STDC_HOSTED__
#include <type_traits>
#define SIZE(type, lp64, i386, arm32)                                                            \
  static_assert(std::is_standard_layout<type>::value, #type " has to have standard layout");     \
  static_assert(std::is_trivially_copyable<type>::value, #type " has to be trivially copyable"); \
  ASSERT(sizeof(type) == PICK(lp64, i386, arm32), CHANGED(type, "size"), CHANGED_NAME(type, size))
#else
#define SIZE(type, lp64, i386, arm32) \
  ASSERT(sizeof(type) == PICK(lp64, i386, arm32), CHANGED(type, "size"), CHANGED_NAME(type, size))
#endif

SIZE(DAPVersion, 8, 8, 8);
AT(DAPVersion, major, 4, 0, 0, 0);
AT(DAPVersion, minor, 4, 4, 4, 4);

SIZE(DAPExtension, 24, 20, 24);
AT(DAPExtension, type, 4, 0, 0, 0);
AT(DAPExtension, flags, 4, 4, 4, 4);
AT(DAPExtension, nbytes, 8, 8, 8, 8);
AT(DAPExtension, next, POINTER, 16, 16, 16);

SIZE(DAPError, 512, 512, 512);
AT(DAPError, code, 4, 0, 0, 0);
AT(DAPError, rule, 4, 4, 4, 4);
AT(DAPError, dim, 4, 8, 8, 8);
AT(DAPError, rank, 4, 12, 12, 12);
AT(DAPError, expected, 8, 16, 16, 16);
AT(DAPError, found, 8, 24, 24, 24);
AT(DAPError, message, 480, 32, 32, 32);

SIZE(DAPComm, 24, 24, 24);
AT(DAPComm, kind, 4, 0, 0, 0);
AT(DAPComm, implementation, 4, 4, 4, 4);
AT(DAPComm, value, 8, 8, 8, 8);
AT(DAPComm, rank, 4, 16, 16, 16);
AT(DAPComm, size, 4, 20, 20, 20);

SIZE(DAPDim, 104, 100, 104);
AT(DAPDim, size, 8, 0, 0, 0);
AT(DAPDim, grid_size, 8, 8, 8, 8);
AT(DAPDim, rank_stride, 8, 16, 16, 16);
AT(DAPDim, index_base, 8, 24, 24, 24);
AT(DAPDim, kind, 4, 32, 32, 32);
AT(DAPDim, flags, 4, 36, 36, 36);
AT(DAPDim, block_size, 8, 40, 40, 40);
AT(DAPDim, first_coordinate, 8, 48, 48, 48);
AT(DAPDim, first_block, 8, 56, 56, 56);
AT(DAPDim, boundary, 16, 64, 64, 64);
AT(DAPDim, bounds, POINTER, 80, 80, 80);
AT(DAPDim, reserved, 16, 88, 84, 88);

SIZE(DAPLocalDim, 88, 84, 88);
AT(DAPLocalDim, coordinate, 8, 0, 0, 0);
AT(DAPLocalDim, start, 8, 8, 8, 8);
AT(DAPLocalDim, num_owned, 8, 16, 16, 16);
AT(DAPLocalDim, halo, 16, 24, 24, 24);
AT(DAPLocalDim, num_indices, 8, 40, 40, 40);
AT(DAPLocalDim, num_runs, 8, 48, 48, 48);
AT(DAPLocalDim, indices, POINTER, 56, 56, 56);
AT(DAPLocalDim, index_form, 4, 64, 60, 60);
AT(DAPLocalDim, flags, 4, 68, 64, 64);
AT(DAPLocalDim, reserved, 16, 72, 68, 72);

SIZE(DAPDistribution, 144, 124, 136);
AT(DAPDistribution, version, 8, 0, 0, 0);
AT(DAPDistribution, id_space, POINTER, 8, 8, 8);
AT(DAPDistribution, id, 8, 16, 12, 16);
AT(DAPDistribution, flags, 8, 24, 20, 24);
AT(DAPDistribution, ndim, 4, 32, 28, 32);
AT(DAPDistribution, num_replica_dims, 4, 36, 32, 36);
AT(DAPDistribution, dims, POINTER, 40, 36, 40);
AT(DAPDistribution, rank_offset, 8, 48, 40, 48);
AT(DAPDistribution, points_per_rank, 8, 56, 48, 56);
AT(DAPDistribution, num_ranks, 8, 64, 56, 64);
AT(DAPDistribution, ranks, POINTER, 72, 64, 72);
AT(DAPDistribution, comm, 24, 80, 68, 80);
AT(DAPDistribution, num_parts, 8, 104, 92, 104);
AT(DAPDistribution, local, POINTER, 112, 100, 112);
AT(DAPDistribution, extensions, POINTER, 120, 104, 116);
AT(DAPDistribution, reserved, 16, 128, 108, 120);

SIZE(DAPBuffer, 48, 36, 40);
AT(DAPBuffer, data, POINTER, 0, 0, 0);
AT(DAPBuffer, device_type, 4, 8, 4, 4);
AT(DAPBuffer, device_id, 4, 12, 8, 8);
AT(DAPBuffer, ndim, 4, 16, 12, 12);
AT(DAPBuffer, type_code, 1, 20, 16, 16);
AT(DAPBuffer, type_bits, 1, 21, 17, 17);
AT(DAPBuffer, type_lanes, 2, 22, 18, 18);
AT(DAPBuffer, shape, POINTER, 24, 20, 20);
AT(DAPBuffer, strides, POINTER, 32, 24, 24);
AT(DAPBuffer, byte_offset, 8, 40, 28, 32);

SIZE(DAPPart, 80, 64, 72);
AT(DAPPart, buffer, sizeof(DAPBuffer), 0, 0, 0);
AT(DAPPart, capacity, 8, 48, 36, 40);
AT(DAPPart, extensions, POINTER, 56, 44, 48);
AT(DAPPart, reserved, 16, 64, 48, 56);

SIZE(DAPArray, 104, 76, 80);
AT(DAPArray, version, 8, 0, 0, 0);
AT(DAPArray, release, POINTER, 8, 8, 8);
AT(DAPArray, private_data, POINTER, 16, 12, 12);
AT(DAPArray, flags, 8, 24, 16, 16);
AT(DAPArray, access, POINTER, 32, 24, 24);
AT(DAPArray, distribution, POINTER, 40, 28, 28);
AT(DAPArray, parts, POINTER, 48, 32, 32);
AT(DAPArray, type_code, 1, 56, 36, 36);
AT(DAPArray, type_bits, 1, 57, 37, 37);
AT(DAPArray, type_lanes, 2, 58, 38, 38);
AT(DAPArray, reserved32, 4, 60, 40, 40);
AT(DAPArray, generation, POINTER, 64, 44, 44);
AT(DAPArray, extensions, POINTER, 72, 48, 48);
AT(DAPArray, producer_word, 8, 80, 52, 56);
AT(DAPArray, reserved, 16, 88, 60, 64);

SIZE(DAPRequest, 88, 84, 88);
AT(DAPRequest, version, 8, 0, 0, 0);
AT(DAPRequest, abilities, 8, 8, 8, 8);
AT(DAPRequest, demands, 8, 16, 16, 16);
AT(DAPRequest, preferred_kind, 4, 24, 24, 24);
AT(DAPRequest, order, 4, 28, 28, 28);
AT(DAPRequest, max_ndim, 4, 32, 32, 32);
AT(DAPRequest, max_parts, 4, 36, 36, 36);
AT(DAPRequest, num_devices, 4, 40, 40, 40);
AT(DAPRequest, reserved32, 4, 44, 44, 44);
AT(DAPRequest, device_types, POINTER, 48, 48, 48);
AT(DAPRequest, reserved, 32, 56, 52, 56);

SIZE(DAPProvider, 40, 32, 32);
AT(DAPProvider, version, 8, 0, 0, 0);
AT(DAPProvider, name, POINTER, 8, 8, 8);
AT(DAPProvider, export_array, POINTER, 16, 12, 12);
AT(DAPProvider, reserved, 16, 24, 16, 16);

SIZE(DAPBoxes, 48, 36, 40);
AT(DAPBoxes, header, sizeof(DAPExtension), 0, 0, 0);
AT(DAPBoxes, num_boxes, 8, 24, 20, 24);
AT(DAPBoxes, bounds, POINTER, 32, 28, 32);
AT(DAPBoxes, ranks, POINTER, 40, 32, 36);

SIZE(DAPName, 32, 24, 32);
AT(DAPName, header, sizeof(DAPExtension), 0, 0, 0);
AT(DAPName, name, POINTER, 24, 20, 24);

/* The members of DLPack's DLTensor, written down so that the comparison is also made where DLPack is not installed. */
typedef struct TensorDevice {
  int32_t device_type, device_id;
} TensorDevice;
typedef struct TensorType {
  uint8_t code, bits;
  uint16_t lanes;
} TensorType;
typedef struct Tensor {
  void *data;
  TensorDevice device;
  int32_t ndim;
  TensorType dtype;
  int64_t *shape;
  int64_t *strides;
  uint64_t byte_offset;
} Tensor;

#define LIKE(tensor, member, place)                                                               \
  ASSERT(offsetof(DAPBuffer, member) == (place), CHANGED(DAPBuffer, #member " against " #tensor), \
         CHANGED_NAME(DAPBuffer, member##_against_##tensor))
#define BUFFER_IS(tensor, tensor_device, tensor_type)                                         \
  LIKE(tensor, data, offsetof(tensor, data));                                                 \
  LIKE(tensor, device_type, offsetof(tensor, device) + offsetof(tensor_device, device_type)); \
  LIKE(tensor, device_id, offsetof(tensor, device) + offsetof(tensor_device, device_id));     \
  LIKE(tensor, ndim, offsetof(tensor, ndim));                                                 \
  LIKE(tensor, type_code, offsetof(tensor, dtype) + offsetof(tensor_type, code));             \
  LIKE(tensor, type_bits, offsetof(tensor, dtype) + offsetof(tensor_type, bits));             \
  LIKE(tensor, type_lanes, offsetof(tensor, dtype) + offsetof(tensor_type, lanes));           \
  LIKE(tensor, shape, offsetof(tensor, shape));                                               \
  LIKE(tensor, strides, offsetof(tensor, strides));                                           \
  LIKE(tensor, byte_offset, offsetof(tensor, byte_offset));                                   \
  ASSERT(sizeof(DAPBuffer) == sizeof(tensor), CHANGED(DAPBuffer, "size against " #tensor),    \
         CHANGED_NAME(DAPBuffer, size_against_##tensor))

BUFFER_IS(Tensor, TensorDevice, TensorType);

#if defined(WITH_DLPACK)
#include <dlpack/dlpack.h>
BUFFER_IS(DLTensor, DLDevice, DLDataType);
#endif
