/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file distribution.h
 * @brief Make, share and ask distributions: spec 7 and 8.
 *
 * A distribution is described with the public structures themselves, on the stack, and then made permanent: one
 * immutable, reference-counted block that any number of arrays share, freed by whoever drops the last reference, on any
 * thread.
 *
 *     DAPDim dims[2] = {dap_dim_balanced(2161, 2), dap_dim_balanced(4320, 2)};
 *     dims[1].flags |= DAP_DIM_PERIODIC;
 *     dap_dims_row_major(dims, 2);
 *     DAPDistribution description = dap_distribution_describe(dims, 2, comm);
 *     const DAPDistribution *distribution;
 *     int32_t status = dap_distribution_create_regular(&description, NULL, &distribution, &error);
 *
 * Every function here is local. Creating is logically collective: all processes create the same distributions in the
 * same order, so that identities compare alike.
 */
#ifndef DAP_DISTRIBUTION_H
#define DAP_DISTRIBUTION_H

#include <dap/api.h>

DAP_BEGIN_C

/** Block dimension of `size` indices, size / grid_size each and the remainder to the first coordinates. Not checked. */
static inline DAPDim dap_dim_balanced(int64_t size, int64_t grid_size) {
  DAPDim dim = {0, 0, 0, 0, 0, 0, 0, 0, 0, {0, 0}, 0, {0, 0}};
  dim.size = size;
  dim.grid_size = grid_size;
  dim.kind = DAP_KIND_BLOCK;
  dim.flags = DAP_DIM_BALANCED;
  return dim;
}

/** Block dimension with `block_size` indices per coordinate, the last ones fewer or none. Not checked. */
static inline DAPDim dap_dim_fixed_block(int64_t size, int64_t grid_size, int64_t block_size) {
  DAPDim dim = dap_dim_balanced(size, grid_size);
  dim.flags = 0;
  dim.block_size = block_size;
  return dim;
}

/** Block dimension where coordinate c owns [bounds[c], bounds[c + 1]); `bounds` is [grid_size + 1]. Not checked. */
static inline DAPDim dap_dim_irregular(const int64_t *bounds, int64_t grid_size) {
  DAPDim dim = dap_dim_balanced(bounds[grid_size], grid_size);
  dim.flags = 0;
  dim.bounds = bounds;
  return dim;
}

/** Dimension that is not divided: one coordinate owns all `size` indices. Not checked. */
static inline DAPDim dap_dim_whole(int64_t size) {
  return dap_dim_balanced(size, 1);
}

/** Unstructured dimension; the indices, from `index_base` up, are listed in DAPLocalDim. Not checked. */
static inline DAPDim dap_dim_unstructured(int64_t size, int64_t grid_size, int64_t index_base) {
  DAPDim dim = dap_dim_balanced(size, grid_size);
  dim.flags = 0;
  dim.kind = DAP_KIND_UNSTRUCTURED;
  dim.index_base = index_base;
  return dim;
}

/** Sets the rank strides so that ranks count the grid points in C order (the last dimension fastest). Not checked. */
static inline void dap_dims_row_major(DAPDim *dims, int32_t num_dims) {
  int64_t stride = 1;
  int32_t d;
  for (d = num_dims; d-- > 0;) {
    dims[d].rank_stride = stride;
    stride *= dims[d].grid_size;
  }
}

/** Description with these dimensions on this communicator, one grid point per rank in the order of the rank strides,
    and no local dimensions yet. `dims` [ndim] is borrowed. For the functions below; it has no identity. */
static inline DAPDistribution dap_distribution_describe(const DAPDim *dims, int32_t ndim, DAPComm comm) {
  DAPDistribution description = {
      {DAP_VERSION_MAJOR, DAP_VERSION_MINOR}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, {0, 0, 0, 0, 0}, 0, 0, 0, {0, 0}};
  description.ndim = ndim;
  description.dims = dims;
  description.points_per_rank = 1;
  description.comm = comm;
  return description;
}

/** Communicator of one process that is none: for arrays that are not distributed, and for programs without MPI. */
static inline DAPComm dap_comm_none(void) {
  DAPComm comm = {DAP_COMM_NONE, DAP_MPI_UNKNOWN, 0, 0, 1};
  return comm;
}

/**
 * Makes a distribution from a description whose dimensions are blocks with known bounds: this process's parts follow
 * from comm.rank and the rank formula. Local.
 * @param[in] description  Global members as for any distribution (spec 7, 8); `local`, `num_parts`, identity and
 *                         `flags` are not read: flags are derived. Copied whole.
 * @param[in] halo         [ndim, 2] widths stored before and after the owned range in every dimension and on every
 *                         process; NULL: none. Dimensions with a halo are flagged DAP_DIM_HALO.
 * @param[out] out         The distribution, with one reference and an identity of its own.
 * @param[out] error       MAY be NULL.
 * @return DAP_OK; DAP_ERROR_INVALID with the rule that is broken; DAP_ERROR_UNSUPPORTED (rule 1504: a dimension is not
 *         a block with known bounds); DAP_ERROR_OVERFLOW (711; 0: this rank would have more than 2^20 parts, or its
 *         rank strides are too irregular to find them); DAP_ERROR_MEMORY; DAP_ERROR_ARGUMENT.
 */
DAP_API int32_t dap_distribution_create_regular(const DAPDistribution *description, const int64_t *halo,
                                                const DAPDistribution **out, DAPError *error);

/**
 * Makes a distribution from a complete description, local dimensions and their index lists included. Local.
 * @param[in] description  Copied whole, lists and extensions included. `flags` are derived from the dimensions and
 *                         or-ed with those given (features that only other processes use); the identity is not read.
 * @param[out] out         The distribution, with one reference and an identity of its own.
 * @param[out] error       MAY be NULL.
 * @return DAP_OK, or as dap_distribution_validate, DAP_ERROR_MEMORY, DAP_ERROR_ARGUMENT.
 */
DAP_API int32_t dap_distribution_create(const DAPDistribution *description, const DAPDistribution **out,
                                        DAPError *error);

/**
 * Deep copy of anybody's distribution, with the same identity: it outlives the array that carried it. Local.
 * A distribution that was made here is not copied but shared.
 * @return DAP_OK, or as dap_distribution_validate, DAP_ERROR_MEMORY, DAP_ERROR_ARGUMENT.
 */
DAP_API int32_t dap_distribution_clone(const DAPDistribution *source, const DAPDistribution **out, DAPError *error);

/** Adds a reference to a distribution that was made by this library (create, clone, flatten). Local, any thread. */
DAP_API void dap_distribution_retain(const DAPDistribution *distribution);

/** Drops a reference; the last one frees. NULL does nothing. Local, any thread, any time. */
DAP_API void dap_distribution_release(const DAPDistribution *distribution);

/** 1 if both have the same identity, so that what was made from one serves the other; else 0. Local, alike
    everywhere. */
static inline int32_t dap_distribution_same(const DAPDistribution *a, const DAPDistribution *b) {
  return a->id_space == b->id_space && a->id == b->id;
}

/**
 * Checks every rule of sections 4 and 7 to 9 that one process can check; never reads beyond the counts that are given.
 * Local.
 * @return DAP_OK, or the code and the rule (`error->rule`) that is broken: DAP_ERROR_INVALID, DAP_ERROR_VERSION (401),
 *         DAP_ERROR_UNSUPPORTED (403, 405), DAP_ERROR_OVERFLOW (711).
 */
DAP_API int32_t dap_distribution_validate(const DAPDistribution *distribution, DAPError *error);

/**
 * Checks a distribution as all its processes together have it, in one process: each by itself
 * (dap_distribution_validate), and what no process can see alone: that the global members are the same everywhere,
 * that the parts fit together, and that every element is owned exactly once, unless it is flagged otherwise. The same
 * verdict as that of dap_mpi_validate_distribution. Local.
 * @param[in] distributions  [num_ranks], in the order of the ranks. An entry that is NULL is refused (1301).
 * @param[in] num_ranks      comm.size of each, at least 1.
 * @return DAP_OK; of the lowest rank where it fails, as dap_distribution_validate, or DAP_ERROR_COMM (1203: comm.rank
 *         or comm.size is not its place); DAP_ERROR_DISAGREEMENT (1302: which member differs on which rank);
 *         DAP_ERROR_INVALID (730, 830 … 833); DAP_ERROR_MEMORY; DAP_ERROR_ARGUMENT.
 */
DAP_API int32_t dap_distribution_validate_all(const DAPDistribution *const *distributions, int32_t num_ranks,
                                              DAPError *error);

/** The indices [*start, *end) that `coordinate` owns of a block dimension. Local.
    @return DAP_OK; DAP_ERROR_ARGUMENT (808: no such coordinate); DAP_ERROR_UNSUPPORTED (805: bounds are not known). */
DAP_API int32_t dap_dim_owned_range(const DAPDim *dim, int64_t coordinate, int64_t *start, int64_t *end,
                                    DAPError *error);

/** The coordinate that owns `index` (0 … size-1) of a block dimension: O(1), irregular O(log grid_size). Local.
    @return DAP_OK; DAP_ERROR_ARGUMENT (813: no such index); DAP_ERROR_UNSUPPORTED (805: bounds are not known). */
DAP_API int32_t dap_dim_owner(const DAPDim *dim, int64_t index, int64_t *coordinate, DAPError *error);

/** The rank that holds the grid point `coordinates` [ndim + num_replica_dims]: the rank formula. Local.
    @return DAP_OK; DAP_ERROR_ARGUMENT (808: no such point); DAP_ERROR_INVALID (706: no such rank). */
DAP_API int32_t dap_distribution_rank(const DAPDistribution *distribution, const int64_t *coordinates, int64_t *rank,
                                      DAPError *error);

/** @name Forms of flattening (spec 15) */
/**@{*/
#define DAP_FLATTEN_NATURAL 1    /**< The array's own C order: an unstructured dimension of runs. */
#define DAP_FLATTEN_RANK_ORDER 2 /**< Rank by rank, in memory order: a renumbered block dimension, without any list. */
/**@}*/

DAP_END_C

#endif /* DAP_DISTRIBUTION_H */
