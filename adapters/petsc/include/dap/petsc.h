/* SPDX-License-Identifier: BSD-3-Clause */
/**
 * @file petsc.h
 * @brief Export and import PETSc vectors without a copy: MPI and sequential Vecs, and global vectors of a DMDA as N-d
 * arrays.
 *
 * What is shared is the Vec's own memory. PETSc caches norms and other facts about a Vec, so foreign writes have to be
 * announced: a consumer's openings for WRITE and their ENDs do it for exported Vecs, dap_petsc_vec_access for imported
 * ones. Functions are called on the thread that uses PETSc, after PetscInitialize; only releasing exports is free of
 * that.
 *
 * PETSc's reference counts are not atomic, so releasing an export touches none. Every function here first looks at the
 * objects of which exports were released since the last call: it ends what was left open, and gives back the references
 * that no export needs any more. A reference that has become the Vec's last is given back only if its destruction
 * concerns no other process: a plain Vec of type "mpi" or "seq", not ghosted, with nothing foreign composed, and not
 * the last holder of its DM or local-to-global mapping. The others are left to dap_reclaim (dap/mpi.h).
 */
#ifndef DAP_PETSC_H
#define DAP_PETSC_H

#include <dap/array.h>
#include <petscdmda.h>
#include <petscvec.h>

DAP_BEGIN_C

/**
 * Exports a Vec. Local, logically collective over the Vec's communicator; the first export of a Vec allocates, further
 * ones do not. Never communicates (a PETSc with debugging has a barrier of its own in the first export on a
 * communicator).
 *
 * The global vector of a DMDA (VecGetDM) is an array of the DMDA's dimensions (z, y, x), and of the degrees of freedom
 * if there are several, in natural indices, periodic where the DMDA is. Any other Vec is a 1-d block array, or a 2-d
 * one (blocks, block size) if its block size is larger than 1. A Vec that was imported is exported as the array it came
 * from was divided.
 *
 * The Vec is kept alive while exports live: destroying it first is allowed (see dap_reclaim). After VecPlaceArray and
 * the like, openings of older exports fail with DAP_ERROR_STALE (606); new exports have the new array.
 * @return DAP_OK; DAP_ERROR_UNSUPPORTED (1110: not a host MPI or sequential Vec; 1102–1109); DAP_ERROR_READ_ONLY (1106:
 *         also if PETSc has locked the Vec, which only one with debugging knows); DAP_ERROR_LIBRARY with PETSc's code
 *         in `found`, or 0 if PETSc is not running; DAP_ERROR_MEMORY; DAP_ERROR_ARGUMENT.
 */
DAP_API int32_t dap_petsc_vec_export(Vec vec, const DAPRequest *request, DAPArray *array, DAPError *error);

/** Exports Vec objects: `object` is the Vec itself (a pointer type). */
extern DAP_API const DAPProvider dap_petsc_vec_provider;

/**
 * Makes a Vec of a received array, on the same memory. Collective over the communicator.
 *
 * The array must be divided as PETSc divides: one dimension, contiguous ranges in rank order (any block variant; also
 * N-d arrays where only the first dimension is divided and memory is in C order: block size = the other extents), no
 * halo, unit stride, PetscScalar. A renumbered flattening (dap_array_flatten) turns any dense array into one. A
 * read-only array is taken, too: opening it for WRITE is refused, but PETSc itself will not stop a program that writes.
 * @param[in] comm       MPI_COMM_NULL: the array's own.
 * @param[in,out] array  Moved in on success and released when the Vec is destroyed; unchanged on failure.
 * @param[out] vec       The caller destroys it with VecDestroy.
 * @return DAP_OK; DAP_ERROR_DISAGREEMENT (1302: processes pass arrays of different global members, or differ in the
 *         function or its arguments); DAP_ERROR_UNSUPPORTED (1110, and which number is not as PETSc needs it);
 *         DAP_ERROR_OVERFLOW (1010: PetscInt); DAP_ERROR_COMM; DAP_ERROR_LIBRARY (also if PETSc is not running);
 *         DAP_ERROR_MEMORY; as dap_array_validate; the same on every process.
 */
DAP_API int32_t dap_petsc_vec_import(MPI_Comm comm, DAPArray *array, Vec *vec, DAPError *error);

/**
 * Makes a DMDA, and a global vector of it on the memory of a received array. Collective over the communicator.
 *
 * The array must have 1 to 3 dimensions, each in blocks with known bounds, elements of type PetscScalar in C order, no
 * halo, and ranks in which the last dimension's coordinate is the fastest. The Vec is what DMCreateGlobalVector would
 * make, but for its memory: of the same type, viewed and loaded in natural order, and its copies are global vectors.
 * @param[in] stencil_width  Ghost width of the DMDA (for its local vectors). PETSc demands that every process own at
 *                           least as many indices in each dimension, and at least one.
 * @param[out] dm            The caller destroys it with DMDestroy.
 * @return As dap_petsc_vec_import, and so are the other arguments.
 */
DAP_API int32_t dap_petsc_dmda_import(MPI_Comm comm, DAPArray *array, PetscInt stencil_width, DM *dm, Vec *vec,
                                      DAPError *error);

/**
 * Makes a global vector of an existing DMDA on the memory of a received array. Collective over the DMDA's communicator:
 * the agreements of an import and what PETSc itself does to make a Vec, which is one number from each process.
 *
 * The array must be divided exactly as the DMDA: dimensions (z, y, x), each with the DMDA's size, number of processes
 * and ownership ranges, ranks in which x is the fastest, and, if there are several degrees of freedom, one more last
 * dimension of that size, undivided. It must be periodic where the boundary is DM_BOUNDARY_PERIODIC and nowhere else;
 * DAP says nothing of PETSc's other boundaries. Elements are PetscScalar in C order without halo.
 * What dap_petsc_vec_export gives of a global vector of the DMDA is divided so.
 *
 * The Vec is what DMCreateGlobalVector would make, but for its memory: of the same type, viewed and loaded in natural
 * order; it keeps the DMDA alive, and its copies are global vectors.
 * @param[in] dm         Set up; of Vecs on the host. If it is NULL, this process returns alone.
 * @param[in,out] array  Moved in on success and released when the Vec is destroyed; unchanged on failure.
 * @param[out] vec       The caller destroys it with VecDestroy.
 * @return As dap_petsc_vec_import; DAP_ERROR_UNSUPPORTED (1110) names the first number that differs; DAP_ERROR_COMM
 *         (1203) if the array counts ranks differently; DAP_ERROR_ARGUMENT (1301) if `dm` is no DMDA or not set up.
 */
DAP_API int32_t dap_petsc_vec_import_on_dmda(DM dm, DAPArray *array, Vec *vec, DAPError *error);

/**
 * Opens or ends the use of an imported Vec by PETSc, with the modes of DAPArray::access: before PETSc reads or writes
 * it, and after. Opening, also in vain, forgets the norms that PETSc had cached, since others may have written.
 * Local, logically collective (all modes, READ as well: a norm that one process has forgotten and another has not is a
 * hang).
 * @return As DAPArray::access; DAP_ERROR_STALE (606) while VecPlaceArray has put another array in its place;
 *         DAP_ERROR_ARGUMENT (1301) if the Vec was not imported (copies by VecDuplicate are not); DAP_ERROR_LIBRARY if
 *         PETSc is not running.
 */
DAP_API int32_t dap_petsc_vec_access(Vec vec, uint32_t mode, DAPError *error);

DAP_END_C

#endif /* DAP_PETSC_H */
