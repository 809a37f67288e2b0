/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file dlpack.h
 * @brief Header-only conversion between parts of distributed arrays and DLPack's tensors, without a copy: spec 10.
 *
 * C99 and C++11; needs dap.h and simple.h beside it and DLPack's own <dlpack/dlpack.h> (0.4 or newer), and links
 * nothing. Nothing else of the protocol includes it, so that only who wants tensors needs DLPack.
 *
 * A tensor knows one process and one buffer: it shows the *stored* extent of one part, halo included, and says nothing
 * of owners. Whoever needs them keeps DAPArray::distribution, which stays where it is while the export lives.
 *
 *  - dap_dlpack_view: a part as a borrowed DLTensor. Openings are the caller's business.
 *  - dap_dlpack_manage, dap_dlpack_manage_versioned: array and part as a DLManagedTensor(Versioned) that owns the array
 *    and holds one opening of it until its deleter runs.
 *  - dap_dlpack_part: a borrowed DLTensor as a part for an array of a producer's own.
 *  - dap_dlpack_adopt, dap_dlpack_adopt_versioned: a DLManagedTensor(Versioned) as an array of one process, which owns
 *    it.
 *
 * DAPBuffer has the members of DLTensor with the same meaning and layout, which is asserted here. The conversion is a
 * memcpy: to read the one through a pointer to the other is undefined, and compilers make use of that.
 *
 * **Access.** DLPack has no openings: who holds a tensor may touch its elements at any time. So a managed tensor holds
 * an opening for as long as it lives, and should live for one use (spec 653): while it does, nobody else can write,
 * nor, if it is open for writing, read. The opening is made with `events` NULL: elements on a device are ready when the
 * tensor is there, and the consumer's kernels must be complete when its deleter is called.
 *
 * **Threads.** Functions here are local and may be called from any thread, but for those that call DAPArray::access:
 * making a managed tensor, dap_dlpack_end…, and a deleter that still has an opening to end. These belong on a thread
 * where the producer's own functions may be called (spec 651), and for WRITE and OVERWRITE are logically collective
 * (spec 657). Where a framework frees tensors on threads of its own, call dap_dlpack_end… first: after it the elements
 * must not be touched, and the deleter may run on any thread.
 *
 * Functions that return int32_t return DAP_OK or the DAP_ERROR_… code that they also write into `error` (which may be
 * NULL). On failure they change nothing: what was passed in is still the caller's.
 */
#ifndef DAP_DLPACK_H
#define DAP_DLPACK_H

#include <dlpack/dlpack.h>
#include <stddef.h>
#include <stdlib.h>

#include "simple.h"

/**
 * @def DAP_DLPACK_VERSIONED
 * @brief Defined if the installed DLPack has DLManagedTensorVersioned in the form of major version 1.
 *
 * @def DAP_DLPACK_PADDED
 * @brief DLPack's flag that says that elements of less than a byte take a whole one, as they do here (spec 1050); 0
 * where DLPack has no such flag: then there is no way to say it, and such types are refused.
 */
#if defined(DLPACK_MAJOR_VERSION)
#if DLPACK_MAJOR_VERSION == 1
#define DAP_DLPACK_VERSIONED 1
#endif
#endif
#if defined(DLPACK_FLAG_BITMASK_IS_SUBBYTE_TYPE_PADDED)
#define DAP_DLPACK_PADDED ((uint64_t)DLPACK_FLAG_BITMASK_IS_SUBBYTE_TYPE_PADDED)
#else
#define DAP_DLPACK_PADDED UINT64_C(0)
#endif

/** The features that a tensor is right about: all of 1.0, but for extensions that must be understood. */
#define DAP_DLPACK_FEATURES                                                                                           \
  (DAP_SIMPLE_FEATURES | DAP_FEATURE_CYCLIC | DAP_FEATURE_UNSTRUCTURED | DAP_FEATURE_BOXES | DAP_FEATURE_REPLICAS |   \
   DAP_FEATURE_HALO_LIST | DAP_FEATURE_PARTS | DAP_FEATURE_DEVICE | DAP_FEATURE_RENUMBERED | DAP_FEATURE_INCOMPLETE | \
   DAP_FEATURE_OVERLAPPING)
#define DAP_DLPACK_MAX_NDIM 64 /**< Most dimensions of an array (spec 701). */

/** @cond assertions */
/* The layouts are one, for this compiler and this DLPack. Before C11 the sentence has to be the name of a type. */
#if defined(__cplusplus)
#define DAP_DLPACK_ASSERT(condition, name) static_assert(condition, #name)
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define DAP_DLPACK_ASSERT(condition, name) _Static_assert(condition, #name)
#else
#define DAP_DLPACK_ASSERT(condition, name) typedef char dap_##name[(condition) ? 1 : -1]
#endif
#define DAP_DLPACK_LIKE(member, place, width)                                                                    \
  DAP_DLPACK_ASSERT(offsetof(DAPBuffer, member) == (place) && sizeof(((DAPBuffer *)0)->member) == sizeof(width), \
                    DLTensor_has_the_layout_of_DAPBuffer_at_##member)
DAP_DLPACK_ASSERT(sizeof(DAPBuffer) == sizeof(DLTensor), DLTensor_has_the_size_of_DAPBuffer);
DAP_DLPACK_LIKE(data, offsetof(DLTensor, data), ((DLTensor *)0)->data);
DAP_DLPACK_LIKE(device_type, offsetof(DLTensor, device) + offsetof(DLDevice, device_type),
                ((DLDevice *)0)->device_type);
DAP_DLPACK_LIKE(device_id, offsetof(DLTensor, device) + offsetof(DLDevice, device_id), ((DLDevice *)0)->device_id);
DAP_DLPACK_LIKE(ndim, offsetof(DLTensor, ndim), ((DLTensor *)0)->ndim);
DAP_DLPACK_LIKE(type_code, offsetof(DLTensor, dtype) + offsetof(DLDataType, code), ((DLDataType *)0)->code);
DAP_DLPACK_LIKE(type_bits, offsetof(DLTensor, dtype) + offsetof(DLDataType, bits), ((DLDataType *)0)->bits);
DAP_DLPACK_LIKE(type_lanes, offsetof(DLTensor, dtype) + offsetof(DLDataType, lanes), ((DLDataType *)0)->lanes);
DAP_DLPACK_LIKE(shape, offsetof(DLTensor, shape), ((DLTensor *)0)->shape);
DAP_DLPACK_LIKE(strides, offsetof(DLTensor, strides), ((DLTensor *)0)->strides);
DAP_DLPACK_LIKE(byte_offset, offsetof(DLTensor, byte_offset), ((DLTensor *)0)->byte_offset);
#undef DAP_DLPACK_LIKE
#undef DAP_DLPACK_ASSERT
/** @endcond */

#ifdef __cplusplus
extern "C" {
#endif

/** @brief The bytes of a buffer as a tensor. Nothing is checked. */
static inline DLTensor dap_dlpack_to_tensor(const DAPBuffer *buffer) {
  DLTensor tensor;
  memcpy(&tensor, buffer, sizeof tensor);
  return tensor;
}

/** @brief The bytes of a tensor as a buffer. Nothing is checked; strides may be NULL, which no part may have. */
static inline DAPBuffer dap_dlpack_to_buffer(const DLTensor *tensor) {
  DAPBuffer buffer;
  memcpy(&buffer, tensor, sizeof buffer);
  return buffer;
}

/* ---- What both directions check --------------------------------------------------------------------------------- */

/** @brief 1 if some extent is 0, so that there is no element; else 0. */
static inline int dap_dlpack_is_empty(int32_t ndim, const int64_t *shape) {
  int32_t d;
  for (d = 0; d < ndim; ++d) {
    if (shape[d] == 0) return 1;
  }
  return 0;
}

/** @brief 1 if some element stands for several: a stride of 0 along an extent above 1; else 0. */
static inline int dap_dlpack_repeats(const DAPBuffer *buffer) {
  int32_t d;
  for (d = 0; d < buffer->ndim; ++d) {
    if (buffer->shape[d] > 1 && buffer->strides[d] == 0) return 1;
  }
  return 0;
}

/**
 * @brief Fills `strides` [ndim] with those of C order where `given` does not say: if it is NULL, and for extents of at
 * most 1, whose strides mean nothing here but are computed with elsewhere. The product of the extents fits 63 bits, or
 * there is no element.
 */
static inline void dap_dlpack_fill_strides(int32_t ndim, const int64_t *shape, const int64_t *given, int64_t *strides) {
  const int empty = dap_dlpack_is_empty(ndim, shape);
  int64_t next = 1;
  int32_t d;
  for (d = ndim - 1; d >= 0; --d) {
    strides[d] = given != NULL && shape[d] > 1 && !empty ? given[d] : next;
    if (shape[d] > 1 && dap_simple_overflows(shape[d], next, 0, &next)) next = 1; /* only where nothing is */
  }
}

/** @brief Checks shape and type of a buffer; `what` begins messages, `flags` are those of the tensor (0: none). */
static inline int32_t dap_dlpack_check_shape(const DAPBuffer *buffer, const char *what, uint64_t flags, int32_t rank,
                                             DAPError *error) {
  const int64_t bits = (int64_t)buffer->type_bits * buffer->type_lanes;
  int32_t d;
  if (buffer->ndim < 0 || buffer->ndim > DAP_DLPACK_MAX_NDIM) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 701, -1, rank, buffer->ndim < 0 ? 0 : DAP_DLPACK_MAX_NDIM,
                           buffer->ndim, "%s has ndim %" PRId32 ", expected 0 to %d", what, buffer->ndim,
                           DAP_DLPACK_MAX_NDIM);
  }
  if (buffer->ndim > 0 && buffer->shape == NULL) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1003, -1, rank, buffer->ndim, 0,
                           "shape of %s is NULL, expected %" PRId32 " entries", what, buffer->ndim);
  }
  for (d = 0; d < buffer->ndim; ++d) {
    if (buffer->shape[d] >= 0) continue;
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1004, d, rank, 0, buffer->shape[d],
                           "shape of %s is %" PRId64 ", expected 0 or more", what, buffer->shape[d]);
  }
  if (bits == 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1006, -1, rank, 1, 0,
                           "%s has elements of %d bits and %d lanes, expected at least 1 of each", what,
                           buffer->type_bits, buffer->type_lanes);
  }
  if (bits % 8 != 0 && (flags & DAP_DLPACK_PADDED) == 0) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1006, -1, rank, (bits + 7) / 8 * 8, bits,
                           "%s has elements of %" PRId64
                           " bits, and DLPack does not say here that each takes whole "
                           "bytes",
                           what, bits);
  }
  return DAP_OK;
}

/** @brief Checks the memory of a buffer whose shape and type are right and whose strides are there. `low` and `high`
    become the bytes that it reaches, from its first element on. */
static inline int32_t dap_dlpack_check_memory(const DAPBuffer *buffer, const char *what, int32_t rank, int64_t *low,
                                              int64_t *high, DAPError *error) {
  const int64_t itemsize = ((int64_t)buffer->type_bits * buffer->type_lanes + 7) / 8;
  int64_t elements = 1;
  int32_t d;
  *low = *high = 0;
  if (dap_dlpack_is_empty(buffer->ndim, buffer->shape)) return DAP_OK;
  for (d = 0; d < buffer->ndim; ++d) {
    if (!dap_simple_overflows(buffer->shape[d], elements, 0, &elements)) continue;
    return dap_simple_fail(error, DAP_ERROR_OVERFLOW, 711, d, rank, 0, buffer->shape[d],
                           "the elements of %s cannot be counted in 63 bits", what);
  }
  if (buffer->data == NULL)
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1005, -1, rank, 0, 0, "data of %s is NULL", what);
  if (!dap_simple_reach(buffer, itemsize, low, high)) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_OVERFLOW, 1010, -1, rank, 0, 0, "%s reaches further than an address can say",
                         what);
}

/* ---- From an array to a tensor ---------------------------------------------------------------------------------- */

/** @brief *out: the extent that a part stores along a dimension (spec 9); 1 if it cannot be counted, else 0. */
static inline int dap_dlpack_stored(const DAPDim *dim, const DAPLocalDim *local, int64_t *out) {
  if (dim->kind == DAP_KIND_UNSTRUCTURED) {
    *out = local->num_indices;
    return 0;
  }
  *out = local->num_owned;
  return dap_simple_overflows(1, *out, local->halo[0], out) || dap_simple_overflows(1, *out, local->halo[1], out) ||
         dap_simple_overflows(1, *out, local->num_indices, out);
}

/** @brief Checks that there is such a part, up to the pointers that lead to it. */
static inline int32_t dap_dlpack_check_counts(const DAPArray *array, int64_t part, DAPError *error) {
  const DAPDistribution *distribution = array->distribution;
  const uint64_t unknown = (array->flags | distribution->flags) & DAP_MUST_UNDERSTAND & ~DAP_DLPACK_FEATURES;
  const int32_t rank = distribution->comm.rank, ndim = distribution->ndim, replicas = distribution->num_replica_dims;
  if (unknown != 0) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 403, -1, rank, -1, dap_simple_lowest_bit(unknown),
                           "the array uses the feature \"%s\" (bit %" PRId64 "), which a tensor may be wrong about",
                           dap_simple_feature_word(unknown), dap_simple_lowest_bit(unknown));
  }
  if (ndim < 0 || replicas < 0 || ndim > DAP_DLPACK_MAX_NDIM || replicas > DAP_DLPACK_MAX_NDIM - ndim) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 701, -1, rank, DAP_DLPACK_MAX_NDIM, (int64_t)ndim + replicas,
                           "ndim is %" PRId32 " and num_replica_dims %" PRId32
                           ", expected 0 or more, together at most "
                           "%d",
                           ndim, replicas, DAP_DLPACK_MAX_NDIM);
  }
  if (part < 0 || part >= distribution->num_parts) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, rank, distribution->num_parts, part,
                           "there is no part %" PRId64 ": this process has %" PRId64, part, distribution->num_parts);
  }
  if (ndim > 0 && (distribution->dims == NULL || distribution->local == NULL)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, distribution->dims == NULL ? 702 : 708, -1, rank, ndim, 0,
                           "%s is NULL, expected entries for %" PRId32 " dimensions",
                           distribution->dims == NULL ? "dims" : "local", ndim);
  }
  if (array->parts == NULL) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1001, -1, rank, distribution->num_parts, 0,
                           "parts is NULL, expected %" PRId64 " entries", distribution->num_parts);
  }
  return DAP_OK;
}

/** @brief Checks a buffer against the array and the distribution that it is a part of. */
static inline int32_t dap_dlpack_check_against(const DAPArray *array, int64_t part, const char *what, DAPError *error) {
  const DAPDistribution *distribution = array->distribution;
  const DAPBuffer *buffer = &array->parts[part].buffer;
  const int32_t rank = distribution->comm.rank, ndim = distribution->ndim;
  const DAPLocalDim *local = distribution->local + (ndim > 0 ? part * (ndim + distribution->num_replica_dims) : 0);
  int32_t d;
  if (buffer->ndim != ndim) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1002, -1, rank, ndim, buffer->ndim,
                           "the buffer of %s has ndim %" PRId32 ", expected %" PRId32, what, buffer->ndim, ndim);
  }
  if (ndim > 0 && (buffer->shape == NULL || buffer->strides == NULL)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1003, -1, rank, ndim, 0,
                           "%s of %s is NULL, expected %" PRId32 " entries",
                           buffer->shape == NULL ? "shape" : "strides", what, ndim);
  }
  for (d = 0; d < ndim; ++d) {
    int64_t stored;
    if (distribution->dims[d].kind < DAP_KIND_BLOCK || distribution->dims[d].kind > DAP_KIND_BOX) {
      return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 405, d, rank, 0, (int64_t)distribution->dims[d].kind,
                             "the kind %" PRIu32 " is not known here", distribution->dims[d].kind);
    }
    if (dap_dlpack_stored(&distribution->dims[d], &local[d], &stored)) {
      return dap_simple_fail(error, DAP_ERROR_OVERFLOW, 711, d, rank, 0, 0, "the stored extent leaves 63 bits");
    }
    if (buffer->shape[d] == stored) continue;
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1004, d, rank, stored, buffer->shape[d],
                           "shape of %s is %" PRId64 ", expected the stored extent %" PRId64, what, buffer->shape[d],
                           stored);
  }
  if (buffer->type_code != array->type_code || buffer->type_bits != array->type_bits ||
      buffer->type_lanes != array->type_lanes) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1006, -1, rank, array->type_bits, buffer->type_bits,
                           "%s has elements of type (code, bits, lanes) (%d, %d, %d), the array of (%d, %d, %d)", what,
                           buffer->type_code, buffer->type_bits, buffer->type_lanes, array->type_code, array->type_bits,
                           array->type_lanes);
  }
  if (buffer->device_type != DAP_DEVICE_CPU && ((array->flags | distribution->flags) & DAP_FEATURE_DEVICE) == 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1007, -1, rank, DAP_DEVICE_CPU, buffer->device_type,
                           "%s is on device type %" PRId32 ", but no flag says so", what, buffer->device_type);
  }
  return DAP_OK;
}

/** @brief All the checks of a part, in the order of spec 1650. `flags`: what the tensor will be able to say. */
static inline int32_t dap_dlpack_check_part(const DAPArray *array, int64_t part, uint64_t flags, DAPError *error) {
  char what[32];
  const DAPPart *checked;
  int64_t low, high;
  int32_t status, rank;
  status = dap_simple_check_versions(array, DAP_MUST_UNDERSTAND, error);
  if (status == DAP_OK) status = dap_dlpack_check_counts(array, part, error);
  if (status != DAP_OK) return status;
  snprintf(what, sizeof what, "part %" PRId64, part);
  rank = array->distribution->comm.rank;
  checked = &array->parts[part];
  status = dap_dlpack_check_against(array, part, what, error);
  if (status == DAP_OK) status = dap_dlpack_check_shape(&checked->buffer, what, flags, rank, error);
  if (status == DAP_OK) status = dap_dlpack_check_memory(&checked->buffer, what, rank, &low, &high, error);
  if (status != DAP_OK) return status;
  if (checked->capacity != 0 && (uint64_t)high + (uint64_t)-low > checked->capacity) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1009, -1, rank, high - low, (int64_t)checked->capacity,
                           "%s reaches over %" PRId64 " bytes, but its capacity is %" PRIu64, what, high - low,
                           checked->capacity);
  }
  if (high > low && ((array->flags | array->distribution->flags) & DAP_FEATURE_STRIDED) == 0 &&
      !dap_simple_in_c_order(checked->buffer.ndim, checked->buffer.shape, checked->buffer.strides)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1008, -1, rank, 0, 0,
                           "%s is not C-contiguous, but no flag says so", what);
  }
  return DAP_OK;
}

/** @brief As dap_dlpack_check_part, for arguments that may be NULL; messages begin with the array's name. */
static inline int32_t dap_dlpack_check(const DAPArray *array, int64_t part, uint64_t flags, const void *out,
                                       DAPError *error) {
  int32_t status;
  if (array == NULL || out == NULL) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, -1, 0, 0, "%s is NULL",
                           array == NULL ? "array" : "out");
  }
  status = dap_dlpack_check_part(array, part, flags, error);
  if (status != DAP_OK && array->release != NULL) dap_simple_named(error, dap_simple_name(array));
  return status;
}

/** @brief A checked buffer as a tensor; without elements it has no data, as DLPack asks. */
static inline DLTensor dap_dlpack_show(const DAPBuffer *buffer) {
  DLTensor tensor = dap_dlpack_to_tensor(buffer);
  if (dap_dlpack_is_empty(buffer->ndim, buffer->shape)) {
    tensor.data = NULL;
    tensor.byte_offset = 0;
  }
  return tensor;
}

/**
 * @brief Fills `out` with the stored elements of part number `part` of `array`, halo included. Borrowed: valid until
 * the array is released; elements may be touched while the caller holds an opening (DAPArray::access).
 *
 * `out->shape` and `out->strides` are the producer's and must not be written; strides of extents of at most 1 mean
 * nothing (spec 1050). Without elements `out->data` is NULL. A DLTensor cannot say that it is read-only: heed
 * DAP_ARRAY_WRITABLE and the mode of the opening.
 *
 * Errors, `rule` in brackets. DAP_ERROR_ARGUMENT [1301] NULL argument or no such part, [501] released.
 * DAP_ERROR_VERSION [401] another major version. DAP_ERROR_UNSUPPORTED [403] an extension or a feature of a later
 * version, [405] unknown kind, [1006] elements of less than whole bytes. DAP_ERROR_OVERFLOW [711, 1010] extents or
 * addresses beyond 63 bits. DAP_ERROR_INVALID [502] no distribution, [701] ndim, [702, 708] no dimensions, [1001] no
 * parts, [1002] ndim, [1003] no shape or strides, [1004] shape, [1005] no data, [1006] type, [1007] device, [1008]
 * order and [1009] capacity of the buffer.
 */
static inline int32_t dap_dlpack_view(const DAPArray *array, int64_t part, DLTensor *out, DAPError *error) {
  const int32_t status = dap_dlpack_check(array, part, 0, out, error);
  if (status == DAP_OK) *out = dap_dlpack_show(&array->parts[part].buffer);
  return status;
}

/** @brief What a managed tensor stands on: the array, the opening and the tensor itself; its extents follow. */
typedef struct DAPTensorOwner {
  DAPArray array;          /**< The array, moved in. */
  uint64_t mode;           /**< The opening that is held; 0: ended. */
  DLManagedTensor managed; /**< The tensor of the old form. */
#ifdef DAP_DLPACK_VERSIONED
  struct DLManagedTensorVersioned versioned; /**< The tensor of the versioned form. */
#endif
} DAPTensorOwner;

/** @brief A new owner that `array` has moved into, opened in `mode`; its `managed.dl_tensor` shows the part, with
    extents of its own. NULL: refused, `status` says why. `flags`: what the tensor will be able to say. */
static inline DAPTensorOwner *dap_dlpack_own(DAPArray *array, int64_t part, uint32_t mode, uint64_t flags,
                                             int32_t *status, DAPError *error) {
  DAPTensorOwner *owner;
  DLTensor *tensor;
  int32_t ndim;
  *status = dap_dlpack_check(array, part, flags, status, error);
  if (*status != DAP_OK) return NULL;
  if (mode < DAP_ACCESS_READ || mode > DAP_ACCESS_OVERWRITE) {
    *status =
        dap_simple_fail(error, DAP_ERROR_ARGUMENT, 601, -1, array->distribution->comm.rank, DAP_ACCESS_READ,
                        (int64_t)mode, "the mode is %" PRIu32 ", expected READ (1), WRITE (2) or OVERWRITE (3)", mode);
    dap_simple_named(error, dap_simple_name(array));
    return NULL;
  }
  ndim = array->distribution->ndim;
  owner = (DAPTensorOwner *)malloc(sizeof *owner + 2 * (size_t)ndim * sizeof(int64_t));
  if (owner == NULL) {
    *status = dap_simple_fail(error, DAP_ERROR_MEMORY, 0, -1, -1, 0, 0, "no memory for a tensor");
    return NULL;
  }
  *status = dap_simple_access(array, mode, error);
  if (*status != DAP_OK) {
    free(owner);
    return NULL;
  }
  memset(owner, 0, sizeof *owner);
  tensor = &owner->managed.dl_tensor;
  *tensor = dap_dlpack_show(&array->parts[part].buffer);
  if (ndim > 0) {
    int64_t *shape = (int64_t *)(void *)(owner + 1);
    memcpy(shape, tensor->shape, (size_t)ndim * sizeof *shape);
    dap_dlpack_fill_strides(ndim, shape, tensor->strides, shape + ndim);
    tensor->shape = shape;
    tensor->strides = shape + ndim;
  }
  owner->mode = mode;
  dap_simple_move(array, &owner->array);
  return owner;
}

/** @brief Ends the opening that is held, if it still is. */
static inline int32_t dap_dlpack_end_owned(DAPTensorOwner *owner, DAPError *error) {
  const uint32_t mode = (uint32_t)owner->mode;
  owner->mode = 0;
  return mode == 0 ? DAP_OK : dap_simple_access(&owner->array, mode | DAP_ACCESS_END, error);
}

/** @brief Ends, releases and frees: what both deleters do. */
static inline void dap_dlpack_drop(DAPTensorOwner *owner) {
  (void)dap_dlpack_end_owned(owner, NULL);
  dap_simple_release(&owner->array);
  free(owner);
}

/** @brief The deleter of dap_dlpack_manage. */
static inline void dap_dlpack_delete(DLManagedTensor *managed) {
  if (managed != NULL) dap_dlpack_drop((DAPTensorOwner *)managed->manager_ctx);
}

/**
 * @brief Makes a DLManagedTensor of the stored elements of part number `part` of `array`, halo included, opened for
 * `mode`: DAP_ACCESS_WRITE or _OVERWRITE. Logically collective, as that opening is.
 *
 * On success `array` is moved into the tensor: its deleter ENDs the opening and releases the array (see **Access** and
 * **Threads** above), and its result is lost (dap_dlpack_end tells). The caller must hold no opening of `array` (spec
 * 550). One tensor shows one part: to use several at a time, hold one opening yourself and take dap_dlpack_view of
 * each. `shape` and `strides` are the tensor's own, with strides for every extent. This form cannot say that elements
 * must not be written, so it refuses arrays that are read-only, and DAP_ACCESS_READ.
 *
 * Errors: those of dap_dlpack_view, and of DAPArray::access: DAP_ERROR_BUSY, _STALE, _LIBRARY.
 * DAP_ERROR_READ_ONLY [605] read-only array, or `mode` READ; DAP_ERROR_ARGUMENT [601] `mode`; DAP_ERROR_MEMORY. If one
 * process may fail where others do not, agree and end (spec 658).
 */
static inline int32_t dap_dlpack_manage(DAPArray *array, int64_t part, uint32_t mode, DLManagedTensor **out,
                                        DAPError *error) {
  DAPTensorOwner *owner;
  int32_t status;
  if (out == NULL) return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, -1, 0, 0, "out is NULL");
  if (mode == DAP_ACCESS_READ) {
    return dap_simple_fail(error, DAP_ERROR_READ_ONLY, 605, -1, -1, DAP_ACCESS_WRITE, DAP_ACCESS_READ,
                           "a DLManagedTensor without a version cannot say that it is read-only: the mode is READ, "
                           "expected WRITE or OVERWRITE");
  }
  owner = dap_dlpack_own(array, part, mode, 0, &status, error);
  if (owner == NULL) return status;
  owner->managed.manager_ctx = owner;
  owner->managed.deleter = dap_dlpack_delete;
  *out = &owner->managed;
  return DAP_OK;
}

/**
 * @brief ENDs the opening of a tensor that dap_dlpack_manage made, and says whether that went well: the elements must
 * not be touched after it, and the deleter, which is still due, may run on any thread. A second call does nothing.
 *
 * The opening is over whatever is returned: DAP_OK, or what DAPArray::access reports. Another's tensor is not noticed.
 */
static inline int32_t dap_dlpack_end(DLManagedTensor *managed, DAPError *error) {
  if (managed == NULL) return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, -1, 0, 0, "managed is NULL");
  return dap_dlpack_end_owned((DAPTensorOwner *)managed->manager_ctx, error);
}

#ifdef DAP_DLPACK_VERSIONED

/** @brief The deleter of dap_dlpack_manage_versioned. */
static inline void dap_dlpack_delete_versioned(struct DLManagedTensorVersioned *managed) {
  if (managed != NULL) dap_dlpack_drop((DAPTensorOwner *)managed->manager_ctx);
}

/**
 * @brief As dap_dlpack_manage, for a DLManagedTensorVersioned, and for DAP_ACCESS_READ, too (which is local).
 *
 * Its flags say DLPACK_FLAG_BITMASK_READ_ONLY if `mode` is READ, which is all that an array that is not writable
 * allows, and DLPACK_FLAG_BITMASK_IS_COPIED if the array is flagged DAP_ARRAY_COPIED.
 *
 * Errors: those of dap_dlpack_manage, but for the mode READ.
 */
static inline int32_t dap_dlpack_manage_versioned(DAPArray *array, int64_t part, uint32_t mode,
                                                  struct DLManagedTensorVersioned **out, DAPError *error) {
  DAPTensorOwner *owner;
  int32_t status;
  if (out == NULL) return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, -1, 0, 0, "out is NULL");
  owner = dap_dlpack_own(array, part, mode, DAP_DLPACK_PADDED, &status, error);
  if (owner == NULL) return status;
  owner->versioned.dl_tensor = owner->managed.dl_tensor;
  owner->versioned.version.major = DLPACK_MAJOR_VERSION;
  owner->versioned.version.minor = DLPACK_MINOR_VERSION;
  owner->versioned.manager_ctx = owner;
  owner->versioned.deleter = dap_dlpack_delete_versioned;
  if (mode == DAP_ACCESS_READ) owner->versioned.flags |= DLPACK_FLAG_BITMASK_READ_ONLY;
  if ((owner->array.flags & DAP_ARRAY_COPIED) != 0) owner->versioned.flags |= DLPACK_FLAG_BITMASK_IS_COPIED;
  if (owner->array.type_bits * owner->array.type_lanes % 8 != 0) owner->versioned.flags |= DAP_DLPACK_PADDED;
  *out = &owner->versioned;
  return DAP_OK;
}

/** @brief As dap_dlpack_end, for a tensor that dap_dlpack_manage_versioned made. */
static inline int32_t dap_dlpack_end_versioned(struct DLManagedTensorVersioned *managed, DAPError *error) {
  if (managed == NULL) return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, -1, 0, 0, "managed is NULL");
  return dap_dlpack_end_owned((DAPTensorOwner *)managed->manager_ctx, error);
}

#endif /* DAP_DLPACK_VERSIONED */

/* ---- From a tensor to an array ---------------------------------------------------------------------------------- */

/** @brief dap_dlpack_part for a tensor with `flags`; `strides` is not NULL if there are dimensions. */
static inline int32_t dap_dlpack_take(const DLTensor *tensor, uint64_t flags, int64_t *strides, DAPBuffer *out,
                                      DAPError *error) {
  DAPBuffer buffer = dap_dlpack_to_buffer(tensor);
  int64_t filled[DAP_DLPACK_MAX_NDIM], low, high;
  int32_t status = dap_dlpack_check_shape(&buffer, "the tensor", flags, -1, error);
  if (status != DAP_OK) return status;
  dap_dlpack_fill_strides(buffer.ndim, buffer.shape, buffer.strides, filled);
  buffer.strides = filled;
  status = dap_dlpack_check_memory(&buffer, "the tensor", -1, &low, &high, error);
  if (status != DAP_OK) return status;
  buffer.strides = buffer.ndim > 0 ? strides : NULL;
  if (buffer.ndim > 0) memcpy(strides, filled, (size_t)buffer.ndim * sizeof *strides);
  *out = buffer;
  return DAP_OK;
}

/**
 * @brief Fills `out` with the elements of a tensor, as a part of an array that the caller exports. Borrowed: `out`
 * points to the tensor's memory and shape, and to `strides`, which must all outlive the exports.
 *
 * `strides` [tensor->ndim] is memory for the strides, which a part always has, while a tensor's may be NULL (C order);
 * those of extents of at most 1 are made those of C order. It MAY be NULL if ndim is 0. The capacity is left unknown.
 * The caller flags DAP_FEATURE_STRIDED and DAP_FEATURE_DEVICE on the array where they apply, and knows whether the
 * memory may be written.
 *
 * Errors, `rule` in brackets. DAP_ERROR_ARGUMENT [1301] NULL argument. DAP_ERROR_INVALID [701] ndim, [1003] no shape,
 * [1004] negative shape, [1005] no data, [1006] no bits. DAP_ERROR_UNSUPPORTED [1006] elements of less than whole
 * bytes, which DLPack packs. DAP_ERROR_OVERFLOW [711, 1010] extents or addresses beyond 63 bits.
 */
static inline int32_t dap_dlpack_part(const DLTensor *tensor, int64_t *strides, DAPPart *out, DAPError *error) {
  DAPPart part;
  int32_t status;
  if (tensor == NULL || out == NULL || (strides == NULL && tensor->ndim > 0)) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, -1, 0, 0, "%s is NULL",
                           tensor == NULL ? "tensor" : (out == NULL ? "out" : "strides"));
  }
  memset(&part, 0, sizeof part);
  status = dap_dlpack_take(tensor, 0, strides, &part.buffer, error);
  if (status == DAP_OK) *out = part;
  return status;
}

/** @brief What stands behind an array that was made of a tensor; its dimensions and extents follow. */
typedef struct DAPTensorExport {
  DAPDistribution distribution;   /**< Every index at one coordinate, on rank 0 of 1. */
  DAPPart part;                   /**< All of it. */
  void (*destroy)(void *managed); /**< Calls the tensor's deleter. */
  void *managed;                  /**< The tensor. */
} DAPTensorExport;

/** @brief Releases an array that was made of a tensor. Any thread, if the tensor's deleter may be called there. */
static inline void dap_dlpack_release(DAPArray *array) {
  DAPTensorExport *made = (DAPTensorExport *)array->private_data;
  array->release = NULL;
  made->destroy(made->managed);
  free(made);
}

/** @brief A number that this copy of the function has not given before, for identities; 0: none is left. */
static inline uint64_t dap_dlpack_next_id(const void **space) {
  static uintptr_t last = 0;
  *space = &last;
#if defined(__GNUC__)
  {
    uintptr_t before = __atomic_load_n(&last, __ATOMIC_RELAXED);
    do {
      if (before == UINTPTR_MAX) return 0;
    } while (!__atomic_compare_exchange_n(&last, &before, before + 1, 1, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    return (uint64_t)before + 1;
  }
#else /* without atomics adopting is serialised by the caller */
  return last == UINTPTR_MAX ? 0 : (uint64_t)++last;
#endif
}

/** @brief Describes `ndim` whole dimensions on one process, in memory behind `made`. */
static inline void dap_dlpack_describe(DAPTensorExport *made, int32_t ndim, const int64_t *shape) {
  DAPDim *dims = (DAPDim *)(void *)(made + 1);
  DAPLocalDim *local = (DAPLocalDim *)(void *)(dims + ndim);
  DAPDistribution *distribution = &made->distribution;
  int32_t d;
  for (d = 0; d < ndim; ++d) {
    memset(&dims[d], 0, sizeof dims[d]);
    dims[d].size = shape[d];
    dims[d].grid_size = 1;
    dims[d].kind = DAP_KIND_BLOCK;
    dims[d].flags = DAP_DIM_BALANCED;
    memset(&local[d], 0, sizeof local[d]);
    local[d].num_owned = shape[d];
  }
  distribution->version.major = DAP_VERSION_MAJOR;
  distribution->version.minor = DAP_VERSION_MINOR;
  distribution->ndim = ndim;
  distribution->dims = ndim > 0 ? dims : NULL;
  distribution->points_per_rank = 1;
  distribution->comm.size = 1;
  distribution->num_parts = 1;
  distribution->local = ndim > 0 ? local : NULL;
}

/** @brief Makes an array of a tensor with `flags`; what it stands on is put into `out->private_data`, and lacks the
    deleter. */
static inline int32_t dap_dlpack_make(const DLTensor *tensor, uint64_t flags, uint64_t claims, DAPArray *out,
                                      DAPError *error) {
  const int32_t ndim = tensor->ndim > 0 && tensor->ndim <= DAP_DLPACK_MAX_NDIM ? tensor->ndim : 0;
  const size_t entry = sizeof(DAPDim) + sizeof(DAPLocalDim) + 2 * sizeof(int64_t);
  DAPTensorExport *made = (DAPTensorExport *)malloc(sizeof *made + (size_t)ndim * entry);
  DAPBuffer *buffer;
  int64_t *extents;
  int32_t status;
  if (made == NULL) return dap_simple_fail(error, DAP_ERROR_MEMORY, 0, -1, -1, 0, 0, "no memory for an array");
  memset(made, 0, sizeof *made);
  extents = (int64_t *)(void *)((char *)(made + 1) + (size_t)ndim * (sizeof(DAPDim) + sizeof(DAPLocalDim)));
  buffer = &made->part.buffer;
  status = dap_dlpack_take(tensor, flags, extents + ndim, buffer, error);
  if (status == DAP_OK) {
    made->distribution.id = dap_dlpack_next_id(&made->distribution.id_space);
    if (made->distribution.id == 0) {
      status = dap_simple_fail(error, DAP_ERROR_OVERFLOW, 703, -1, -1, 0, 0, "no identity is left");
    }
  }
  if (status != DAP_OK) {
    free(made);
    return status;
  }
  dap_dlpack_describe(made, ndim, buffer->shape);
  if (ndim > 0) buffer->shape = (int64_t *)memcpy(extents, buffer->shape, (size_t)ndim * sizeof *extents);
  memset(out, 0, sizeof *out);
  out->version = made->distribution.version;
  out->private_data = made;
  out->flags = claims;
  if (dap_dlpack_repeats(buffer)) out->flags &= ~DAP_ARRAY_WRITABLE;
  if (!dap_dlpack_is_empty(ndim, buffer->shape) && !dap_simple_in_c_order(ndim, buffer->shape, buffer->strides)) {
    out->flags |= DAP_FEATURE_STRIDED;
  }
  if (buffer->device_type != DAP_DEVICE_CPU) out->flags |= DAP_FEATURE_DEVICE;
  out->distribution = &made->distribution;
  out->parts = &made->part;
  out->type_code = buffer->type_code;
  out->type_bits = buffer->type_bits;
  out->type_lanes = buffer->type_lanes;
  return DAP_OK;
}

/** @brief Hands `managed` over to the array that was made of it. */
static inline int32_t dap_dlpack_hand_over(DAPArray *array, void (*destroy)(void *), void *managed) {
  DAPTensorExport *made = (DAPTensorExport *)array->private_data;
  made->destroy = destroy;
  made->managed = managed;
  array->release = dap_dlpack_release;
  return DAP_OK;
}

/** @brief Calls the deleter of a DLManagedTensor, which may be NULL. */
static inline void dap_dlpack_destroy(void *tensor) {
  DLManagedTensor *managed = (DLManagedTensor *)tensor;
  if (managed->deleter != NULL) managed->deleter(managed);
}

/**
 * @brief Fills `out` with an array of one process (rank 0 of 1, no communicator) that owns `managed`: its one part has
 * all elements, and its `release` calls the tensor's deleter.
 *
 * `writable` not 0: the caller knows that the memory may be written, which a tensor without a version cannot say. A
 * tensor that repeats elements (a stride of 0) is read-only all the same (spec 1052). There is nothing to open:
 * `access` is NULL. The deleter must bear being called on any thread (spec 552). The tensor's memory must not be used
 * elsewhere in ways that exclude this use, for DLPack knows nothing of that. Any thread; without GCC's atomics one at a
 * time.
 *
 * Errors: those of dap_dlpack_part; DAP_ERROR_MEMORY. Then `managed` is still the caller's, and `out->release` NULL.
 */
static inline int32_t dap_dlpack_adopt(DLManagedTensor *managed, int writable, DAPArray *out, DAPError *error) {
  int32_t status;
  if (out != NULL) out->release = NULL;
  if (managed == NULL || out == NULL) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, -1, 0, 0, "%s is NULL",
                           managed == NULL ? "managed" : "out");
  }
  status = dap_dlpack_make(&managed->dl_tensor, 0, writable ? DAP_ARRAY_WRITABLE : 0, out, error);
  return status != DAP_OK ? status : dap_dlpack_hand_over(out, dap_dlpack_destroy, managed);
}

#ifdef DAP_DLPACK_VERSIONED

/** @brief Calls the deleter of a DLManagedTensorVersioned, which may be NULL. */
static inline void dap_dlpack_destroy_versioned(void *tensor) {
  struct DLManagedTensorVersioned *managed = (struct DLManagedTensorVersioned *)tensor;
  if (managed->deleter != NULL) managed->deleter(managed);
}

/**
 * @brief As dap_dlpack_adopt, for a DLManagedTensorVersioned: writable unless its flags say READ_ONLY or IS_COPIED. The
 * latter makes a DAP_ARRAY_COPIED, which is never writable (spec 1153).
 *
 * Errors besides: DAP_ERROR_VERSION [401] a major version of DLPack other than 1: call its deleter, and nothing else.
 * DAP_ERROR_UNSUPPORTED [1110] a flag that is not known here, which might change what the elements mean.
 */
static inline int32_t dap_dlpack_adopt_versioned(struct DLManagedTensorVersioned *managed, DAPArray *out,
                                                 DAPError *error) {
  const uint64_t known = DLPACK_FLAG_BITMASK_READ_ONLY | DLPACK_FLAG_BITMASK_IS_COPIED | DAP_DLPACK_PADDED;
  uint64_t claims = DAP_ARRAY_WRITABLE;
  int32_t status;
  if (out != NULL) out->release = NULL;
  if (managed == NULL || out == NULL) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, -1, 0, 0, "%s is NULL",
                           managed == NULL ? "managed" : "out");
  }
  if (managed->version.major != DLPACK_MAJOR_VERSION) {
    return dap_simple_fail(error, DAP_ERROR_VERSION, 401, -1, -1, DLPACK_MAJOR_VERSION, (int64_t)managed->version.major,
                           "the tensor is of DLPack's major version %" PRIu32 ", expected %d", managed->version.major,
                           DLPACK_MAJOR_VERSION);
  }
  if ((managed->flags & ~known) != 0) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1110, -1, -1, 0,
                           dap_simple_lowest_bit(managed->flags & ~known),
                           "the tensor has a flag (bit %" PRId64 ") that is not known here",
                           dap_simple_lowest_bit(managed->flags & ~known));
  }
  if ((managed->flags & (DLPACK_FLAG_BITMASK_READ_ONLY | DLPACK_FLAG_BITMASK_IS_COPIED)) != 0) claims = 0;
  if ((managed->flags & DLPACK_FLAG_BITMASK_IS_COPIED) != 0) claims |= DAP_ARRAY_COPIED;
  status = dap_dlpack_make(&managed->dl_tensor, managed->flags, claims, out, error);
  return status != DAP_OK ? status : dap_dlpack_hand_over(out, dap_dlpack_destroy_versioned, managed);
}

#endif /* DAP_DLPACK_VERSIONED */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* DAP_DLPACK_H */
