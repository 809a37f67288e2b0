// SPDX-License-Identifier: BSD-3-Clause
// Random distributions and random members, there and back.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include "json/distribution_file.hpp"
#include "json/drawn_ranks.hpp"

namespace dap::json {
namespace {

RC_GTEST_PROP(JsonRoundTrip, KeepsDistributionsAsTheyAre, ()) {
  std::vector<distribution> drawn;
  std::vector<const DAPDistribution *> ranks;
  for (const DAPDistribution *each : draw_ranks()) ranks.push_back(drawn.emplace_back(each).get());

  const distribution_file file = file_of(ranks);
  const std::string text = write(file);

  const distribution_file again = read(text);
  RC_ASSERT(again == file);
  RC_ASSERT(write(again) == text);
  const std::vector<distribution> made = distributions(again);
  std::vector<const DAPDistribution *> remade;
  for (const distribution &each : made) remade.push_back(each.get());
  RC_ASSERT(file_of(remade) == file);
}

int64_t draw(int64_t low, int64_t high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<int64_t>(low, high + 1));
}

// Any number; the interesting ones more often.
int64_t any_number() {
  return *rc::gen::weightedOneOf<int64_t>({{3, rc::gen::just<int64_t>(0)},
                                           {2, rc::gen::inRange<int64_t>(-3, 10)},
                                           {2, rc::gen::arbitrary<int64_t>()},
                                           {1, rc::gen::element<int64_t>(INT64_MIN, INT64_MAX, INT64_C(1) << 53)}});
}

std::vector<int64_t> any_numbers(int64_t most, bool narrow = false) {
  std::vector<int64_t> out(static_cast<size_t>(draw(0, most)));
  for (int64_t &each : out) each = narrow ? static_cast<int32_t>(any_number()) : any_number();
  return out;
}

dim any_dim() {
  dim out;
  out.kind = static_cast<uint32_t>(draw(DAP_KIND_BLOCK, DAP_KIND_REPLICA));
  out.flags = static_cast<uint32_t>(draw(0, 255));
  for (int64_t *member : {&out.size, &out.grid_size, &out.rank_stride, &out.index_base, &out.block_size,
                          &out.first_coordinate, &out.first_block, &out.boundary[0], &out.boundary[1]}) {
    *member = any_number();
  }
  out.bounds = any_numbers(40);
  return out;
}

local_dim any_local_dim() {
  local_dim out{any_number(), any_number(), any_number(), {any_number(), any_number()}, DAP_INDEX_NONE, {}};
  out.index_form = static_cast<uint32_t>(draw(DAP_INDEX_NONE, DAP_INDEX_RUNS));
  if (out.index_form == DAP_INDEX_INT32) out.indices = any_numbers(40, true);
  if (out.index_form == DAP_INDEX_INT64) out.indices = any_numbers(40);
  for (int64_t runs = out.index_form == DAP_INDEX_RUNS ? draw(0, 20) : 0; runs > 0; --runs) {
    out.indices.insert(out.indices.end(), {any_number(), any_number()});
  }
  return out;
}

// Whether it is a valid distribution makes no difference to the text.
RC_GTEST_PROP(JsonRoundTrip, KeepsWhateverAFileHolds, ()) {
  distribution_file file;
  file.about = *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
  file.major = static_cast<uint32_t>(any_number());
  file.minor = static_cast<uint32_t>(any_number());
  file.features = static_cast<uint64_t>(draw(0, 0x7fff)) << 32;
  file.dims.resize(static_cast<size_t>(draw(0, 3)));
  for (dim &each : file.dims) each = any_dim();
  file.num_replica_dims = static_cast<int32_t>(draw(0, 3));
  file.rank_offset = any_number();
  file.points_per_rank = any_number();
  file.rank_table = any_numbers(40);
  if (draw(0, 1) == 1) file.boxes.emplace(static_cast<size_t>(draw(0, 3)));
  for (size_t b = 0; file.boxes && b < file.boxes->size(); ++b) {
    (*file.boxes)[b] = {any_number(), {{any_number(), any_number()}, {any_number(), any_number()}}};
  }
  file.parts.resize(static_cast<size_t>(draw(0, 3)));
  for (std::vector<part> &rank : file.parts) {
    rank.resize(static_cast<size_t>(draw(0, 2)));
    for (part &stored : rank) {
      stored.resize(static_cast<size_t>(draw(0, 3)));
      for (local_dim &each : stored) each = any_local_dim();
    }
  }

  const std::string text = write(file);

  RC_ASSERT(read(text) == file);
  RC_ASSERT(write(read(text)) == text);
}

}  // namespace
}  // namespace dap::json
