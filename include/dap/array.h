/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file array.h
 * @brief Export memory as distributed arrays, and flatten received ones: spec 5, 6, 10, 11 and 15. Other views are in
 * dap/view.h.
 *
 * A *source* stands behind all exports of one object: it holds the memory, the distribution and the state of access, is
 * counted by reference, and dies with the last export, on whatever thread that is released. Two ways to get one:
 *
 *  - dap_source_create: around memory of your own, with hooks that bracket its use and a destructor;
 *  - dap_source_wrap: around an array that you received, so that an object built on it can be exported again. Access is
 *    forwarded to the array, and while your library holds an opening itself, it is lent to the re-exports.
 *
 * Every function here is local; exporting and opening for WRITE are logically collective (dap.h).
 */
#ifndef DAP_ARRAY_H
#define DAP_ARRAY_H

#include <dap/distribution.h>

DAP_BEGIN_C

/** What stands behind the exports of one object. Opaque, counted by reference. */
typedef struct DAPSource DAPSource;

/**
 * How a library takes part in the use of its memory. Any function MAY be NULL: nothing to do.
 *
 * `open`, `end` and `refused` are called on the thread that opens, under the source's lock, and must not call back into
 * the source. `open` and `end` are called for every opening that is granted, so that each consumer is told what to wait
 * for, and each END's kernels are heard of; but not for readers that are lent to.
 */
typedef struct DAPSourceHooks {
  /** Before the opening is granted: make the memory usable on the host, refuse with a status. `events` as in DAPArray;
      the entries are NULL, or what the array behind has written. */
  int32_t (*open)(void *context, uint32_t mode, void **events, DAPError *error);
  /** After the use: `mode` is that of the opening, without DAP_ACCESS_END. The opening is over whatever it returns. */
  int32_t (*end)(void *context, uint32_t mode, void **events, DAPError *error);
  /** After a WRITE or OVERWRITE opening was refused on this process, by whomever, while other processes may have been
      granted theirs: forget what was derived from the elements, as `end` would (spec 6.2). */
  void (*refused)(void *context, uint32_t mode);
  /** After an export was released, and dap_source_num_exports no longer counts it: an END may be due
      (dap_source_settle), or something be let go. On the releasing thread, which may be any, at any time, also after
      MPI_Finalize: take a note for the next call on a thread of your own, and call nothing; at most, release an export
      of the source. The source lives on during the call, not longer. */
  void (*released)(void *context);
  /** When nobody can reach the memory any more. Any thread, any time, also after MPI_Finalize: free memory, nothing
      else. */
  void (*destroy)(void *context);
} DAPSourceHooks;

/**
 * Memory to be exported. Everything is copied but what `data` pointers and `context` point to.
 *
 * Example: {"field", {DAP_TYPE_FLOAT, 64, 1}, DAP_ARRAY_WRITABLE, distribution, parts, NULL, {NULL, NULL, NULL, NULL,
 * free}, memory}.
 */
typedef struct DAPSourceDescription {
  const char *name;                    /**< What messages call the array; exported in front of `extensions`
                                            (DAP_EXTENSION_NAME). MAY be NULL: as `extensions` or, where an array is
                                            wrapped, as that one says; else none. */
  DAPType type;                        /**< Element type, alike on all processes. */
  uint64_t flags;                      /**< DAP_ARRAY_… claims, and features of the memory that some process uses:
                                            DAP_FEATURE_STRIDED, _DEVICE. Global. Those of the distribution
                                            are added. */
  const DAPDistribution *distribution; /**< Made by this library (retained) or by anybody (cloned). */
  const DAPPart *parts;                /**< [distribution->num_parts]. MAY be NULL if that is 0. */
  const DAPExtension *extensions;      /**< Chain of extensions; borrowed, must outlive the source. MAY be NULL. */
  DAPSourceHooks hooks;                /**< How the owner takes part. */
  void *context;                       /**< First argument of the hooks. */
} DAPSourceDescription;

/**
 * Makes a source around memory of the caller's. Local.
 * @param[in] description  Checked whole, then copied.
 * @param[out] out         One reference, the creator's; drop it with dap_source_release.
 * @return DAP_OK; as dap_array_validate; DAP_ERROR_MEMORY; DAP_ERROR_ARGUMENT. On failure no hook has been called, and
 *         the memory is still the caller's.
 */
DAP_API int32_t dap_source_create(const DAPSourceDescription *description, DAPSource **out, DAPError *error);

/**
 * Makes a source around a received array, for a library that builds an object on it. Local.
 * @param[in,out] array  Moved in: on success its `release` is NULL and the source releases it at its own end, after
 *                       hooks.destroy. Openings are forwarded to it, unless the library's own opening is lent. It must
 *                       hold no opening: one would last until that release, and exclude what it excludes.
 * @param[in] view       Other distribution, parts or type over the same memory; NULL: as the array has them. `name`,
 *                       `hooks` and `context` are always taken; if `distribution` is NULL, so are only these. As many
 *                       parts, in the same order, if the array is on devices: `events` are handed on part by part
 *                       (rule 662). In host memory there may be more or fewer; then NULL is handed on.
 * @param[out] out       One reference, the creator's.
 * @return As dap_source_create; DAP_ERROR_ARGUMENT (1301) also for another number of parts on devices.
 */
DAP_API int32_t dap_source_wrap(DAPArray *array, const DAPSourceDescription *view, DAPSource **out, DAPError *error);

/**
 * Undoes dap_source_wrap, for an import that fails on another process. Local, on a thread where openings may be made:
 * what released exports left open is ended first (dap_source_settle).
 * @param[in] source  Gone on success, without hooks.destroy: the context is the caller's again.
 * @param[out] array  The array that was wrapped, as it was. Need not be initialised, and must not be live.
 * @return DAP_OK; DAP_ERROR_BUSY (603) while there is an export or an opening; DAP_ERROR_ARGUMENT (1301: also if the
 *         source was not made by dap_source_wrap); the failure of an END that was due, which is over nevertheless, so
 *         that a second call succeeds. On failure nothing else has changed.
 */
DAP_API int32_t dap_source_unwrap(DAPSource *source, DAPArray *array, DAPError *error);

/** Drops the creator's reference, and what it holds open; the memory lives on until the last export is released. NULL
    does nothing. Any thread. */
DAP_API void dap_source_release(DAPSource *source);

/**
 * Exports: fills `array` with what meets the request. Local, logically collective, any thread.
 *
 * Where the array as it is meets the request, nothing is allocated. Else it is a view of an export, if one meets it, as
 * dap_array_meet (dap/view.h) makes them: without halos, flattened in rank order, or of another kind. That allocates;
 * but of a distribution that was made by this library, the view's distribution is made once and kept with it, so that
 * exports one after another have one identity (not so if flattened and strided). Dimensions are never permuted, nor
 * flattened in natural order, unasked (spec 11).
 *
 * Claims on halos (DAP_ARRAY_HALO_FACES, _CORNERS) are given only while both generations are equal (spec 955).
 * @param[in] request  NULL: as it is, and writable if it may be; for the library itself, which knows what it has. A
 *                     DAPProvider's export_array, dap_source_provider's too, refuses NULL (spec 1150).
 * @return DAP_OK; where no view helps, either, what is against the array as it is, and in the message why not a view:
 *         DAP_ERROR_VERSION (1101), DAP_ERROR_UNSUPPORTED (1102–1109), DAP_ERROR_READ_ONLY (1106);
 *         DAP_ERROR_MEMORY; DAP_ERROR_OVERFLOW. A verdict may differ between processes (rule 1154): agree.
 */
DAP_API int32_t dap_source_export(DAPSource *source, const DAPRequest *request, DAPArray *array, DAPError *error);

/**
 * Opens and ends the library's own use of the memory, with the modes of DAPArray::access. Local, logically collective
 * for WRITE and OVERWRITE. In a wrapped source the opening is lent to re-exports while it lasts (spec 6): they may open
 * what it covers, without a word to the array behind, and must END before it does.
 * @return As DAPArray::access; DAP_ERROR_BUSY (607) for an END while it is lent. DAP_ERROR_STALE of memory of its
 *         own binds exports alone: the library itself may try again.
 */
DAP_API int32_t dap_source_access(DAPSource *source, uint32_t mode, void **events, DAPError *error);

/** Performs ENDs that were due when an export was released while open, on the caller's thread. Openings do it, too.
    Local.
    @return DAP_OK, or the first failure of a hook. */
DAP_API int32_t dap_source_settle(DAPSource *source, DAPError *error);

/** Number of live exports. Local, any thread; others may change it at once. */
DAP_API int64_t dap_source_num_exports(const DAPSource *source);

/** The array as it would be exported to a consumer that takes everything: borrowed, `release` NULL, valid as long as
    the source. Its claims on halos hold while both generations are equal. Local. */
DAP_API const DAPArray *dap_source_array(const DAPSource *source);

/** Exports DAPSource objects. */
extern DAP_API const DAPProvider dap_source_provider;

/**
 * Checks every rule that one process can check: sections 4, 5 and 7 to 10. Given that every pointer addresses as many
 * elements as its count says, it never reads out of bounds. Element memory itself is not touched. Local.
 * @return DAP_OK, or the code and the rule (`error->rule`) that is broken: as dap_distribution_validate,
 *         DAP_ERROR_ARGUMENT (501).
 */
DAP_API int32_t dap_array_validate(const DAPArray *array, DAPError *error);

/**
 * Flattens an N-d array into a 1-d one over the same memory (spec 15). Local, logically collective.
 * @param[in,out] array  Moved in on success: kept alive by, and access forwarded from, the new one. Unchanged on
 *                       failure.
 * @param[in] form       DAP_FLATTEN_NATURAL or DAP_FLATTEN_RANK_ORDER.
 * @param[out] out       The flat array. Arrays of one distribution in C order give flat arrays of one distribution;
 *                       strided ones have a new one each time.
 * @return DAP_OK; DAP_ERROR_UNSUPPORTED (1501–1504; 405: a kind that cannot be flattened); DAP_ERROR_OVERFLOW (711);
 *         DAP_ERROR_MEMORY; DAP_ERROR_ARGUMENT; DAP_ERROR_INVALID as dap_array_validate.
 */
DAP_API int32_t dap_array_flatten(DAPArray *array, int32_t form, DAPArray *out, DAPError *error);

DAP_END_C

#endif /* DAP_ARRAY_H */
