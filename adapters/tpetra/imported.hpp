// SPDX-License-Identifier: BSD-3-Clause
// What an imported multivector remembers of the array it was made of.
#ifndef DAP_ADAPTERS_TPETRA_IMPORTED_HPP
#define DAP_ADAPTERS_TPETRA_IMPORTED_HPP

#include <dap/array.h>

#include <array>
#include <dap/tpetra.hpp>

#include "access.hpp"

namespace dap::tpetra::detail {

/// Dies with the object: then the array is released, or, while re-exports live, handed on to them.
class imported final : public watched {
 public:
  imported() = default;
  ~imported();

  /// Takes the array over: on success its `release` is null. Local.
  int32_t adopt(multivector &object, double *data, DAPArray *array, DAPError *error);
  /// Gives the array back as it was, if it was taken over: for when another process could not adopt.
  void give_back(DAPArray *array);

  /// Tpetra's own opening, as DAPArray::access.
  int32_t access(uint32_t mode, DAPError *error);

  /// Ends what re-exports have left open when they were released.
  void look() override;

  /// Null if nothing was adopted.
  DAPSource *source() const { return source_; }

 private:
  DAPSource *source_ = nullptr;
  backing *backing_ = nullptr;        // belongs to the source
  std::array<int64_t, 4> open_ = {};  // own openings by mode
};

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_IMPORTED_HPP
