/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file dap.h
 * @brief The Distributed Array Protocol: the C ABI, version 1.0 (spec/dap-1.0.md).
 *
 * What DLPack is for one process's tensor, for an array spread over the processes of an MPI program. A producer fills a
 * DAPArray that describes how each dimension of the array is divided and where this process's elements lie; a consumer
 * that has never heard of the producer uses that memory in place. No element is copied and no message is sent.
 *
 * This file is all that a library needs: it declares no function and links nothing. Copy it if you like; copies of one
 * version coexist in a translation unit as long as their guards are kept as they are.
 *
 * Words (spec 2): a *dimension* gives each index of the array one *coordinate* of a Cartesian *grid*, its owner. A
 * *part* is what one process stores for one point of the grid: *owned* elements, and *halo* elements, copies of
 * elements that are owned elsewhere. A *replica* is a further copy of the whole array. An *opening* is the permission
 * to touch elements.
 *
 * Rules for everything below
 *  - **Local or collective.** Filling, moving, reading and releasing are local: they never communicate. Exporting and
 *    opening for WRITE are *logically collective*: every process of the distribution makes the same calls in the same
 *    order, although none waits for another.
 *  - **Global or local members.** A member marked *global* has the same value on every process of the distribution;
 *    one marked *local* speaks of this process alone.
 *  - **Ownership.** The consumer owns the DAPArray itself (it may lie on the stack). Whatever it points to belongs to
 *    the producer, is never changed by the consumer, and is valid until `release` returns.
 *  - **Numbers.** Extents, widths, indices, strides and counts are in elements; only names with `bytes`, and
 *    DAPPart::capacity and DAPBuffer::byte_offset, are in bytes. Ranges are half open: [start, start + num_owned).
 *  - **Padding.** Members named `reserved` are zero when written and ignored when read.
 *  - **Threads.** `release` may be called from any thread. Other calls on one array are serialised by the consumer, and
 *    `access` is called on a thread where the producer's own functions may be called.
 *  - **Errors.** Functions return DAP_OK or another DAP_… status code, and describe a failure in the caller's DAPError
 *    (which may be NULL). They never print, throw, abort or exit. On failure they change nothing, but for what spec 13
 *    lists: an END is over whatever it returns, STALE binds later openings, a failed export leaves `release` NULL.
 */
#ifndef DAP_DAP_H
#define DAP_DAP_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Structures: frozen for every version 1.x; keep the guard when you copy them ------------------------------- */
#ifndef DAP_ABI_1
#define DAP_ABI_1 /**< The structures of major version 1 are declared. */

/**
 * @brief Version of the protocol that a structure was written for (spec 4).
 *
 * A different `major` means that only DAPArray's first four members may be used, to release it. A larger `minor` means
 * codes and flags this header does not know; the must-understand rule (DAP_MUST_UNDERSTAND) says which are safe.
 *
 * Example: {1, 0}.
 */
typedef struct DAPVersion {
  uint32_t major; /**< Changes when a structure or the meaning of a member changes. */
  uint32_t minor; /**< Changes when codes, flag bits or extension types are added. */
} DAPVersion;

/**
 * @brief Header of one extension: a link in a chain (spec 14).
 *
 * An extension structure starts with this header. Chains hang off arrays, distributions and parts.
 *
 * Example: the list of all boxes of a kind `x` distribution is {DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), NULL}
 * followed by the other members of DAPBoxes.
 */
typedef struct DAPExtension {
  uint32_t type;                   /**< A DAP_EXTENSION_… code; from 0x80000000 up: private to a producer. */
  uint32_t flags;                  /**< DAP_EXTENSION_REQUIRED or 0. */
  uint64_t nbytes;                 /**< Size in bytes of the whole structure, this header included. */
  const struct DAPExtension *next; /**< Next link. MAY be NULL: last one. */
} DAPExtension;

/**
 * @brief What went wrong, written into memory of the caller (spec 13).
 *
 * Example: a block dimension, size 10 over 3 coordinates, of an array named "relief" (DAPName) came with bounds that
 * end at 9: {DAP_ERROR_INVALID, 806, 0,
 * 2, 10, 9, "relief: dimension 0: bounds[3] is 9, expected the size 10 (rank 2; spec 806)"}.
 */
typedef struct DAPError {
  int32_t code;      /**< The status that the call returned, a DAP_ERROR_… code. */
  int32_t rule;      /**< Number of the rule in the specification that was broken; never renumbered. 0: none. */
  int32_t dim;       /**< Dimension it was found in; -1: none. */
  int32_t rank;      /**< Rank (in the distribution's communicator) that found it; -1: unknown. */
  int64_t expected;  /**< The number that was expected, if one was. */
  int64_t found;     /**< The number that was found, if one was. */
  char message[480]; /**< One sentence for a person: array, if it has a name, dimension, rank, both numbers, rule.
                          NUL-terminated. */
} DAPError;

/**
 * @brief The communicator that a distribution's ranks count in: a tagged value, never needed to interpret it (spec 12).
 *
 * Borrowed: valid until release, and only ever duplicated by a consumer. `kind` and `implementation` tell whether this
 * process's MPI library can read `value`; `rank` and `size` are filled also when there is no communicator.
 *
 * Example: MPI_COMM_WORLD of Open MPI, seen by rank 2 of 4: {DAP_COMM_MPI, DAP_MPI_OPEN_MPI, 0, 2, 4}, where 0 is
 * MPI_Comm_c2f(MPI_COMM_WORLD).
 */
typedef struct DAPComm {
  uint32_t kind;           /**< DAP_COMM_NONE or DAP_COMM_MPI; one that is not known counts as NONE. Global. */
  uint32_t implementation; /**< DAP_MPI_…: whose handle `value` is; a consumer on another library refuses. Global. */
  int64_t value;           /**< MPI_Comm_c2f(comm), or MPI_Comm_toint(comm) under MPI 5's ABI; 0 without one. Local. */
  int32_t rank;            /**< This process's rank, 0 … size-1. Local. */
  int32_t size;            /**< Number of processes, at least 1. Global. */
} DAPComm;

/**
 * @brief One dimension of a distribution: maps each index to one grid coordinate, its owner (spec 8). All global.
 *
 * `size` is the extent of the index space. Members that a kind does not name are 0. Which block variant it is: flag
 * DAP_DIM_BALANCED; else `bounds`, if not NULL; else `block_size`, if at least 1; else DAP_DIM_UNKNOWN_BOUNDS.
 *
 * Examples, 10 elements over 3 coordinates:
 *  - balanced: size 10, grid_size 3, kind DAP_KIND_BLOCK, flags DAP_DIM_BALANCED: [0,4) [4,7) [7,10).
 *  - fixed block: block_size 4: [0,4) [4,8) [8,10).
 *  - irregular: bounds {0, 2, 2, 10}: [0,2), nothing, [2,10).
 *  - cyclic, block_size 2, first_coordinate 1, first_block 1: coordinate 1 owns 0, 5 6; 2 owns 1 2, 7 8; 0 owns 3 4, 9.
 */
typedef struct DAPDim {
  int64_t size;        /**< Extent of the index space, at least 0. Replica dimensions: 0. */
  int64_t grid_size;   /**< Number of coordinates, at least 1; 1: not distributed. */
  int64_t rank_stride; /**< What one step of the coordinate adds in the rank formula (DAPDistribution). Any sign. */
  int64_t index_base;  /**< Smallest index in *listed* indices (DAPLocalDim::indices); start and bounds count from 0.
                            Without listed indices: where the producer's own users begin to count, an annotation. */
  uint32_t kind;       /**< DAP_KIND_…; a consumer refuses one that it does not know. */
  uint32_t flags;      /**< DAP_DIM_… bits. */
  int64_t block_size;  /**< Block: elements per coordinate. Cyclic: elements per block, at least 1. */
  int64_t first_coordinate; /**< Cyclic: coordinate that owns index 0, 0 … grid_size-1 (ScaLAPACK's RSRC, CSRC). */
  int64_t first_block;      /**< Cyclic: length of the first block, 1 … block_size (less than block_size: cut). */
  int64_t boundary[2];   /**< Widths of the physical boundary at the low and the high end: owned, annotated elements. */
  const int64_t *bounds; /**< Irregular block: [grid_size + 1], non-decreasing, from 0 to size. MAY be NULL. */
  uint64_t reserved[2];  /**< Zero. */
} DAPDim;

/**
 * @brief One dimension of one part: what this process stores of it (spec 8 and 9). All members local.
 *
 * The extent stored along the dimension is halo[0] + num_owned + halo[1] for blocks and boxes (in that order),
 * num_owned + num_indices for blocks with a listed halo (in that order), num_indices for unstructured (owned indices
 * first), and num_owned for cyclic.
 *
 * Example: coordinate 1 of the balanced dimension above, halo 1 before and 2 after: coordinate 1, start 4, num_owned 3,
 * halo {1, 2}: positions 0 … 5 hold the indices 3 | 4 5 6 | 7 8.
 */
typedef struct DAPLocalDim {
  int64_t coordinate;   /**< Grid coordinate of the part, 0 … grid_size-1. */
  int64_t start;        /**< First owned index; if none is owned, a halo lies around it. Unstructured: ignored. */
  int64_t num_owned;    /**< Number of owned indices, at least 0. */
  int64_t halo[2];      /**< Block, boxes: widths stored before and after the owned range. Other kinds: 0, 0. */
  int64_t num_indices;  /**< Number of listed indices: unstructured: owned then halo; listed halo: halo only; else 0. */
  int64_t num_runs;     /**< Number of (first, count) pairs in `indices` if index_form is DAP_INDEX_RUNS; else 0. */
  const void *indices;  /**< Listed indices, in the order of storage. MUST be NULL if num_indices is 0. */
  uint32_t index_form;  /**< DAP_INDEX_…: type of `indices`. */
  uint32_t flags;       /**< None defined yet: 0. */
  uint64_t reserved[2]; /**< Zero. */
} DAPLocalDim;

/**
 * @brief How an index space is divided over processes, with this process's share, and no data (spec 7).
 *
 * `dims` and each part's row of `local` have `ndim + num_replica_dims` entries: the dimensions of the array, then the
 * replica dimensions (kind DAP_KIND_REPLICA), which multiply the grid without dividing anything. The rank that holds
 * the grid point c is
 *
 *     rank(c) = T[(rank_offset + Σ c[d] · dims[d].rank_stride) / points_per_rank],   T = ranks, or the identity
 *
 * Example: a 6 × 10 matrix over 2 × 3 ranks in row-major order, seen by rank 4: ndim 2, grid sizes 2 and 3, rank
 * strides 3 and 1, rank_offset 0, points_per_rank 1, num_ranks 0, ranks NULL, comm.rank 4, num_parts 1, local =
 * coordinates 1, 1 with start 3, 4 and num_owned 3, 3.
 */
typedef struct DAPDistribution {
  DAPVersion version;       /**< Version of this structure. Global. */
  const void *id_space;     /**< Address of a static object of whoever numbered it. Local. MUST NOT be NULL. */
  uint64_t id;              /**< Nonzero number, never reused within id_space. Equal (id_space, id): equal
                                 distributions, local dimensions included, and alike on all processes. Local. */
  uint64_t flags;           /**< DAP_FEATURE_… bits that the distribution uses on any process. Global. */
  int32_t ndim;             /**< Number of dimensions of the array, at least 0. Global. */
  int32_t num_replica_dims; /**< Number of replica dimensions after them, at least 0. Global. */
  const DAPDim *dims;       /**< [ndim + num_replica_dims]. MAY be NULL if that is 0. Global. */
  int64_t rank_offset;      /**< Of the rank formula. Global. */
  int64_t points_per_rank;  /**< Of the rank formula, at least 1; > 1: several grid points share a rank. Global. */
  int64_t num_ranks;        /**< Length of `ranks`; 0 without a table. Global. */
  const int64_t *ranks;     /**< [num_ranks]: the table T. MAY be NULL: the identity. Global. */
  DAPComm comm;             /**< The communicator that ranks count in. */
  int64_t num_parts;        /**< Number of parts on this process, at least 0. Local. */
  const DAPLocalDim *local; /**< [num_parts, ndim + num_replica_dims], parts in C order of their coordinates.
                                 MAY be NULL if that product is 0. Local. */
  const DAPExtension *extensions; /**< Chain of extensions. MAY be NULL. Global in kind and order. */
  uint64_t reserved[2];           /**< Zero. */
} DAPDistribution;

/**
 * @brief One local buffer: the members of DLPack's DLTensor, in the same order and with the same meaning (spec 10).
 *
 * Element (i_0, …) of the *stored* extent, halo included, lies at `(char *)data + byte_offset + Σ i_d · strides[d] ·
 * itemsize`, itemsize = (type_bits · type_lanes + 7) / 8.
 *
 * Example: 3 × 3 doubles owned, halo 1 on every side, C order in host memory: ndim 2, {2, 64, 1}, shape {5, 5}, strides
 * {5, 1}, byte_offset 0; the first owned element is data[6].
 */
typedef struct DAPBuffer {
  void *data;          /**< Start of the memory, or an opaque handle of the device. MAY be NULL if some extent is 0. */
  int32_t device_type; /**< DAP_DEVICE_…, the codes of DLPack's DLDeviceType. */
  int32_t device_id;   /**< Number of the device; 0 for host memory. */
  int32_t ndim;        /**< Equals DAPDistribution::ndim. */
  uint8_t type_code;   /**< DAP_TYPE_…, the codes of DLPack's DLDataTypeCode. */
  uint8_t type_bits;   /**< Bits of one lane: 64 for double; complex double: 128. */
  uint16_t type_lanes; /**< Lanes of a vector type; 1 otherwise. */
  int64_t *shape;      /**< [ndim], stored extents. MAY be NULL only if ndim is 0. Never written by a consumer. */
  int64_t *strides;    /**< [ndim], in elements, any sign; those of extents ≤ 1 mean nothing. MAY be NULL only if ndim
                             is 0. Never written by a consumer. */
  uint64_t byte_offset; /**< Bytes from `data` to the first stored element. */
} DAPBuffer;

/**
 * @brief The piece of an array at one grid point: a buffer, and a row of DAPDistribution::local (spec 10). Local.
 *
 * Example: the buffer above in an allocation of 200 bytes: {…, 200, NULL, {0, 0}}.
 */
typedef struct DAPPart {
  DAPBuffer buffer;  /**< Where the elements are. */
  uint64_t capacity; /**< Bytes that may be used from the lowest address that the part reaches; 0: unknown. */
  const DAPExtension *extensions; /**< Chain of extensions. MAY be NULL. */
  uint64_t reserved[2];           /**< Zero. */
} DAPPart;

/**
 * @brief A distributed array, exported (spec 5 and 6). The first four members keep their place in every future version.
 *
 * Allocated by the consumer, filled by the producer. A bitwise copy *moves* it: the source's `release` is then set to
 * NULL without calling it. `release == NULL` means released or moved from, and nothing else may be read.
 *
 * Access is apart from lifetime: elements are only read or written while an *opening* is held. `access(array, mode, …)`
 * with DAP_ACCESS_READ, _WRITE or _OVERWRITE opens, and the same mode | DAP_ACCESS_END ends, any number of times.
 *
 * Example: this process has one part, doubles, writable: version {1, 0}, flags DAP_ARRAY_WRITABLE, element type 2
 * (DAP_TYPE_FLOAT), 64 bits, 1 lane; distribution->num_parts 1, parts [1].
 */
typedef struct DAPArray {
  DAPVersion version;                 /**< Version of this structure. Global. */
  void (*release)(struct DAPArray *); /**< Drops the array and sets `release` to NULL. Local, from any thread, never
                                           communicates, safe after MPI_Finalize. MUST NOT be NULL while live. */
  void *private_data;                 /**< The producer's. Local. */
  uint64_t flags;                     /**< DAP_ARRAY_… (low half) and DAP_FEATURE_… (high half). Global. */
  /** Opens or ends an opening (spec 6). Never communicates; WRITE, OVERWRITE and their ENDs are logically collective.
      `events`: [num_parts] of the device's event type, or NULL; opening fills in what to wait for (NULL: nothing), an
      END takes the consumer's last kernels. Errors: DAP_ERROR_BUSY (someone else holds an opening that excludes this
      one), _READ_ONLY, _STALE (the memory moved; so do all later ones: release and export again), _ARGUMENT (unknown
      mode, END without opening), _LIBRARY. MAY be NULL: no call is needed. */
  int32_t (*access)(struct DAPArray *, uint32_t mode, void **events, DAPError *);
  const DAPDistribution *distribution; /**< How the array is divided. MUST NOT be NULL. */
  const DAPPart *parts;           /**< [distribution->num_parts]. MAY be NULL if that is 0. Constant until release. */
  uint8_t type_code;              /**< Element type, as in DAPBuffer, known also without parts. Global. */
  uint8_t type_bits;              /**< Bits of one lane. Global. */
  uint16_t type_lanes;            /**< Lanes. Global. */
  uint32_t reserved32;            /**< Zero. */
  const uint64_t *generation;     /**< [2], read atomically: number of writes so far; the value it had when halos
                                       were last right. Valid until release. MAY be NULL: not counted. Local. */
  const DAPExtension *extensions; /**< Chain of extensions. MAY be NULL. */
  uint64_t producer_word;         /**< The producer's own state of this export; moves with the structure. */
  uint64_t reserved[2];           /**< Zero. */
} DAPArray;

/**
 * @brief What a consumer can take and what it wants (spec 11). Every member must be alike on all processes.
 *
 * All zero but the version asks for the plainest array: one part at most, host memory, blocks, C order, no halo,
 * read-only. Every bit *adds* to what may come, so an old consumer never meets a new feature.
 *
 * Example: a vector library that writes, takes strided memory and lets N-d arrays be renumbered: version {1, 0},
 * abilities DAP_FEATURE_STRIDED | DAP_FEATURE_RENUMBERED | DAP_ABILITY_WRITE, max_ndim 1.
 */
typedef struct DAPRequest {
  DAPVersion version;      /**< The newest version that the consumer reads. */
  uint64_t abilities;      /**< DAP_FEATURE_… bits (high half) it understands, and DAP_ABILITY_… bits (low half). */
  uint64_t demands;        /**< DAP_DEMAND_… bits: fail if they cannot be met. */
  uint32_t preferred_kind; /**< A DAP_KIND_… it would rather have; 0: any. */
  int32_t order;           /**< A DAP_ORDER_… it would rather have; DAP_ORDER_ANY. */
  int32_t max_ndim;        /**< Most dimensions that it takes; 0: any. */
  int32_t max_parts;       /**< Most parts per process, given DAP_FEATURE_PARTS; 0: any. */
  int32_t num_devices;     /**< Length of device_types; 0: host memory only. */
  uint32_t reserved32;     /**< Zero. */
  const int32_t
      *device_types;    /**< [num_devices] of DAP_DEVICE_…, given DAP_FEATURE_DEVICE. MAY be NULL if that is 0. */
  uint64_t reserved[4]; /**< Zero. */
} DAPRequest;

/**
 * @brief How to export a library's objects: what a producer hands out instead of a header (spec 11).
 *
 * Example: {{1, 0}, "petsc.Vec", function, {0}}: `function(vec, &request, &array, &error)` exports a Vec.
 */
typedef struct DAPProvider {
  DAPVersion version; /**< The newest version that it writes. */
  const char *name;   /**< Name of the kind of object, for messages. MUST NOT be NULL. */
  /** Fills `array` from `object` as `request` says, or returns why not and leaves `array->release` NULL. Logically
      collective, never communicates; no element is copied unless DAP_ABILITY_COPY is given. `request` MUST NOT be NULL.
      Errors: DAP_ERROR_VERSION, _UNSUPPORTED (the request excludes what the object is), _READ_ONLY (a writable one was
      demanded), _ARGUMENT (something is NULL), _LIBRARY, _MEMORY. */
  int32_t (*export_array)(void *object, const DAPRequest *request, DAPArray *array, DAPError *error);
  uint64_t reserved[2]; /**< Zero. */
} DAPProvider;

/**
 * @brief Extension DAP_EXTENSION_BOXES of a kind `x` distribution: all boxes of all ranks (spec 8). Global.
 *
 * Example: a 4 × 6 index space in the boxes [0,4)×[0,2) on rank 0 and [0,4)×[2,6) on rank 1: num_boxes 2, bounds
 * {0,4, 0,2, 0,4, 2,6}, ranks {0, 1}.
 */
typedef struct DAPBoxes {
  DAPExtension header;   /**< {DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes), next}. */
  int64_t num_boxes;     /**< Number of boxes. */
  const int64_t *bounds; /**< [num_boxes, ndim, 2]: first index and end along each dimension. */
  const int64_t *ranks;  /**< [num_boxes]: owner of each box; the boxes of a rank are in the order of its parts. */
} DAPBoxes;

/**
 * @brief Extension DAP_EXTENSION_NAME of an array: what its producer calls it, for messages alone (spec 14). Local.
 *
 * It may be ignored, need not be alike on all processes, and identifies nothing.
 *
 * Example: an array that messages are to call "relief", and nothing else in the chain: {{DAP_EXTENSION_NAME, 0,
 * sizeof(DAPName), NULL}, "relief"}.
 */
typedef struct DAPName {
  DAPExtension header; /**< {DAP_EXTENSION_NAME, 0, sizeof(DAPName), next}. */
  const char *name;    /**< NUL-terminated, valid until release. MUST NOT be NULL. */
} DAPName;

#endif /* DAP_ABI_1 */

/* ---- Codes and bits of version 1.0; a later minor adds its own under a guard of its own ------------------------- */
#ifndef DAP_CODES_1_0
#define DAP_CODES_1_0 /**< The codes of version 1.0 are declared. */

#define DAP_VERSION_MAJOR 1 /**< Major version that this header describes. */
#define DAP_VERSION_MINOR 0 /**< Minor version that this header describes. */

/** @name Status codes (spec 13): small, frozen classes; the rule number says more */
/**@{*/
#define DAP_OK 0                /**< Done. */
#define DAP_ERROR_ARGUMENT 1    /**< The call itself is wrong: NULL, unknown mode, END without an opening. */
#define DAP_ERROR_INVALID 2     /**< A structure breaks a rule of the specification. */
#define DAP_ERROR_UNSUPPORTED 3 /**< Valid, but this producer or consumer cannot express it, or was not asked for it. */
#define DAP_ERROR_VERSION 4     /**< Written for a version that cannot be read here. */
#define DAP_ERROR_BUSY 5        /**< An opening that excludes this one is held; try again after its END. */
#define DAP_ERROR_READ_ONLY 6   /**< Write access was asked for, and cannot be had. */
#define DAP_ERROR_STALE 7       /**< The memory behind the export has moved; release it and export again. */
#define DAP_ERROR_OVERFLOW 8    /**< A size does not fit into the integers that have to hold it. */
#define DAP_ERROR_MEMORY 9      /**< Allocation failed. */
#define DAP_ERROR_COMM 10       /**< No communicator, one of another MPI library, or one of the wrong size. */
#define DAP_ERROR_DISAGREEMENT 11 /**< Processes gave values that differ and must not. */
#define DAP_ERROR_LIBRARY 12      /**< A library behind an adapter failed; its own code is in `found`. */
/**@}*/

/** @name Kinds of dimension (spec 8): DAPDim::kind */
/**@{*/
#define DAP_KIND_BLOCK 1U        /**< `b`: contiguous ranges, in the order of the coordinates. */
#define DAP_KIND_CYCLIC 2U       /**< `c`: blocks dealt out in turn. */
#define DAP_KIND_UNSTRUCTURED 3U /**< `u`: listed indices. */
#define DAP_KIND_BOX 4U          /**< `x`: every part is a box; set in all dimensions, grid_size 1. */
#define DAP_KIND_REPLICA 5U      /**< `r`: a replica dimension. */
/**@}*/

/** @name Dimension flags: DAPDim::flags */
/**@{*/
#define DAP_DIM_PERIODIC 1U       /**< Index i outside [0, size) means i mod size; size is at least 1. */
#define DAP_DIM_BALANCED 2U       /**< Block: size / grid_size each, the remainder to the first coordinates. */
#define DAP_DIM_UNKNOWN_BOUNDS 4U /**< Block: only DAPLocalDim says what this process owns. */
#define DAP_DIM_HALO 8U        /**< Block, boxes: some process may store a halo (widths). Unstructured: halo entries. */
#define DAP_DIM_HALO_LIST 16U  /**< Block: the halo is listed after the owned elements. */
#define DAP_DIM_RENUMBERED 32U /**< The indices were made by flattening in rank order: see DAP_FEATURE_RENUMBERED. */
#define DAP_DIM_INCOMPLETE 64U /**< Some index may have no owner. */
#define DAP_DIM_OVERLAPPING 128U /**< Some index may have several owners. */
/**@}*/

/** @name Forms of listed indices: DAPLocalDim::index_form */
/**@{*/
#define DAP_INDEX_NONE 0U  /**< No list. */
#define DAP_INDEX_INT32 1U /**< const int32_t [num_indices]. */
#define DAP_INDEX_INT64 2U /**< const int64_t [num_indices]. */
#define DAP_INDEX_RUNS \
  3U /**< const int64_t [num_runs, 2]: first index, count ≥ 1; counts sum to num_indices, and no run crosses from the
          owned to the halo indices. */
/**@}*/

/**
 * @name Features (spec 4): one table for DAPArray::flags, DAPDistribution::flags and DAPRequest::abilities
 *
 * Bits 32 … 62 must be understood: whoever meets a set bit that it does not know refuses the array. A feature that is
 * used anywhere, on any process, is set here, alike on every process; blocks in C order on the host need none.
 */
/**@{*/
#define DAP_MUST_UNDERSTAND UINT64_C(0x7fffffff00000000) /**< Mask of all feature bits, known or not. */
#define DAP_FEATURE_CYCLIC (UINT64_C(1) << 32)           /**< Some dimension is DAP_KIND_CYCLIC. */
#define DAP_FEATURE_UNSTRUCTURED (UINT64_C(1) << 33)     /**< Some dimension is DAP_KIND_UNSTRUCTURED. */
#define DAP_FEATURE_BOXES (UINT64_C(1) << 34)            /**< The dimensions are DAP_KIND_BOX. */
#define DAP_FEATURE_REPLICAS (UINT64_C(1) << 35)         /**< There are replica dimensions. */
#define DAP_FEATURE_HALO (UINT64_C(1) << 36)             /**< Some dimension is flagged DAP_DIM_HALO. */
#define DAP_FEATURE_HALO_LIST (UINT64_C(1) << 37)        /**< Some dimension is flagged DAP_DIM_HALO_LIST. */
#define DAP_FEATURE_STRIDED (UINT64_C(1) << 38)          /**< Some part may not be C-contiguous. Array only. */
#define DAP_FEATURE_PARTS (UINT64_C(1) << 39)            /**< Some process may have several parts. */
#define DAP_FEATURE_DEVICE (UINT64_C(1) << 40)           /**< Some part is not on DAP_DEVICE_CPU. Array only. */
#define DAP_FEATURE_RANK_TABLE (UINT64_C(1) << 41)       /**< `ranks` is not NULL. */
#define DAP_FEATURE_UNKNOWN_BOUNDS (UINT64_C(1) << 42)   /**< Some dimension is flagged DAP_DIM_UNKNOWN_BOUNDS. */
#define DAP_FEATURE_RENUMBERED \
  (UINT64_C(1) << 43) /**< Indices are storage order over the ranks, not the array's own. */
#define DAP_FEATURE_INCOMPLETE (UINT64_C(1) << 44)  /**< Some dimension or the boxes may leave gaps. */
#define DAP_FEATURE_OVERLAPPING (UINT64_C(1) << 45) /**< Some element may be owned several times. */
#define DAP_FEATURE_EXTENSION (UINT64_C(1) << 46)   /**< Some extension is flagged DAP_EXTENSION_REQUIRED. */
/**@}*/

/** @name Array flags, low half of DAPArray::flags: claims that hold, safe to ignore */
/**@{*/
#define DAP_ARRAY_WRITABLE UINT64_C(1)     /**< WRITE and OVERWRITE may be opened. */
#define DAP_ARRAY_COPIED UINT64_C(2)       /**< A private snapshot of the object; never writable. */
#define DAP_ARRAY_HALO_FACES UINT64_C(4)   /**< The producer fills the halo across faces. */
#define DAP_ARRAY_HALO_CORNERS UINT64_C(8) /**< The producer fills edges and corners of the halo, too. */
#define DAP_ARRAY_GENERATION_COMPLETE \
  UINT64_C(16) /**< Every write, the producer's own included, advances `generation`. */
/**@}*/

/** @name Extensions: DAPExtension::type and ::flags */
/**@{*/
#define DAP_EXTENSION_BOXES 1U    /**< DAPBoxes, on a distribution. */
#define DAP_EXTENSION_NAME 2U     /**< DAPName, on an array. */
#define DAP_EXTENSION_REQUIRED 1U /**< Flag: whoever does not know the type refuses the array. */
/**@}*/

/** @name Modes of access (spec 6) */
/**@{*/
#define DAP_ACCESS_READ 1U      /**< Elements will be read. */
#define DAP_ACCESS_WRITE 2U     /**< Elements will be read and written. */
#define DAP_ACCESS_OVERWRITE 3U /**< Every owned element will be written, none read before. */
#define DAP_ACCESS_END 256U     /**< With one of the above: ends an opening of that mode. */
/**@}*/

/** @name Abilities, low half of DAPRequest::abilities */
/**@{*/
#define DAP_ABILITY_WRITE UINT64_C(1) /**< Give write access if it can be had. */
#define DAP_ABILITY_COPY UINT64_C(2) /**< A copy may be made where memory cannot be shared; flagged DAP_ARRAY_COPIED. */
#define DAP_ABILITY_HOST_SYNC \
  UINT64_C(4) /**< Openings and ENDs synchronise with the device themselves; `events` is NULL. */
/**@}*/

/** @name Demands: DAPRequest::demands */
/**@{*/
#define DAP_DEMAND_WRITABLE UINT64_C(1) /**< Write access. Implies DAP_ABILITY_WRITE. */
#define DAP_DEMAND_HALO UINT64_C(2)     /**< A halo is present, and filled by the producer across faces. */
#define DAP_DEMAND_KIND UINT64_C(4)     /**< Every dimension is of `preferred_kind`. */
#define DAP_DEMAND_ORDER UINT64_C(8)    /**< Every part is contiguous in `order`. */
/**@}*/

/** @name Memory orders: DAPRequest::order */
/**@{*/
#define DAP_ORDER_ANY 0     /**< Any. */
#define DAP_ORDER_C 1       /**< Contiguous, the last dimension fastest. */
#define DAP_ORDER_FORTRAN 2 /**< Contiguous, the first dimension fastest. */
/**@}*/

/** @name Communicators: DAPComm::kind and ::implementation */
/**@{*/
#define DAP_COMM_NONE 0U    /**< No communicator; rank and size are still valid. */
#define DAP_COMM_MPI 1U     /**< An MPI communicator. */
#define DAP_MPI_UNKNOWN 0U  /**< Unknown library: no consumer may use the handle. */
#define DAP_MPI_OPEN_MPI 1U /**< Open MPI's own ABI. */
#define DAP_MPI_MPICH 2U    /**< The MPICH ABI (MPICH, Intel MPI, MVAPICH, Cray). */
#define DAP_MPI_STANDARD 3U /**< The standard ABI of MPI 5. */
/**@}*/

/** @name Element types: DLPack's DLDataTypeCode */
/**@{*/
#define DAP_TYPE_INT 0U     /**< Signed integer. */
#define DAP_TYPE_UINT 1U    /**< Unsigned integer. */
#define DAP_TYPE_FLOAT 2U   /**< IEEE floating point. */
#define DAP_TYPE_OPAQUE 3U  /**< Bytes without meaning to the protocol. */
#define DAP_TYPE_BFLOAT 4U  /**< bfloat16. */
#define DAP_TYPE_COMPLEX 5U /**< Complex, `type_bits` for both halves together. */
#define DAP_TYPE_BOOL 6U    /**< Boolean, one byte. */
/**@}*/

/** @name Devices: DLPack's DLDeviceType; codes not listed here pass through */
/**@{*/
#define DAP_DEVICE_CPU 1           /**< Host memory. */
#define DAP_DEVICE_CUDA 2          /**< CUDA device memory. */
#define DAP_DEVICE_CUDA_HOST 3     /**< Host memory pinned by CUDA. */
#define DAP_DEVICE_ROCM 10         /**< ROCm device memory. */
#define DAP_DEVICE_ROCM_HOST 11    /**< Host memory pinned by ROCm. */
#define DAP_DEVICE_CUDA_MANAGED 13 /**< CUDA managed memory. */
#define DAP_DEVICE_ONEAPI 14       /**< oneAPI unified shared memory. */
/**@}*/

#endif /* DAP_CODES_1_0 */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* DAP_DAP_H */
