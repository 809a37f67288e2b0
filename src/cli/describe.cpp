// SPDX-License-Identifier: BSD-3-Clause
// The description: global members, dimensions, parts, totals.
#include "cli/describe.hpp"

#include <algorithm>

#include "cli/holdings.hpp"
#include "cli/part_table.hpp"
#include "cli/words.hpp"
#include "json/words.hpp"
#include "model/checked.hpp"
#include "model/grid.hpp"

namespace dap::cli {
namespace {

std::string line(const std::string &name, const std::string &words) {
  return name + std::string(std::max<size_t>(1, 11 - std::min<size_t>(10, name.size())), ' ') + words + "\n";
}

std::string joined(const std::vector<std::string> &words) {
  std::string all;
  for (const std::string &each : words) all += (all.empty() ? "" : ", ") + each;
  return all.empty() ? "none" : all;
}

std::string in_brackets(const std::string &words) {
  return words.empty() ? "" : " (" + words + ")";
}

std::string shape_words(const holdings &of) {
  std::vector<int64_t> sizes;
  for (const DAPDim &dim : of.dims()) sizes.push_back(dim.size);
  const int64_t elements = model::checked_product(sizes).value_or(0);  // fits: rule 711
  if (sizes.empty()) return "no dimensions, 1 element";
  return product(sizes, " x ") + (sizes.size() > 1 ? in_brackets(counted(elements, "element")) : "");
}

std::string grid_words(const holdings &of) {
  std::vector<int64_t> sizes;
  for (const DAPDim &dim : model::dims_of(of.global())) sizes.push_back(dim.grid_size);
  if (of.are_boxes()) return "none: boxes";
  if (sizes.empty()) return "1 point";
  const int64_t points = model::num_points(of.global()).value_or(0);  // fits: rule 711
  return product(sizes, " x ") + (sizes.size() > 1 ? in_brackets(counted(points, "point")) : "");
}

std::string rank_words(const holdings &of) {
  std::string words = std::to_string(of.num_ranks());
  const std::string formula = formula_words(of);
  if (!formula.empty()) words += ", " + formula;
  const DAPDistribution &global = of.global();
  if (global.ranks == nullptr) return words;
  words += ", T = ";
  constexpr int64_t most = 16;
  for (int64_t i = 0; i < std::min(global.num_ranks, most); ++i) {
    words += (i == 0 ? "" : " ") + std::to_string(global.ranks[i]);
  }
  return words + (global.num_ranks > most ? " … (" + std::to_string(global.num_ranks) + " entries)" : "");
}

// The widths of all parts, or that they differ.
std::string width_words(const holdings &of, size_t d) {
  int64_t least[] = {INT64_MAX, INT64_MAX};
  int64_t most[] = {0, 0};
  for (const held_part &part : of.parts()) {
    for (size_t side = 0; side < 2; ++side) {
      least[side] = std::min(least[side], part.local[d].halo[side]);
      most[side] = std::max(most[side], part.local[d].halo[side]);
    }
  }
  if (most[0] == 0 && most[1] == 0) return "halo flagged, but not stored";
  const auto width = [&](size_t side) {
    const std::string high = std::to_string(most[side]);
    return least[side] == most[side] ? high : std::to_string(least[side]) + " to " + high;
  };
  return "halo " + width(0) + " before and " + width(1) + " after";
}

std::string halo_words(const holdings &of, size_t d) {
  const DAPDim &dim = of.dims()[d];
  const bool listed = dim.kind == DAP_KIND_UNSTRUCTURED || (dim.flags & DAP_DIM_HALO_LIST) != 0;
  if ((dim.flags & (DAP_DIM_HALO | DAP_DIM_HALO_LIST)) == 0) return "no halo";
  if (!listed) return width_words(of, d);
  int64_t most = 0;
  for (const held_part &part : of.parts()) {
    const int64_t owned = dim.kind == DAP_KIND_UNSTRUCTURED ? part.local[d].num_owned : 0;
    most = std::max(most, part.local[d].num_indices - owned);
  }
  return "halo listed, at most " + std::to_string(most) + " a part";
}

std::string dim_words(const holdings &of, size_t d) {
  const DAPDim &dim = of.dims()[d];
  std::string words = kind_words(dim) + "; " + std::to_string(dim.size) + (dim.size == 1 ? " index" : " indices");
  if (dim.kind != DAP_KIND_BOX) words += " over " + counted(dim.grid_size, "coordinate");
  words += "; " + halo_words(of, d);
  words += (dim.flags & DAP_DIM_PERIODIC) != 0 ? "; periodic" : "";
  if (dim.boundary[0] != 0 || dim.boundary[1] != 0) {
    words += "; boundary of " + std::to_string(dim.boundary[0]) + " and " + std::to_string(dim.boundary[1]);
  }
  if ((dim.flags & DAP_DIM_INCOMPLETE) != 0) words += "; may have gaps";
  if ((dim.flags & DAP_DIM_OVERLAPPING) != 0) words += "; may overlap";
  if ((dim.flags & DAP_DIM_RENUMBERED) != 0) words += "; renumbered";
  if (dim.index_base != 0) words += "; lists count from " + std::to_string(dim.index_base);
  return words;
}

std::string head(const json::distribution_file &file, const holdings &of) {
  std::string text = file.about.empty() ? "" : file.about + "\n\n";
  text += line("shape", shape_words(of));
  text += line("grid", grid_words(of));
  text += line("ranks", rank_words(of));
  text += line("features", joined(json::words_of(json::features(), file.features, "/features")));
  text += line("version", std::to_string(file.major) + "." + std::to_string(file.minor));
  for (size_t d = 0; d < of.ndim(); ++d) text += line("dim " + std::to_string(d), dim_words(of, d));
  for (size_t r = 0; r < of.replica_dims().size(); ++r) {
    text += line("dim " + std::to_string(of.ndim() + r), counted(of.replica_dims()[r].grid_size, "replica"));
  }
  return text;
}

}  // namespace

std::string describe(const json::distribution_file &file, bool all) {
  const holdings of(file);
  return head(file, of) + "\n" + part_table(of, all) + "\n" + totals(of);
}

}  // namespace dap::cli
