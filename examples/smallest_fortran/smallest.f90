! SPDX-License-Identifier: BSD-3-Clause
! One process plays three ranks: the protocol needs no MPI. The sums of three ranks are 0 + … + 9.
program smallest
  use, intrinsic :: iso_c_binding
  use counting, only: counting_numbers, counting_provider
  use dap
  use summing, only: add_owned
  implicit none
  type(counting_numbers), target :: numbers
  real(c_double) :: total
  integer(c_int32_t) :: rank

  total = 0
  do rank = 0, 2
    numbers = counting_numbers(size=10, rank=rank, num_ranks=3)
    if (add_owned(counting_provider(), c_loc(numbers), total) /= DAP_OK) error stop 1
  end do
  print '(a,f0.1)', 'their sum is ', total
  if (abs(total - 45) > 0) error stop 2
end program smallest
