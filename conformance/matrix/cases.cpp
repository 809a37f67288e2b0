// SPDX-License-Identifier: BSD-3-Clause
// The table itself.
#include <dap/array.h>

#include <algorithm>

#include "case_table.hpp"
#include "cases.hpp"

namespace dap::matrix {

namespace {

constexpr library native = library::native;
constexpr library petsc = library::petsc;
constexpr library tpetra = library::tpetra;

using table = case_table;
using axes = std::vector<axis>;

// One dimension in which rank r owns count(r) indices.
template <typename Count>
auto one_dimension(Count &&count) {
  return [count](int ranks) {
    std::vector<int64_t> counts;
    for (int r = 0; r < ranks; ++r) counts.push_back(count(r, ranks));
    return axes{block_axis(counts)};
  };
}

int64_t uneven(int rank, int) {
  return 2 + rank * 2 % 5;
}

axes balanced(int ranks) {
  return {balanced_axis(5 * ranks + 2, ranks)};
}
axes scattered(int ranks) {
  return {scattered_axis(5 * ranks + 3, ranks)};
}
axes cyclic(int ranks) {
  return {cyclic_axis(5 * ranks + 1, ranks, 2)};
}

axis periodic(axis made) {
  made.periodic = true;
  return made;
}

// Blocks of different widths over `num_coordinates`.
axis ragged(int64_t num_coordinates, int64_t least) {
  std::vector<int64_t> counts;
  for (int64_t c = 0; c < num_coordinates; ++c) counts.push_back(least + c % 2);
  return block_axis(counts);
}

// How many coordinates the slower of two dimensions has: 1, 1, 1, 2, 2 for 1, 2, 3, 4, 6 ranks.
int64_t slow_coordinates(int ranks) {
  return ranks > 3 && ranks % 2 == 0 ? 2 : 1;
}

axes plane(int ranks) {
  const int64_t slow = slow_coordinates(ranks);
  return {ragged(slow, 3), ragged(ranks / slow, 2)};
}
axes space(int ranks) {
  const int64_t slow = slow_coordinates(ranks);
  return {ragged(1, 2), ragged(slow, 2), ragged(ranks / slow, 3)};
}
axes rows_only(int ranks) {
  return {ragged(ranks, 2), whole_axis(3)};
}
axes periodic_plane(int ranks) {
  axes made = plane(ranks);
  for (axis &each : made) each.periodic = true;
  return made;
}
axes columns(int ranks) {
  return {ragged(ranks, 3), whole_axis(2)};
}
axes balanced_columns(int ranks) {
  return {balanced_axis(3 * ranks + 1, ranks), whole_axis(2)};
}
axes scattered_columns(int ranks) {
  return {scattered_axis(5 * ranks + 3, ranks), whole_axis(2)};
}

const char *const no_periodic_maps = "Tpetra has no periodic Maps";
const char *const no_columns = "a PETSc Vec has one column";
const char *const unstructured = "the feature \"unstructured\"";
const char *const c_order = "(C order without gaps)";

void add_one_dimension(table &cases, const communicators &comms) {
  const MPI_Comm world = comms.world;
  cases.add("1-D balanced", world, balanced);
  cases.add("1-D uneven", world, one_dimension(uneven));
  cases.add("1-D every other rank empty", world, one_dimension([](int r, int) { return r % 2 == 0 ? r + 3 : 0; }));
  cases.add("1-D all on the last rank", world, one_dimension([](int r, int ranks) { return r + 1 < ranks ? 0 : 7; }));
  cases.add("1-D more ranks than elements", world,
            [](int ranks) { return axes{balanced_axis((ranks + 1) / 2, ranks)}; });
  cases.add("1-D no elements", world, [](int ranks) { return axes{balanced_axis(0, ranks)}; });
  cases.add("1-D read-only", world, one_dimension(uneven)).read_only();
  cases.add("1-D periodic", world, [](int ranks) { return axes{periodic(ragged(ranks, 2))}; })
      .as_dmda()
      .not_made_by(tpetra, no_periodic_maps);
  cases.add("1-D index base 1", world, one_dimension(uneven))
      .not_made_by(native, "an index base is for listed indices, and native blocks list none")
      .not_made_by(petsc, "PETSc counts from 0")
      .of()
      .index_base = 1;
  auto no_parts = cases.add("1-D last rank without a part", world,
                            [](int ranks) { return axes{balanced_axis(4 * ranks, std::max(1, ranks - 1))}; });
  no_parts.only_native("processes without a part");
  cases.add("1-D half of the processes", comms.half, one_dimension(uneven));
  cases.add("1-D reversed communicator", comms.reversed, one_dimension(uneven));
  auto reversed = cases.add("1-D rank stride -1", world, one_dimension(uneven));
  reversed.only_native("ranges against the order of the ranks")
      .refused_if(reversed.ranks() > 1, petsc, "ranges are in the order of the ranks");
  reversed.of().rank_offset = reversed.ranks() - 1;
  reversed.of().axes[0].rank_stride = -1;
}

void add_other_kinds(table &cases, const communicators &comms) {
  const MPI_Comm world = comms.world;
  const std::string no_lists = "PETSc has no unstructured vectors";
  cases.add("listed indices", world, scattered)
      .owners_unknown_to(tpetra)
      .not_made_by(petsc, no_lists)
      .refused_by(petsc, unstructured);
  cases.add("listed, owners found", world, scattered).owners_found().refused_by(petsc, unstructured);
  cases.add("listed, index base 1", world, scattered)
      .owners_unknown_to(tpetra)
      .not_made_by(petsc, no_lists)
      .refused_by(petsc, unstructured)
      .of()
      .index_base = 1;
  cases.add("listed, half of the processes", comms.half, scattered)
      .owners_unknown_to(tpetra)
      .not_made_by(petsc, no_lists)
      .refused_by(petsc, unstructured);
  cases.add("cyclic", world, cyclic)
      .only_native("cyclic dimensions")
      .refused_by(petsc, "the feature \"cyclic\"")
      .refused_by(tpetra, "the feature \"cyclic\"");
  cases.add("cyclic in natural order", world, cyclic)
      .only_native("cyclic dimensions")
      .flattened(DAP_FLATTEN_NATURAL)
      .refused_by(petsc, unstructured);
  auto parts = cases.add("two parts a process", world, [](int ranks) { return axes{ragged(2 * ranks, 2)}; });
  parts.only_native("several parts on a process")
      .refused_by(petsc, "the feature \"parts\"")
      .refused_by(tpetra, "the feature \"parts\"")
      .of()
      .points_per_rank = 2;
  const auto nothing = [](int) { return axes{}; };
  cases.add("0-d", world, nothing)
      .only_native("arrays of no dimension")
      .refused_by(petsc, "has no dimension")
      .refused_by(tpetra, "has 0 dimensions");
  cases.add("0-d in rank order", world, nothing)
      .only_native("arrays of no dimension")
      .flattened(DAP_FLATTEN_RANK_ORDER);
}

// Tpetra takes two dimensions if it gets whole columns.
void not_for_tpetra(case_builder &built) {
  built.refused_by(tpetra, built.of().axes[1].num_coordinates() > 1 ? "the columns are divided or listed"
                                                                    : "the array is row-major");
}

void add_grids(table &cases, const communicators &comms) {
  const MPI_Comm world = comms.world;
  not_for_tpetra(cases.add("2-D blocks", world, plane).as_dmda());
  auto to_vec = cases.add("2-D blocks, to a Vec", world, plane);
  not_for_tpetra(to_vec.as_dmda().to_vec());
  to_vec.refused_if(to_vec.ranks() > 1, petsc, "a Vec divides the first dimension only");
  not_for_tpetra(cases.add("2-D periodic", world, periodic_plane).as_dmda());
  not_for_tpetra(cases.add("2-D half of the processes", comms.half, plane).as_dmda());
  not_for_tpetra(cases.add("2-D reversed communicator", comms.reversed, plane).as_dmda());
  not_for_tpetra(
      cases.add("2-D rows only", world, rows_only).not_made_by(tpetra, "a multivector stores whole columns"));
  cases.add("2-D in rank order", world, plane).as_dmda().flattened(DAP_FLATTEN_RANK_ORDER);
  cases.add("2-D in natural order", world, plane)
      .as_dmda()
      .flattened(DAP_FLATTEN_NATURAL)
      .refused_by(petsc, unstructured);
  cases.add("3-D blocks", world, space).as_dmda().refused_by(tpetra, "has 3 dimensions");
  cases.add("3-D in rank order", world, space).as_dmda().flattened(DAP_FLATTEN_RANK_ORDER);
  cases.add("3-D in natural order", world, space)
      .as_dmda()
      .flattened(DAP_FLATTEN_NATURAL)
      .refused_by(petsc, unstructured);
}

// Ranks go down the columns of the process grid.
void number_ranks_by_columns(scenario &described) {
  described.axes[0].rank_stride = 1;
  described.axes[1].rank_stride = described.axes[0].num_coordinates();
}

void add_strange_grids(table &cases, const communicators &comms) {
  const MPI_Comm world = comms.world;
  const std::string such = "process grids that are numbered by columns";
  auto by_columns = cases.add("2-D ranks by columns", world, plane);
  not_for_tpetra(by_columns.as_dmda().only_native(such));
  by_columns.refused_if(slow_coordinates(by_columns.ranks()) > 1, petsc, "the rank stride is");
  number_ranks_by_columns(by_columns.of());
  auto flattened = cases.add("2-D ranks by columns, in rank order", world, plane);
  flattened.as_dmda().only_native(such).flattened(DAP_FLATTEN_RANK_ORDER);
  number_ranks_by_columns(flattened.of());
  const auto halo = "the feature \"halo\"";
  auto with_halo = cases.add("2-D halo", world, plane);
  with_halo.as_dmda().only_native("halo in what it exports").refused_by(petsc, halo).refused_by(tpetra, halo);
  with_halo.of().halo = 1;
  auto flat_halo = cases.add("2-D halo, in rank order", world, plane);
  flat_halo.only_native("halo in what it exports")
      .flattened(DAP_FLATTEN_RANK_ORDER)
      .refused_by_all(DAP_RULE_FLAT_HALO, "without a halo");
  flat_halo.of().halo = 1;
}

case_builder by_columns(case_builder built, int64_t padding = 0) {
  built.not_made_by(petsc, no_columns);
  built.of().by_columns = true;
  built.of().padding = padding;
  return built;
}

void add_columns(table &cases, const communicators &comms) {
  const MPI_Comm world = comms.world;
  by_columns(cases.add("2 columns", world, columns)).refused_by(petsc, c_order);
  by_columns(cases.add("2 columns, LDA > n", world, columns), 3).refused_by(petsc, c_order);
  by_columns(cases.add("2 columns, listed rows", world, scattered_columns))
      .owners_unknown_to(tpetra)
      .refused_by(petsc, unstructured);
  by_columns(cases.add("2 columns, listed, owners found", world, scattered_columns))
      .owners_found()
      .refused_by(petsc, unstructured);
  by_columns(cases.add("2 columns, listed, LDA > n", world, scattered_columns), 2)
      .owners_unknown_to(tpetra)
      .refused_by(petsc, unstructured);
  by_columns(cases.add("2 columns in rank order", world, balanced_columns)).flattened(DAP_FLATTEN_RANK_ORDER);
  by_columns(cases.add("2 columns in natural order", world, columns))
      .flattened(DAP_FLATTEN_NATURAL)
      .refused_by(petsc, unstructured);
  auto unknown = by_columns(cases.add("2 uneven columns in rank order", world, columns));
  unknown.flattened(DAP_FLATTEN_RANK_ORDER);
  if (unknown.ranks() > 1) {
    unknown.refused_from(tpetra, DAP_RULE_FLAT_COUNTS, "what other processes own must be known here");
  }
  by_columns(cases.add("2 columns, LDA > n, in rank order", world, balanced_columns), 3)
      .flattened(DAP_FLATTEN_RANK_ORDER)
      .refused_by_all(DAP_RULE_FLAT_STRIDE, "not one run of constant stride");
}

void add_strides(table &cases, const communicators &comms) {
  const MPI_Comm world = comms.world;
  cases.add("1-D every other element", world, one_dimension(uneven))
      .only_native("strided vectors")
      .refused_by(petsc, "the stride is 2")
      .refused_by(tpetra, "the rows are 2 elements apart")
      .of()
      .stride = 2;
  cases.add("1-D reversed memory", world, one_dimension(uneven))
      .only_native("reversed vectors")
      .refused_by(petsc, "the stride is -1")
      .refused_by(tpetra, "the rows are -1 elements apart")
      .of()
      .stride = -1;
  cases.add("1-D reversed, in rank order", world, one_dimension(uneven))
      .only_native("reversed vectors")
      .flattened(DAP_FLATTEN_RANK_ORDER)
      .of()
      .stride = -1;
  cases.add("1-D reversed, in natural order", world, one_dimension(uneven))
      .only_native("reversed vectors")
      .flattened(DAP_FLATTEN_NATURAL)
      .refused_by(petsc, unstructured)
      .of()
      .stride = -1;
}

}  // namespace

std::vector<test_case> all_cases(const communicators &comms) {
  table cases;
  add_one_dimension(cases, comms);
  add_strides(cases, comms);
  add_other_kinds(cases, comms);
  add_grids(cases, comms);
  add_strange_grids(cases, comms);
  add_columns(cases, comms);
  return cases.take();
}

}  // namespace dap::matrix
