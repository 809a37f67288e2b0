/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file mpi.h
 * @brief The only header of ours that includes mpi.h: communicators as values (spec 12), and what has to be agreed.
 *
 * dap_comm_from_mpi and dap_comm_to_mpi are complete here and link nothing of ours; the others are in DistArray::mpi.
 */
#ifndef DAP_MPI_H
#define DAP_MPI_H

#include <dap/api.h>
#include <dap/transfer.h>
#include <mpi.h>

/**
 * @def DAP_MPI_THIS
 * @brief The MPI library that this translation unit is compiled for, a DAP_MPI_… code.
 */
#if defined(MPI_ABI_VERSION)
#define DAP_MPI_THIS DAP_MPI_STANDARD
#elif defined(OPEN_MPI)
#define DAP_MPI_THIS DAP_MPI_OPEN_MPI
#elif defined(MPICH) || defined(MPICH_VERSION) || defined(I_MPI_VERSION)
#define DAP_MPI_THIS DAP_MPI_MPICH
#else
#define DAP_MPI_THIS DAP_MPI_UNKNOWN
#endif

DAP_BEGIN_C

/** The tagged value of a communicator, borrowed. Local. MPI_COMM_NULL gives DAP_COMM_NONE with rank 0 of 1. */
static inline DAPComm dap_comm_from_mpi(MPI_Comm comm) {
  DAPComm value = {DAP_COMM_NONE, DAP_MPI_THIS, 0, 0, 1};
  int rank = 0, size = 1;
  if (comm == MPI_COMM_NULL) return value;
  MPI_Comm_rank(comm, &rank);
  MPI_Comm_size(comm, &size);
  value.kind = DAP_COMM_MPI;
#if defined(MPI_ABI_VERSION)
  value.value = MPI_Comm_toint(comm);
#else
  value.value = MPI_Comm_c2f(comm);
#endif
  value.rank = rank;
  value.size = size;
  return value;
}

/** The communicator behind a tagged value, borrowed: duplicate it before you communicate. Local. MPI_COMM_NULL if there
    is none, or if it is one of another MPI library than this translation unit is compiled for. */
static inline MPI_Comm dap_comm_to_mpi(const DAPComm *value) {
  if (value->kind != DAP_COMM_MPI || value->implementation != DAP_MPI_THIS || DAP_MPI_THIS == DAP_MPI_UNKNOWN) {
    return MPI_COMM_NULL;
  }
  if (value->value != (int32_t)value->value) return MPI_COMM_NULL; /* no handle's number */
#if defined(MPI_ABI_VERSION)
  return MPI_Comm_fromint((int)value->value);
#else
  return MPI_Comm_f2c((MPI_Fint)value->value);
#endif
}

/**
 * The communicator that an importer works on: `comm` itself, or, if that is MPI_COMM_NULL, the array's. Checks that it
 * has the size and gives the rank that the distribution counts in. Local.
 * @return DAP_OK; DAP_ERROR_COMM with rule 1201 (none, or MPI is not running), 1202 (another MPI library) or 1203
 *         (other size or rank).
 */
DAP_API int32_t dap_mpi_comm(MPI_Comm comm, const DAPDistribution *distribution, MPI_Comm *out, DAPError *error);

/**
 * Makes all processes return alike: DAP_OK if all pass DAP_OK, else the code and the error of the lowest failing rank.
 * Collective over `comm`; one small all-reduce if nobody fails, a broadcast more if somebody does.
 * @param[in] code       This process's status so far.
 * @param[in,out] error  Its error; overwritten by the lowest failing rank's. MAY be NULL on any process.
 * @return The status of the lowest failing rank, alike everywhere. DAP_ERROR_COMM (1201) if MPI is not running;
 *         DAP_ERROR_LIBRARY if MPI itself fails.
 */
DAP_API int32_t dap_mpi_agree(MPI_Comm comm, int32_t code, DAPError *error);

/**
 * dap_mpi_agree for importers, which besides makes sure that all processes pass the same: if nobody fails, it compares
 * the global members of the array (spec 750: dimensions, grid of ranks, type, flags), without which the collective
 * calls that follow would wait for each other for ever. Collective over `comm`; the same single all-reduce, and two
 * small collective calls more if something differs.
 * @param[in] array      A valid array where `code` is DAP_OK; not read elsewhere. MAY be NULL, then on all processes.
 * @param[in] arguments  A number made of the caller's other arguments, and of whatever else has to be alike.
 * @return As dap_mpi_agree; DAP_ERROR_DISAGREEMENT (1302): what differs from rank 0's, `rank` the lowest that does so.
 */
DAP_API int32_t dap_mpi_agree_on(MPI_Comm comm, int32_t code, const DAPArray *array, uint64_t arguments,
                                 DAPError *error);

/**
 * @name Validation by all processes together (spec 7 to 9)
 *
 * What dap_array_validate and dap_distribution_validate find on each process, and what none can see alone. Collective
 * over `comm`, or, if that is MPI_COMM_NULL, over the array's own communicator: then every process has to pass a live
 * array with one (1201 … 1203 are returned here and now), while with `comm` anything may be passed on any process, and
 * all are told. All return the same code and error, down to the message: that of the lowest process that finds
 * something, in an order of checks that is the same for all. Nothing is altered, and no element is read unless it is
 * said.
 *
 * Works on a duplicate of the communicator, with a few reductions and broadcasts of small messages. Where only the
 * parts tell who owns what, every index, coordinate or tile of the index space has a home among the processes, which is
 * told of its owners: runs stay runs, every process sends and keeps in proportion to what it lists itself and to its
 * share of the index space, and no message or list is made for every process (but to find out who lacks a part, when it
 * is known that one is missing).
 */
/**@{*/

/**
 * Validates an array. Collective.
 * @return DAP_OK; as dap_array_validate; DAP_ERROR_ARGUMENT (1301: NULL); DAP_ERROR_COMM (1201 … 1203);
 *         DAP_ERROR_DISAGREEMENT (1302: a global member differs from rank 0's: which, on which rank, and both values);
 *         DAP_ERROR_INVALID (730: a grid point that owns elements has no part; 830: grid points of one coordinate
 *         disagree on what it owns; 831: unknown ranges leave a gap or overlap; 832 and 833: an index or an element is
 *         owned by nobody, or twice and by whom);
 *         DAP_ERROR_MEMORY; DAP_ERROR_LIBRARY (MPI failed).
 */
DAP_API int32_t dap_mpi_validate(MPI_Comm comm, const DAPArray *array, DAPError *error);

/** Validates a distribution. Collective. @return As dap_mpi_validate, with dap_distribution_validate for its part. */
DAP_API int32_t dap_mpi_validate_distribution(MPI_Comm comm, const DAPDistribution *distribution, DAPError *error);

/**
 * Validates an array, opens it for READ, and compares every halo element with the element it is a copy of, bit by bit:
 * across faces, and, if DAP_ARRAY_HALO_CORNERS is claimed, also at edges and corners (spec 955), in every replica with
 * its own. Exterior positions, and elements that nobody owns, are left out. For tests: every halo element is sent to
 * its owner. Collective.
 * @return As dap_mpi_validate; DAP_ERROR_INVALID (905: which element, on which rank, whose it is); what opening or
 *         ending gives (DAP_ERROR_BUSY, _STALE); DAP_ERROR_UNSUPPORTED (1110: a part is not in host memory).
 */
DAP_API int32_t dap_mpi_validate_halos(MPI_Comm comm, DAPArray *array, DAPError *error);

/**
 * Validates an array, opens it for READ, and compares what all replicas own, bit by bit (spec 756). For tests: every
 * replica is sent to the one before it. Collective.
 * @return As dap_mpi_validate_halos, with 731 in place of 905.
 */
DAP_API int32_t dap_mpi_validate_replicas(MPI_Comm comm, DAPArray *array, DAPError *error);

/**@}*/

/**
 * @name Transfers (spec 17)
 *
 * Elements of one array go to their owners in another. Ranks of the communicator are the ranks of both distributions,
 * but in a transfer between two worlds (dap_mpi_plan_create_between, dap_mpi_redistribute_between).
 */
/**@{*/

/**
 * dap_plan_create, which asks for what the distributions do not tell: who owns listed indices, where unknown bounds
 * are, and whose boxes are where. Collective over `comm`; without questions one small reduction, else two rounds of
 * messages for all dimensions, and two for the boxes of either distribution. What a rank sends and keeps is in
 * proportion to what its parts list and to its share of the indices.
 *
 * With DAP_PLAN_FILL_HALO, the ranks of the target find out who has what they store, and tell them: a round of messages
 * more, in proportion to the runs that the parts store along each dimension, and to the pieces that they get.
 * @return As dap_plan_create but for 1704 and 1709, alike on all processes: the lowest failing rank's;
 *         DAP_ERROR_DISAGREEMENT (1302: other options, or which global member differs); DAP_ERROR_COMM (1201, 1203);
 *         DAP_ERROR_LIBRARY.
 */
DAP_API int32_t dap_mpi_plan_create(MPI_Comm comm, const DAPDistribution *source, const DAPDistribution *target,
                                    const DAPPlanOptions *options, DAPPlan **out, DAPError *error);

/**
 * A plan of a transfer between two worlds: from the processes of the source to those of the target, which may be
 * others, the same in another order, or partly the same. Collective over `parent`, which has the processes of both, and
 * maybe more. A process passes what it is in: one of the two, both, or neither.
 *
 * `parent` may be an intercommunicator: then one group has the source, and the other the target. Its two groups are one
 * parent in what follows, the source's first.
 *
 * In each distribution ranks are those of its own world, as always; which process has which, comm.rank tells. In counts
 * and errors, ranks are those of the parent. All processes learn the global members of both: by a few small messages,
 * and a broadcast as long as they are; where the ranks of a world are not evenly spaced in the parent, a table of them
 * is sent and kept, too. What else has to be asked for, the processes of the parent are asked, and with
 * DAP_PLAN_FILL_HALO those of the target tell those of the source, as by dap_mpi_plan_create.
 * @param[in] source   NULL on processes that are not in it.
 * @param[in] target   NULL on processes that are not in it.
 * @param[in] options  MAY be NULL. Alike on all processes, also on those that are in neither.
 * @param[out] out     Drop it with dap_plan_release, on every process. Transfers of it are made over `parent`, or
 *                     over a communicator of the same processes in the same order.
 * @return As dap_mpi_plan_create, alike on all processes; DAP_ERROR_ARGUMENT (1720: nobody has passed a source, or a
 *         target; 1722: a group of an intercommunicator has both, or both groups have the same); DAP_ERROR_COMM (1721:
 *         there are more processes in a world, or fewer, than its comm.size, or two of one rank);
 *         DAP_ERROR_DISAGREEMENT (1302: processes of one world differ in a global member: which).
 */
DAP_API int32_t dap_mpi_plan_create_between(MPI_Comm parent, const DAPDistribution *source,
                                            const DAPDistribution *target, const DAPPlanOptions *options, DAPPlan **out,
                                            DAPError *error);

/**
 * Plans how the halos of arrays are filled from their owners, or added to them (DAP_HALO_REVERSE). Collective over
 * `comm`.
 *
 *     dap_mpi_halo_plan_create(comm, array.distribution, NULL, &plan, &error);
 *     dap_mpi_transfer_create(comm, plan, 1, &array, &array, NULL, &transfer, &error);
 *
 * The arrays of its transfers are source and target at once: the same pointer, or two exports of one object. They are
 * opened once, for WRITE, and what is written is what the plan says; all else stays as it is, exterior positions and
 * halo elements that nobody owns among them. Each replica's halo belongs to the owners of the same replica.
 *
 * Filling counts as a write: after the END the producer's `generation` says that halos are stale, and
 * DAP_ARRAY_HALO_FACES and _CORNERS stay the producer's own claims (954, 955): that they are right is only this
 * consumer's knowledge.
 *
 * DAP_HALO_REVERSE adds, so that a transfer of it needs options whose beta is 1: to = to + alpha · op(halo), for every
 * copy of an element. Sums of one plan are made in the same order every time. What several own is refused.
 *
 * Halos are local knowledge: every rank finds out who owns what its parts store, asking as dap_mpi_plan_create does,
 * and tells them, in one round of messages. Time and memory are proportional to the runs that parts store along each
 * dimension, and to the pieces that they have in common with others.
 * @param[in] distribution  Kept, as by dap_distribution_clone. Of any kinds; without halos nothing will move.
 * @param[in] options       NULL: halos are filled across faces.
 * @param[out] out          Drop it with dap_plan_release.
 * @return Alike on all processes, the lowest failing rank's: DAP_OK; as dap_distribution_validate; DAP_ERROR_ARGUMENT
 *         (1301; 1708: an unknown flag, or reserved members that are not 0); DAP_ERROR_UNSUPPORTED (1712: in reverse,
 *         dimensions that are flagged OVERLAPPING); DAP_ERROR_DISAGREEMENT (1302: what is passed differs, or global
 *         members of the distributions; 1705: their parts contradict each other); DAP_ERROR_COMM (1201, 1203);
 *         DAP_ERROR_MEMORY; DAP_ERROR_LIBRARY.
 */
DAP_API int32_t dap_mpi_halo_plan_create(MPI_Comm comm, const DAPDistribution *distribution,
                                         const DAPHaloOptions *options, DAPPlan **out, DAPError *error);

/** How elements change on their way: to = alpha · op(from) + beta · to. Zero is no default here: a NULL pointer is. */
typedef struct DAPTransferOptions {
  double alpha[2];      /**< Real and imaginary part; 0: the source is not read. */
  double beta[2];       /**< The same; 0: the target is not read. */
  uint32_t conjugate;   /**< 1: op is the complex conjugate; 0: it is the identity. */
  uint32_t reserved32;  /**< 0. */
  uint64_t reserved[4]; /**< 0. */
} DAPTransferOptions;

/** A plan that is bound to arrays, to be run as often as one likes. One thread at a time. */
typedef struct DAPTransfer DAPTransfer;

/**
 * Binds a plan to arrays: checks them, sets messages up and takes memory for them. Collective over `comm`.
 * @param[in] comm        Duplicated. Of a plan between two worlds: their parent, an intercommunicator if it was one.
 * @param[in] plan        May be released before the transfer is destroyed.
 * @param[in] num_arrays  How many pairs of arrays, alike on all processes; all go in the same messages.
 * @param[in] sources     [num_arrays], divided as the plan's source; borrowed, with the arrays, until the transfer is
 *                        destroyed. Their halos are neither sent nor read, unless the plan is one of halos. Of a plan
 *                        between two worlds: NULL, or [num_arrays] times NULL, where this process has no source; the
 *                        same holds for targets.
 * @param[in] targets     [num_arrays], divided as the plan's target; writable. What they own is written, in every
 *                        replica and part; their halos are not, unless the plan says so. May be the array of the source
 *                        itself where nothing has to move, and is, for a plan of halos.
 * @param[in] options     NULL: elements are copied, and the types are the same. Else a kind of type may become itself
 *                        or one that follows in the order bool, unsigned, signed, float, complex, of any width.
 * @param[out] out        Destroy it with dap_mpi_transfer_destroy.
 * @return Alike on all processes, the lowest failing rank's: DAP_OK; as dap_array_validate for each array;
 *         DAP_ERROR_INVALID (1705: an array is divided otherwise than the plan; 1707: two elements that are written, or
 *         one that is read and one that is written, have a place in common; 1710: a plan of halos, and two arrays);
 *         DAP_ERROR_READ_ONLY (605);
 *         DAP_ERROR_UNSUPPORTED (1706: such a type, or factor, cannot go there; 1110: memory of a device);
 *         DAP_ERROR_DISAGREEMENT (1302: what is passed differs; 1705: a rank expects other elements than others give);
 *         DAP_ERROR_ARGUMENT (1301; 1711: halos that are to be added, and a beta that is not 1; 1723: an array where
 *         the plan has none); DAP_ERROR_OVERFLOW, _MEMORY, _COMM, _LIBRARY.
 */
DAP_API int32_t dap_mpi_transfer_create(MPI_Comm comm, const DAPPlan *plan, int32_t num_arrays,
                                        DAPArray *const *sources, DAPArray *const *targets,
                                        const DAPTransferOptions *options, DAPTransfer **out, DAPError *error);

/**
 * Opens the sources for READ and the targets for OVERWRITE, or WRITE if some of their elements are kept, and sends. An
 * array that is both is opened once, as a target.
 * Logically collective; does not wait for others. A failure is told by dap_mpi_transfer_wait, which has to follow in
 * any case, on all ranks.
 * @return DAP_OK; DAP_ERROR_ARGUMENT (1301; also if it has been started already), and then nothing was started.
 */
DAP_API int32_t dap_mpi_transfer_start(DAPTransfer *transfer, DAPError *error);

/**
 * Receives, and ENDs what was opened. Logically collective: waits for those that give to this rank, for nobody else.
 * @return DAP_OK; what opening gave on this rank (DAP_ERROR_BUSY, _STALE): then its targets are as they were; else what
 *         it gave on the lowest rank that gives to this one: then what comes from there is as it was; what an END gave;
 *         DAP_ERROR_LIBRARY; DAP_ERROR_ARGUMENT (1301; not started).
 */
DAP_API int32_t dap_mpi_transfer_wait(DAPTransfer *transfer, DAPError *error);

/** Ends a transfer that is not running, and waits for one that is. Collective. NULL does nothing. */
DAP_API void dap_mpi_transfer_destroy(DAPTransfer *transfer);

/**
 * All of it once: plan, bind, start, wait, destroy. Collective over `comm`.
 * @return As these, alike on all processes.
 */
DAP_API int32_t dap_mpi_redistribute(MPI_Comm comm, DAPArray *source, DAPArray *target,
                                     const DAPPlanOptions *plan_options, const DAPTransferOptions *options,
                                     DAPError *error);

/**
 * The same between two worlds: dap_mpi_plan_create_between, bind, start, wait, destroy. Collective over `parent`, which
 * has the processes of both worlds, and maybe more, and may be an intercommunicator.
 * @param[in] source  NULL on processes that are not in its world; on all others, this process's share of it.
 * @param[in] target  The same.
 * @return As these, alike on all processes of the parent, also on those that are in neither world.
 */
DAP_API int32_t dap_mpi_redistribute_between(MPI_Comm parent, DAPArray *source, DAPArray *target,
                                             const DAPPlanOptions *plan_options, const DAPTransferOptions *options,
                                             DAPError *error);
/**@}*/

/**
 * @name Owners of elements (spec 17)
 *
 * Which rank owns an element, in which of its parts, and where: asked for many elements at once, of any distribution.
 * What the dimensions do not tell (listed indices, unknown bounds, boxes) the processes keep together: every index has
 * a home among them that knows its owners, so that nobody keeps more than its share, and nobody asks all.
 */
/**@{*/

/** Who owns what, kept by the processes together. One thread at a time. */
typedef struct DAPDirectory DAPDirectory;

/** Where an element is. */
typedef struct DAPOwner {
  int64_t rank; /**< -1: nobody owns it. */
  int64_t part; /**< Which of the rank's parts, counted from 0; -1: nobody's. */
} DAPOwner;

/**
 * Makes a directory of a distribution. Collective over `comm`. Nobody is told anything if the dimensions, or a list of
 * all boxes, tell all; else six rounds of messages, in which runs stay runs. A process sends and keeps in proportion to
 * what its parts list and to its share of the indices; of a list of all boxes it makes a copy.
 *
 * Whether every grid point that owns elements has its part (730) is not looked for: dap_mpi_validate_distribution does
 * so, and dap_mpi_directory_find where it asks owners for their parts.
 * @param[in] comm          Duplicated; its ranks are those of the distribution.
 * @param[in] distribution  Kept, as by dap_distribution_clone.
 * @param[out] out          End it with dap_mpi_directory_destroy.
 * @return Alike on all processes, the lowest failing rank's: DAP_OK; as dap_distribution_validate; DAP_ERROR_ARGUMENT
 *         (1301: NULL); DAP_ERROR_COMM (1201, 1203); DAP_ERROR_DISAGREEMENT (1302: a global member differs from rank
 *         0's); DAP_ERROR_INVALID (830: grid points of one coordinate disagree on what it owns); DAP_ERROR_MEMORY;
 *         DAP_ERROR_LIBRARY.
 */
DAP_API int32_t dap_mpi_directory_create(MPI_Comm comm, const DAPDistribution *distribution, DAPDirectory **out,
                                         DAPError *error);

/**
 * Finds the owners of elements. Collective over the directory's communicator; each process may ask for other elements,
 * or for none. One small reduction if the dimensions tell all; else two rounds of messages, each index along a
 * dimension once; and two more where some rank has several parts, or stores a halo before what it owns, which ask the
 * owner once for each grid point. Only then is it noticed that a rank lacks the part (730); where owners are not asked,
 * their first part is found whether they have one or not. Of an element with several owners, the lowest (rank, part,
 * position) of the canonical replica is found (852, 1760).
 * @param[in] directory   MUST NOT be NULL: the other processes cannot be told (1301 is returned here and now).
 * @param[in] count       At least 0.
 * @param[in] indices     [count, ndim] in C order, from 0 in every dimension (index_base is not added). MAY be NULL if
 *                        nothing is asked for, or there are no dimensions.
 * @param[out] owners     [count]. MAY be NULL if `count` is 0.
 * @param[out] positions  [count, ndim]: the place in the part's storage along each dimension, halo included, so that
 *                        the element's address at its owner follows from the strides there; -1 where nobody owns it.
 *                        MAY be NULL.
 * @return Alike on all processes, the lowest failing rank's, and then nothing is written on any: DAP_OK;
 *         DAP_ERROR_ARGUMENT (1301: NULL, or a negative count; 1730: an index lies outside [0, size));
 *         DAP_ERROR_INVALID (730: a grid point that owns an element has no part, where owners are asked);
 *         DAP_ERROR_MEMORY; DAP_ERROR_OVERFLOW; DAP_ERROR_LIBRARY.
 */
DAP_API int32_t dap_mpi_directory_find(DAPDirectory *directory, int64_t count, const int64_t *indices, DAPOwner *owners,
                                       int64_t *positions, DAPError *error);

/** Ends a directory: frees its communicator. Collective. NULL does nothing. */
DAP_API void dap_mpi_directory_destroy(DAPDirectory *directory);
/**@}*/

/** An object of some library that is kept alive for exports and that only all processes together can destroy.
    Opaque. */
typedef struct DAPCustody DAPCustody;

/** What dap_reclaim asks of an object in custody. Called on the thread that calls dap_reclaim. Neither MAY be NULL. */
typedef struct DAPCustodyHooks {
  /** 1 while this process still needs the object (an export lives), else 0. Local. */
  int32_t (*needed)(void *context);
  /** Gives the object back to its library; all processes do it in the same order. Collective. The custody is over
      then. */
  int32_t (*destroy)(void *context, DAPError *error);
} DAPCustodyHooks;

/**
 * Takes an object into custody: for adapters that hold a reference which may turn out to be the library's last. Gives
 * it a creation number; the numbers are equal on all processes if all take the objects of one group into custody in the
 * same order. Local, logically collective over `comm`, which is not kept (its group is).
 * @return DAP_OK; DAP_ERROR_MEMORY; DAP_ERROR_LIBRARY; DAP_ERROR_ARGUMENT.
 */
DAP_API int32_t dap_custody_take(MPI_Comm comm, const DAPCustodyHooks *hooks, void *context, DAPCustody **out,
                                 DAPError *error);

/** Ends the custody: the adapter itself has dropped its reference, which was not the last or whose end concerns no
    other process. Local, any thread but while dap_reclaim runs on another. NULL does nothing. */
DAP_API void dap_custody_drop(DAPCustody *custody);

/**
 * Destroys what could not be destroyed when its last export was released: of all objects in custody for the group of
 * `comm`, those that no process needs any more, in the order of creation; then, if any went, those that only these had
 * kept alive. Collective over `comm`: six small collective calls if there is nothing to do. Call it where the program
 * is quiet, and before the libraries' finalize functions: what was not reclaimed by then leaks. An object that is no
 * longer in custody on some process is destroyed by the others.
 * @param[out] num_destroyed  How many this process destroyed, failures included. MAY be NULL.
 * @return DAP_OK; DAP_ERROR_LIBRARY or whatever else an object's own destructor gave somewhere (the other objects are
 *         destroyed nevertheless); DAP_ERROR_MEMORY; DAP_ERROR_OVERFLOW; the same on every process. DAP_ERROR_COMM
 *         (1201) if MPI is not running.
 */
DAP_API int32_t dap_reclaim(MPI_Comm comm, int64_t *num_destroyed, DAPError *error);

DAP_END_C

#endif /* DAP_MPI_H */
