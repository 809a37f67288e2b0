// SPDX-License-Identifier: BSD-3-Clause
/**
 * @file tpetra.hpp
 * @brief Export and import Tpetra vectors and multivectors without a copy.
 *
 * Tpetra is a C++ library of templates; this face is C++ alone, and instantiated for the types that a Tpetra build provides by
 * default (double, int, its default global ordinal and node). Functions report as the C functions do: a status and a DAPError.
 * They are called on the thread that uses Tpetra, between Tpetra::initialize and finalize; only releasing exports is free of that.
 */
#ifndef DAP_TPETRA_HPP
#define DAP_TPETRA_HPP

#include <dap/array.h>

#include <Tpetra_MultiVector.hpp>
#include <Tpetra_Vector.hpp>

namespace dap::tpetra {

using map = Tpetra::Map<>;                         ///< Tpetra's distribution.
using multivector = Tpetra::MultiVector<double>;   ///< What is exported and imported.
using vector = Tpetra::Vector<double>;             ///< One column of it.

/**
 * Exports a multivector. Local, logically collective; the first export of an object allocates, further ones are free.
 *
 * A contiguous Map gives a block dimension, any other an unstructured one (its lists are copied once per Map), both with the Map's
 * index base. A Vector is a 1-d array; a MultiVector a 2-d one, rows × columns, the second dimension undivided, strided by its leading
 * dimension. A multivector that was imported is exported as the array it came from was divided, if it was flattened.
 *
 * The object is kept alive while exports live: dropping it first is allowed (see dap_reclaim).
 * @return DAP_OK; DAP_ERROR_UNSUPPORTED (1110: columns without a constant stride, a locally replicated Map; 1102–1109);
 *         DAP_ERROR_LIBRARY; DAP_ERROR_MEMORY; DAP_ERROR_ARGUMENT.
 */
DAP_API int32_t multivector_export(const Teuchos::RCP<multivector> &object, const DAPRequest *request, DAPArray *array,
                                   DAPError *error) noexcept;

/** Exports multivectors: `object` is a pointer to a Teuchos::RCP<multivector>. */
extern DAP_API const DAPProvider multivector_provider;

/**
 * Makes a multivector of a received array, on the same memory. Collective over the communicator.
 *
 * The array has one dimension, or two of which the second is not divided; doubles on the host, no halo, unit stride along the first
 * dimension. Blocks in rank order give a contiguous Map; other blocks and unstructured dimensions a listed one. Maps are cached by the identity of
 * the distribution, per communicator.
 * @param[in] comm       MPI_COMM_NULL: the array's own.
 * @param[in,out] array  Moved in on success, and released when the object dies; unchanged on failure.
 * @param[out] object    The multivector (a `vector` if there is one dimension).
 * @return DAP_OK; DAP_ERROR_UNSUPPORTED (1110, and what is not as Tpetra needs it); DAP_ERROR_OVERFLOW (1010: local or global ordinal);
 *         DAP_ERROR_COMM; DAP_ERROR_LIBRARY; DAP_ERROR_MEMORY; as dap_array_validate; the same on every process.
 */
DAP_API int32_t multivector_import(MPI_Comm comm, DAPArray *array, Teuchos::RCP<multivector> *object,
                                   DAPError *error) noexcept;

/**
 * Opens or ends the use of an imported multivector by Tpetra, with the modes of DAPArray::access. Local, logically collective for
 * WRITE and OVERWRITE.
 * @return As DAPArray::access; DAP_ERROR_ARGUMENT (1301) if the object was not imported.
 */
DAP_API int32_t multivector_access(const Teuchos::RCP<multivector> &object, uint32_t mode, DAPError *error) noexcept;

/** Drops the Maps that importing has cached, for a communicator congruent with `comm`. Collective. Call it before Tpetra is finalised
    if the program's Maps must not outlive it; those that are left then leak. */
DAP_API void drop_cached_maps(MPI_Comm comm) noexcept;

}  // namespace dap::tpetra

#endif  // DAP_TPETRA_HPP
