// SPDX-License-Identifier: BSD-3-Clause
// Pictures of random distributions show every element once, with its owner: against loops over single elements.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <map>

#include "cli/picture.hpp"
#include "json/drawn_ranks.hpp"
#include "model/oracle.hpp"

namespace dap::cli {
namespace {

using model::range;
using model::oracle::index_list;
using owner = std::pair<int64_t, int64_t>;  // rank and part
using owners = std::multimap<index_list, owner>;

struct ranks {
  ranks() : list(json::draw_ranks()) {}
  ranks(const ranks &) = delete;
  ~ranks() {
    for (const DAPDistribution *each : list) dap_distribution_release(each);
  }
  std::vector<const DAPDistribution *> list;
};

index_list owned_by(const DAPDim &dim, const DAPLocalDim &local) {
  if (dim.kind != DAP_KIND_UNSTRUCTURED) return model::oracle::deal(dim)[static_cast<size_t>(local.coordinate)];
  index_list indices;
  for (int64_t i = 0; i < local.num_owned; ++i) {
    indices.push_back(static_cast<const int64_t *>(local.indices)[i] - dim.index_base);
  }
  return indices;
}

owners owners_in(const ranks &all) {
  owners found;
  for (const DAPDistribution *rank : all.list) {
    const auto ndim = static_cast<size_t>(rank->ndim);
    for (int64_t p = 0; p < rank->num_parts; ++p) {
      std::vector<index_list> elements{{}};
      for (size_t d = 0; d < ndim; ++d) {
        std::vector<index_list> longer;
        for (const index_list &each : elements) {
          for (const int64_t i : owned_by(rank->dims[d], rank->local[static_cast<size_t>(p) * ndim + d])) {
            longer.push_back(each);
            longer.back().push_back(i);
          }
        }
        elements = longer;
      }
      for (const index_list &each : elements) found.emplace(each, owner{rank->comm.rank, p});
    }
  }
  return found;
}

// Which dimension an axis is of, by its title; none for a side without.
size_t dim_of(const axis &side) {
  return side.title.empty() ? SIZE_MAX : std::stoul(side.title.substr(10));
}

void add(const panel &plane, size_t ndim, const tile &each, const range &depth, owners &out) {
  const size_t down = dim_of(plane.down);
  const size_t across = dim_of(plane.across);
  for (int64_t k = depth.start; k < depth.stop; ++k) {
    for (int64_t i = each.down.start; i < each.down.stop; ++i) {
      for (int64_t j = each.across.start; j < each.across.stop; ++j) {
        index_list index(ndim, k);
        if (down < ndim) index[down] = i;
        if (across < ndim) index[across] = j;
        out.emplace(index, owner{each.rank, each.part});
      }
    }
  }
}

owners owners_in(const picture &shown, size_t ndim) {
  owners found;
  for (const panel &plane : shown.planes) {
    for (const tile &each : plane.tiles) {
      RC_ASSERT(each.is == role::owned);
      for (const range &depth : plane.depth.empty() ? std::vector<range>{{0, 1}} : plane.depth) {
        add(plane, ndim, each, depth, found);
      }
    }
  }
  return found;
}

RC_GTEST_PROP(PictureProperties, ShowEveryElementOnceWithItsOwner, ()) {
  const ranks all;
  const json::distribution_file file = json::file_of(all.list);
  limits most;
  most.planes = 100;

  const picture shown = picture_of(holdings(file), "", most);

  RC_ASSERT(!shown.planes.empty());
  RC_ASSERT(owners_in(shown, file.dims.size()) == owners_in(all));
}

}  // namespace
}  // namespace dap::cli
