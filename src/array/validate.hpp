// SPDX-License-Identifier: BSD-3-Clause
// Local validation: every rule of the specification that one process can check, each in one place.
//
// Nothing is read before it has been checked that it may be: counts before the pointers they belong to, a pointer
// before its elements. Given that every pointer addresses as many elements as its count says, nothing is read out of
// bounds.
#pragma once

#include <dap/array.h>
#include <dap/rules.h>
#include <dap/simple.h>

namespace dap::array {

// What of these is global, but for the flags: those are derived for a description and checked for a distribution.
[[nodiscard]] int32_t validate_global(const DAPDistribution &distribution, DAPError *error);

// Sections 4 and 7 to 9, but for the identity (703), which a description does not have yet.
[[nodiscard]] int32_t validate_description(const DAPDistribution &distribution, DAPError *error);

// The same with the identity.
[[nodiscard]] int32_t validate_distribution(const DAPDistribution &distribution, DAPError *error);

// Global members of one dimension (section 8).
[[nodiscard]] int32_t validate_dim(const DAPDistribution &distribution, int32_t d, DAPError *error);

// This process's parts: sections 7 (place and order), 8 and 9. The global members are valid.
[[nodiscard]] int32_t validate_local(const DAPDistribution &distribution, DAPError *error);

// Sections 4 and 10 of an array whose distribution is valid; `release` is not looked at.
[[nodiscard]] int32_t validate_parts(const DAPArray &array, DAPError *error);

// All of an array.
[[nodiscard]] int32_t validate_array(const DAPArray &array, DAPError *error);

// A chain of extensions: short enough to be one, and nothing in it must be understood and is not known.
[[nodiscard]] int32_t validate_extensions(const DAPExtension *chain, int32_t rank, DAPError *error);

}  // namespace dap::array
