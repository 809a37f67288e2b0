// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/combination.hpp"

#include <cmath>

namespace dap::transfer {
namespace {

bool is_same(const DAPType &a, const DAPType &b) noexcept {
  return a.code == b.code && a.bits == b.bits && a.lanes == b.lanes;
}

bool has_no_factors(const combination &asked) noexcept {
  return asked.alpha == 1.0 && asked.beta == 0.0;
}

// The place of a type's kind in their order; -1: no arithmetic.
int kind_of(const DAPType &type) noexcept {
  const bool is_integer = type.bits == 8 || type.bits == 16 || type.bits == 32 || type.bits == 64;
  if (type.lanes != 1) return -1;
  switch (type.code) {
    case DAP_TYPE_BOOL:
      return type.bits == 8 ? 0 : -1;
    case DAP_TYPE_UINT:
      return is_integer ? 1 : -1;
    case DAP_TYPE_INT:
      return is_integer ? 2 : -1;
    case DAP_TYPE_FLOAT:
      return type.bits == 32 || type.bits == 64 ? 3 : -1;
    case DAP_TYPE_COMPLEX:
      return type.bits == 64 || type.bits == 128 ? 4 : -1;
    default:
      return -1;
  }
}

bool is_whole(double factor) noexcept {
  constexpr double limit = 0x1p63;
  return factor >= -limit && factor < limit && std::trunc(factor) == factor;
}

combination_check check_factors(const combination &asked, int kind) noexcept {
  if (kind == 0) return has_no_factors(asked) ? combination_check::allowed : combination_check::factor_of_bool;
  if (kind == 4) return combination_check::allowed;
  if (asked.alpha.imag() != 0 || asked.beta.imag() != 0) return combination_check::complex_factor;
  if (kind == 3 || (is_whole(asked.alpha.real()) && is_whole(asked.beta.real()))) return combination_check::allowed;
  return combination_check::fractional_factor;
}

}  // namespace

combination_check check(const combination &asked) noexcept {
  const int from = kind_of(asked.from);
  const int to = kind_of(asked.to);
  if (from < 0 || to < 0) {
    const bool is_copy = is_same(asked.from, asked.to) && has_no_factors(asked) && !asked.conjugate;
    return is_copy ? combination_check::allowed : combination_check::only_copied;
  }
  if (from > to) return combination_check::earlier_kind;
  return check_factors(asked, to);
}

bool is_plain_copy(const combination &allowed) noexcept {
  const bool is_conjugate = allowed.conjugate && allowed.from.code == DAP_TYPE_COMPLEX;
  return is_same(allowed.from, allowed.to) && has_no_factors(allowed) && !is_conjugate;
}

}  // namespace dap::transfer
