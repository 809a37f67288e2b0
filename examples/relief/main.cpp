// SPDX-License-Identifier: BSD-3-Clause
// relief OUTPUT_DIR [RELIEF_FILE] [--plant-copy]: the relief of the Earth is read into an array of ours, diffused by
// PETSc and compared by Tpetra, in one piece of memory that each hands to the next.
#include <dap/mpi.h>
#include <dap/native.h>
#include <dap/petsc.h>

#include <cmath>
#include <cstring>
#include <exception>
#include <optional>

#include "checked_cast.hpp"
#include "copying_adapter.hpp"
#include "diffusion.hpp"
#include "eigenmode.hpp"
#include "gather.hpp"
#include "handoff.hpp"
#include "phase_clock.hpp"
#include "picture.hpp"
#include "relief_file.hpp"
#include "statistics.hpp"
#include "tpetra_array.hpp"
#include "world.hpp"

namespace dap::relief {
namespace {

constexpr const char *variable = "ROSE";
constexpr double tau = 200;  // cells²
constexpr double mean_tolerance = 1e-6;
constexpr double eigenmode_tolerance = 1e-5;
constexpr double rounding = 1e-12;

struct arguments {
  std::string output_dir;
  std::string relief_file = RELIEF_DATA_FILE;
  bool plant_copy = false;
};

struct native_drop {
  void operator()(DAPNative *array) const { dap_native_destroy(array); }
};
using native_array = std::unique_ptr<DAPNative, native_drop>;

/** What each library made of the field: the same memory, four times. */
struct holders {
  native_array field;                  // our array, into which the file is read
  petsc_vec solution;                  // PETSc's view of it, from the native array
  petsc_vec right_side;                // a declared copy, in PETSc's own memory
  std::optional<tpetra_array> after;   // Tpetra's view of the solution, from PETSc
  std::optional<tpetra_array> change;  // Tpetra's view of the right-hand side, from PETSc
  native_array change_again;           // our view of that, from Tpetra
};

double *memory_of(DAPNative *array) {
  return static_cast<double *>(dap_native_array(array)->parts[0].buffer.data);
}

/** Vector libraries take strided memory, renumber as they like, and write. */
DAPRequest vector_request() {
  DAPRequest request = dap_simple_request(1);
  request.abilities |= DAP_FEATURE_RENUMBERED;
  return request;
}

native_array make_field(const world &all, const process_grid &grid) {
  std::array<DAPDim, 2> dims{dap_dim_balanced(grid.num_rows(), grid.ranks_down()),
                             dap_dim_balanced(grid.num_columns(), grid.ranks_across())};
  dims[1].flags |= DAP_DIM_PERIODIC;
  dap_dims_row_major(dims.data(), 2);
  const auto distribution =
      dap::distribution::regular(dap_distribution_describe(dims.data(), 2, dap_comm_from_mpi(all.comm)));
  DAPNative *made = nullptr;
  dap::check([&](DAPError *e) { return dap_native_create(distribution.get(), dap::type_of<double>(), &made, e); });
  return native_array(made);
}

void access(DAPNative *array, uint32_t mode) {
  dap::check([&](DAPError *e) { return dap_native_access(array, mode, e); });
}

/** PnetCDF writes into the array's own memory. */
void read_into(const world &all, const arguments &given, const block &part, DAPNative *field) {
  access(field, DAP_ACCESS_OVERWRITE);
  read_field(all.comm, given.relief_file, variable, part, memory_of(field));
  access(field, DAP_ACCESS_OVERWRITE | DAP_ACCESS_END);
}

dap::array share_native(DAPNative *array, const DAPRequest &request) {
  return dap::array::from(dap_native_provider, array, request);
}

dap::array share_vec(Vec vec, const DAPRequest &request) {
  return dap::array::from(dap_petsc_vec_provider, vec, request);
}

/** Our array becomes PETSc's solution vector, a global vector of the DMDA that the matrix is made for. */
void hand_field_to_petsc(const arguments &given, const diffusion &step, holders &held, handoff_log &log) {
  log.run({"field: native -> PETSc",
           [&] {
             dap::array honest = share_native(held.field.get(), dap_simple_request(1));
             return given.plant_copy ? export_a_copy(honest) : std::move(honest);
           },
           [&](dap::array array) {
             dap::check([&](DAPError *e) {
               return dap_petsc_vec_import_on_dmda(step.dm(), array.get(), held.solution.out(), e);
             });
           },
           [&] { return native_side(held.field.get()); }, [&] { return petsc_side(held.solution.get(), true); }});
}

void hand_to_tpetra(const world &all, holders &held, handoff_log &log) {
  log.run({"solution: PETSc -> Tpetra", [&] { return share_vec(held.solution.get(), vector_request()); },
           [&](dap::array array) { held.after.emplace(all.comm, std::move(array)); },
           [&] { return petsc_side(held.solution.get(), true); }, [&] { return held.after->side(); }});
  log.run({"right-hand side: PETSc -> Tpetra", [&] { return share_vec(held.right_side.get(), vector_request()); },
           [&](dap::array array) { held.change.emplace(all.comm, std::move(array)); },
           [&] { return petsc_side(held.right_side.get(), false); }, [&] { return held.change->side(); }});
}

void hand_change_to_native(holders &held, handoff_log &log) {
  log.run({"change: Tpetra -> native", [&] { return held.change->share(vector_request()); },
           [&](dap::array array) {
             DAPNative *made = nullptr;
             dap::check([&](DAPError *e) { return dap_native_import(array.get(), &made, e); });
             held.change_again.reset(made);
           },
           [&] { return held.change->side(); }, [&] { return native_side(held.change_again.get()); }});
}

/** A copy, and meant to be one: the solution overwrites the memory that the relief was read into. */
void copy_right_side(const diffusion &step, holders &held) {
  check_petsc(DMCreateGlobalVector(step.dm(), held.right_side.out()));
  dap::check([&](DAPError *e) { return dap_petsc_vec_access(held.solution.get(), DAP_ACCESS_READ, e); });
  check_petsc(VecCopy(held.solution.get(), held.right_side.get()));
  dap::check(
      [&](DAPError *e) { return dap_petsc_vec_access(held.solution.get(), DAP_ACCESS_READ | DAP_ACCESS_END, e); });
}

void diffuse(const world &all, diffusion &step, holders &held) {
  dap::check([&](DAPError *e) { return dap_petsc_vec_access(held.solution.get(), DAP_ACCESS_OVERWRITE, e); });
  const solve_report solved = step.solve(held.right_side.get(), held.solution.get());
  dap::check(
      [&](DAPError *e) { return dap_petsc_vec_access(held.solution.get(), DAP_ACCESS_OVERWRITE | DAP_ACCESS_END, e); });
  say(all, "solved: %d iterations, relative residual %.2e\n", solved.iterations, solved.relative_residual);
}

double vec_norm(Vec vec, bool imported) {
  double norm = 0;
  const auto bracket = [&](uint32_t mode) {
    if (imported) dap::check([&](DAPError *e) { return dap_petsc_vec_access(vec, mode, e); });
  };
  bracket(DAP_ACCESS_READ);
  check_petsc(VecNorm(vec, NORM_2, &norm));
  bracket(DAP_ACCESS_READ | DAP_ACCESS_END);
  return norm;
}

double native_norm(const world &all, DAPNative *array) {
  double squares = 0;
  dap::check([&](DAPError *e) {
    return dap_native_visit(
        array,
        [](const int64_t *, const void *element, void *sum) {
          const double value = *static_cast<const double *>(element);
          *static_cast<double *>(sum) += value * value;
        },
        &squares, e);
  });
  MPI_Allreduce(MPI_IN_PLACE, &squares, 1, MPI_DOUBLE, MPI_SUM, all.comm);
  return std::sqrt(squares);
}

/** The norms of one memory by three libraries; they add in different orders. */
void check_norms(const world &all, const char *what, double native, double petsc, double tpetra, verdicts &checks) {
  say(all, "norm of the %s: native %.15e, PETSc %.15e, Tpetra %.15e\n", what, native, petsc, tpetra);
  const double apart = std::fabs(native - petsc) + std::fabs(native - tpetra);  // a NaN stays one
  checks.expect_at_most("the three norms apart, relative to them", apart / native, rounding);
}

/** Before Tpetra writes and after it: PETSc's norms are cached, and must not be the old ones. */
void compute_change(const world &all, holders &held, verdicts &checks) {
  check_norms(all, "solution", native_norm(all, held.field.get()), vec_norm(held.solution.get(), true),
              held.after->norm2(), checks);
  const double cached = vec_norm(held.right_side.get(), false);
  held.change->become_change_to(*held.after);
  const double change = vec_norm(held.right_side.get(), false);
  checks.expect("PETSc saw that Tpetra wrote: its norm changed", change != cached);
  check_norms(all, "change", native_norm(all, held.change_again.get()), change, held.change->norm2(), checks);
}

void report(const world &all, const char *name, const statistics &values) {
  say(all, "%-7s mean %14.8f m   rms %12.6f m   range %.1f ... %.1f m\n", name, values.mean, values.root_mean_square,
      values.lowest, values.highest);
}

void check_solution(const world &all, const statistics &before, const statistics &after, verdicts &checks) {
  report(all, "before", before);
  report(all, "after", after);
  checks.expect_at_most("change of the mean, relative to the rms",
                        std::fabs(after.mean - before.mean) / before.root_mean_square, mean_tolerance);
  checks.expect_at_most("highest after / highest before", after.highest / before.highest, 1.0);
  checks.expect_at_most("lowest after / lowest before", after.lowest / before.lowest, 1.0);
}

/** Of a wavelength that the step halves, about, on a grid of any size. */
eigenmode test_mode(const process_grid &grid) {
  return {checked_cast<int>(grid.num_rows() / 80), checked_cast<int>(grid.num_columns() / 120)};
}

void check_eigenmode(const world &all, diffusion &step, verdicts &checks) {
  const eigenmode mode = test_mode(step.grid());
  const eigenmode_report result = eigenmode_check(step, mode);
  say(all, "eigenmode (%d, %d): decay %.6f, %d iterations\n", mode.down, mode.across, result.decay,
      result.solve.iterations);
  checks.expect_at_most("eigenmode against 1 / (1 + tau lambda), relative error", result.error, eigenmode_tolerance);
}

void draw(const world &all, const process_grid &grid, const std::vector<double> &before, const double *after,
          const std::string &path) {
  const std::vector<double> whole_after = gather(all.comm, grid, after);
  if (all.rank != 0) return;
  std::array<char, 200> subtitle{};
  std::snprintf(subtitle.data(), subtitle.size(),
                "%lld \u00d7 %lld cells on %d \u00d7 %d ranks; one step of (I \u2212 \u03c4\u2206) u = b, \u03c4 = %g "
                "cells\u00b2, periodic in longitude",
                static_cast<long long>(grid.num_rows()), static_cast<long long>(grid.num_columns()), grid.ranks_down(),
                grid.ranks_across(), tau);
  draw_picture({grid, before.data(), whole_after.data(), "The relief of the Earth, diffused", subtitle.data()}, path);
}

bool run(const world &all, const arguments &given) {
  const field_facts facts = inquire_field(all.comm, given.relief_file, variable);
  expect_metres(facts.units);
  const process_grid grid = make_process_grid(facts.num_rows, facts.num_columns, all.size);
  const block part = grid.block_of(all.rank);
  const auto part_bytes = static_cast<std::uint64_t>(part.num_elements()) * sizeof(double);  // of this rank
  phase_clock clock(all.comm, part_bytes);
  handoff_log log(all.comm, part_bytes);
  verdicts checks(all);
  holders held;

  held.field = make_field(all, grid);
  clock.run("read", [&] { read_into(all, given, part, held.field.get()); });
  const statistics before = measure(all.comm, memory_of(held.field.get()), part.num_elements());
  const std::vector<double> whole_before = gather(all.comm, grid, memory_of(held.field.get()));  // for the picture

  std::optional<diffusion> step;
  clock.run("assemble the matrix", [&] { step.emplace(all.comm, grid, tau); });
  hand_field_to_petsc(given, *step, held, log);
  clock.run("copy the right-hand side", [&] { copy_right_side(*step, held); });
  clock.run("solve", [&] { diffuse(all, *step, held); });
  check_solution(all, before, measure(all.comm, memory_of(held.field.get()), part.num_elements()), checks);

  const double *original = nullptr;
  check_petsc(VecGetArrayRead(held.right_side.get(), &original));
  clock.run("write NetCDF", [&] {
    write_fields(all.comm, given.output_dir + "/relief.nc", grid, part, original, memory_of(held.field.get()));
  });
  check_petsc(VecRestoreArrayRead(held.right_side.get(), &original));

  hand_to_tpetra(all, held, log);
  hand_change_to_native(held, log);
  clock.run("compare", [&] { compute_change(all, held, checks); });
  clock.run("check by an eigenmode", [&] { check_eigenmode(all, *step, checks); });
  clock.run("draw",
            [&] { draw(all, grid, whole_before, memory_of(held.field.get()), given.output_dir + "/relief.png"); });
  say(all, "\n%s\n%s\n", clock.table().c_str(), log.table().c_str());
  checks.expect("every handoff: no byte copied, pointers equal, sentinels came back", log.good());
  return checks.good();
}

arguments parse(int argc, char **argv) {
  arguments given;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--plant-copy") == 0) {
      given.plant_copy = true;
    } else if (argv[i][0] != '-') {
      (given.output_dir.empty() ? given.output_dir : given.relief_file) = argv[i];
    }
  }
  return given;
}

/** PETSc and Tpetra live inside MPI and end in the reverse order; objects are gone before. */
int run_initialised(const world &all, const arguments &given, int argc, char **argv) {
  check_petsc(PetscInitialize(&argc, &argv, nullptr, nullptr));
  int status = 1;
  {
    const tpetra_scope tpetra;
    status = run(all, given) ? 0 : 1;
    dap::check([&](DAPError *e) { return dap_reclaim(all.comm, nullptr, e); });
  }
  check_petsc(PetscFinalize());
  return status;
}

}  // namespace
}  // namespace dap::relief

int main(int argc, char **argv) {
  MPI_Init(&argc, &argv);
  int status = 1;
  try {
    const dap::relief::world all = dap::relief::whole_world();
    const dap::relief::arguments given = dap::relief::parse(argc, argv);
    if (given.output_dir.empty()) {
      dap::relief::say(all, "usage: %s OUTPUT_DIR [RELIEF_FILE] [--plant-copy]\n", argv[0]);
    } else {
      status = dap::relief::run_initialised(all, given, argc, argv);
    }
  } catch (const std::exception &error) {
    std::fprintf(stderr, "relief: %s\n", error.what());
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  MPI_Finalize();
  return status;
}
