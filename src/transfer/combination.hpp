// SPDX-License-Identifier: BSD-3-Clause
// to = alpha · op(from) + beta · to, from one element type to another: what is allowed, and what it then means.
//
// Kinds are ordered bool, unsigned, signed, float, complex. An element may become one of the same kind, of any width,
// or of a later kind, never of an earlier one (NumPy's "same_kind"): a sign, a fraction or an imaginary part is never
// dropped, precision may be. What is computed depends on the kind of the target:
//
//  - bool: a copy; alpha is 1, beta 0.
//  - unsigned, signed: modulo 2^bits, as in C++20 and NumPy, so that nothing is lost before the target's width. The
//    factors are whole numbers of [-2^63, 2^63).
//  - float: in double, rounded to the target at the end; what is beyond its range becomes infinite. 64-bit integers are
//    rounded to double first. The factors are real.
//  - complex: the same by components. A real factor multiplies each component, so that infinities stay what they are.
//
// As in BLAS, beta = 0 does not read `to`, and alpha = 0 does not read `from`: what is not a number there does not
// survive. op is the identity or the complex conjugate, which changes complex elements only. A bool that is not 0 is 1
// in every other kind.
//
// bool has 8 bits; unsigned and signed have 8, 16, 32 or 64; float 32 or 64; complex 64 or 128; all of them one lane.
// Whatever else an element is, it can only be copied: equal types, alpha 1, beta 0, identity.
#pragma once

#include <dap/api.h>
#include <dap/dap.h>

#include <complex>

namespace dap::transfer {

struct combination {
  DAPType from;
  DAPType to;
  std::complex<double> alpha{1};
  std::complex<double> beta{0};
  bool conjugate = false;
};

enum class combination_check {
  allowed,
  only_copied,        // a type without arithmetic, and more than a copy
  earlier_kind,       // of the target than of the source
  factor_of_bool,     // more than a copy of a bool
  complex_factor,     // of a real target
  fractional_factor,  // of an integer target; also one out of range
};

[[nodiscard]] combination_check check(const combination &asked) noexcept;

[[nodiscard]] inline bool combination_allowed(const combination &asked) noexcept {
  return check(asked) == combination_check::allowed;
}

// Every element of an allowed combination becomes what it was.
[[nodiscard]] bool is_plain_copy(const combination &allowed) noexcept;

}  // namespace dap::transfer
