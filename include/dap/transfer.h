/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file transfer.h
 * @brief Plans of transfers: how elements go from arrays of one distribution to arrays of another (spec 17).
 *
 *     DAPPlan *plan;
 *     dap_plan_create(by_rows, block_cyclic, NULL, &plan, &error);    (local; or dap_mpi_plan_create)
 *     dap_mpi_transfer_create(comm, plan, 1, &from, &to, NULL, &transfer, &error);
 *     for (;;) {
 *       dap_mpi_transfer_start(transfer);
 *       dap_mpi_transfer_wait(transfer, &error);
 *     }
 *
 * A plan belongs to two distributions and serves all their arrays. It needs no MPI, and any rank of any world can be
 * planned in one process; what runs it is in dap/mpi.h.
 */
#ifndef DAP_TRANSFER_H
#define DAP_TRANSFER_H

#include <dap/api.h>

DAP_BEGIN_C

/** What this rank's parts give to other ranks and get from them. Immutable; any thread. */
typedef struct DAPPlan DAPPlan;

/** Elements that nobody owns in the source stay as they are in the target. Without it they are an error (1703). */
#define DAP_PLAN_LEAVE_MISSING UINT64_C(1)

/**
 * What the target stores as halo is filled, too (1755): along one dimension or several, where it is not exterior. An
 * element without an owner in the source counts as missing there, too. Only dap_mpi_plan_create and
 * dap_mpi_plan_create_between can do it, since halos are local knowledge; where the target's dimensions have none, the
 * flag means nothing.
 */
#define DAP_PLAN_FILL_HALO UINT64_C(2)

/** What a plan is asked for besides. Alike on all processes. Zero is the default of every member. */
typedef struct DAPPlanOptions {
  const int32_t *target_dims; /**< [ndim] the target's dimension along each dimension of the source, each of them once:
                                   a transpose of a matrix has {1, 0}. NULL: the same order. */
  uint64_t flags;             /**< DAP_PLAN_…. */
  uint64_t reserved[6];       /**< 0. */
} DAPPlanOptions;

/** Also what is halo along several dimensions; without it, what is so along one and owned along all others. */
#define DAP_HALO_CORNERS UINT64_C(1)

/** The other way: halo elements are added to the elements that they are copies of (1754). */
#define DAP_HALO_REVERSE UINT64_C(2)

/** How halos are exchanged (dap_mpi_halo_plan_create). Alike on all processes. Zero is the default of every member. */
typedef struct DAPHaloOptions {
  uint64_t flags;       /**< DAP_HALO_…. */
  uint64_t reserved[3]; /**< 0. */
} DAPHaloOptions;

/** How much this rank moves, for each array. */
typedef struct DAPPlanCounts {
  int64_t elements_given;  /**< To other ranks. */
  int64_t elements_gotten; /**< From other ranks. */
  int64_t elements_kept;   /**< From parts of this rank to parts of it. */
  int64_t ranks_given;     /**< Other ranks that get something. */
  int64_t ranks_gotten;    /**< Other ranks that give something. */
  uint64_t reserved[3];    /**< 0. */
} DAPPlanCounts;

/**
 * Plans this rank's part of a transfer between two distributions over the same ranks. Local: nothing is asked.
 *
 * Time and memory are proportional to the runs that the parts have in common along each dimension, and to the pieces
 * that they have in common with others; they do not depend on the number of ranks.
 * @param[in] source   Kept, as by dap_distribution_clone. All that is owned there is in the world of `target`.
 * @param[in] target   Kept.
 * @param[in] options  MAY be NULL.
 * @param[out] out     Drop it with dap_plan_release.
 * @return DAP_OK; as dap_distribution_validate for either; DAP_ERROR_INVALID (1701: other numbers of dimensions, or
 *         sizes along them; 1703: elements of parts of this rank have no owner in the source);
 *         DAP_ERROR_ARGUMENT (1301; 1702: target_dims is no permutation); DAP_ERROR_UNSUPPORTED (1704: listed indices,
 *         unknown bounds, or boxes without their list: dap_mpi_plan_create asks for them; 1709: DAP_PLAN_FILL_HALO);
 *         DAP_ERROR_MEMORY.
 */
DAP_API int32_t dap_plan_create(const DAPDistribution *source, const DAPDistribution *target,
                                const DAPPlanOptions *options, DAPPlan **out, DAPError *error);

/** How much this rank moves. Local. @return DAP_OK; DAP_ERROR_ARGUMENT (1301). */
DAP_API int32_t dap_plan_count(const DAPPlan *plan, DAPPlanCounts *counts, DAPError *error);

/** Drops a plan. Transfers made of it keep what they need. NULL does nothing. Local, any thread. */
DAP_API void dap_plan_release(DAPPlan *plan);

/** The most ranks that dap_plan_relabel takes. */
#define DAP_RELABEL_RANKS 4096

/** What dap_plan_relabel gains. */
typedef struct DAPRelabelCounts {
  int64_t elements_moved_before; /**< Elements that all ranks together get from others, with the ranks as they are. */
  int64_t elements_moved_after;  /**< The same with the new ranks; at most as many, and no ranks need fewer. */
  uint64_t reserved[2];          /**< 0. */
} DAPRelabelCounts;

/**
 * Finds which rank takes which part of the target, so that as few elements as possible change rank: another rank for
 * each rank of the target, by an exact assignment (as COSTA does: Kabić, Pintarelli, Kozhevnikov and VandeVondele,
 * 2021). For a caller who is about to make the target, and may choose where its parts are: what is found can be the
 * table `DAPDistribution.ranks` of a target without one; of one that has a table, `ranks[table[k]]` replaces
 * `table[k]`, and in a list of boxes `ranks[ranks_of_boxes[k]]`. Local, and alike wherever it is called with the same.
 *
 * Costs 8 · P² bytes for P ranks (128 MiB for 4096), so that one process may better do it for all; time proportional
 * to the pairs of grid points, or boxes, that have elements in common, and P³ at worst: for 4096 ranks the assignment
 * takes 2 s if what they have in common is random, 0.03 s if it is all the same, and about 70 s at worst (estimated
 * from 8 s for 2048).
 * @param[in] source   All of it is told by its dimensions, or a list of boxes.
 * @param[in] target   The same; over as many ranks. Its own parts, and those of the source, do not matter.
 * @param[in] options  As for dap_plan_create; MAY be NULL.
 * @param[out] ranks   [P] the new rank for each of the target's ranks, a permutation. Where no permutation gains
 *                     anything, every rank stays as it is.
 * @param[out] counts  MAY be NULL.
 * @return DAP_OK; as dap_distribution_validate for either; DAP_ERROR_INVALID (1701; 1703: elements of the target have
 *         no owner in the source; 1731: the numbers of ranks differ); DAP_ERROR_ARGUMENT (1301, 1702);
 *         DAP_ERROR_UNSUPPORTED (1704: listed indices, unknown bounds, boxes without their list; 1732: more than
 *         DAP_RELABEL_RANKS ranks); DAP_ERROR_OVERFLOW (711: more than 2^60 elements, replicas counted);
 *         DAP_ERROR_MEMORY.
 */
DAP_API int32_t dap_plan_relabel(const DAPDistribution *source, const DAPDistribution *target,
                                 const DAPPlanOptions *options, int64_t *ranks, DAPRelabelCounts *counts,
                                 DAPError *error);

DAP_END_C

#endif /* DAP_TRANSFER_H */
