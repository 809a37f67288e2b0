// SPDX-License-Identifier: BSD-3-Clause
// Distributions in words.
#include "cli/words.hpp"

#include <algorithm>

#include "model/dimension.hpp"

namespace dap::cli {
namespace {

std::string block_words(const DAPDim &dim) {
  switch (model::variant_of(dim)) {
    case model::block_variant::balanced:
      return "balanced";
    case model::block_variant::irregular:
      return "irregular";
    case model::block_variant::fixed:
      return "fixed, " + std::to_string(dim.block_size) + " each";
    default:
      return "bounds unknown";
  }
}

std::string cyclic_words(const DAPDim &dim) {
  std::string words = "cyclic, blocks of " + std::to_string(dim.block_size);
  if (dim.first_coordinate != 0) words += " from coordinate " + std::to_string(dim.first_coordinate);
  if (dim.first_block != dim.block_size) words += ", the first cut to " + std::to_string(dim.first_block);
  return words;
}

std::string term(int64_t stride, size_t d, bool first) {
  const std::string sign = stride < 0 ? (first ? "-" : " - ") : (first ? "" : " + ");
  const std::string size = std::to_string(stride);
  const std::string magnitude = stride < 0 ? size.substr(1) : size;
  return sign + (magnitude == "1" ? "" : magnitude + " ") + "c" + std::to_string(d);
}

}  // namespace

std::string counted(int64_t count, const std::string &noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string grouped(int64_t number) {
  std::string digits = std::to_string(number);
  const size_t first = number < 0 ? 1 : 0;
  if (digits.size() - first <= 4) return digits;
  for (size_t place = digits.size() - 3; place > first; place -= 3) {
    digits.insert(place, "\u2009");
    if (place < 3 + first) break;
  }
  return digits;
}

std::string product(const std::vector<int64_t> &factors, const std::string &sign) {
  std::string words;
  for (const int64_t each : factors) words += (words.empty() ? "" : sign) + std::to_string(each);
  return words;
}

std::string kind_words(const DAPDim &dim) {
  switch (dim.kind) {
    case DAP_KIND_BLOCK:
      return dim.grid_size == 1 && (dim.flags & DAP_DIM_BALANCED) != 0 ? "not divided" : "block, " + block_words(dim);
    case DAP_KIND_CYCLIC:
      return cyclic_words(dim);
    case DAP_KIND_UNSTRUCTURED:
      return "unstructured";
    case DAP_KIND_BOX:
      return "boxes";
    default:
      return "replicas";
  }
}

std::string dim_title(const holdings &of, size_t d) {
  const DAPDim &dim = of.dims()[d];
  std::string words = "dimension " + std::to_string(d) + ": " + kind_words(dim);
  if (dim.kind != DAP_KIND_BOX && dim.grid_size > 1) {
    words += ", " + grouped(dim.size) + " over " + std::to_string(dim.grid_size);
  }
  return words + ((dim.flags & DAP_DIM_PERIODIC) != 0 ? ", periodic" : "");
}

std::string formula_words(const holdings &of) {
  if (of.are_boxes()) return "";
  const DAPDistribution &global = of.global();
  std::string sum = global.rank_offset == 0 ? "" : std::to_string(global.rank_offset);
  size_t terms = sum.empty() ? 0 : 1;
  for (size_t d = 0; d < of.ndim() + of.replica_dims().size(); ++d) {
    const DAPDim &dim = global.dims[d];
    if (dim.grid_size == 1 || dim.rank_stride == 0) continue;
    sum += term(dim.rank_stride, d, sum.empty());
    ++terms;
  }
  if (sum.empty()) sum = "0";
  if (global.points_per_rank > 1) {
    sum = (terms > 1 ? "(" + sum + ")" : sum) + " / " + std::to_string(global.points_per_rank);
  }
  return "rank = " + (global.ranks == nullptr ? sum : "T[" + sum + "]");
}

std::string coordinate_words(const holdings &of) {
  const size_t count = of.ndim() + of.replica_dims().size();
  const DAPDim *dims = of.global().dims;
  const auto counts = [](const DAPDim &dim) { return dim.grid_size > 1 && dim.rank_stride != 0; };
  if (of.are_boxes() || std::none_of(dims, dims + count, counts)) return "";
  if (count == 1) return "where c0 is the coordinate in the process grid";
  return "where c0" + std::string(count == 2 ? " and c" : " … c") + std::to_string(count - 1) +
         " are the coordinates in the process grid";
}

std::string rank_list(const std::vector<int64_t> &ascending, size_t most) {
  std::string words;
  size_t runs = 0;
  for (size_t i = 0; i < ascending.size();) {
    size_t end = i + 1;
    while (end < ascending.size() && ascending[end] == ascending[end - 1] + 1) ++end;
    if (++runs > most) return words + ", … (" + counted(static_cast<int64_t>(ascending.size()), "rank") + ")";
    words += (words.empty() ? "" : ", ") + std::to_string(ascending[i]);
    if (end - i > 1) words += (end - i > 2 ? "-" : ", ") + std::to_string(ascending[end - 1]);
    i = end;
  }
  return words;
}

}  // namespace dap::cli
