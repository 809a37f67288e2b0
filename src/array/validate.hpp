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

// The parts of what follows, in the order of rule 1650: each relies on those above it.

// Lines 2 and 3: version, features and extensions; counts and their pointers.
[[nodiscard]] int32_t validate_counts(const DAPDistribution &distribution, DAPError *error);

// Line 4: the global members of the dimensions, their products, and the rank formula.
[[nodiscard]] int32_t validate_grid(const DAPDistribution &distribution, DAPError *error);

// The identity (703) and the features (404), which a description does not have yet.
[[nodiscard]] int32_t validate_identity(const DAPDistribution &distribution, DAPError *error);

// Line 4: this process's parts, but for the contents of their lists.
[[nodiscard]] int32_t validate_local(const DAPDistribution &distribution, DAPError *error);

// Line 6: what each part stores can be counted.
[[nodiscard]] int32_t validate_stored(const DAPDistribution &distribution, DAPError *error);

// Line 7: the contents of lists.
[[nodiscard]] int32_t validate_lists(const DAPDistribution &distribution, DAPError *error);
[[nodiscard]] int32_t validate_box_list(const DAPDistribution &distribution, DAPError *error);

// What of these is global, for a description without parts.
[[nodiscard]] int32_t validate_global(const DAPDistribution &distribution, DAPError *error);

// All of them but for the identity; and with it.
[[nodiscard]] int32_t validate_description(const DAPDistribution &distribution, DAPError *error);
[[nodiscard]] int32_t validate_distribution(const DAPDistribution &distribution, DAPError *error);

// Sections 4 and 10 of an array whose distribution is valid; `release` is not looked at.
[[nodiscard]] int32_t validate_parts(const DAPArray &array, DAPError *error);

// All of an array, in the order of rule 1650 again.
[[nodiscard]] int32_t validate_array(const DAPArray &array, DAPError *error);

// Global members of one dimension (section 8).
[[nodiscard]] int32_t validate_dim(const DAPDistribution &distribution, int32_t d, DAPError *error);

// A chain of extensions: short enough to be one, and nothing in it must be understood and is not known.
[[nodiscard]] int32_t validate_extensions(const DAPExtension *chain, int32_t rank, DAPError *error);

}  // namespace dap::array
