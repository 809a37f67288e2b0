// SPDX-License-Identifier: BSD-3-Clause
// Can a received array be a multivector? What one process can say.
#ifndef DAP_ADAPTERS_TPETRA_IMPORT_CHECK_HPP
#define DAP_ADAPTERS_TPETRA_IMPORT_CHECK_HPP

#include <dap/array.h>

#include <limits>

namespace dap::tpetra::detail {

/// This process's rows of the array, column-major.
struct local_matrix {
  double *data;     // null if there are no elements
  int64_t rows;     // on this process
  int64_t columns;  // of the whole
  int64_t leading;  // elements from one column to the next, at least 1 and at least `rows`
  bool is_vector;   // one dimension
};

/// The largest ordinals that the Tpetra build can count with.
struct ordinal_limits {
  int64_t local;
  int64_t global;
};

/**
 * Checks `array`, its rules included, and says where its rows lie. Local: some verdicts are this process's own.
 * @return DAP_OK; DAP_ERROR_UNSUPPORTED (1110); DAP_ERROR_OVERFLOW (1010); as dap_array_validate.
 */
int32_t check_importable(const DAPArray &array, const ordinal_limits &limits, local_matrix *out, DAPError *error);

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_IMPORT_CHECK_HPP
