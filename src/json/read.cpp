// SPDX-License-Identifier: BSD-3-Clause
// From the JSON form to a distribution of all ranks.
#include <limits>

#include "json/distribution_file.hpp"
#include "json/fields.hpp"
#include "json/words.hpp"

namespace dap::json {
namespace {

uint64_t bits_of(const vocabulary &words, const field &list) {
  uint64_t bits = 0;
  for (const field &entry : list.list()) {
    const uint64_t bit = code_of(words, entry.string(), entry.path());
    if ((bits & bit) != 0) refuse(entry.path(), "\"" + entry.string() + "\" stands twice");
    bits |= bit;
  }
  return bits;
}

dim dim_in(const field &of) {
  object members(of);
  dim out;
  const field kind = members.get("kind");
  out.kind = static_cast<uint32_t>(code_of(kinds(), kind.string(), kind.path()));
  if (out.kind == DAP_KIND_REPLICA) {
    members.integer("size", out.size);
  } else {
    out.size = members.get("size").integer();
  }
  out.grid_size = members.get("grid_size").integer();
  members.integer("rank_stride", out.rank_stride);
  members.with("flags", [&](const field &flags) { out.flags = static_cast<uint32_t>(bits_of(dim_flags(), flags)); });
  members.integer("block_size", out.block_size);
  members.with("bounds", [&](const field &bounds) { out.bounds = bounds.integers(); });
  members.integer("first_coordinate", out.first_coordinate);
  members.integer("first_block", out.first_block);
  members.with("boundary", [&](const field &boundary) { out.boundary = boundary.pair(); });
  members.integer("index_base", out.index_base);
  members.finish();
  return out;
}

std::vector<int64_t> indices_in(const field &list, uint32_t form) {
  if (form == DAP_INDEX_INT64) return list.integers();
  std::vector<int64_t> out;
  for (const field &entry : list.list()) {
    if (form == DAP_INDEX_RUNS) {
      const auto [first, count] = entry.pair();
      out.insert(out.end(), {first, count});
    } else {
      out.push_back(entry.integer_in(std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max()));
    }
  }
  return out;
}

local_dim local_dim_in(const field &of) {
  object members(of);
  local_dim out;
  members.integer("coordinate", out.coordinate);
  members.integer("start", out.start);
  members.integer("num_owned", out.num_owned);
  members.with("halo", [&](const field &halo) { out.halo = halo.pair(); });
  members.with("index_form", [&](const field &form) {
    out.index_form = static_cast<uint32_t>(code_of(index_forms(), form.string(), form.path()));
  });
  members.with("indices", [&](const field &list) {
    if (out.index_form == DAP_INDEX_NONE) static_cast<void>(members.get("index_form"));  // says that it is missing
    out.indices = indices_in(list, out.index_form);
  });
  members.finish();
  return out;
}

box box_in(const field &of) {
  object members(of);
  box out;
  out.rank = members.get("rank").integer();
  for (const field &range : members.get("bounds").list()) out.bounds.push_back(range.pair());
  members.finish();
  return out;
}

std::vector<part> parts_in(const field &rank) {
  std::vector<part> parts;
  for (const field &of : rank.list()) {
    part &out = parts.emplace_back();
    for (const field &local : of.list()) out.push_back(local_dim_in(local));
  }
  return parts;
}

distribution_file file_in(const field &of) {
  object members(of);
  distribution_file out;
  members.with("about", [&](const field &about) { out.about = about.string(); });
  const std::vector<field> version = members.get("version").list_of(2);
  out.major = static_cast<uint32_t>(version[0].integer_in(0, UINT32_MAX));
  out.minor = static_cast<uint32_t>(version[1].integer_in(0, UINT32_MAX));
  members.with("features", [&](const field &list) { out.features = bits_of(features(), list); });
  for (const field &entry : members.get("dims").list()) out.dims.push_back(dim_in(entry));
  members.with("num_replica_dims", [&](const field &count) {
    out.num_replica_dims = static_cast<int32_t>(count.integer_in(0, INT32_MAX));
  });
  members.integer("rank_offset", out.rank_offset);
  members.integer("points_per_rank", out.points_per_rank);
  members.with("rank_table", [&](const field &table) { out.rank_table = table.integers(); });
  members.with("boxes", [&](const field &boxes) {
    out.boxes.emplace();
    for (const field &entry : boxes.list()) out.boxes->push_back(box_in(entry));
  });
  for (const field &rank : members.get("parts").list()) out.parts.push_back(parts_in(rank));
  members.finish();
  return out;
}

}  // namespace

distribution_file read(std::string_view text) {
  const document parsed = parse(text);
  return file_in(field(parsed, ""));
}

}  // namespace dap::json
