// SPDX-License-Identifier: BSD-3-Clause
// A Tpetra multivector on somebody else's memory. Tpetra's headers stay in the source file.
#ifndef DAP_RELIEF_TPETRA_ARRAY_HPP
#define DAP_RELIEF_TPETRA_ARRAY_HPP

#include <mpi.h>
#include <dap/dap.hpp>

#include <memory>

#include "library_side.hpp"

namespace dap::relief {

/** Keeps Tpetra initialised while it lives. */
class tpetra_scope {
 public:
  tpetra_scope();
  tpetra_scope(const tpetra_scope &) = delete;
  tpetra_scope &operator=(const tpetra_scope &) = delete;
  ~tpetra_scope();
};

class tpetra_array {
 public:
  /** Flattens in rank order, which costs nothing, and imports. Collective. */
  tpetra_array(MPI_Comm comm, dap::array given);
  tpetra_array(tpetra_array &&other) noexcept;
  tpetra_array &operator=(tpetra_array &&other) noexcept;
  ~tpetra_array();

  [[nodiscard]] library_side side() const;
  /** Tpetra's own norm. Collective. */
  [[nodiscard]] double norm2() const;
  /** In place and element by element: this becomes `after` minus this. */
  void become_change_to(const tpetra_array &after);
  /** Exports it again. */
  [[nodiscard]] dap::array share(const DAPRequest &request) const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace dap::relief

#endif
