// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/opened_arrays.hpp"

#include <dap/simple.h>

namespace dap::mpi {

DAPArray *opened_arrays::array(std::size_t number) const noexcept {
  return number < arrays_.size() ? arrays_[number].source : arrays_[number - arrays_.size()].target;
}

uint32_t opened_arrays::mode(std::size_t number) const noexcept {
  return number < arrays_.size() ? DAP_ACCESS_READ : target_mode_;
}

// What is not here needs no opening.
int32_t opened_arrays::access(std::size_t number, uint32_t end, DAPError *error) const noexcept {
  return array(number) == nullptr ? int32_t{DAP_OK} : dap_simple_access(array(number), mode(number) | end, error);
}

// As the target that it is, too. Of what stays in place nothing is read.
bool opened_arrays::is_opened_later(std::size_t number) const noexcept {
  return number < arrays_.size() && (arrays_[number].is_one || arrays_[number].in_place);
}

int32_t opened_arrays::open(bool overwrites) noexcept {
  error_ = DAPError{};
  target_mode_ = overwrites ? DAP_ACCESS_OVERWRITE : DAP_ACCESS_WRITE;
  for (; num_open_ < 2 * arrays_.size(); ++num_open_) {
    if (is_opened_later(num_open_)) continue;
    const int32_t status = access(num_open_, 0, &error_);
    if (status == DAP_OK) continue;
    error_.code = status;
    static_cast<void>(end(nullptr));
    return status;
  }
  return DAP_OK;
}

int32_t opened_arrays::end(DAPError *error) noexcept {
  int32_t first = DAP_OK;
  while (num_open_ > 0) {
    --num_open_;
    if (is_opened_later(num_open_)) continue;
    const int32_t status = access(num_open_, DAP_ACCESS_END, first == DAP_OK ? error : nullptr);
    if (first == DAP_OK) first = status;
  }
  return first;
}

}  // namespace dap::mpi
