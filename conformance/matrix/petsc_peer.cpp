// SPDX-License-Identifier: BSD-3-Clause
// PETSc in the matrix: MPI vectors, and global vectors of a DMDA.
#include <dap/petsc.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include "peer.hpp"

namespace dap::matrix {
namespace {

void check(PetscErrorCode code, const char *function) {
  if (code != 0) throw std::runtime_error(std::string("PETSc: ") + function + " gave " + std::to_string(code));
}

// A Vec by its global indices.
class vec_object : public object {
 public:
  explicit vec_object(Vec vec) : vec_(vec) {}
  ~vec_object() override { static_cast<void>(VecDestroy(&vec_)); }

  int32_t export_array(const DAPRequest &request, DAPArray *array, DAPError *error) override {
    return dap_petsc_vec_export(vec_, &request, array, error);
  }
  int32_t access(uint32_t mode, DAPError *error) override { return dap_petsc_vec_access(vec_, mode, error); }

  void visit(const visitor &use) override {
    PetscInt begin = 0, end = 0;
    const PetscScalar *data = nullptr;
    check(VecGetOwnershipRange(vec_, &begin, &end), "VecGetOwnershipRange");
    check(VecGetArrayRead(vec_, &data), "VecGetArrayRead");
    for (PetscInt i = begin; i < end; ++i) {
      PetscScalar value = 0;
      check(VecGetValues(vec_, 1, &i, &value), "VecGetValues");
      const int64_t index = i;
      use({{&index, 1}, value, data + (i - begin)});
    }
    check(VecRestoreArrayRead(vec_, &data), "VecRestoreArrayRead");
  }

  void write(const value_function &value_of) override {
    PetscInt begin = 0, end = 0;
    check(VecGetOwnershipRange(vec_, &begin, &end), "VecGetOwnershipRange");
    for (PetscInt i = begin; i < end; ++i) {
      const int64_t index = i;
      check(VecSetValue(vec_, i, value_of({&index, 1}), INSERT_VALUES), "VecSetValue");
    }
    check(VecAssemblyBegin(vec_), "VecAssemblyBegin");
    check(VecAssemblyEnd(vec_), "VecAssemblyEnd");
  }

  std::optional<double> norm() override {
    PetscReal norm = 0;
    check(VecNorm(vec_, NORM_2, &norm), "VecNorm");
    return norm;
  }

 protected:
  [[nodiscard]] Vec vec() const { return vec_; }

 private:
  Vec vec_;
};

// The address of element (z, y, x) in what DMDAVecGetArray gives: a pointer to rows, from the slowest dimension on.
template <typename Scalar>
Scalar *at(void *rows, PetscInt ndim, const std::array<PetscInt, 3> &zyx) {
  if (ndim == 1) return &static_cast<Scalar *>(rows)[zyx[2]];
  if (ndim == 2) return &static_cast<Scalar **>(rows)[zyx[1]][zyx[2]];
  return &static_cast<Scalar ***>(rows)[zyx[0]][zyx[1]][zyx[2]];
}

// A box of the index space, (z, y, x).
struct box {
  std::array<PetscInt, 3> start = {0, 0, 0};
  std::array<PetscInt, 3> extent = {1, 1, 1};

  template <typename Function>
  void for_each(Function &&use) const {
    for (PetscInt z = start[0]; z < start[0] + extent[0]; ++z) {
      for (PetscInt y = start[1]; y < start[1] + extent[1]; ++y) {
        for (PetscInt x = start[2]; x < start[2] + extent[2]; ++x) use(std::array<PetscInt, 3>{z, y, x});
      }
    }
  }
};

// The global vector of a DMDA by (z, y, x).
class dmda_object final : public vec_object {
 public:
  dmda_object(DM dm, Vec vec) : vec_object(vec), dm_(dm) {
    std::array<PetscInt, 3> n = {1, 1, 1};
    check(DMDAGetInfo(dm, &ndim_, &n[2], &n[1], &n[0], nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                      nullptr, nullptr),
          "DMDAGetInfo");
    sizes_ = n;
  }
  ~dmda_object() override { static_cast<void>(DMDestroy(&dm_)); }

  void visit(const visitor &use) override {
    box owned;
    check(DMDAGetCorners(dm_, &owned.start[2], &owned.start[1], &owned.start[0], &owned.extent[2], &owned.extent[1],
                         &owned.extent[0]),
          "DMDAGetCorners");
    visit_box(vec(), owned, use);
  }

  void write(const value_function &value_of) override {
    box owned;
    void *rows = nullptr;
    check(DMDAGetCorners(dm_, &owned.start[2], &owned.start[1], &owned.start[0], &owned.extent[2], &owned.extent[1],
                         &owned.extent[0]),
          "DMDAGetCorners");
    check(DMDAVecGetArray(dm_, vec(), &rows), "DMDAVecGetArray");
    owned.for_each([&](const std::array<PetscInt, 3> &zyx) {
      const std::array<int64_t, 3> index = {zyx[0], zyx[1], zyx[2]};
      *at<PetscScalar>(rows, ndim_, zyx) = value_of(last_of(index));
    });
    check(DMDAVecRestoreArray(dm_, vec(), &rows), "DMDAVecRestoreArray");
  }

  bool visit_ghosts(const visitor &use) override {
    Vec local = nullptr;
    box stored;
    check(DMGetLocalVector(dm_, &local), "DMGetLocalVector");
    check(DMGlobalToLocal(dm_, vec(), INSERT_VALUES, local), "DMGlobalToLocal");
    check(DMDAGetGhostCorners(dm_, &stored.start[2], &stored.start[1], &stored.start[0], &stored.extent[2],
                              &stored.extent[1], &stored.extent[0]),
          "DMDAGetGhostCorners");
    visit_box(local, stored, use);
    check(DMRestoreLocalVector(dm_, &local), "DMRestoreLocalVector");
    return true;
  }

 private:
  [[nodiscard]] std::span<const int64_t> last_of(const std::array<int64_t, 3> &index) const {
    return std::span<const int64_t>(index).last(static_cast<size_t>(ndim_));
  }

  void visit_box(Vec from, const box &elements, const visitor &use) {
    void *rows = nullptr;
    check(DMDAVecGetArrayRead(dm_, from, &rows), "DMDAVecGetArrayRead");
    elements.for_each([&](const std::array<PetscInt, 3> &zyx) {
      std::array<int64_t, 3> index = {};
      for (size_t d = 0; d < 3; ++d) index[d] = (zyx[d] + sizes_[d]) % sizes_[d];  // around the ends
      const auto *place = at<const PetscScalar>(rows, ndim_, zyx);
      use({last_of(index), *place, place});
    });
    check(DMDAVecRestoreArrayRead(dm_, from, &rows), "DMDAVecRestoreArrayRead");
  }

  DM dm_;
  PetscInt ndim_ = 0;
  std::array<PetscInt, 3> sizes_ = {1, 1, 1};  // z, y, x
};

int64_t num_owned_along(const scenario &described, size_t d) {
  const auto points = points_of(described, described.rank);
  return points.empty() ? 0 : static_cast<int64_t>(described.axes[d].owned[static_cast<size_t>(points[0][d])].size());
}

// One index for each element; rows of several are blocks.
Vec make_vec(const scenario &described) {
  int64_t block_size = 1;
  for (size_t d = 1; d < described.axes.size(); ++d) block_size *= described.axes[d].size;
  Vec vec = nullptr;
  check(VecCreate(described.comm, &vec), "VecCreate");
  check(VecSetSizes(vec, static_cast<PetscInt>(num_owned_along(described, 0) * block_size),
                    static_cast<PetscInt>(described.num_elements())),
        "VecSetSizes");
  check(VecSetBlockSize(vec, static_cast<PetscInt>(block_size)), "VecSetBlockSize");
  check(VecSetType(vec, VECSTANDARD), "VecSetType");
  check(VecSet(vec, 0), "VecSet");
  return vec;
}

DM make_dmda(const scenario &described) {
  const auto ndim = described.axes.size();
  std::array<PetscInt, 3> size = {1, 1, 1}, processes = {1, 1, 1};  // x, y, z
  std::array<DMBoundaryType, 3> boundary = {DM_BOUNDARY_NONE, DM_BOUNDARY_NONE, DM_BOUNDARY_NONE};
  std::array<std::vector<PetscInt>, 3> widths;
  for (size_t x = 0; x < ndim; ++x) {
    const axis &from = described.axes[ndim - 1 - x];
    size[x] = static_cast<PetscInt>(from.size);
    processes[x] = static_cast<PetscInt>(from.num_coordinates());
    boundary[x] = from.periodic ? DM_BOUNDARY_PERIODIC : DM_BOUNDARY_NONE;
    for (const auto &owned : from.owned) widths[x].push_back(static_cast<PetscInt>(owned.size()));
  }
  DM dm = nullptr;
  const MPI_Comm comm = described.comm;
  const auto data = [&](size_t d) { return widths[d].data(); };
  constexpr auto stencil = DMDA_STENCIL_BOX;
  if (ndim == 1) check(DMDACreate1d(comm, boundary[0], size[0], 1, 1, data(0), &dm), "DMDACreate1d");
  if (ndim == 2) {
    check(DMDACreate2d(comm, boundary[0], boundary[1], stencil, size[0], size[1], processes[0], processes[1], 1, 1,
                       data(0), data(1), &dm),
          "DMDACreate2d");
  }
  if (ndim == 3) {
    check(DMDACreate3d(comm, boundary[0], boundary[1], boundary[2], stencil, size[0], size[1], size[2], processes[0],
                       processes[1], processes[2], 1, 1, data(0), data(1), data(2), &dm),
          "DMDACreate3d");
  }
  check(DMSetUp(dm), "DMSetUp");
  return dm;
}

class petsc_peer final : public peer {
 public:
  petsc_peer() {
    check(PetscInitializeNoArguments(), "PetscInitialize");
    check(PetscPopSignalHandler(), "PetscPopSignalHandler");
  }
  ~petsc_peer() override { static_cast<void>(PetscFinalize()); }

  [[nodiscard]] const char *name() const override { return "PETSc"; }

  std::unique_ptr<object> make(const scenario &described, petsc_door door) override {
    if (door == petsc_door::vec) return std::make_unique<vec_object>(make_vec(described));
    DM dm = make_dmda(described);
    Vec vec = nullptr;
    check(DMCreateGlobalVector(dm, &vec), "DMCreateGlobalVector");
    return std::make_unique<dmda_object>(dm, vec);
  }

  int32_t import_array(MPI_Comm comm, petsc_door door, DAPArray *array, std::unique_ptr<object> *out,
                       DAPError *error) override {
    Vec vec = nullptr;
    DM dm = nullptr;
    if (door == petsc_door::vec) {
      const int32_t status = dap_petsc_vec_import(comm, array, &vec, error);
      if (status == DAP_OK) *out = std::make_unique<vec_object>(vec);
      return status;
    }
    const int32_t status = dap_petsc_dmda_import(comm, array, 1, &dm, &vec, error);
    if (status == DAP_OK) *out = std::make_unique<dmda_object>(dm, vec);
    return status;
  }
};

}  // namespace

std::unique_ptr<peer> make_petsc_peer() {
  return std::make_unique<petsc_peer>();
}

}  // namespace dap::matrix
