! SPDX-License-Identifier: BSD-3-Clause
! The smallest importer: asks for the plainest array, checks what it was handed, and sums the owned elements.
module summing
  use, intrinsic :: iso_c_binding
  use dap
  implicit none
  private
  public :: add_owned

contains

  ! Adds what this rank owns to `total`; DAP_OK, or why not. The object is the provider's.
  function add_owned(provider, object, total) result(status)
    type(DAPProvider), intent(in) :: provider
    type(c_ptr), intent(in) :: object
    real(c_double), intent(inout) :: total
    integer(c_int32_t) :: status
    procedure(dap_export_array), pointer :: export_array
    procedure(dap_release), pointer :: release
    type(DAPArray) :: array
    type(DAPError) :: error

    call c_f_procpointer(provider%export_array, export_array)
    status = export_array(object, DAPRequest(version=DAPVersion(), max_ndim=1), array, error)
    if (status /= DAP_OK) return
    status = check(array)
    if (status == DAP_OK) status = add_open(array, total)
    call c_f_procpointer(array%release, release)
    call release(array)
  end function add_owned

  ! One dimension of doubles in blocks, of no feature that must be understood: nothing else is read by what follows.
  function check(array) result(status)
    type(DAPArray), intent(in) :: array
    integer(c_int32_t) :: status
    type(DAPDistribution), pointer :: distribution
    type(DAPDim), pointer :: dim
    status = DAP_ERROR_VERSION
    if (array%version%major /= DAP_VERSION_MAJOR) return
    status = DAP_ERROR_UNSUPPORTED
    if (iand(array%flags, DAP_MUST_UNDERSTAND) /= 0) return
    if (array%type_code /= DAP_TYPE_FLOAT .or. array%type_bits /= 64 .or. array%type_lanes /= 1) return
    call c_f_pointer(array%distribution, distribution)
    if (iand(distribution%flags, DAP_MUST_UNDERSTAND) /= 0 .or. distribution%ndim /= 1) return
    call c_f_pointer(distribution%dims, dim)
    if (dim%kind /= DAP_KIND_BLOCK) return
    status = DAP_OK
  end function check

  function add_open(array, total) result(status)
    type(DAPArray), intent(inout) :: array
    real(c_double), intent(inout) :: total
    integer(c_int32_t) :: status
    procedure(dap_access), pointer :: access
    type(DAPDistribution), pointer :: distribution
    type(DAPLocalDim), pointer :: local
    type(DAPPart), pointer :: part
    real(c_double), pointer :: values(:)
    logical :: bracketed

    nullify (access)
    bracketed = c_associated(array%access)
    if (bracketed) then
      call c_f_procpointer(array%access, access)
      status = access(array, DAP_ACCESS_READ, c_null_ptr)
      if (status /= DAP_OK) return
    end if
    status = DAP_OK
    call c_f_pointer(array%distribution, distribution)
    if (distribution%num_parts == 1) then
      call c_f_pointer(distribution%local, local)
      call c_f_pointer(array%parts, part)
      call c_f_pointer(first_element(part%buffer), values, [local%num_owned])
      total = total + sum(values)
      print '(a,i0,a,i0,a,i0,a)', 'rank ', distribution%comm%rank, ' owns ', local%num_owned, ' numbers from ', &
        local%start, ' on'
    end if
    if (bracketed) status = access(array, ior(DAP_ACCESS_READ, DAP_ACCESS_END), c_null_ptr)
  end function add_open

  ! data + byte_offset.
  function first_element(buffer) result(address)
    type(DAPBuffer), intent(in) :: buffer
    type(c_ptr) :: address
    integer(c_int8_t), pointer :: bytes(:)
    address = buffer%data
    if (buffer%byte_offset == 0) return
    call c_f_pointer(buffer%data, bytes, [buffer%byte_offset + 1])
    address = c_loc(bytes(buffer%byte_offset + 1))
  end function first_element
end module summing
