// SPDX-License-Identifier: BSD-3-Clause
// From a distribution of all ranks to its JSON form.
#include "json/distribution_file.hpp"
#include "json/fields.hpp"
#include "json/layout.hpp"
#include "json/words.hpp"

namespace dap::json {
namespace {

void put_unless(document &out, const char *key, int64_t value, int64_t plain = 0) {
  if (value != plain) out[key] = value;
}

document document_of(const dim &of, const std::string &path) {
  document out;
  out["kind"] = word_of(kinds(), of.kind, at(path, "kind"));
  if (of.kind != DAP_KIND_REPLICA || of.size != 0) out["size"] = of.size;
  out["grid_size"] = of.grid_size;
  put_unless(out, "rank_stride", of.rank_stride);
  if (of.flags != 0) out["flags"] = words_of(dim_flags(), of.flags, at(path, "flags"));
  put_unless(out, "block_size", of.block_size);
  if (!of.bounds.empty()) out["bounds"] = of.bounds;
  put_unless(out, "first_coordinate", of.first_coordinate);
  put_unless(out, "first_block", of.first_block);
  if (of.boundary[0] != 0 || of.boundary[1] != 0) out["boundary"] = of.boundary;
  put_unless(out, "index_base", of.index_base);
  return out;
}

document document_of(const local_dim &of, const std::string &path) {
  document out;
  out["coordinate"] = of.coordinate;
  put_unless(out, "start", of.start);
  out["num_owned"] = of.num_owned;
  if (of.halo[0] != 0 || of.halo[1] != 0) out["halo"] = of.halo;
  if (of.index_form != DAP_INDEX_NONE)
    out["index_form"] = word_of(index_forms(), of.index_form, at(path, "index_form"));
  if (of.indices.empty()) return out;
  if (of.index_form == DAP_INDEX_NONE) refuse(at(path, "index_form"), "none, but there are indices");
  if (of.index_form != DAP_INDEX_RUNS) {
    out["indices"] = of.indices;
    return out;
  }
  if (of.indices.size() % 2 != 0) refuse(at(path, "indices"), "a run without a count");
  for (size_t i = 0; i < of.indices.size(); i += 2) out["indices"].push_back({of.indices[i], of.indices[i + 1]});
  return out;
}

document document_of(const std::vector<std::vector<part>> &ranks) {
  document out = document::array();
  for (size_t rank = 0; rank < ranks.size(); ++rank) {
    document parts = document::array();
    for (size_t p = 0; p < ranks[rank].size(); ++p) {
      document locals = document::array();
      for (size_t d = 0; d < ranks[rank][p].size(); ++d) {
        locals.push_back(document_of(ranks[rank][p][d], at(at(at("/parts", rank), p), d)));
      }
      parts.push_back(std::move(locals));
    }
    out.push_back(std::move(parts));
  }
  return out;
}

document document_of(const std::vector<box> &boxes) {
  document out = document::array();
  for (const box &each : boxes) {
    document entry;
    entry["rank"] = each.rank;
    entry["bounds"] = each.bounds;
    out.push_back(std::move(entry));
  }
  return out;
}

document document_of(const distribution_file &file) {
  document out;
  if (!file.about.empty()) out["about"] = file.about;
  out["version"] = {file.major, file.minor};
  if (file.features != 0) out["features"] = words_of(features(), file.features, "/features");
  out["dims"] = document::array();
  for (size_t d = 0; d < file.dims.size(); ++d) out["dims"].push_back(document_of(file.dims[d], at("/dims", d)));
  put_unless(out, "num_replica_dims", file.num_replica_dims);
  put_unless(out, "rank_offset", file.rank_offset);
  put_unless(out, "points_per_rank", file.points_per_rank, 1);
  if (!file.rank_table.empty()) out["rank_table"] = file.rank_table;
  if (file.boxes) out["boxes"] = document_of(*file.boxes);
  out["parts"] = document_of(file.parts);
  return out;
}

}  // namespace

std::string write(const distribution_file &file) {
  const document whole = document_of(file);
  try {
    return laid_out(whole);
  } catch (const document::exception &) {
    refuse("/about", "a text that is no UTF-8");
  }
}

}  // namespace dap::json
