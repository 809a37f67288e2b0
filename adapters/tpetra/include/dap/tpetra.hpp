// SPDX-License-Identifier: BSD-3-Clause
/**
 * @file tpetra.hpp
 * @brief Export and import Tpetra vectors and multivectors without a copy.
 *
 * Tpetra is a C++ library of templates; this face is C++ alone, and instantiated for the types that a Tpetra build
 * provides by default (double, int, its default global ordinal and node). Functions report as the C functions do: a
 * status and a DAPError. They are called on the thread that uses Tpetra, between Tpetra::initialize and finalize; only
 * releasing exports is free of that.
 */
#ifndef DAP_TPETRA_HPP
#define DAP_TPETRA_HPP

#include <dap/array.h>
#include <dap/mpi.h>

#include <Tpetra_MultiVector.hpp>
#include <Tpetra_Vector.hpp>

namespace DAP_NAMESPACE::tpetra {

using map = Tpetra::Map<>;                        ///< Tpetra's distribution.
using multivector = Tpetra::MultiVector<double>;  ///< What is exported and imported.
using vector = Tpetra::Vector<double>;            ///< One column of it.

/**
 * Exports a multivector. Local, logically collective; the first export of an object allocates, further ones are free.
 *
 * A Map in Tpetra's own uniform division gives a balanced block dimension, another contiguous one a block dimension in
 * rank order with unknown bounds, a listed one an unstructured dimension (its list is copied once per Map and number of
 * columns), all with the Map's index base. A listed one is flagged DAP_DIM_INCOMPLETE and DAP_DIM_OVERLAPPING, because
 * only messages can tell whether each index has one owner: see map_find_owners. Maps that multivector_import made are
 * flagged as the array was. A Vector is a 1-d array; a MultiVector a 2-d one, rows × columns, the second dimension
 * undivided, strided by its leading dimension. Exports of one Map and shape have one identity. An imported multivector
 * is exported as the array that it was made of.
 *
 * The object is kept alive while exports live: dropping it first is allowed. It dies, on this process alone, at the
 * adapter's next call after the last release, or in dap_reclaim, which also gives back the communicator.
 * @return DAP_OK; DAP_ERROR_UNSUPPORTED (1110: columns without a constant stride, a locally replicated Map; 1102–1109);
 *         DAP_ERROR_COMM (1201: the Map has no communicator here); DAP_ERROR_OVERFLOW (711); DAP_ERROR_READ_ONLY
 *         (1106); DAP_ERROR_VERSION; DAP_ERROR_INVALID (814: a list that names an index twice); DAP_ERROR_LIBRARY;
 *         DAP_ERROR_MEMORY; DAP_ERROR_ARGUMENT.
 */
DAP_API int32_t multivector_export(const Teuchos::RCP<multivector> &object, const DAPRequest *request, DAPArray *array,
                                   DAPError *error) noexcept;

/**
 * Asks Tpetra whether each index of a Map has exactly one owner, and remembers the answer as long as the Map lives:
 * exports of multivectors on it are no longer flagged DAP_DIM_OVERLAPPING if no index has two owners, nor
 * DAP_DIM_INCOMPLETE if none in the Map's range is missing, either. Exports that are live stay as they are; later ones
 * have a new identity if the flags have changed. Collective over the Map's communicator; a few messages at the first
 * call for a listed Map, one small all-reduce at every other.
 * @param[out] is_partition  Whether each index has exactly one owner; contiguous Maps always say so, locally replicated
 *                           ones on several processes never. MAY be NULL.
 * @return DAP_OK; DAP_ERROR_COMM (1201: the Map has no communicator here); DAP_ERROR_OVERFLOW (711); DAP_ERROR_LIBRARY;
 *         DAP_ERROR_MEMORY; the same on every process. DAP_ERROR_ARGUMENT (1301).
 */
DAP_API int32_t map_find_owners(const Teuchos::RCP<const map> &rows, bool *is_partition, DAPError *error) noexcept;

/** Exports multivectors: `object` is a pointer to a Teuchos::RCP<multivector>. */
extern DAP_API const DAPProvider multivector_provider;

/**
 * Makes a multivector of a received array, on the same memory. Collective over the communicator: two small all-reduces,
 * and the making of a Map for a distribution that was not seen before.
 *
 * The array has one dimension, or two of which the second is not divided; doubles on the host, no halo, unit stride
 * along the first dimension. Blocks in rank order give a contiguous Map, known bounds or not; other blocks and
 * unstructured dimensions a listed one. Maps are cached by the identity of the distribution, the 16 last used per
 * communicator, which is duplicated once.
 * @param[in] comm       MPI_COMM_NULL: the array's own. With one given, all processes return alike even if some have no
 *                       array.
 * @param[in,out] array  Moved in on success, and released when the object dies; on failure still live and the caller's.
 * @param[out] object    The multivector (a `vector` if there is one dimension), labelled with the array's name if that
 *                       has one. Views of it do not keep the array.
 * @return DAP_OK; DAP_ERROR_UNSUPPORTED (1110: not as Tpetra needs it); DAP_ERROR_OVERFLOW (1010: local or global
 *         ordinal); DAP_ERROR_INVALID (809: unknown bounds that do not add up); DAP_ERROR_DISAGREEMENT (1302: processes
 *         pass arrays of different distributions or types); DAP_ERROR_COMM; DAP_ERROR_LIBRARY; DAP_ERROR_MEMORY;
 *         DAP_ERROR_ARGUMENT; as dap_array_validate; the same on every process.
 */
DAP_API int32_t multivector_import(MPI_Comm comm, DAPArray *array, Teuchos::RCP<multivector> *object,
                                   DAPError *error) noexcept;

/**
 * Opens or ends the use of an imported multivector by Tpetra, with the modes of DAPArray::access. Local, logically
 * collective for WRITE and OVERWRITE.
 * @return As DAPArray::access; DAP_ERROR_ARGUMENT (1301) if the object was not imported.
 */
DAP_API int32_t multivector_access(const Teuchos::RCP<multivector> &object, uint32_t mode, DAPError *error) noexcept;

/** Drops what importing has cached for a communicator congruent with `comm`: its duplicate, as soon as no object needs
    it, and Maps. Collective. Call it before a communicator is freed and before Tpetra is finalised; what is left then
    leaks. */
DAP_API void drop_cached_maps(MPI_Comm comm) noexcept;

}  // namespace DAP_NAMESPACE::tpetra

#endif  // DAP_TPETRA_HPP
