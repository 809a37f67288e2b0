// SPDX-License-Identifier: BSD-3-Clause
// One library, seen from the matrix: it makes objects of its own, exports them, and imports what others export.
//
// Elements are read and written through the library's own functions, by the indices that the library itself uses; what
// those mean is the matrix's business (numbering). Functions throw where the library under a peer fails; only what the
// protocol may refuse has a status.
#pragma once

#include <dap/dap.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "scenario.hpp"

namespace dap::matrix {

enum class library { native, petsc, tpetra };
constexpr int num_libraries = 3;

// Which of PETSc's two importers is asked.
enum class petsc_door { vec, dmda };

struct element {
  std::span<const int64_t> index;  // from 0, as the library numbers; [ndim], or one
  double value;
  const void *address;  // as the library reports it
};

using visitor = std::function<void(const element &)>;
using value_function = std::function<double(std::span<const int64_t> index)>;

// One library's object, whether the library made it or imported it. Destroying it is collective.
class object {
 public:
  object() = default;
  object(const object &) = delete;
  object &operator=(const object &) = delete;
  virtual ~object() = default;

  virtual int32_t export_array(const DAPRequest &request, DAPArray *array, DAPError *error) = 0;
  // Opens or ends the library's own use of an imported object.
  virtual int32_t access(uint32_t mode, DAPError *error) = 0;
  // All owned elements.
  virtual void visit(const visitor &use) = 0;
  virtual void write(const value_function &value_of) = 0;
  // Euclidean norm, from a function of the library's; collective.
  virtual std::optional<double> norm() { return std::nullopt; }
  // Where the library has ghosts: owned elements and those within 1 of them, by the indices that their owners use,
  // fetched by the library itself; collective. False where it has none.
  virtual bool visit_ghosts(const visitor &) { return false; }
};

class peer {
 public:
  peer() = default;
  peer(const peer &) = delete;
  peer &operator=(const peer &) = delete;
  virtual ~peer() = default;

  [[nodiscard]] virtual const char *name() const = 0;
  virtual std::unique_ptr<object> make(const scenario &described, petsc_door door) = 0;
  // Lets the library find out who owns what, where exporting alone does not say; collective.
  virtual void find_owners(object &) {}
  virtual int32_t import_array(MPI_Comm comm, petsc_door door, DAPArray *array, std::unique_ptr<object> *out,
                               DAPError *error) = 0;
  // Before the communicator is freed: drops what the library keeps for it. Collective.
  virtual void forget(MPI_Comm) {}
};

// Starts the library; the peer's destructor ends it.
std::unique_ptr<peer> make_native_peer();
std::unique_ptr<peer> make_petsc_peer();
std::unique_ptr<peer> make_tpetra_peer();

}  // namespace dap::matrix
