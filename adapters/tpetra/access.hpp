// SPDX-License-Identifier: BSD-3-Clause
// The memory of a multivector on the host, and what Tpetra has to be told when somebody uses it.
#ifndef DAP_ADAPTERS_TPETRA_ACCESS_HPP
#define DAP_ADAPTERS_TPETRA_ACCESS_HPP

#include <dap/array.h>

#include <dap/tpetra.hpp>

#include "watch.hpp"

namespace dap::tpetra::detail {

/// Where a multivector's elements lie on the host: column-major.
struct host_memory {
  double *data;     // may be null if there are no elements
  int64_t rows;     // on this process
  int64_t columns;  // of the whole
  int64_t leading;  // elements from one column to the next, at least 1
};

/// Where that is, without touching it: nothing is synchronised, and nobody is kept out of it.
host_memory where_host_memory_is(const multivector &object);

/// Makes the host memory usable for `mode` (DAP_ACCESS_…): Tpetra synchronises it, and marks it as modified for the
/// modes that write. Throws what Tpetra throws.
host_memory open_host_memory(multivector &object, uint32_t mode);

/// Context of a source behind which a multivector stands.
struct backing {
  multivector *object;  // null once it died before the memory: then there is nobody to tell
  double *data;         // where its elements lay when the source was made
  watcher owner;        // of who made the source
};

/// Hooks of such a source, whose context is a `backing` made with new.
DAPSourceHooks backing_hooks() noexcept;

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_ACCESS_HPP
