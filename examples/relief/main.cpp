// SPDX-License-Identifier: BSD-3-Clause
// relief OUTPUT_DIR [RELIEF_FILE]: reads the relief of the Earth, takes one implicit diffusion step, writes and draws both.
#include <mpi.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "checked_cast.hpp"
#include "diffusion.hpp"
#include "eigenmode.hpp"
#include "gather.hpp"
#include "phase_clock.hpp"
#include "picture.hpp"
#include "relief_file.hpp"
#include "statistics.hpp"

namespace dap::relief {
namespace {

constexpr const char *default_relief = RELIEF_DATA_FILE;
constexpr const char *variable = "ROSE";
constexpr double tau = 200;  // cells²
constexpr double mean_tolerance = 1e-6;
constexpr double eigenmode_tolerance = 1e-5;
constexpr eigenmode test_mode{27, 36};

struct arguments {
  std::string output_dir;
  std::string relief_file;
};

struct world {
  MPI_Comm comm = MPI_COMM_NULL;
  int rank = 0;
  int size = 0;
};

world whole_world() {
  world result{MPI_COMM_WORLD, 0, 0};
  MPI_Comm_rank(result.comm, &result.rank);
  MPI_Comm_size(result.comm, &result.size);
  return result;
}

template <class... Values>
void say(const world &all, const char *format, Values... values) {
  if (all.rank == 0) std::printf(format, values...);
}

/** Prints one line and remembers a failure; the values are the same on all ranks, so the verdict is, too. */
class verdicts {
 public:
  explicit verdicts(const world &all) : all_(all) {}
  void expect_at_most(const char *what, double found, double limit) {
    const bool good = found <= limit;  // false for a NaN
    say(all_, "%-46s %10.3g   at most %g: %s\n", what, found, limit, good ? "yes" : "NO");
    good_ = good_ && good;
  }
  bool good() const { return good_; }

 private:
  world all_;
  bool good_ = true;
};

process_grid read_grid(const world &all, const std::string &path) {
  const field_extents extents = inquire_field(all.comm, path, variable);
  return make_process_grid(extents.num_rows, extents.num_columns, all.size);
}

/** A PETSc vector on the caller's memory, which must outlive it. */
petsc_vec vector_around(const world &all, const process_grid &grid, double *memory) {
  petsc_vec result;
  check_petsc(VecCreateMPIWithArray(all.comm, 1, checked_cast<PetscInt>(grid.block_of(all.rank).num_elements()),
                                    checked_cast<PetscInt>(grid.num_rows() * grid.num_columns()), memory,
                                    result.out()));
  return result;
}

/** A copy, and meant to be one: the solution overwrites the memory that the right-hand side was read into. */
petsc_vec declared_copy(Vec vec) {
  petsc_vec result;
  check_petsc(VecDuplicate(vec, result.out()));
  check_petsc(VecCopy(vec, result.get()));
  return result;
}

void report(const world &all, const char *name, const statistics &values) {
  say(all, "%-8s mean %14.8f m   rms %12.6f m   range %.1f ... %.1f m\n", name, values.mean, values.root_mean_square,
      values.lowest, values.highest);
}

/** `memory` holds the relief, then what diffusion makes of it; returns the relief. */
petsc_vec diffuse(const world &all, diffusion &step, double *memory, phase_clock &clock) {
  petsc_vec solution = vector_around(all, step.grid(), memory);
  petsc_vec relief;
  clock.run("copy of the right-hand side", [&] { relief = declared_copy(solution.get()); });
  solve_report solved;
  clock.run("solve", [&] { solved = step.solve(relief.get(), solution.get()); });
  say(all, "solve: %d iterations, relative residual %.2e\n", solved.iterations, solved.relative_residual);
  return relief;
}

void check_solution(const world &all, const statistics &before, const statistics &after, verdicts &checks) {
  report(all, "before", before);
  report(all, "after", after);
  checks.expect_at_most("change of the mean, relative to the rms",
                        std::fabs(after.mean - before.mean) / before.root_mean_square, mean_tolerance);
  checks.expect_at_most("highest after / highest before (maximum principle)", after.highest / before.highest, 1.0);
  checks.expect_at_most("lowest after / lowest before (maximum principle)", after.lowest / before.lowest, 1.0);
}

void check_eigenmode(const world &all, diffusion &step, phase_clock &clock, verdicts &checks) {
  eigenmode_report result;
  clock.run("check by an eigenmode", [&] { result = eigenmode_check(step, test_mode); });
  say(all, "eigenmode %d, %d: decay %.6f, %d iterations\n", test_mode.down, test_mode.across, result.decay,
      result.solve.iterations);
  checks.expect_at_most("largest relative error of the eigenmode", result.error, eigenmode_tolerance);
}

void draw(const world &all, const process_grid &grid, const double *before, const double *after,
          const std::string &path) {
  const std::vector<double> whole_before = gather(all.comm, grid, before);
  const std::vector<double> whole_after = gather(all.comm, grid, after);
  if (all.rank != 0) return;
  std::array<char, 200> subtitle{};
  std::snprintf(subtitle.data(), subtitle.size(),
                "%lld \u00d7 %lld cells on %d \u00d7 %d ranks; one step of (I \u2212 \u03c4\u2206) u = b, \u03c4 = %g "
                "cells\u00b2, "
                "periodic in longitude",
                static_cast<long long>(grid.num_rows()), static_cast<long long>(grid.num_columns()), grid.ranks_down(),
                grid.ranks_across(), tau);
  draw_picture({grid, whole_before.data(), whole_after.data(), "The relief of the Earth, diffused", subtitle.data()},
               path);
}

bool run(const world &all, const arguments &given) {
  const process_grid grid = read_grid(all, given.relief_file);
  const block part = grid.block_of(all.rank);
  const auto part_bytes = static_cast<std::uint64_t>(part.num_elements()) * sizeof(double);
  std::uint64_t large = part_bytes / 4;
  MPI_Bcast(&large, 1, MPI_UINT64_T, 0, all.comm);
  phase_clock clock(all.comm, large);
  verdicts checks(all);

  std::vector<double> memory(static_cast<std::size_t>(part.num_elements()));
  clock.run("read", [&] { read_field(all.comm, given.relief_file, variable, part, memory.data()); });
  const statistics before = measure(all.comm, memory.data(), part.num_elements());
  checks.expect_at_most("largest |elevation| read, metres", std::fmax(before.highest, -before.lowest), 11100);

  std::optional<diffusion> made;
  clock.run("assemble the matrix", [&] { made.emplace(all.comm, grid, tau); });
  diffusion &step = *made;
  const petsc_vec relief = diffuse(all, step, memory.data(), clock);
  check_solution(all, before, measure(all.comm, memory.data(), part.num_elements()), checks);
  check_eigenmode(all, step, clock, checks);

  const PetscScalar *original = nullptr;
  check_petsc(VecGetArrayRead(relief.get(), &original));
  clock.run("write NetCDF",
            [&] { write_fields(all.comm, given.output_dir + "/relief.nc", grid, part, original, memory.data()); });
  clock.run("gather and draw", [&] { draw(all, grid, original, memory.data(), given.output_dir + "/relief.png"); });
  check_petsc(VecRestoreArrayRead(relief.get(), &original));
  say(all, "%s", clock.table().c_str());
  return checks.good();
}

}  // namespace
}  // namespace dap::relief

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  int status = 1;
  try {
    const dap::relief::world all = dap::relief::whole_world();
    if (argc < 2 || argv[1][0] == '-') {
      dap::relief::say(all, "usage: %s OUTPUT_DIR [RELIEF_FILE] [PETSc options]\n", argv[0]);
    } else {
      const bool has_file = argc > 2 && argv[2][0] != '-';
      dap::relief::check_petsc(PetscInitialize(&argc, &argv, nullptr, nullptr));
      status = dap::relief::run(all, {argv[1], has_file ? argv[2] : dap::relief::default_relief}) ? 0 : 1;
      dap::relief::check_petsc(PetscFinalize());
    }
  } catch (const std::exception &error) {
    std::fprintf(stderr, "relief: %s\n", error.what());
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  MPI_Finalize();
  return status;
}
