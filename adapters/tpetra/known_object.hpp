// SPDX-License-Identifier: BSD-3-Clause
// What we know of a multivector; attached to it, so that one look-up finds all.
#ifndef DAP_ADAPTERS_TPETRA_KNOWN_OBJECT_HPP
#define DAP_ADAPTERS_TPETRA_KNOWN_OBJECT_HPP

#include "attachment.hpp"
#include "imported.hpp"
#include "keep.hpp"

namespace dap::tpetra::detail {

/// Of one that was imported, `origin` has a source; of one of Tpetra's own, `own` is what its exports need.
struct known_object {
  imported origin;
  keeper own;
};

using known_objects = attachment<known_object>;

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_KNOWN_OBJECT_HPP
