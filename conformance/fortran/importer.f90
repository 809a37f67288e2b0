! SPDX-License-Identifier: BSD-3-Clause
! The importer of examples/smallest_fortran, given the exporter of examples/smallest_c.
module exporter_in_c
  use, intrinsic :: iso_c_binding
  implicit none
  integer(c_int64_t), bind(C, name='counting_provider'), target :: provider_in_c(5)
end module exporter_in_c

program importer
  use, intrinsic :: iso_c_binding
  use counting, only: counting_numbers
  use dap
  use exporter_in_c, only: provider_in_c
  use summing, only: add_owned
  implicit none
  type(DAPProvider), pointer :: provider
  type(counting_numbers), target :: numbers
  real(c_double) :: total
  integer(c_int32_t) :: rank

  call c_f_pointer(c_loc(provider_in_c), provider)
  total = 0
  do rank = 0, 2
    numbers = counting_numbers(size=10, rank=rank, num_ranks=3)
    if (add_owned(provider, c_loc(numbers), total) /= DAP_OK) error stop 1
  end do
  if (abs(total - 45) > 0) error stop 2
end program importer
