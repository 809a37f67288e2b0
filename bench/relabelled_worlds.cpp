// SPDX-License-Identifier: BSD-3-Clause
#include <dap/transfer.hpp>

#include <memory>
#include <string>

#include "described.hpp"
#include "plan_rows.hpp"

namespace dap::bench {
namespace {

struct pair_of_worlds {
  std::string name;
  std::unique_ptr<described> source;
  std::unique_ptr<described> target;
};

std::unique_ptr<described> grid(DAPDim rows, DAPDim columns, bool first_fastest = false) {
  const int64_t ranks = rows.grid_size * columns.grid_size;
  return std::make_unique<described>(std::vector{rows, columns}, 0, ranks, first_fastest);
}

// A dimension whose first block is dealt to the second coordinate, and has lost a quarter.
DAPDim shifted(DAPDim dim) {
  dim.first_coordinate = 1;
  dim.first_block -= dim.first_block / 4;
  return dim;
}

std::vector<pair_of_worlds> pairs_of(int64_t edge) {
  const int64_t size = edge * 4096;
  const DAPDim dim = cyclic(size, edge, 64);
  const DAPDim smaller = cyclic(size, edge, 48);
  std::vector<pair_of_worlds> made;
  made.push_back({"2-d cyclic(64), ranks by columns -> by rows", grid(dim, dim, true), grid(dim, dim)});
  made.push_back({"2-d cyclic(64) -> shifted by 5/4 block", grid(dim, dim), grid(shifted(dim), shifted(dim))});
  made.push_back({"2-d cyclic(48), by columns -> cyclic(64), by rows", grid(smaller, smaller, true), grid(dim, dim)});
  return made;
}

contender relabelling_of(const pair_of_worlds &both) {
  const DAPDistribution &source = both.source->distribution;
  const DAPDistribution &target = both.target->distribution;
  DAPRelabelCounts counts{};
  static_cast<void>(relabel(source, target, nullptr, &counts));
  const double all = static_cast<double>(target.dims[0].size) * static_cast<double>(target.dims[1].size);
  return {"relabel " + both.name + ", " + std::to_string(target.comm.size),
          [&source, &target](int n) {
            for (int i = 0; i < n; ++i) static_cast<void>(relabel(source, target));
          },
          1,
          [] {},
          {{"moved_before", static_cast<double>(counts.elements_moved_before) / all},
           {"moved_after", static_cast<double>(counts.elements_moved_after) / all}}};
}

}  // namespace

std::vector<row> rows_of_relabelled_worlds() {
  std::vector<pair_of_worlds> kept;
  for (int64_t edge = 4; edge * edge <= DAP_RELABEL_RANKS; edge *= 2) {
    for (pair_of_worlds &both : pairs_of(edge)) kept.push_back(std::move(both));
  }
  std::vector<contender> contenders;
  for (const pair_of_worlds &both : kept) contenders.push_back(relabelling_of(both));
  return compare(contenders, 0, 3);
}

}  // namespace dap::bench
