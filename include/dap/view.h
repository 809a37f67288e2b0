/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file view.h
 * @brief Other arrays over the same memory: slices, transposes, one replica, no halo, another kind: spec 8 and 11.
 *
 *     DAPSlice rows_and_column[2] = {dap_slice_range(2160, -1, -1), dap_slice_index(17)};
 *     DAPArray column;
 *     int32_t status = dap_array_slice(&array, 2, rows_and_column, &column, &error);
 *
 * Rules for all functions here
 *  - They are *local*, logically collective, and take the same arguments on all processes, also on those without parts:
 *    the global members of the view follow from them. No element is touched, and no opening is needed.
 *  - `array` is *moved in* on success: the view keeps it alive and forwards openings, ENDs and `generation` to it, so
 *    that BUSY and STALE come from there. It must hold no opening. On failure it is as it was.
 *  - `out` is a new array, to be released like any other. It need not be initialised, and must not be live; it may not
 *    be `array`.
 *  - Its distribution has an identity of its own, another one each time, even if the same is taken of the same
 *    distribution; dap_array_drop_halo and dap_array_meet say what they do instead.
 *  - It has no parts where this process has none of what is taken. Parts are in the order of their coordinates (rule
 *    710), which a reversal or a permutation changes. The name is kept; other extensions of arrays and parts are not,
 *    because only who knows them can tell whether they hold for the view.
 *  - DAP_FEATURE_STRIDED is set alike on all processes: if `array` has it, or some part on some process might not be
 *    C-contiguous. DAPPart::capacity is 0 where the bytes in between belong to elements that are not in the view.
 *  - OVERWRITE of a view that leaves elements out opens WRITE in the array behind (rule 861).
 *
 * Views of views are made by calling again. Two changes of what the indices mean are made here and by
 * dap_array_flatten only, because nothing in the array tells of them: never by an export (spec 11).
 */
#ifndef DAP_VIEW_H
#define DAP_VIEW_H

#include <dap/api.h>

DAP_BEGIN_C

/** @name What a DAPSlice takes of a dimension: DAPSlice::form */
/**@{*/
#define DAP_SLICE_ALL 0U   /**< All, with halo and PERIODIC as they are. */
#define DAP_SLICE_RANGE 1U /**< start, start + step, … before `stop`, or behind it if the step is negative. */
#define DAP_SLICE_INDEX 2U /**< The index `start` alone; the dimension goes. */
/**@}*/

/**
 * What is taken of one dimension. Numbers are meant as they are: nothing is clamped, and negative ones do not count
 * from the end.
 *
 * Example: every second index of ten, backwards, {9, -1, -2, DAP_SLICE_RANGE, 0}: 9 7 5 3 1.
 */
typedef struct DAPSlice {
  int64_t start;     /**< First index; in [0, size) if any is taken. */
  int64_t stop;      /**< RANGE: the first that is not reached. Any number beyond the last one taken will do. */
  int64_t step;      /**< RANGE: from one to the next, not 0. */
  uint32_t form;     /**< DAP_SLICE_…; all zero takes all. */
  uint32_t reserved; /**< Zero. */
} DAPSlice;

/** Takes the dimension as it is. */
static inline DAPSlice dap_slice_all(void) {
  DAPSlice slice = {0, 0, 0, DAP_SLICE_ALL, 0};
  return slice;
}

/** Takes start, start + step, … before `stop` (behind it if the step is negative). Not checked. */
static inline DAPSlice dap_slice_range(int64_t start, int64_t stop, int64_t step) {
  DAPSlice slice = {0, 0, 0, DAP_SLICE_RANGE, 0};
  slice.start = start;
  slice.stop = stop;
  slice.step = step;
  return slice;
}

/** Takes one index, and the dimension away. Not checked. */
static inline DAPSlice dap_slice_index(int64_t index) {
  DAPSlice slice = {0, 0, 0, DAP_SLICE_INDEX, 0};
  slice.start = index;
  return slice;
}

/**
 * Takes some indices of each dimension (rules 855–858); indices of the view count from 0.
 * @param[in] num_slices  The array's ndim.
 * @param[in] slices      [num_slices]. MAY be NULL if that is 0.
 * @return DAP_OK; DAP_ERROR_ARGUMENT (821: an index outside the dimension, a step of 0; 1301: num_slices, form);
 *         DAP_ERROR_UNSUPPORTED (822: what is taken does not lie at equal distances in a part, which this process alone
 *         finds, so that consumers have to agree, rule 1154; 823: DAP_SLICE_INDEX where not all processes know the
 *         owner: take a range of one instead); DAP_ERROR_MEMORY; DAP_ERROR_OVERFLOW; as dap_array_validate.
 */
DAP_API int32_t dap_array_slice(DAPArray *array, int32_t num_slices, const DAPSlice *slices, DAPArray *out,
                                DAPError *error);

/**
 * Permutes the dimensions: dimension d of the view is dimension axes[d] of the array. Replica dimensions stay behind.
 * @param[in] num_axes  The array's ndim.
 * @param[in] axes      [num_axes], each of 0 … ndim-1 once. MAY be NULL if that is 0.
 * @return DAP_OK; DAP_ERROR_ARGUMENT (1301); DAP_ERROR_MEMORY; as dap_array_validate.
 */
DAP_API int32_t dap_array_permute(DAPArray *array, int32_t num_axes, const int32_t *axes, DAPArray *out,
                                  DAPError *error);

/** A replica dimension that dap_array_replica leaves as it is. */
#define DAP_REPLICA_KEEP (-1)

/**
 * Takes one replica (rule 859): processes without it have no part of the view. It is read-only, unless there is no
 * other replica: who writes it would not know of them (rule 756).
 * @param[in] num_coordinates  The distribution's num_replica_dims.
 * @param[in] coordinates      [num_coordinates], of each replica dimension 0 … grid_size-1 or DAP_REPLICA_KEEP; NULL:
 *                             all 0, the canonical copy.
 * @return DAP_OK; DAP_ERROR_ARGUMENT (808: no such replica; 1301: num_coordinates); DAP_ERROR_MEMORY; as
 *         dap_array_validate.
 */
DAP_API int32_t dap_array_replica(DAPArray *array, int32_t num_coordinates, const int64_t *coordinates, DAPArray *out,
                                  DAPError *error);

/**
 * Leaves all halos out (rule 860): owned elements alone, under their own indices. PERIODIC and boundary stay. An array
 * without halos is moved on as it is.
 *
 * Views of equal identities have equal identities, and those of one distribution of this library share one.
 * @return DAP_OK; DAP_ERROR_MEMORY; as dap_array_validate.
 */
DAP_API int32_t dap_array_drop_halo(DAPArray *array, DAPArray *out, DAPError *error);

/**
 * Meets a request, by views where the array as it is does not, or says why that cannot be (spec 11). What is done, in
 * this order, and only where the request asks for it:
 *
 *  - halos that it does not name, or that stand in the way of the following, are left out, as by dap_array_drop_halo;
 *  - with max_ndim 1 and DAP_FEATURE_RENUMBERED, more dimensions are flattened in rank order, as by dap_array_flatten;
 *  - blocks are read as cyclic, or cyclic as blocks, where every coordinate has the same indices in both (rule 1111).
 *
 * An array that meets the request is moved on as it is, read-only unless the request asks to write (rule 1152).
 * Identities as of dap_array_drop_halo and dap_array_flatten.
 * @return DAP_OK; what the array as it is gives, with the reason why no view helps in the message:
 *         DAP_ERROR_VERSION (1101), DAP_ERROR_UNSUPPORTED (1102–1109), DAP_ERROR_READ_ONLY (1106). Where the elements
 *         of a part are not one run (1503), this process alone finds it: agree (rule 1154). DAP_ERROR_MEMORY;
 *         DAP_ERROR_OVERFLOW; DAP_ERROR_ARGUMENT; as dap_array_validate.
 */
DAP_API int32_t dap_array_meet(DAPArray *array, const DAPRequest *request, DAPArray *out, DAPError *error);

DAP_END_C

#endif /* DAP_VIEW_H */
