! SPDX-License-Identifier: BSD-3-Clause
!> @file dap.f90
!! @brief The Distributed Array Protocol in Fortran: dap.h, version 1.0, as a module (spec/dap-1.0.md).
!!
!! Compile this file with your own sources; there is nothing to link. It declares the structures as types that C sees as
!! its own, the codes and bits as constants, and the three functions of the protocol as abstract interfaces. dap.h says
!! what each member means, whether it is global or local, and who owns it; said here is what differs in Fortran.
!!
!! Needs Fortran 2018, or 2008 with TS 29113: optional arguments of procedures that are bind(C).
!!
!! Rules for everything below
!!  - **Unsigned numbers** are signed here. All fit, since bit 63 is never used, but one: 128 bits, as complex numbers
!!    of two doubles have, are DAP_BITS_128, which is -128.
!!  - **Pointers** are type(c_ptr) and type(c_funptr), C_NULL_PTR and C_NULL_FUNPTR by default: c_loc and c_funloc make
!!    them, c_f_pointer and c_f_procpointer read them. What they point to is a target that stays in place: a module
!!    variable, or memory from allocate(pointer), not a local variable.
!!  - **Indices** count from 0 and coordinates from 0, as in C. `dims(1)` is the dimension that dap.h calls 0.
!!  - **Order.** A Fortran array a(n1, n2) is, to DAP, an array whose first dimension has stride 1 and whose second has
!!    stride n1: set the strides so, and DAP_FEATURE_STRIDED; or reverse the dimensions, as in a C header.
!!  - **Defaults.** A member is zero or NULL by default, or, where that would be wrong, what the plainest array has:
!!    version 1.0, host memory, one lane, one process, one grid point. Fill the others with a structure constructor and
!!    keywords, as in DAPDim(size=10, grid_size=3, …).
!!  - **Variables of C**, as a DAPProvider often is, are declared as numbers, `integer(c_int64_t), target, bind(C,
!!    name='…') :: it(5)`, and read through c_f_pointer(c_loc(it), provider): a type with defaults would be a second
!!    definition of the variable.
!!  - **Procedures** whose address is given away are bind(C), and of the abstract interfaces below.
module dap
  use, intrinsic :: iso_c_binding, only: c_char, c_funptr, c_int16_t, c_int32_t, c_int64_t, c_int8_t, c_null_char, &
                                         c_null_funptr, c_null_ptr, c_ptr
  implicit none
  private :: c_char, c_funptr, c_int16_t, c_int32_t, c_int64_t, c_int8_t, c_null_char, c_null_funptr, c_null_ptr, c_ptr
  public

  ! ---- Structures: frozen for every version 1.x --------------------------------------------------------------------

  !> @brief Version of the protocol that a structure was written for (spec 4). 1.0 by default.
  type, bind(C) :: DAPVersion
    integer(c_int32_t) :: major = 1 !< Changes when a structure or the meaning of a member changes.
    integer(c_int32_t) :: minor = 0 !< Changes when codes, flag bits or extension types are added.
  end type DAPVersion

  !> @brief Header of one extension: a link in a chain (spec 14).
  type, bind(C) :: DAPExtension
    integer(c_int32_t) :: type = 0    !< A DAP_EXTENSION_… code; negative: private to a producer.
    integer(c_int32_t) :: flags = 0   !< DAP_EXTENSION_REQUIRED or 0.
    integer(c_int64_t) :: nbytes = 0  !< Size in bytes of the whole structure, this header included.
    type(c_ptr) :: next = c_null_ptr  !< DAPExtension: next link. MAY be NULL: last one.
  end type DAPExtension

  !> @brief What went wrong, written into memory of the caller (spec 13).
  type, bind(C) :: DAPError
    integer(c_int32_t) :: code = 0     !< The status that the call returned, a DAP_ERROR_… code.
    integer(c_int32_t) :: rule = 0     !< Number of the rule in the specification that was broken. 0: none.
    integer(c_int32_t) :: dim = 0      !< Dimension it was found in, from 0; -1: none.
    integer(c_int32_t) :: rank = 0     !< Rank (in the distribution's communicator) that found it; -1: unknown.
    integer(c_int64_t) :: expected = 0 !< The number that was expected, if one was.
    integer(c_int64_t) :: found = 0    !< The number that was found, if one was.
    character(kind=c_char) :: message(480) = c_null_char !< One sentence for a person, up to the first c_null_char.
  end type DAPError

  !> @brief The communicator that a distribution's ranks count in (spec 12). In Fortran, `value` is comm%MPI_VAL of
  !! mpi_f08, or the integer of module mpi, unless MPI has the standard ABI of MPI 5.
  type, bind(C) :: DAPComm
    integer(c_int32_t) :: kind = 0           !< DAP_COMM_NONE or DAP_COMM_MPI. Global.
    integer(c_int32_t) :: implementation = 0 !< DAP_MPI_…: whose handle `value` is. Global.
    integer(c_int64_t) :: value = 0          !< The handle; 0 without one. Local.
    integer(c_int32_t) :: rank = 0           !< This process's rank, 0 … size-1. Local.
    integer(c_int32_t) :: size = 1           !< Number of processes, at least 1. Global.
  end type DAPComm

  !> @brief One dimension of a distribution: maps each index to one grid coordinate, its owner (spec 8). All global.
  !!
  !! Example, 10 elements balanced over 3 coordinates: DAPDim(size=10, grid_size=3, rank_stride=1, kind=DAP_KIND_BLOCK,
  !! flags=DAP_DIM_BALANCED).
  type, bind(C) :: DAPDim
    integer(c_int64_t) :: size = 0             !< Extent of the index space, at least 0. Replica dimensions: 0.
    integer(c_int64_t) :: grid_size = 1        !< Number of coordinates, at least 1; 1: not distributed.
    integer(c_int64_t) :: rank_stride = 0      !< What one step of the coordinate adds in the rank formula.
    integer(c_int64_t) :: index_base = 0       !< Smallest index in *listed* indices; 1 where users count from 1.
    integer(c_int32_t) :: kind = 0             !< DAP_KIND_…; a consumer refuses one that it does not know.
    integer(c_int32_t) :: flags = 0            !< DAP_DIM_… bits.
    integer(c_int64_t) :: block_size = 0       !< Block: elements per coordinate. Cyclic: elements per block.
    integer(c_int64_t) :: first_coordinate = 0 !< Cyclic: coordinate that owns index 0.
    integer(c_int64_t) :: first_block = 0      !< Cyclic: length of the first block, 1 … block_size.
    integer(c_int64_t) :: boundary(2) = 0      !< Widths of the physical boundary at the low and the high end.
    type(c_ptr) :: bounds = c_null_ptr         !< integer(c_int64_t) (grid_size + 1): irregular block. MAY be NULL.
    integer(c_int64_t) :: reserved(2) = 0      !< Zero.
  end type DAPDim

  !> @brief One dimension of one part: what this process stores of it (spec 8 and 9). All members local.
  type, bind(C) :: DAPLocalDim
    integer(c_int64_t) :: coordinate = 0  !< Grid coordinate of the part, 0 … grid_size-1.
    integer(c_int64_t) :: start = 0       !< First owned index, from 0. Unstructured: ignored.
    integer(c_int64_t) :: num_owned = 0   !< Number of owned indices, at least 0.
    integer(c_int64_t) :: halo(2) = 0     !< Block, boxes: widths stored before and after the owned range.
    integer(c_int64_t) :: num_indices = 0 !< Number of listed indices.
    integer(c_int64_t) :: num_runs = 0    !< Number of (first, count) pairs if index_form is DAP_INDEX_RUNS; else 0.
    type(c_ptr) :: indices = c_null_ptr   !< Listed indices. MUST be NULL if num_indices is 0.
    integer(c_int32_t) :: index_form = 0  !< DAP_INDEX_…: type of `indices`.
    integer(c_int32_t) :: flags = 0       !< None defined yet: 0.
    integer(c_int64_t) :: reserved(2) = 0 !< Zero.
  end type DAPLocalDim

  !> @brief How an index space is divided over processes, with this process's share, and no data (spec 7).
  type, bind(C) :: DAPDistribution
    type(DAPVersion) :: version                !< Version of this structure. Global.
    type(c_ptr) :: id_space = c_null_ptr       !< c_loc of a module variable of whoever numbered it. MUST NOT be NULL.
    integer(c_int64_t) :: id = 0               !< Nonzero number, never reused within id_space. Local.
    integer(c_int64_t) :: flags = 0            !< DAP_FEATURE_… bits that the distribution uses on any process. Global.
    integer(c_int32_t) :: ndim = 0             !< Number of dimensions of the array, at least 0. Global.
    integer(c_int32_t) :: num_replica_dims = 0 !< Number of replica dimensions after them, at least 0. Global.
    type(c_ptr) :: dims = c_null_ptr           !< DAPDim (ndim + num_replica_dims). Global.
    integer(c_int64_t) :: rank_offset = 0      !< Of the rank formula. Global.
    integer(c_int64_t) :: points_per_rank = 1  !< Of the rank formula, at least 1 (the default). Global.
    integer(c_int64_t) :: num_ranks = 0        !< Length of `ranks`; 0 without a table. Global.
    type(c_ptr) :: ranks = c_null_ptr          !< integer(c_int64_t) (num_ranks). MAY be NULL: the identity. Global.
    type(DAPComm) :: comm                      !< The communicator that ranks count in.
    integer(c_int64_t) :: num_parts = 0        !< Number of parts on this process, at least 0. Local.
    type(c_ptr) :: local = c_null_ptr          !< DAPLocalDim (ndim + num_replica_dims, num_parts). Local.
    type(c_ptr) :: extensions = c_null_ptr     !< DAPExtension: chain of extensions. MAY be NULL.
    integer(c_int64_t) :: reserved(2) = 0      !< Zero.
  end type DAPDistribution

  !> @brief One local buffer: the members of DLPack's DLTensor (spec 10).
  type, bind(C) :: DAPBuffer
    type(c_ptr) :: data = c_null_ptr       !< Start of the memory. MAY be NULL if some extent is 0.
    integer(c_int32_t) :: device_type = 1  !< DAP_DEVICE_…; DAP_DEVICE_CPU by default.
    integer(c_int32_t) :: device_id = 0    !< Number of the device; 0 for host memory.
    integer(c_int32_t) :: ndim = 0         !< Equals DAPDistribution%ndim.
    integer(c_int8_t) :: type_code = 0     !< DAP_TYPE_….
    integer(c_int8_t) :: type_bits = 0     !< Bits of one lane: 64 for real(c_double).
    integer(c_int16_t) :: type_lanes = 1   !< Lanes of a vector type; 1 otherwise (the default).
    type(c_ptr) :: shape = c_null_ptr      !< integer(c_int64_t) (ndim): stored extents.
    type(c_ptr) :: strides = c_null_ptr    !< integer(c_int64_t) (ndim): in elements, any sign.
    integer(c_int64_t) :: byte_offset = 0  !< Bytes from `data` to the first stored element.
  end type DAPBuffer

  !> @brief The piece of an array at one grid point: a buffer, and a row of DAPDistribution%local (spec 10). Local.
  type, bind(C) :: DAPPart
    type(DAPBuffer) :: buffer              !< Where the elements are.
    integer(c_int64_t) :: capacity = 0     !< Bytes from the lowest address that the part reaches; 0: unknown.
    type(c_ptr) :: extensions = c_null_ptr !< DAPExtension: chain of extensions. MAY be NULL.
    integer(c_int64_t) :: reserved(2) = 0  !< Zero.
  end type DAPPart

  !> @brief A distributed array, exported (spec 5 and 6). The first four members keep their place in every version.
  !!
  !! Moving it is an assignment, followed by `from%release = c_null_funptr`. `release` being c_null_funptr means
  !! released or moved from (ask with c_associated).
  type, bind(C) :: DAPArray
    type(DAPVersion) :: version                !< Version of this structure. Global.
    type(c_funptr) :: release = c_null_funptr  !< dap_release. MUST NOT be NULL while live.
    type(c_ptr) :: private_data = c_null_ptr   !< The producer's. Local.
    integer(c_int64_t) :: flags = 0            !< DAP_ARRAY_… (low half) and DAP_FEATURE_… (high half). Global.
    type(c_funptr) :: access = c_null_funptr   !< dap_access. MAY be NULL: no call is needed.
    type(c_ptr) :: distribution = c_null_ptr   !< DAPDistribution: how the array is divided. MUST NOT be NULL.
    type(c_ptr) :: parts = c_null_ptr          !< DAPPart (distribution%num_parts). MAY be NULL if that is 0.
    integer(c_int8_t) :: type_code = 0         !< Element type, as in DAPBuffer, known also without parts. Global.
    integer(c_int8_t) :: type_bits = 0         !< Bits of one lane. Global.
    integer(c_int16_t) :: type_lanes = 1       !< Lanes. Global.
    integer(c_int32_t) :: reserved32 = 0       !< Zero.
    type(c_ptr) :: generation = c_null_ptr     !< integer(c_int64_t) (2): writes so far; of them, when halos were right.
    type(c_ptr) :: extensions = c_null_ptr     !< DAPExtension: chain of extensions. MAY be NULL.
    integer(c_int64_t) :: producer_word = 0    !< The producer's own state of this export; moves with the structure.
    integer(c_int64_t) :: reserved(2) = 0      !< Zero.
  end type DAPArray

  !> @brief What a consumer can take and what it wants (spec 11). Every member must be alike on all processes.
  type, bind(C) :: DAPRequest
    type(DAPVersion) :: version             !< The newest version that the consumer reads.
    integer(c_int64_t) :: abilities = 0     !< DAP_FEATURE_… bits (high half) and DAP_ABILITY_… bits (low half).
    integer(c_int64_t) :: demands = 0       !< DAP_DEMAND_… bits: fail if they cannot be met.
    integer(c_int32_t) :: preferred_kind = 0 !< A DAP_KIND_… it would rather have; 0: any.
    integer(c_int32_t) :: order = 0         !< A DAP_ORDER_… it would rather have.
    integer(c_int32_t) :: max_ndim = 0      !< Most dimensions that it takes; 0: any.
    integer(c_int32_t) :: max_parts = 0     !< Most parts per process, given DAP_FEATURE_PARTS; 0: any.
    integer(c_int32_t) :: num_devices = 0   !< Length of device_types; 0: host memory only.
    integer(c_int32_t) :: reserved32 = 0    !< Zero.
    type(c_ptr) :: device_types = c_null_ptr !< integer(c_int32_t) (num_devices). MAY be NULL if that is 0.
    integer(c_int64_t) :: reserved(4) = 0   !< Zero.
  end type DAPRequest

  !> @brief How to export a library's objects: what a producer hands out instead of a header (spec 11).
  type, bind(C) :: DAPProvider
    type(DAPVersion) :: version                    !< The newest version that it writes.
    type(c_ptr) :: name = c_null_ptr               !< NUL-terminated name of the kind of object. MUST NOT be NULL.
    type(c_funptr) :: export_array = c_null_funptr !< dap_export_array.
    integer(c_int64_t) :: reserved(2) = 0          !< Zero.
  end type DAPProvider

  !> @brief Extension DAP_EXTENSION_BOXES of a kind `x` distribution: all boxes of all ranks (spec 8). Global.
  type, bind(C) :: DAPBoxes
    type(DAPExtension) :: header        !< type DAP_EXTENSION_BOXES.
    integer(c_int64_t) :: num_boxes = 0 !< Number of boxes.
    type(c_ptr) :: bounds = c_null_ptr  !< integer(c_int64_t) (2, ndim, num_boxes): first index and end.
    type(c_ptr) :: ranks = c_null_ptr   !< integer(c_int64_t) (num_boxes): owner of each box.
  end type DAPBoxes

  !> @brief Extension DAP_EXTENSION_NAME of an array: what its producer calls it, for messages alone (spec 14). Local.
  type, bind(C) :: DAPName
    type(DAPExtension) :: header     !< type DAP_EXTENSION_NAME.
    type(c_ptr) :: name = c_null_ptr !< character(c_char): NUL-terminated, valid until release. MUST NOT be NULL.
  end type DAPName

  ! ---- Codes and bits of version 1.0 -------------------------------------------------------------------------------

  integer(c_int32_t), parameter :: DAP_VERSION_MAJOR = 1 !< Major version that this module describes.
  integer(c_int32_t), parameter :: DAP_VERSION_MINOR = 0 !< Minor version that this module describes.

  !> @name Status codes (spec 13): small, frozen classes; the rule number says more
  !> @{
  integer(c_int32_t), parameter :: DAP_OK = 0 !< Done.
  !> The call itself is wrong: NULL, unknown mode, END without an opening.
  integer(c_int32_t), parameter :: DAP_ERROR_ARGUMENT = 1
  !> A structure breaks a rule of the specification.
  integer(c_int32_t), parameter :: DAP_ERROR_INVALID = 2
  !> Valid, but this producer or consumer cannot express it, or was not asked for it.
  integer(c_int32_t), parameter :: DAP_ERROR_UNSUPPORTED = 3
  !> Written for a version that cannot be read here.
  integer(c_int32_t), parameter :: DAP_ERROR_VERSION = 4
  !> An opening that excludes this one is held; try again after its END.
  integer(c_int32_t), parameter :: DAP_ERROR_BUSY = 5
  !> Write access was asked for, and cannot be had.
  integer(c_int32_t), parameter :: DAP_ERROR_READ_ONLY = 6
  !> The memory behind the export has moved; release it and export again.
  integer(c_int32_t), parameter :: DAP_ERROR_STALE = 7
  !> A size does not fit into the integers that have to hold it.
  integer(c_int32_t), parameter :: DAP_ERROR_OVERFLOW = 8
  !> Allocation failed.
  integer(c_int32_t), parameter :: DAP_ERROR_MEMORY = 9
  !> No communicator, one of another MPI library, or one of the wrong size.
  integer(c_int32_t), parameter :: DAP_ERROR_COMM = 10
  !> Processes gave values that differ and must not.
  integer(c_int32_t), parameter :: DAP_ERROR_DISAGREEMENT = 11
  !> A library behind an adapter failed; its own code is in `found`.
  integer(c_int32_t), parameter :: DAP_ERROR_LIBRARY = 12
  !> @}

  !> @name Kinds of dimension (spec 8): DAPDim%kind
  !> @{
  integer(c_int32_t), parameter :: DAP_KIND_BLOCK = 1 !< `b`: contiguous ranges, in the order of the coordinates.
  !> `c`: blocks dealt out in turn.
  integer(c_int32_t), parameter :: DAP_KIND_CYCLIC = 2
  !> `u`: listed indices.
  integer(c_int32_t), parameter :: DAP_KIND_UNSTRUCTURED = 3
  !> `x`: every part is a box; set in all dimensions, grid_size 1.
  integer(c_int32_t), parameter :: DAP_KIND_BOX = 4
  !> `r`: a replica dimension.
  integer(c_int32_t), parameter :: DAP_KIND_REPLICA = 5
  !> @}

  !> @name Dimension flags: DAPDim%flags
  !> @{
  integer(c_int32_t), parameter :: DAP_DIM_PERIODIC = 1 !< Index i outside [0, size) means i mod size; size at least 1.
  !> Block: size / grid_size each, the remainder to the first coordinates.
  integer(c_int32_t), parameter :: DAP_DIM_BALANCED = 2
  !> Block: only DAPLocalDim says what this process owns.
  integer(c_int32_t), parameter :: DAP_DIM_UNKNOWN_BOUNDS = 4
  !> Block, boxes: some process may store a halo (widths). Unstructured: halo entries.
  integer(c_int32_t), parameter :: DAP_DIM_HALO = 8
  !> Block: the halo is listed after the owned elements.
  integer(c_int32_t), parameter :: DAP_DIM_HALO_LIST = 16
  !> The indices were made by flattening in rank order: see DAP_FEATURE_RENUMBERED.
  integer(c_int32_t), parameter :: DAP_DIM_RENUMBERED = 32
  !> Some index may have no owner.
  integer(c_int32_t), parameter :: DAP_DIM_INCOMPLETE = 64
  !> Some index may have several owners.
  integer(c_int32_t), parameter :: DAP_DIM_OVERLAPPING = 128
  !> @}

  !> @name Forms of listed indices: DAPLocalDim%index_form
  !> @{
  integer(c_int32_t), parameter :: DAP_INDEX_NONE = 0 !< No list.
  !> integer(c_int32_t) (num_indices).
  integer(c_int32_t), parameter :: DAP_INDEX_INT32 = 1
  !> integer(c_int64_t) (num_indices).
  integer(c_int32_t), parameter :: DAP_INDEX_INT64 = 2
  !> integer(c_int64_t) (2, num_runs): first index, count ≥ 1; counts sum to num_indices, and no run crosses from the
  !! owned to the halo indices.
  integer(c_int32_t), parameter :: DAP_INDEX_RUNS = 3
  !> @}

  !> @name Features (spec 4): one table for DAPArray%flags, DAPDistribution%flags and DAPRequest%abilities
  !!
  !! Bits 32 … 62 must be understood: whoever meets a set bit that it does not know refuses the array. A feature that
  !! is used anywhere, on any process, is set here, alike on every process; blocks in C order on the host need none.
  !> @{
  integer(c_int64_t), parameter :: DAP_MUST_UNDERSTAND = int(z'7fffffff00000000', c_int64_t) !< All of them.
  !> Some dimension is DAP_KIND_CYCLIC.
  integer(c_int64_t), parameter :: DAP_FEATURE_CYCLIC = 2_c_int64_t**32
  !> Some dimension is DAP_KIND_UNSTRUCTURED.
  integer(c_int64_t), parameter :: DAP_FEATURE_UNSTRUCTURED = 2_c_int64_t**33
  !> The dimensions are DAP_KIND_BOX.
  integer(c_int64_t), parameter :: DAP_FEATURE_BOXES = 2_c_int64_t**34
  !> There are replica dimensions.
  integer(c_int64_t), parameter :: DAP_FEATURE_REPLICAS = 2_c_int64_t**35
  !> Some dimension is flagged DAP_DIM_HALO.
  integer(c_int64_t), parameter :: DAP_FEATURE_HALO = 2_c_int64_t**36
  !> Some dimension is flagged DAP_DIM_HALO_LIST.
  integer(c_int64_t), parameter :: DAP_FEATURE_HALO_LIST = 2_c_int64_t**37
  !> Some part may not be C-contiguous. Array only.
  integer(c_int64_t), parameter :: DAP_FEATURE_STRIDED = 2_c_int64_t**38
  !> Some process may have several parts.
  integer(c_int64_t), parameter :: DAP_FEATURE_PARTS = 2_c_int64_t**39
  !> Some part is not on DAP_DEVICE_CPU. Array only.
  integer(c_int64_t), parameter :: DAP_FEATURE_DEVICE = 2_c_int64_t**40
  !> `ranks` is not NULL.
  integer(c_int64_t), parameter :: DAP_FEATURE_RANK_TABLE = 2_c_int64_t**41
  !> Some dimension is flagged DAP_DIM_UNKNOWN_BOUNDS.
  integer(c_int64_t), parameter :: DAP_FEATURE_UNKNOWN_BOUNDS = 2_c_int64_t**42
  !> Indices are storage order over the ranks, not the array's own.
  integer(c_int64_t), parameter :: DAP_FEATURE_RENUMBERED = 2_c_int64_t**43
  !> Some dimension or the boxes may leave gaps.
  integer(c_int64_t), parameter :: DAP_FEATURE_INCOMPLETE = 2_c_int64_t**44
  !> Some element may be owned several times.
  integer(c_int64_t), parameter :: DAP_FEATURE_OVERLAPPING = 2_c_int64_t**45
  !> Some extension is flagged DAP_EXTENSION_REQUIRED.
  integer(c_int64_t), parameter :: DAP_FEATURE_EXTENSION = 2_c_int64_t**46
  !> @}

  !> @name Array flags, low half of DAPArray%flags: claims that hold, safe to ignore
  !> @{
  integer(c_int64_t), parameter :: DAP_ARRAY_WRITABLE = 1 !< WRITE and OVERWRITE may be opened.
  !> A private snapshot of the object; never writable.
  integer(c_int64_t), parameter :: DAP_ARRAY_COPIED = 2
  !> The producer fills the halo across faces.
  integer(c_int64_t), parameter :: DAP_ARRAY_HALO_FACES = 4
  !> The producer fills edges and corners of the halo, too.
  integer(c_int64_t), parameter :: DAP_ARRAY_HALO_CORNERS = 8
  !> Every write, the producer's own included, advances `generation`.
  integer(c_int64_t), parameter :: DAP_ARRAY_GENERATION_COMPLETE = 16
  !> @}

  !> @name Extensions: DAPExtension%type and %flags
  !> @{
  integer(c_int32_t), parameter :: DAP_EXTENSION_BOXES = 1    !< DAPBoxes, on a distribution.
  integer(c_int32_t), parameter :: DAP_EXTENSION_NAME = 2     !< DAPName, on an array.
  integer(c_int32_t), parameter :: DAP_EXTENSION_REQUIRED = 1 !< Flag: whoever does not know the type refuses the array.
  !> @}

  !> @name Modes of access (spec 6)
  !> @{
  integer(c_int32_t), parameter :: DAP_ACCESS_READ = 1      !< Elements will be read.
  integer(c_int32_t), parameter :: DAP_ACCESS_WRITE = 2     !< Elements will be read and written.
  integer(c_int32_t), parameter :: DAP_ACCESS_OVERWRITE = 3 !< Every owned element will be written, none read before.
  integer(c_int32_t), parameter :: DAP_ACCESS_END = 256     !< With one of the above: ends an opening of that mode.
  !> @}

  !> @name Abilities, low half of DAPRequest%abilities
  !> @{
  integer(c_int64_t), parameter :: DAP_ABILITY_WRITE = 1 !< Give write access if it can be had.
  !> A copy may be made where memory cannot be shared; flagged DAP_ARRAY_COPIED.
  integer(c_int64_t), parameter :: DAP_ABILITY_COPY = 2
  !> Openings and ENDs synchronise with the device themselves; `events` is NULL.
  integer(c_int64_t), parameter :: DAP_ABILITY_HOST_SYNC = 4
  !> @}

  !> @name Demands: DAPRequest%demands
  !> @{
  integer(c_int64_t), parameter :: DAP_DEMAND_WRITABLE = 1 !< Write access. Implies DAP_ABILITY_WRITE.
  !> A halo is present, and filled by the producer across faces.
  integer(c_int64_t), parameter :: DAP_DEMAND_HALO = 2
  !> Every dimension is of `preferred_kind`.
  integer(c_int64_t), parameter :: DAP_DEMAND_KIND = 4
  !> Every part is contiguous in `order`.
  integer(c_int64_t), parameter :: DAP_DEMAND_ORDER = 8
  !> @}

  !> @name Memory orders: DAPRequest%order
  !> @{
  integer(c_int32_t), parameter :: DAP_ORDER_ANY = 0     !< Any.
  integer(c_int32_t), parameter :: DAP_ORDER_C = 1       !< Contiguous, the last dimension fastest.
  integer(c_int32_t), parameter :: DAP_ORDER_FORTRAN = 2 !< Contiguous, the first dimension fastest.
  !> @}

  !> @name Communicators: DAPComm%kind and %implementation
  !> @{
  integer(c_int32_t), parameter :: DAP_COMM_NONE = 0    !< No communicator; rank and size are still valid.
  integer(c_int32_t), parameter :: DAP_COMM_MPI = 1     !< An MPI communicator.
  integer(c_int32_t), parameter :: DAP_MPI_UNKNOWN = 0  !< Unknown library: no consumer may use the handle.
  integer(c_int32_t), parameter :: DAP_MPI_OPEN_MPI = 1 !< Open MPI's own ABI.
  integer(c_int32_t), parameter :: DAP_MPI_MPICH = 2    !< The MPICH ABI (MPICH, Intel MPI, MVAPICH, Cray).
  integer(c_int32_t), parameter :: DAP_MPI_STANDARD = 3 !< The standard ABI of MPI 5.
  !> @}

  !> @name Element types: DLPack's DLDataTypeCode
  !> @{
  integer(c_int8_t), parameter :: DAP_TYPE_INT = 0     !< Signed integer.
  integer(c_int8_t), parameter :: DAP_TYPE_UINT = 1    !< Unsigned integer.
  integer(c_int8_t), parameter :: DAP_TYPE_FLOAT = 2   !< IEEE floating point.
  integer(c_int8_t), parameter :: DAP_TYPE_OPAQUE = 3  !< Bytes without meaning to the protocol.
  integer(c_int8_t), parameter :: DAP_TYPE_BFLOAT = 4  !< bfloat16.
  integer(c_int8_t), parameter :: DAP_TYPE_COMPLEX = 5 !< Complex, `type_bits` for both halves together.
  integer(c_int8_t), parameter :: DAP_TYPE_BOOL = 6    !< Boolean, one byte.
  !> @}

  !> @name Devices: DLPack's DLDeviceType; codes not listed here pass through
  !> @{
  integer(c_int32_t), parameter :: DAP_DEVICE_CPU = 1           !< Host memory.
  integer(c_int32_t), parameter :: DAP_DEVICE_CUDA = 2          !< CUDA device memory.
  integer(c_int32_t), parameter :: DAP_DEVICE_CUDA_HOST = 3     !< Host memory pinned by CUDA.
  integer(c_int32_t), parameter :: DAP_DEVICE_ROCM = 10         !< ROCm device memory.
  integer(c_int32_t), parameter :: DAP_DEVICE_ROCM_HOST = 11    !< Host memory pinned by ROCm.
  integer(c_int32_t), parameter :: DAP_DEVICE_CUDA_MANAGED = 13 !< CUDA managed memory.
  integer(c_int32_t), parameter :: DAP_DEVICE_ONEAPI = 14       !< oneAPI unified shared memory.
  !> @}

  integer(c_int8_t), parameter :: DAP_BITS_128 = ibset(0_c_int8_t, 7) !< type_bits 128, as C sees it.

  ! ---- Functions: what the procedure pointers of the structures point to -------------------------------------------

  abstract interface
    !> @brief DAPArray%release: drops the array and sets `release` to C_NULL_FUNPTR. Local, from any thread, never
    !! communicates, safe after MPI_Finalize.
    subroutine dap_release(array) bind(C)
      import :: DAPArray
      type(DAPArray), intent(inout) :: array !< Live.
    end subroutine dap_release

    !> @brief DAPArray%access: opens or ends an opening (spec 6).
    function dap_access(array, mode, events, error) bind(C) result(status)
      import :: DAPArray, DAPError, c_int32_t, c_ptr
      type(DAPArray), intent(inout) :: array
      integer(c_int32_t), value :: mode                !< DAP_ACCESS_…
      type(c_ptr), value :: events                     !< C_NULL_PTR, or type(c_ptr) (distribution%num_parts).
      type(DAPError), intent(inout), optional :: error !< NULL in C is absent here.
      integer(c_int32_t) :: status                     ! DAP_OK or a DAP_ERROR_… code.
    end function dap_access

    !> @brief DAPProvider%export_array: fills `array` from `object` as `request` says, or returns why not.
    !!
    !! `array` is intent(out): it is set to its defaults on entry, so that `release` is C_NULL_FUNPTR unless you set it.
    function dap_export_array(object, request, array, error) bind(C) result(status)
      import :: DAPArray, DAPError, DAPRequest, c_int32_t, c_ptr
      type(c_ptr), value :: object                     !< What the provider exports.
      type(DAPRequest), intent(in) :: request          !< What the consumer takes.
      type(DAPArray), intent(out) :: array             !< Live on success.
      type(DAPError), intent(inout), optional :: error !< NULL in C is absent here.
      integer(c_int32_t) :: status                     ! DAP_OK or a DAP_ERROR_… code.
    end function dap_export_array
  end interface
end module dap
