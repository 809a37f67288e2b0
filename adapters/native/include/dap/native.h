/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file native.h
 * @brief The reference array: a distributed array that is nothing but its distribution and its memory.
 *
 * It holds arrays of any kind and any strides on the host, fills and reads them by global index, and exports and
 * imports through the protocol alone. Use it as a container, or read it to see how an exporter and an importer are
 * written.
 */
#ifndef DAP_NATIVE_H
#define DAP_NATIVE_H

#include <dap/array.h>
#include <mpi.h>

DAP_BEGIN_C

/** A distributed array. Opaque; owned by whoever created it. */
typedef struct DAPNative DAPNative;

/**
 * Allocates an array, zeroed, halo included, every part in C order. Local, logically collective.
 * @return DAP_OK; as dap_distribution_validate; DAP_ERROR_OVERFLOW (1010); DAP_ERROR_MEMORY; DAP_ERROR_INVALID (1006);
 *         DAP_ERROR_ARGUMENT.
 */
DAP_API int32_t dap_native_create(const DAPDistribution *distribution, DAPType type, DAPNative **out, DAPError *error);

/**
 * Makes an array around the caller's memory. Local, logically collective.
 * @param[in] description  As for dap_source_create; `hooks.destroy(context)` is called when neither the array nor any
 *                         export needs the memory. On failure the memory is still the caller's.
 * @return As dap_source_create; DAP_ERROR_UNSUPPORTED (1007: some part is or may be outside host memory; 403: some
 *         extension must be understood).
 */
DAP_API int32_t dap_native_adopt(const DAPSourceDescription *description, DAPNative **out, DAPError *error);

/**
 * Makes an array of a received one, of any kind that is understood here, on the host. Local, logically collective.
 * @param[in,out] array  Moved in on success, unchanged on failure.
 * @return DAP_OK; as dap_array_validate; DAP_ERROR_UNSUPPORTED, alike on all processes, because only flags decide (403:
 *         some extension must be understood; 1007: some part may be outside host memory); DAP_ERROR_MEMORY.
 */
DAP_API int32_t dap_native_import(DAPArray *array, DAPNative **out, DAPError *error);

/** Exports the array, or a view that meets the request. Local, logically collective. As dap_source_export. */
DAP_API int32_t dap_native_export(DAPNative *array, const DAPRequest *request, DAPArray *out, DAPError *error);

/** Exports DAPNative objects. */
extern DAP_API const DAPProvider dap_native_provider;

/** Destroys the array; its memory lives on until the last export is released. NULL does nothing. Local, any thread. END
    the caller's own openings first: nobody can do it later. */
DAP_API void dap_native_destroy(DAPNative *array);

/** Opens or ends the caller's own use of the elements; modes and errors as DAPArray::access. Local, logically
    collective for WRITE and OVERWRITE. While the caller holds one of these two, the functions below work within it;
    otherwise each opens and ends what it needs itself. */
DAP_API int32_t dap_native_access(DAPNative *array, uint32_t mode, DAPError *error);

/** The array's description: distribution, parts, type, flags. Borrowed, valid as long as the array. Local. */
DAP_API const DAPArray *dap_native_array(const DAPNative *array);

/**
 * Copies one element out. Local: the element must be owned by this process. O(ndim), and O(length of the list) in
 * unstructured dimensions.
 * @param[in] index     [ndim], global index (each 0 … size-1).
 * @param[out] element  One element of the array's type.
 * @return DAP_OK; DAP_ERROR_ARGUMENT (813: not owned here); DAP_ERROR_BUSY if someone else is writing.
 */
DAP_API int32_t dap_native_get(DAPNative *array, const int64_t *index, void *element, DAPError *error);

/** Copies one element in, into every part of this process that owns it. Local: the element must be owned by this
    process, and the caller must hold a WRITE or OVERWRITE opening (dap_native_access). Cost as dap_native_get.
    @return DAP_OK; DAP_ERROR_ARGUMENT (813: not owned here; 602: no opening for writing). */
DAP_API int32_t dap_native_set(DAPNative *array, const int64_t *index, const void *element, DAPError *error);

/**
 * Sets every owned element to what `function` makes of its global index. Opens OVERWRITE itself. Local, logically
 * collective.
 * @param[in] function  Called once per owned element of each part, in the order of storage, with index [ndim], the
 *                      element to write, and `context`. It must not throw.
 * @return DAP_OK; DAP_ERROR_BUSY, _READ_ONLY and whatever else opening gives; DAP_ERROR_MEMORY.
 */
DAP_API int32_t dap_native_fill(DAPNative *array, void (*function)(const int64_t *index, void *element, void *context),
                                void *context, DAPError *error);

/** Calls `function` once per owned element of each part with index [ndim] and the element, for reading. Opens READ
    itself. Local.
    @return DAP_OK; DAP_ERROR_BUSY and whatever else opening gives; DAP_ERROR_MEMORY. */
DAP_API int32_t dap_native_visit(DAPNative *array,
                                 void (*function)(const int64_t *index, const void *element, void *context),
                                 void *context, DAPError *error);

/**
 * Gathers the whole array on one process. Collective over the distribution's communicator, on which it runs collective
 * calls only. Of replicas the canonical copy counts; of overlapping owners the lowest rank's first part. The root needs
 * memory for the array a second time; indices are sent as runs per dimension, not per element.
 * @param[in] root     Rank that receives; alike on all processes.
 * @param[out] global  [size of the array] elements in C order on the root (elements nobody owns are not touched); not
 *                     used elsewhere, and MAY be NULL there and if the array has no elements.
 * @return DAP_OK; DAP_ERROR_COMM (1201, 1202, 1203); DAP_ERROR_ARGUMENT (1203: root is no rank; 1301: global is NULL);
 *         DAP_ERROR_DISAGREEMENT (1302: different roots or arrays); DAP_ERROR_OVERFLOW (711: more elements than MPI's
 *         counts hold); DAP_ERROR_MEMORY; DAP_ERROR_BUSY; the same on every process.
 */
DAP_API int32_t dap_native_gather(DAPNative *array, int32_t root, void *global, DAPError *error);

DAP_END_C

#endif /* DAP_NATIVE_H */
