// SPDX-License-Identifier: BSD-3-Clause
// The source behind the exports of a multivector of Tpetra's own.
#ifndef DAP_ADAPTERS_TPETRA_OWN_SOURCE_HPP
#define DAP_ADAPTERS_TPETRA_OWN_SOURCE_HPP

#include <dap/array.h>

#include <dap/tpetra.hpp>

#include "access.hpp"

namespace dap::tpetra::detail {

/**
 * Makes a source of the object's memory, which takes `context` over on success. With `behind`, an older source of the
 * same memory in another distribution, the new one wraps an export of it, so that there is one count of openings.
 * Local.
 */
int32_t make_own_source(multivector &object, const DAPDistribution *distribution, const host_memory &memory,
                        DAPSource *behind, backing *context, DAPSource **out, DAPError *error);

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_OWN_SOURCE_HPP
