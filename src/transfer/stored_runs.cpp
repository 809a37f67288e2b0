// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/stored_runs.hpp"

#include <algorithm>

#include "model/checked.hpp"
#include "model/local_dimension.hpp"

namespace dap::transfer {
namespace {

class run_writer {
 public:
  explicit run_writer(std::vector<stored_run> &runs) noexcept : runs_(runs) {}

  void add(int64_t first, int64_t position, int64_t count) {
    if (count <= 0) return;
    if (!runs_.empty()) {
      stored_run &last = runs_.back();
      if (first == last.first + last.count && position == last.position + last.count) {
        last.count += count;
        return;
      }
    }
    runs_.push_back({first, position, count});
  }

 private:
  std::vector<stored_run> &runs_;
};

int64_t modulo(int64_t number, int64_t size) noexcept {
  const int64_t rest = number % size;
  return rest < 0 ? rest + size : rest;
}

// The indices start + offset … start + offset + count - 1, round and round.
void add_periodic(const DAPDim &dim, int64_t start, int64_t offset, int64_t position, int64_t count, run_writer &made) {
  const int64_t from = modulo(start, dim.size);
  const int64_t room = dim.size - modulo(offset, dim.size);  // so that no sum is too large
  int64_t index = from < room ? from + (dim.size - room) : from - room;
  while (count > 0) {
    const int64_t taken = std::min(count, dim.size - index);
    made.add(index, position, taken);
    position += taken;
    count -= taken;
    index = 0;
  }
}

// The same, as far as they lie in the dimension.
void add_within(const DAPDim &dim, int64_t start, int64_t offset, int64_t position, int64_t count, run_writer &made) {
  const auto first = model::checked_add(start, offset);
  if (!first || *first >= dim.size) return;
  const int64_t stop = std::min(model::checked_add(*first, count).value_or(dim.size), dim.size);
  const int64_t begin = std::max<int64_t>(*first, 0);
  made.add(begin, position + (begin - *first), stop - begin);
}

void add_width(const DAPDim &dim, int64_t start, int64_t offset, int64_t position, int64_t count, run_writer &made) {
  if (count == 0) return;  // then the start may be any number (spec 809)
  const bool is_periodic = (dim.flags & DAP_DIM_PERIODIC) != 0 && dim.size > 0;
  (is_periodic ? add_periodic : add_within)(dim, start, offset, position, count, made);
}

void add_listed(const DAPDim &dim, const DAPLocalDim &local, int64_t begin, int64_t position, run_writer &made) {
  const model::listed_indices list(local, dim.index_base);
  list.for_each_run(begin, list.size(), [&](int64_t first, int64_t count) {
    made.add(first, position, count);
    position += count;
  });
}

}  // namespace

std::vector<stored_run> stored_runs(const DAPDim &dim, const DAPLocalDim &local, portion wanted) {
  std::vector<stored_run> runs;
  run_writer made(runs);
  const bool is_listed = dim.kind == DAP_KIND_UNSTRUCTURED;
  const bool has_list = dim.kind == DAP_KIND_BLOCK && (dim.flags & DAP_DIM_HALO_LIST) != 0;
  const bool has_widths = (dim.kind == DAP_KIND_BLOCK || dim.kind == DAP_KIND_BOX) && !has_list;
  const bool halo = wanted != portion::owned;
  if (halo && has_widths) add_width(dim, local.start, -local.halo[0], 0, local.halo[0], made);
  if (wanted != portion::halo) {
    model::for_each_owned_run(
        dim, local, [&](int64_t first, int64_t position, int64_t count) { made.add(first, position, count); });
  }
  if (halo && has_widths) {
    add_width(dim, local.start, local.num_owned, local.halo[0] + local.num_owned, local.halo[1], made);
  }
  if (halo && is_listed) add_listed(dim, local, local.num_owned, local.num_owned, made);
  if (halo && has_list) add_listed(dim, local, 0, local.num_owned, made);
  return runs;
}

// Each run goes to the first layer that has room behind all that it holds.
std::vector<std::vector<stored_run>> layers_of(std::vector<stored_run> runs) {
  std::vector<std::vector<stored_run>> layers(1);
  std::sort(runs.begin(), runs.end(), [](const stored_run &a, const stored_run &b) { return a.first < b.first; });
  for (const stored_run &each : runs) {
    const auto has_room = [&each](const auto &layer) {
      return layer.empty() || layer.back().first + layer.back().count <= each.first;
    };
    auto layer = std::find_if(layers.begin(), layers.end(), has_room);
    if (layer == layers.end()) layer = layers.insert(layer, std::vector<stored_run>());
    layer->push_back(each);
  }
  return layers;
}

}  // namespace dap::transfer
