/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file simple.h
 * @brief Header-only help for both ends of DAP: a checked plain view for importers, the check of a request for
 * exporters.
 *
 * C99 and C++11; needs dap.h beside it and the C standard library, and links nothing. Copy both files if you like.
 *
 * Rules for all functions here: they are *local*, allocate nothing, and never print, throw or abort. Those that return
 * int32_t return DAP_OK or the DAP_ERROR_… code that they also write into `error` (which may be NULL); on failure their
 * outputs are untouched. Messages begin with the array's name, if it has one (DAP_EXTENSION_NAME), and end in
 * "(rank R; spec NNN)"; the number is DAPError::rule.
 *
 * An importer, in order: dap_simple_request, the exporter's function, dap_simple_view, then for each use
 * dap_simple_access with DAP_ACCESS_READ, the work, the same | DAP_ACCESS_END; at last dap_simple_release. A view may
 * be refused on some processes only: agree (one all-reduce) before the first collective call that depends on it.
 */
#ifndef DAP_SIMPLE_H
#define DAP_SIMPLE_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "dap.h"

#define DAP_SIMPLE_MAX_NDIM 8   /**< Most dimensions of a DAPSimpleView. */
#define DAP_SIMPLE_MAX_NAME 120 /**< Most bytes of an array's name that stand in a message. */
/** What every simple view can show. */
#define DAP_SIMPLE_FEATURES \
  (DAP_FEATURE_HALO | DAP_FEATURE_STRIDED | DAP_FEATURE_UNKNOWN_BOUNDS | DAP_FEATURE_RANK_TABLE)
/** What it shows besides to a caller that says so: indices that are not the array's own. */
#define DAP_SIMPLE_OPTIONAL_FEATURES DAP_FEATURE_RENUMBERED

/**
 * @def DAP_SIMPLE_COLD
 * @brief Marks what runs only on a refusal: out of line, so that accepting costs a few branches.
 *
 * @def DAP_SIMPLE_PRINTF
 * @brief Lets the compiler check the arguments of a printf-like function.
 */
#if defined(__GNUC__)
#define DAP_SIMPLE_COLD static __attribute__((unused, noinline, cold))
#define DAP_SIMPLE_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define DAP_SIMPLE_COLD static inline
#define DAP_SIMPLE_PRINTF(text, first)
#endif

/**
 * @brief What this process owns of an array that lies on the host, in one strided block: all a plain loop needs.
 *
 * Example: rank 1 of 3 of ten doubles, [4,7) with one halo element on each side: ndim 1, shape {3}, strides {1}, start
 * {4}, size {10}, halo_before {1}, halo_after {1}, num_owned 3; data[0] is element 4, data[-1] a copy of element 3.
 */
typedef struct DAPSimpleView {
  void *data;        /**< The first *owned* element, or NULL if this process owns none. */
  int64_t num_owned; /**< Number of owned elements: the product of `shape`, or 0 without a part. */
  int32_t ndim; /**< Number of dimensions, 0 … DAP_SIMPLE_MAX_NDIM; entries of the arrays below from there on are 0. */
  int32_t rank;                             /**< This process's rank in the distribution. */
  uint32_t itemsize;                        /**< Bytes per element. */
  uint8_t type_code;                        /**< DAP_TYPE_…. */
  uint8_t type_bits;                        /**< Bits per element; one lane. */
  uint8_t writable;                         /**< 1 if DAP_ACCESS_WRITE may be opened, else 0. */
  uint8_t reserved8;                        /**< Zero. */
  int64_t shape[DAP_SIMPLE_MAX_NDIM];       /**< Owned extents. */
  int64_t strides[DAP_SIMPLE_MAX_NDIM];     /**< Elements per step, any sign; 0 where there is no step to take. */
  int64_t start[DAP_SIMPLE_MAX_NDIM];       /**< First owned global index; 0 if none is owned. */
  int64_t size[DAP_SIMPLE_MAX_NDIM];        /**< Global extents. */
  int64_t halo_before[DAP_SIMPLE_MAX_NDIM]; /**< Elements stored before the owned ones. */
  int64_t halo_after[DAP_SIMPLE_MAX_NDIM];  /**< Elements stored after the owned ones. */
} DAPSimpleView;

/**
 * @brief Fills `error` (NULL: nothing to fill) and returns `code`.
 *
 * The message is "dimension DIM: " if dim ≥ 0, the formatted text, and " (rank R; spec NNN)" without the rank if it is
 * negative. A text that is too long is cut, the end with the rule never.
 */
DAP_SIMPLE_COLD DAP_SIMPLE_PRINTF(8, 9) int32_t
    dap_simple_fail(DAPError *error, int32_t code, int32_t rule, int32_t dim, int32_t rank, int64_t expected,
                    int64_t found, const char *format, ...) {
  char tail[64];
  size_t room, used = 0;
  int written;
  va_list arguments;
  if (error == NULL) return code;
  memset(error, 0, sizeof *error);
  error->code = code;
  error->rule = rule;
  error->dim = dim;
  error->rank = rank;
  error->expected = expected;
  error->found = found;
  if (rank >= 0) {
    written = snprintf(tail, sizeof tail, " (rank %" PRId32 "; spec %" PRId32 ")", rank, rule);
  } else {
    written = snprintf(tail, sizeof tail, " (spec %" PRId32 ")", rule);
  }
  room = sizeof error->message - (size_t)written;
  if (dim >= 0) used = (size_t)snprintf(error->message, room, "dimension %" PRId32 ": ", dim);
  va_start(arguments, format);
  written = vsnprintf(error->message + used, room - used, format, arguments);
  va_end(arguments);
  used = written < 0 ? used : used + (size_t)written;
  if (used > room - 1) used = room - 1;
  memcpy(error->message + used, tail, strlen(tail) + 1);
  return code;
}

/**
 * @brief The name that a chain of extensions gives (DAP_EXTENSION_NAME), or NULL: none.
 *
 * Of several names the first counts. A chain without an end is followed for 1024 links.
 */
static inline const char *dap_simple_name_in(const DAPExtension *extensions) {
  DAPName found;
  int left;
  for (left = 1024; extensions != NULL && left > 0; extensions = extensions->next, --left) {
    if (extensions->type != DAP_EXTENSION_NAME || extensions->nbytes < sizeof found) continue;
    memcpy(&found, extensions, sizeof found);
    return found.name != NULL && found.name[0] != '\0' ? found.name : NULL;
  }
  return NULL;
}

/** @brief The producer's name of `array`, valid until release, or NULL: none. `array` is NULL, live, or an offer that
    was filled but not handed out: of one that was released or moved from, nothing may be read. */
static inline const char *dap_simple_name(const DAPArray *array) {
  if (array == NULL || array->version.major != DAP_VERSION_MAJOR) return NULL;
  return dap_simple_name_in(array->extensions);
}

/**
 * @brief Puts "NAME: " in front of the message of `error`, unless that is how it begins. Either MAY be NULL: nothing to
 * do.
 *
 * At most DAP_SIMPLE_MAX_NAME bytes of the name are taken. A message that becomes too long is cut, the end with the
 * rule never.
 */
DAP_SIMPLE_COLD void dap_simple_named(DAPError *error, const char *name) {
  char text[sizeof error->message];
  const char *tail;
  size_t length = 0, room, kept;
  if (error == NULL || name == NULL) return;
  while (length < DAP_SIMPLE_MAX_NAME && name[length] != '\0') ++length;
  if (length == 0) return;
  memcpy(text, error->message, sizeof text);
  text[sizeof text - 1] = '\0';
  if (strncmp(text, name, length) == 0 && strncmp(text + length, ": ", 2) == 0) return;
  tail = strrchr(text, '(');
  if (tail == NULL || strlen(tail) >= 64) tail = text + strlen(text); /* not one of dap_simple_fail's */
  if (tail > text && tail[0] == '(' && tail[-1] == ' ') --tail;
  room = sizeof text - 1 - length - 2 - strlen(tail);
  kept = (size_t)(tail - text) < room ? (size_t)(tail - text) : room;
  memcpy(error->message, name, length);
  memcpy(error->message + length, ": ", 2);
  memcpy(error->message + length + 2, text, kept);
  memcpy(error->message + length + 2 + kept, tail, strlen(tail) + 1);
}

/** @brief The word for the lowest DAP_FEATURE_… bit of `features`, as it stands in messages. */
DAP_SIMPLE_COLD const char *dap_simple_feature_word(uint64_t features) {
  static const char *const words[] = {"cyclic",         "unstructured", "boxes",      "replicas",    "halo",
                                      "halo list",      "strided",      "parts",      "device",      "rank table",
                                      "unknown bounds", "renumbered",   "incomplete", "overlapping", "extension"};
  size_t bit;
  for (bit = 0; bit < sizeof words / sizeof words[0]; ++bit) {
    if ((features >> (32 + bit)) & 1U) return words[bit];
  }
  return "one of a later version";
}

/** @brief The place of the lowest set bit of `bits`, 0 … 63; -1: none. */
DAP_SIMPLE_COLD int64_t dap_simple_lowest_bit(uint64_t bits) {
  int64_t place = 0;
  if (bits == 0) return -1;
  for (; (bits & 1U) == 0; bits >>= 1) ++place;
  return place;
}

/* ---- Importer's half -------------------------------------------------------------------------------------------- */

/** @brief The request that matches dap_simple_view; `writable` not 0: write access is demanded. */
static inline DAPRequest dap_simple_request(int writable) {
  DAPRequest request;
  memset(&request, 0, sizeof request);
  request.version.major = DAP_VERSION_MAJOR;
  request.version.minor = DAP_VERSION_MINOR;
  request.abilities = DAP_SIMPLE_FEATURES | (writable ? DAP_ABILITY_WRITE : 0);
  request.demands = writable ? DAP_DEMAND_WRITABLE : 0;
  request.max_ndim = DAP_SIMPLE_MAX_NDIM;
  request.max_parts = 1;
  return request;
}

/** @brief Moves `from` into `to`, which must not hold a live array; `from` counts as released then. */
static inline void dap_simple_move(DAPArray *from, DAPArray *to) {
  if (from == to) return;
  *to = *from;
  from->release = NULL;
}

/** @brief Releases `array`; does nothing if that is NULL, released or moved from. Any thread. */
static inline void dap_simple_release(DAPArray *array) {
  if (array == NULL || array->release == NULL) return;
  array->release(array);
  array->release = NULL;
}

/**
 * @brief Opens or ends access: DAPArray::access where there is one. WRITE, OVERWRITE and their ENDs are logically
 * collective.
 *
 * Errors: those of DAPArray::access; DAP_ERROR_READ_ONLY, 605: opening an array for writing that is not writable;
 * DAP_ERROR_ARGUMENT, 1301: NULL, 501: released or moved from, 602: END of such an opening, which nobody can hold.
 */
static inline int32_t dap_simple_access(DAPArray *array, uint32_t mode, DAPError *error) {
  if (array == NULL) return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, -1, 0, 0, "array is NULL");
  if (array->release == NULL) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 501, -1, -1, 0, 0, "the array was released or moved from");
  }
  if ((mode & ~DAP_ACCESS_END) != DAP_ACCESS_READ && (array->flags & DAP_ARRAY_WRITABLE) == 0) {
    const int32_t status =
        (mode & DAP_ACCESS_END) != 0
            ? dap_simple_fail(error, DAP_ERROR_ARGUMENT, 602, -1, -1, 1, 0, "the array is read-only: it is not open")
            : dap_simple_fail(error, DAP_ERROR_READ_ONLY, 605, -1, -1, 1, 0,
                              "the array is read-only: it cannot be written");
    dap_simple_named(error, dap_simple_name(array));
    return status;
  }
  return array->access == NULL ? DAP_OK : array->access(array, mode, NULL, error);
}

/** @brief *out = a · b + c for a ≥ 0; 1 if that leaves the range of int64_t on the way, else 0. */
static inline int dap_simple_overflows(int64_t a, int64_t b, int64_t c, int64_t *out) {
  if (a != 0 && (b > INT64_MAX / a || b < -(INT64_MAX / a))) return 1;
  if (c > 0 ? a * b > INT64_MAX - c : a * b < -INT64_MAX - c) return 1;
  *out = a * b + c;
  return 0;
}

/** @brief 1 if elements of these extents, whose product fits 63 bits, follow each other in C order; else 0. */
static inline int dap_simple_in_c_order(int32_t ndim, const int64_t *extents, const int64_t *strides) {
  int64_t expected = 1;
  int32_t d;
  for (d = ndim - 1; d >= 0; --d) {
    if (extents[d] > 1 && strides[d] != expected) return 0;
    expected *= extents[d];
  }
  return 1;
}

/** @brief 1 if the owned elements are data[0] … data[num_owned - 1] in C order, else 0. */
static inline int dap_simple_contiguous(const DAPSimpleView *view) {
  return view->num_owned == 0 || dap_simple_in_c_order(view->ndim, view->shape, view->strides);
}

/**
 * @brief The element `index[ndim]`, counted from the first owned one, or NULL if it is not stored here.
 *
 * Negative counts and counts from `shape` on reach the halo. For the odd element; loops use `data` and `strides`.
 */
static inline void *dap_simple_element(const DAPSimpleView *view, const int64_t *index) {
  int64_t place = 0;
  int32_t d;
  if (view->data == NULL) return NULL;
  for (d = 0; d < view->ndim; ++d) {
    if (index[d] < -view->halo_before[d] || index[d] >= view->shape[d] + view->halo_after[d]) return NULL;
    place += index[d] * view->strides[d];
  }
  return (char *)view->data + (intptr_t)(place * (int64_t)view->itemsize);
}

/** @brief Refuses what `flags`, of the array or of its distribution, has beyond `features`. */
static inline int32_t dap_simple_check_features(uint64_t flags, uint64_t features, int32_t rank, DAPError *error) {
  const uint64_t unknown = flags & DAP_MUST_UNDERSTAND & ~features;
  if (unknown == 0) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 403, -1, rank, -1, dap_simple_lowest_bit(unknown),
                         "the array uses the feature \"%s\" (bit %" PRId64 "), which a simple view cannot show",
                         dap_simple_feature_word(unknown), dap_simple_lowest_bit(unknown));
}

/** @brief Checks version and features of an array and its distribution: before that, nothing else may be read. */
static inline int32_t dap_simple_check_versions(const DAPArray *array, uint64_t features, DAPError *error) {
  const DAPVersion *version;
  if (array->release == NULL) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 501, -1, -1, 0, 0, "the array was released or moved from");
  }
  version = &array->version;
  if (version->major == DAP_VERSION_MAJOR) {
    const int32_t status = dap_simple_check_features(array->flags, features, -1, error);
    if (status != DAP_OK) return status;
    if (array->distribution == NULL) {
      return dap_simple_fail(error, DAP_ERROR_INVALID, 502, -1, -1, 0, 0, "the array has no distribution");
    }
    version = &array->distribution->version;
  }
  if (version->major != DAP_VERSION_MAJOR) {
    return dap_simple_fail(error, DAP_ERROR_VERSION, 401, -1, -1, DAP_VERSION_MAJOR, (int64_t)version->major,
                           "the %s is of major version %" PRIu32 ", expected %d",
                           version == &array->version ? "array" : "distribution", version->major, DAP_VERSION_MAJOR);
  }
  return dap_simple_check_features(array->distribution->flags, features, array->distribution->comm.rank, error);
}

/** @brief Checks the counts and pointers of a distribution, and of the array that carries it. */
static inline int32_t dap_simple_check_distribution(const DAPArray *array, DAPError *error) {
  const DAPDistribution *distribution = array->distribution;
  const int32_t rank = distribution->comm.rank, ndim = distribution->ndim;
  const int64_t num_parts = distribution->num_parts;
  if (ndim < 0 || distribution->num_replica_dims < 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 701, -1, rank, 0, ndim < 0 ? ndim : distribution->num_replica_dims,
                           "ndim is %" PRId32 " and num_replica_dims %" PRId32 ", expected 0 or more", ndim,
                           distribution->num_replica_dims);
  }
  if (ndim > DAP_SIMPLE_MAX_NDIM) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1110, -1, rank, DAP_SIMPLE_MAX_NDIM, ndim,
                           "ndim is %" PRId32 ", a simple view has at most %d dimensions", ndim, DAP_SIMPLE_MAX_NDIM);
  }
  if (distribution->num_replica_dims != 0 || num_parts > 1) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 404, -1, rank, num_parts > 1 ? 1 : 0,
                           num_parts > 1 ? num_parts : distribution->num_replica_dims,
                           "num_parts is %" PRId64 " and num_replica_dims %" PRId32 ", but no flag says so", num_parts,
                           distribution->num_replica_dims);
  }
  if (distribution->dims == NULL && ndim > 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 702, -1, rank, ndim, 0,
                           "dims is NULL, expected %" PRId32 " entries", ndim);
  }
  if (num_parts < 0 || (distribution->local == NULL && num_parts > 0 && ndim > 0)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 708, -1, rank, 0, num_parts, "num_parts is %" PRId64 "%s",
                           num_parts, num_parts < 0 ? ", expected 0 or more" : ", but local is NULL");
  }
  if (array->parts == NULL && num_parts > 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1001, -1, rank, num_parts, 0,
                           "parts is NULL, expected %" PRId64 " entries", num_parts);
  }
  return DAP_OK;
}

/** @brief Checks that the element type is the one that the caller wants (type_bits 0: any). */
static inline int32_t dap_simple_check_type(const DAPArray *array, uint8_t type_code, uint8_t type_bits,
                                            DAPError *error) {
  const int matches = type_bits == 0 || (array->type_code == type_code && array->type_bits == type_bits);
  if (matches && array->type_lanes == 1 && array->type_bits > 0) return DAP_OK;
  if (type_bits == 0) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1006, -1, array->distribution->comm.rank, 1, array->type_lanes,
                           "the element type (code, bits, lanes) is (%d, %d, %d), expected bits and one lane",
                           array->type_code, array->type_bits, array->type_lanes);
  }
  return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1006, -1, array->distribution->comm.rank,
                         array->type_bits != type_bits ? type_bits : type_code,
                         array->type_bits != type_bits ? array->type_bits : array->type_code,
                         "the element type (code, bits, lanes) is (%d, %d, %d), expected (%d, %d, 1)", array->type_code,
                         array->type_bits, array->type_lanes, type_code, type_bits);
}

/** @brief Checks one dimension of the array; fills the view's size. */
static inline int32_t dap_simple_view_dim(const DAPArray *array, int32_t d, DAPSimpleView *view, DAPError *error) {
  const DAPDim *dim = &array->distribution->dims[d];
  const uint64_t flags = array->flags | array->distribution->flags;
  if (dim->kind != DAP_KIND_BLOCK) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 405, d, view->rank, (int64_t)DAP_KIND_BLOCK,
                           (int64_t)dim->kind, "the kind is %" PRIu32 ", a simple view shows blocks (%" PRIu32 ")",
                           dim->kind, (uint32_t)DAP_KIND_BLOCK);
  }
  if ((dim->flags & (DAP_DIM_HALO_LIST | DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING)) != 0 ||
      ((dim->flags & DAP_DIM_RENUMBERED) != 0 && (flags & DAP_FEATURE_RENUMBERED) == 0)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 404, d, view->rank, 0, (int64_t)dim->flags,
                           "the flags are 0x%" PRIx32 ", but the array's do not say so", dim->flags);
  }
  if (dim->size < 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 801, d, view->rank, 0, dim->size,
                           "size is %" PRId64 ", expected 0 or more", dim->size);
  }
  view->size[d] = dim->size;
  return DAP_OK;
}

/** @brief Checks one dimension of the part; fills the view's shape, start and halo. */
static inline int32_t dap_simple_view_local(const DAPArray *array, int32_t d, DAPSimpleView *view, DAPError *error) {
  const DAPLocalDim *local = &array->distribution->local[d];
  const int64_t size = view->size[d], owned = local->num_owned, *halo = local->halo;
  if (owned < 0 || owned > size || (owned > 0 && (local->start < 0 || local->start > size - owned))) {
    return dap_simple_fail(
        error, DAP_ERROR_INVALID, 809, d, view->rank, size, owned < 0 || owned > size ? owned : local->start,
        "part 0 owns %" PRId64 " from %" PRId64 ", outside the size %" PRId64, owned, local->start, size);
  }
  if (halo[0] < 0 || halo[1] < 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 901, d, view->rank, 0, halo[0] < 0 ? halo[0] : halo[1],
                           "halo of part 0 is {%" PRId64 ", %" PRId64 "}, expected 0 or more", halo[0], halo[1]);
  }
  if ((halo[0] | halo[1]) != 0 && (array->distribution->dims[d].flags & DAP_DIM_HALO) == 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 902, d, view->rank, 0, halo[0] > 0 ? halo[0] : halo[1],
                           "halo of part 0 is {%" PRId64 ", %" PRId64
                           "}, but the dimension is not flagged DAP_DIM_HALO",
                           halo[0], halo[1]);
  }
  if (local->num_indices != 0) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 812, d, view->rank, 0, local->num_indices,
                           "num_indices of part 0 is %" PRId64 ", expected 0 for a block without a listed halo",
                           local->num_indices);
  }
  if (halo[0] > INT64_MAX - owned || halo[1] > INT64_MAX - owned - halo[0]) {
    return dap_simple_fail(error, DAP_ERROR_OVERFLOW, 711, d, view->rank, 0, 0, "the stored extent leaves 63 bits");
  }
  view->shape[d] = owned;
  view->start[d] = owned > 0 ? local->start : 0;
  view->halo_before[d] = halo[0];
  view->halo_after[d] = halo[1];
  return DAP_OK;
}

/** @brief Checks the buffer's members, before any of its memory is counted. */
static inline int32_t dap_simple_check_buffer(const DAPArray *array, const DAPSimpleView *view, DAPError *error) {
  const DAPBuffer *buffer = &array->parts[0].buffer;
  int32_t d;
  if (buffer->ndim != view->ndim) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1002, -1, view->rank, view->ndim, buffer->ndim,
                           "the buffer of part 0 has ndim %" PRId32 ", expected %" PRId32, buffer->ndim, view->ndim);
  }
  if (view->ndim > 0 && (buffer->shape == NULL || buffer->strides == NULL)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1003, -1, view->rank, view->ndim, 0,
                           "%s of part 0 is NULL, expected %" PRId32 " entries",
                           buffer->shape == NULL ? "shape" : "strides", view->ndim);
  }
  if (buffer->type_code != array->type_code || buffer->type_bits != array->type_bits || buffer->type_lanes != 1) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1006, -1, view->rank, array->type_bits, buffer->type_bits,
                           "part 0 has elements of type (code, bits, lanes) (%d, %d, %d), the array of (%d, %d, 1)",
                           buffer->type_code, buffer->type_bits, buffer->type_lanes, array->type_code,
                           array->type_bits);
  }
  if (buffer->device_type != DAP_DEVICE_CPU) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1007, -1, view->rank, DAP_DEVICE_CPU, buffer->device_type,
                           "part 0 is on device type %" PRId32 ", but no flag says so", buffer->device_type);
  }
  for (d = 0; d < view->ndim; ++d) {
    const int64_t stored = view->halo_before[d] + view->shape[d] + view->halo_after[d];
    if (buffer->shape[d] == stored) continue;
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1004, d, view->rank, stored, buffer->shape[d],
                           "shape of part 0 is %" PRId64 ", expected the stored extent %" PRId64, buffer->shape[d],
                           stored);
  }
  return DAP_OK;
}

/** @brief The bytes [*low, *high) that a buffer without empty extents reaches, from its first element; 1: overflow. */
static inline int dap_simple_reach(const DAPBuffer *buffer, int64_t itemsize, int64_t *low, int64_t *high) {
  int32_t d;
  *low = *high = 0;
  for (d = 0; d < buffer->ndim; ++d) {
    const int64_t stride = buffer->shape[d] > 1 ? buffer->strides[d] : 0;
    int64_t *end = stride < 0 ? low : high;
    if (dap_simple_overflows(buffer->shape[d] - 1, stride, *end, end)) return 1;
  }
  if (dap_simple_overflows(itemsize, *low, 0, low) || dap_simple_overflows(itemsize, *high, itemsize, high)) return 1;
  return *low < -INTPTR_MAX || *high > INTPTR_MAX || buffer->byte_offset > (uint64_t)(INTPTR_MAX - *high);
}

/** @brief Checks the memory behind a buffer that passed the checks above; fills the view's strides and data. */
static inline int32_t dap_simple_view_memory(const DAPArray *array, DAPSimpleView *view, DAPError *error) {
  const DAPPart *part = &array->parts[0];
  const DAPBuffer *buffer = &part->buffer;
  int64_t low, high, first = 0, owned = 1;
  int32_t d, stored = 1;
  for (d = 0; d < view->ndim; ++d) stored = stored && buffer->shape[d] > 0;
  if (!stored) return DAP_OK;
  if (buffer->data == NULL) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1005, -1, view->rank, 0, 0, "data of part 0 is NULL");
  }
  if (dap_simple_reach(buffer, (int64_t)view->itemsize, &low, &high)) {
    return dap_simple_fail(error, DAP_ERROR_OVERFLOW, 1010, -1, view->rank, 0, 0,
                           "part 0 reaches further than an address can say");
  }
  if (part->capacity != 0 && (uint64_t)high + (uint64_t)-low > part->capacity) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1009, -1, view->rank, high - low, (int64_t)part->capacity,
                           "part 0 reaches over %" PRId64 " bytes, but its capacity is %" PRIu64, high - low,
                           part->capacity);
  }
  if (((array->flags | array->distribution->flags) & DAP_FEATURE_STRIDED) == 0 &&
      !dap_simple_in_c_order(view->ndim, buffer->shape, buffer->strides)) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 1008, -1, view->rank, 0, 0,
                           "part 0 is not C-contiguous, but no flag says so");
  }
  for (d = 0; d < view->ndim; ++d) {
    if (dap_simple_overflows(view->shape[d], owned, 0, &owned)) {
      return dap_simple_fail(error, DAP_ERROR_OVERFLOW, 711, d, view->rank, 0, 0, "the elements cannot be counted");
    }
  }
  if (owned == 0) return DAP_OK;
  for (d = 0; d < view->ndim; ++d) {
    view->strides[d] = buffer->shape[d] > 1 ? buffer->strides[d] : 0;
    first += view->halo_before[d] * view->strides[d];
  }
  view->num_owned = owned;
  view->data = (char *)buffer->data + (intptr_t)((int64_t)buffer->byte_offset + first * (int64_t)view->itemsize);
  return DAP_OK;
}

/** @brief All the checks of dap_simple_view_with, in the order of spec 1650; fills `view` if they pass. */
static inline int32_t dap_simple_view_checked(const DAPArray *array, uint64_t features, uint8_t type_code,
                                              uint8_t type_bits, DAPSimpleView *view, DAPError *error) {
  DAPSimpleView out;
  int32_t d, status;
  status = dap_simple_check_versions(array, features, error);
  if (status == DAP_OK) status = dap_simple_check_distribution(array, error);
  if (status == DAP_OK) status = dap_simple_check_type(array, type_code, type_bits, error);
  if (status != DAP_OK) return status;
  memset(&out, 0, sizeof out);
  out.ndim = array->distribution->ndim;
  out.rank = array->distribution->comm.rank;
  out.itemsize = (array->type_bits + 7U) / 8U;
  out.type_code = array->type_code;
  out.type_bits = array->type_bits;
  out.writable = (array->flags & DAP_ARRAY_WRITABLE) != 0 ? 1 : 0;
  for (d = 0; d < out.ndim; ++d) {
    status = dap_simple_view_dim(array, d, &out, error);
    if (status == DAP_OK && array->distribution->num_parts > 0) status = dap_simple_view_local(array, d, &out, error);
    if (status != DAP_OK) return status;
  }
  if (array->distribution->num_parts > 0) {
    status = dap_simple_check_buffer(array, &out, error);
    if (status == DAP_OK) status = dap_simple_view_memory(array, &out, error);
    if (status != DAP_OK) return status;
  }
  *view = out;
  return DAP_OK;
}

/**
 * @brief As dap_simple_view, for a caller that says which DAP_FEATURE_… bits it understands.
 *
 * Of `features`, only DAP_SIMPLE_FEATURES and DAP_SIMPLE_OPTIONAL_FEATURES count. Without DAP_FEATURE_STRIDED, what
 * comes is C-contiguous, halo included.
 */
static inline int32_t dap_simple_view_with(const DAPArray *array, uint64_t features, uint8_t type_code,
                                           uint8_t type_bits, DAPSimpleView *view, DAPError *error) {
  int32_t status;
  if (array == NULL || view == NULL) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, -1, 0, 0, "%s is NULL",
                           array == NULL ? "array" : "view");
  }
  features &= DAP_SIMPLE_FEATURES | DAP_SIMPLE_OPTIONAL_FEATURES;
  status = dap_simple_view_checked(array, features, type_code, type_bits, view, error);
  if (status != DAP_OK && array->release != NULL) dap_simple_named(error, dap_simple_name(array));
  return status;
}

/**
 * @brief Fills `view` with this process's owned elements, or says why they cannot be shown safely.
 *
 * `type_code`, `type_bits`: the element type that the caller can read; type_bits 0: any, see DAPSimpleView::type_code.
 * A process without a part succeeds: data NULL, num_owned and shape 0. Whatever was flagged beyond DAP_SIMPLE_FEATURES
 * is refused. The view is valid until `array` is released; what it points to may be touched while access is open.
 *
 * Errors, `rule` in brackets. DAP_ERROR_ARGUMENT [1301] NULL argument, [501] released. DAP_ERROR_VERSION [401] another
 * major version, of the array or its distribution. DAP_ERROR_UNSUPPORTED [403] a feature that no simple view shows,
 * [405] a kind other than block, [1006] another element type, [1110] more than DAP_SIMPLE_MAX_NDIM dimensions.
 * DAP_ERROR_OVERFLOW [711, 1010] extents or addresses beyond 63 bits (or this machine's). DAP_ERROR_INVALID [404]
 * something used but not flagged, [502] no distribution, [701] ndim < 0, [702] no dims, [708] num_parts < 0 or no local
 * dimensions, [801] size < 0, [809] owned range outside the size, [812] listed indices, [901] halo < 0, [902] halo not
 * flagged, [1001] no parts, [1002] ndim, [1003] no shape or strides, [1004] shape, [1005] no data, [1006] type, [1007]
 * device, [1008] order and [1009] capacity of the buffer.
 */
static inline int32_t dap_simple_view(const DAPArray *array, uint8_t type_code, uint8_t type_bits, DAPSimpleView *view,
                                      DAPError *error) {
  return dap_simple_view_with(array, DAP_SIMPLE_FEATURES, type_code, type_bits, view, error);
}

/* ---- Exporter's half -------------------------------------------------------------------------------------------- */

/** @brief The demands that the flags of an offer meet; `order`: the DAP_ORDER_… that holds on all processes. */
static inline uint64_t dap_simple_met(const DAPArray *offer, int32_t order, const DAPRequest *request) {
  const uint64_t flags = offer->flags | offer->distribution->flags;
  uint64_t met = 0;
  if ((flags & DAP_ARRAY_WRITABLE) != 0) met |= DAP_DEMAND_WRITABLE;
  if ((flags & (DAP_FEATURE_HALO | DAP_FEATURE_HALO_LIST)) != 0 && (flags & DAP_ARRAY_HALO_FACES) != 0) {
    met |= DAP_DEMAND_HALO;
  }
  /* In one dimension, C and Fortran order are the same. */
  if (request->order == DAP_ORDER_ANY || request->order == order ||
      ((flags & DAP_FEATURE_STRIDED) == 0 && (request->order == DAP_ORDER_C || offer->distribution->ndim <= 1))) {
    met |= DAP_DEMAND_ORDER;
  }
  return met;
}

/** @brief What the offer uses and the request does not name: features, and the copy. */
static inline uint64_t dap_simple_missing(const DAPArray *offer, const DAPRequest *request) {
  const uint64_t flags = offer->flags | offer->distribution->flags;
  const uint64_t copy = (flags & DAP_ARRAY_COPIED) != 0 ? DAP_ABILITY_COPY : 0;
  return ((flags & DAP_MUST_UNDERSTAND) | copy) & ~request->abilities;
}

/** @brief Judges the demands, one by one. */
DAP_SIMPLE_COLD int32_t dap_simple_judge_demands(const DAPArray *offer, int32_t order, const DAPRequest *request,
                                                 DAPError *error) {
  static const char *const words[] = {"a writable array", "a halo that is filled across faces", "one kind",
                                      "contiguous memory in one order"};
  const DAPDistribution *distribution = offer->distribution;
  uint64_t unmet = request->demands & ~dap_simple_met(offer, order, request);
  int64_t bit;
  int32_t d;
  for (d = 0; (unmet & DAP_DEMAND_KIND) != 0 && request->preferred_kind != 0 && d < distribution->ndim; ++d) {
    const uint32_t kind = distribution->dims[d].kind;
    if (kind == request->preferred_kind) continue;
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1108, d, distribution->comm.rank,
                           (int64_t)request->preferred_kind, (int64_t)kind,
                           "the kind is %" PRIu32 ", the request demands %" PRIu32, kind, request->preferred_kind);
  }
  unmet &= ~DAP_DEMAND_KIND;
  if (unmet == 0) return DAP_OK;
  bit = dap_simple_lowest_bit(unmet);
  if (bit > 3) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1102, -1, distribution->comm.rank, 0, bit,
                           "the request demands something (bit %" PRId64 ") that the exporter does not know", bit);
  }
  return dap_simple_fail(error, bit == 0 ? DAP_ERROR_READ_ONLY : DAP_ERROR_UNSUPPORTED, 1106 + (int32_t)bit, -1,
                         distribution->comm.rank, bit == 3 ? request->order : 1, bit == 3 ? order : 0,
                         "the request demands %s (%s), which the array is not or does not have", words[bit],
                         bit == 0   ? "DAP_DEMAND_WRITABLE"
                         : bit == 1 ? "DAP_DEMAND_HALO"
                                    : "DAP_DEMAND_ORDER");
}

/** @brief Judges the devices of the local parts. */
DAP_SIMPLE_COLD int32_t dap_simple_judge_devices(const DAPArray *offer, const DAPRequest *request, DAPError *error) {
  const DAPDistribution *distribution = offer->distribution;
  int64_t part;
  if ((request->abilities & DAP_FEATURE_DEVICE) == 0) return DAP_OK;
  for (part = 0; part < distribution->num_parts; ++part) {
    const int32_t type = offer->parts[part].buffer.device_type;
    const int32_t num_devices = request->device_types != NULL ? request->num_devices : 0;
    int32_t i, accepted = num_devices <= 0 && type == DAP_DEVICE_CPU;
    for (i = 0; i < num_devices; ++i) accepted = accepted || request->device_types[i] == type;
    if (accepted) continue;
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1105, -1, distribution->comm.rank,
                           num_devices > 0 ? request->device_types[0] : DAP_DEVICE_CPU, type,
                           "part %" PRId64 " is on device type %" PRId32 ", which the request does not list", part,
                           type);
  }
  return DAP_OK;
}

/** @brief Judges everything in turn, with a sentence for what is not met. */
DAP_SIMPLE_COLD int32_t dap_simple_judge(const DAPArray *offer, int32_t order, const DAPRequest *request,
                                         DAPError *error) {
  const DAPDistribution *distribution = offer->distribution;
  uint64_t missing;
  int32_t rank, status;
  if (distribution == NULL) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, 502, -1, -1, 0, 0, "the offered array has no distribution");
  }
  rank = distribution->comm.rank;
  if (request->version.major != offer->version.major) {
    return dap_simple_fail(error, DAP_ERROR_VERSION, 1101, -1, rank, (int64_t)offer->version.major,
                           (int64_t)request->version.major,
                           "the request is of major version %" PRIu32 ", the exporter writes %" PRIu32,
                           request->version.major, offer->version.major);
  }
  missing = dap_simple_missing(offer, request);
  if (missing != 0) {
    const uint64_t features = missing & DAP_MUST_UNDERSTAND;
    const int64_t bit = dap_simple_lowest_bit(features != 0 ? features : missing);
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1102, -1, rank, -1, bit,
                           "the array uses the feature \"%s\" (bit %" PRId64 "), which the request does not name",
                           features != 0 ? dap_simple_feature_word(features) : "copy", bit);
  }
  if (request->max_ndim > 0 && distribution->ndim > request->max_ndim) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1103, -1, rank, request->max_ndim, distribution->ndim,
                           "ndim is %" PRId32 ", the request takes at most %" PRId32, distribution->ndim,
                           request->max_ndim);
  }
  if (request->max_parts > 0 && distribution->num_parts > request->max_parts) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, 1104, -1, rank, request->max_parts, distribution->num_parts,
                           "this process has %" PRId64 " parts, the request takes at most %" PRId32,
                           distribution->num_parts, request->max_parts);
  }
  status = dap_simple_judge_devices(offer, request, error);
  return status != DAP_OK ? status : dap_simple_judge_demands(offer, order, request, error);
}

/**
 * @brief As dap_simple_satisfies, for an exporter that knows more of its memory order than the flags can say.
 *
 * `order`: the DAP_ORDER_… in which *every part on every process* is contiguous, DAP_ORDER_ANY if there is none. A
 * Fortran library whose matrices are whole passes DAP_ORDER_FORTRAN.
 */
static inline int32_t dap_simple_satisfies_in_order(const DAPArray *offer, int32_t order, const DAPRequest *request,
                                                    DAPError *error) {
  const DAPDistribution *distribution;
  int32_t status;
  if (offer == NULL || request == NULL) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, 1301, -1, -1, 0, 0, "%s is NULL",
                           offer == NULL ? "offer" : "request");
  }
  distribution = offer->distribution;
  if (distribution != NULL && request->version.major == offer->version.major &&
      dap_simple_missing(offer, request) == 0 && (request->max_ndim <= 0 || distribution->ndim <= request->max_ndim) &&
      (request->max_parts <= 0 || distribution->num_parts <= request->max_parts) &&
      (request->abilities & DAP_FEATURE_DEVICE) == 0 &&
      (request->demands == 0 || (request->demands & ~dap_simple_met(offer, order, request)) == 0)) {
    return DAP_OK;
  }
  status = dap_simple_judge(offer, order, request, error);
  if (status != DAP_OK) dap_simple_named(error, dap_simple_name(offer));
  return status;
}

/**
 * @brief Does `offer`, an array that an exporter has filled but not yet handed out, meet `request`?
 *
 * The offer is not changed: an exporter clears DAP_ARRAY_WRITABLE itself where the request has neither
 * DAP_ABILITY_WRITE nor DAP_DEMAND_WRITABLE, and on a refusal releases what it filled and leaves the importer's
 * `release` NULL. The verdict follows from global members, the same on all processes (a strided array stays strided
 * where a part happens to be contiguous), except for rules 1104 and 1105, which look at the parts of this process.
 *
 * Errors, `rule` in brackets. DAP_ERROR_ARGUMENT [1301] NULL argument. DAP_ERROR_INVALID [502] no distribution.
 * DAP_ERROR_VERSION [1101] the request's major version is another. DAP_ERROR_READ_ONLY [1106] DAP_DEMAND_WRITABLE.
 * DAP_ERROR_UNSUPPORTED [1102] a feature, a copy or a demand that the other side does not know, [1103] max_ndim, [1104]
 * max_parts, [1105] a device that is not listed, [1107] DAP_DEMAND_HALO, [1108] DAP_DEMAND_KIND, [1109]
 * DAP_DEMAND_ORDER.
 */
static inline int32_t dap_simple_satisfies(const DAPArray *offer, const DAPRequest *request, DAPError *error) {
  return dap_simple_satisfies_in_order(offer, DAP_ORDER_ANY, request, error);
}

#endif /* DAP_SIMPLE_H */
