// SPDX-License-Identifier: BSD-3-Clause
// What has to be alike on all processes of an array, as numbers that can be compared: one for each thing that a message
// can name.
#pragma once

#include <dap/dap.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace dap::mpi {

class fingerprint {
 public:
  static constexpr size_t num_aspects = 70;

  // Of the global members (world/globals.hpp) of a valid array, NULL for none, and of a number made of other arguments.
  fingerprint(const DAPArray *array, uint64_t arguments) noexcept;

  // All of it in one number.
  [[nodiscard]] uint64_t sum() const noexcept;
  // The first aspect that differs; num_aspects if none does.
  [[nodiscard]] size_t first_difference(const fingerprint &other) const noexcept;

  // The words for an aspect: "the element type".
  [[nodiscard]] static const char *name_of(size_t aspect) noexcept;
  // The dimension that an aspect is about; -1: none.
  [[nodiscard]] static int32_t dim_of(size_t aspect) noexcept;

  // For sending it.
  [[nodiscard]] uint64_t *data() noexcept { return aspects_.data(); }

 private:
  std::array<uint64_t, num_aspects> aspects_{};
};

}  // namespace dap::mpi
