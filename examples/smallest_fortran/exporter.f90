! SPDX-License-Identifier: BSD-3-Clause
! The smallest exporter: a 1-D balanced array of doubles; one allocation holds it all, and release frees that.
module counting
  use, intrinsic :: iso_c_binding
  use dap
  implicit none
  private
  public :: counting_provider, export_counting

  ! The numbers 0 … size-1, balanced over num_ranks ranks; seen by `rank`.
  type, bind(C), public :: counting_numbers
    integer(c_int64_t) :: size
    integer(c_int32_t) :: rank, num_ranks
  end type counting_numbers

  ! What an export points to.
  type :: block
    type(DAPDistribution) :: distribution
    type(DAPDim) :: dim
    type(DAPLocalDim) :: local
    type(DAPPart) :: part
    integer(c_int64_t) :: shape(1), strides(1)
    real(c_double), pointer :: values(:)
  end type block

  integer(c_int64_t), target, save :: next_id = 1 ! Its address is the id_space.
  character(kind=c_char), target, save :: name(9) = [character(kind=c_char) :: 'c', 'o', 'u', 'n', 't', 'i', 'n', 'g', &
                                                     c_null_char]

contains

  function counting_provider() result(provider)
    type(DAPProvider) :: provider
    provider = DAPProvider(name=c_loc(name), export_array=c_funloc(export_counting))
  end function counting_provider

  subroutine drop(array) bind(C)
    type(DAPArray), intent(inout) :: array
    type(block), pointer :: mine
    call c_f_pointer(array%private_data, mine)
    deallocate (mine%values)
    deallocate (mine)
    array%release = c_null_funptr
  end subroutine drop

  function export_counting(object, request, array, error) bind(C) result(status)
    type(c_ptr), value :: object
    type(DAPRequest), intent(in) :: request
    type(DAPArray), intent(out) :: array
    type(DAPError), intent(inout), optional :: error
    integer(c_int32_t) :: status
    type(counting_numbers), pointer :: of
    type(block), pointer :: mine
    integer(c_int64_t) :: demands, share, rest, owned, start, i

    ! Blocks in C order on the host need no ability of the importer, but a demand may be one that they do not meet.
    if (request%version%major /= DAP_VERSION_MAJOR) then
      status = refusal(DAP_ERROR_VERSION, 1101, 'the exporter writes version 1.0', error)
      return
    end if
    demands = iand(request%demands, not(ior(DAP_DEMAND_WRITABLE, DAP_DEMAND_ORDER)))
    if (any(request%preferred_kind == [0, DAP_KIND_BLOCK])) demands = iand(demands, not(DAP_DEMAND_KIND))
    if (demands /= 0) then
      status = refusal(DAP_ERROR_UNSUPPORTED, 1102, 'the array is writable, contiguous, in blocks, and no more', error)
      return
    end if

    call c_f_pointer(object, of)
    share = of%size / of%num_ranks
    rest = modulo(of%size, int(of%num_ranks, c_int64_t))
    owned = share + merge(1, 0, of%rank < rest)
    start = share * of%rank + min(int(of%rank, c_int64_t), rest)

    allocate (mine)
    allocate (mine%values(owned))
    mine%values = [(real(start + i, c_double), i=0, owned - 1)]
    mine%shape = owned
    mine%strides = 1
    mine%dim = DAPDim(size=of%size, grid_size=of%num_ranks, rank_stride=1, kind=DAP_KIND_BLOCK, flags=DAP_DIM_BALANCED)
    mine%local = DAPLocalDim(coordinate=of%rank, start=start, num_owned=owned)
    mine%part = DAPPart(DAPBuffer(data=c_loc(mine%values), ndim=1, type_code=DAP_TYPE_FLOAT, type_bits=64_c_int8_t, &
                                  shape=c_loc(mine%shape), strides=c_loc(mine%strides)))
    mine%distribution = DAPDistribution(version=DAPVersion(), id_space=c_loc(next_id), id=next_id, ndim=1, &
                                        dims=c_loc(mine%dim), num_parts=1, local=c_loc(mine%local), &
                                        comm=DAPComm(rank=of%rank, size=of%num_ranks))
    next_id = next_id + 1

    array%private_data = c_loc(mine)
    array%release = c_funloc(drop)
    array%distribution = c_loc(mine%distribution)
    array%parts = c_loc(mine%part)
    array%type_code = DAP_TYPE_FLOAT
    array%type_bits = 64
    if (iand(ior(request%abilities, request%demands), DAP_ABILITY_WRITE) /= 0) array%flags = DAP_ARRAY_WRITABLE
    status = DAP_OK
  end function export_counting

  ! Fills the caller's error, if there is one, and gives back the code.
  function refusal(code, rule, sentence, error) result(status)
    integer(c_int32_t), intent(in) :: code, rule
    character(*), intent(in) :: sentence
    type(DAPError), intent(inout), optional :: error
    integer(c_int32_t) :: status
    integer :: i
    status = code
    if (.not. present(error)) return
    error = DAPError(code=code, rule=rule, dim=-1, rank=-1)
    do i = 1, len(sentence)
      error%message(i) = sentence(i:i)
    end do
  end function refusal
end module counting
