// SPDX-License-Identifier: BSD-3-Clause
#include "array/fuzz/validate_target.hpp"

#include <dap/array.h>

#include <cstring>

#include "array/fuzz/decode.hpp"
#include "array/fuzz/memory.hpp"
#include "array/fuzz/promise.hpp"
#include "array/fuzz/walk.hpp"
#include "model/grid.hpp"

namespace dap::array::fuzz {
namespace {

std::string kinds_of(const DAPDistribution &distribution) {
  std::string kinds;
  for (uint32_t kind = DAP_KIND_BLOCK; kind <= DAP_KIND_REPLICA; ++kind) {
    for (const DAPDim &dim : model::dims_of(distribution)) {
      if (dim.kind != kind) continue;
      kinds += " bcuxr"[kind];
      break;
    }
  }
  return kinds.empty() ? "0" : kinds;
}

}  // namespace

outcome validate_one(std::span<const uint8_t> input) {
  laid_out laid(decode(input));
  DAPError error{};
  const int32_t status = dap_array_validate(&laid.array(), &error);
  if (status == DAP_OK) {
    promise(dap_distribution_validate(laid.array().distribution, nullptr) == DAP_OK,
            "the distribution of a valid array is valid");
    walk(laid.array());
    return {status, 0, kinds_of(*laid.array().distribution), ""};
  }
  promise(error.code == status && error.rule != 0, "a refusal has a code and a rule");
  promise(std::memchr(error.message, 0, sizeof error.message) != nullptr, "a message ends");
  return {status, error.rule, "", error.message};
}

}  // namespace dap::array::fuzz
