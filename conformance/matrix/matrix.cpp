// SPDX-License-Identifier: BSD-3-Clause
#include "matrix.hpp"

#include "cell.hpp"
#include "tally.hpp"
#include "testing/watchdog.hpp"

namespace dap::matrix {
namespace {

cell_result run_cell(MPI_Comm world, const test_case &row, side producer, side consumer, plant planted) {
  int rank = 0;
  MPI_Comm_rank(world, &rank);
  cell_result result;
  result.not_made = row.not_made_by[static_cast<size_t>(producer.which)];
  if (!result.not_made.empty()) return result;
  tally checks(rank, std::string(producer.speaks->name()) + " -> " + consumer.speaks->name() + ", " + row.name);
  if (row.described.comm != MPI_COMM_NULL) {
    cell here(row, producer, consumer, planted, checks);
    here.run();
    result.refused = here.refused();
  }
  std::array<int64_t, 2> counts = {checks.passed(), checks.failed()};
  MPI_Allreduce(MPI_IN_PLACE, counts.data(), 2, MPI_INT64_T, MPI_SUM, world);
  result.passed = counts[0];
  result.failed = counts[1];
  return result;
}

}  // namespace

std::vector<row_result> run_all(MPI_Comm world, const std::vector<test_case> &cases, const peers &speakers,
                                plant planted, testing::watchdog &dog) {
  std::vector<row_result> results;
  for (const test_case &row : cases) {
    row_result &here = results.emplace_back();
    for (size_t pair = 0; pair < here.size(); ++pair) {
      const auto side_of = [&](size_t which) { return side{static_cast<library>(which), speakers[which].get()}; };
      const side producer = side_of(pair / num_libraries);
      const side consumer = side_of(pair % num_libraries);
      dog.begin(std::string("in ") + producer.speaks->name() + " -> " + consumer.speaks->name() + ", " + row.name);
      here[pair] = run_cell(world, row, producer, consumer, planted);
    }
  }
  return results;
}

}  // namespace dap::matrix
