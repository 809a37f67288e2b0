// SPDX-License-Identifier: BSD-3-Clause
// Dimensions of which only the parts tell what a coordinate owns: unstructured ones, and blocks with unknown bounds.
//
// Every coordinate has a home, where its parts say what they own of it. One of them, the first, then speaks for all.
#include <algorithm>
#include <cinttypes>
#include <tuple>

#include "model/grid.hpp"
#include "model/local_dimension.hpp"
#include "world/check.hpp"
#include "world/home.hpp"
#include "world/mix.hpp"
#include "world/open_dims.hpp"

namespace dap::world {
namespace {

// What a part says to the home of its coordinate. Of ranges `mark` is where they start, and of lists a number made of
// the indices in their order; 0 if nothing is owned.
struct statement {
  int64_t dim;
  int64_t coordinate;
  int64_t num_owned;
  int64_t mark;
  int64_t part;
  int32_t rank;

  static constexpr size_t num_words = 5;
  static statement read(int32_t sender, const int64_t *text) {
    return {text[0], text[1], text[2], text[3], text[4], sender};
  }
  void write(words &text) const { text.insert(text.end(), {dim, coordinate, num_owned, mark, part}); }

  [[nodiscard]] bool is_about_that_of(const statement &other) const noexcept {
    return dim == other.dim && coordinate == other.coordinate;
  }
};

int64_t mark_of(const DAPDim &dim, const DAPLocalDim &local) {
  if (local.num_owned == 0) return 0;
  if (dim.kind == DAP_KIND_BLOCK) return local.start;
  uint64_t state = UINT64_C(0x2545f4914f6cdd1d);
  const auto stir = [&state](int64_t number) { mix(state, static_cast<uint64_t>(number)); };
  model::for_each_owned_run(dim, local, [&stir](int64_t first, int64_t, int64_t count) {
    stir(first);
    stir(count);
  });
  return static_cast<int64_t>(state);
}

int32_t state_owned(resident &at, int32_t num_ranks) {
  const auto dims = model::dims_of(*at.distribution);
  at.speaks.assign(static_cast<size_t>(at.distribution->num_parts) * dims.size(), false);
  for (int64_t part = 0; part < at.distribution->num_parts; ++part) {
    const DAPLocalDim *row = at.distribution->local + part * static_cast<int64_t>(dims.size());
    for (size_t d = 0; d < dims.size(); ++d) {
      if (!is_open(dims[d])) continue;
      const statement own{
          static_cast<int64_t>(d), row[d].coordinate, row[d].num_owned, mark_of(dims[d], row[d]), part, at.rank};
      own.write(at.outbox[homes(dims[d].grid_size, num_ranks).of(row[d].coordinate)]);
    }
  }
  return DAP_OK;
}

// Of lists that are equally long, a home does not know where they differ.
int32_t tell_other_indices(const statement &first, const statement &other, DAPError *error) {
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_COORDINATE_AGREES, static_cast<int32_t>(first.dim),
                         other.rank, 1, 0,
                         "coordinate %" PRId64 " owns other indices, or in another order, on rank %" PRId32
                         " (part %" PRId64 ") than on rank %" PRId32 " (part %" PRId64 "), expected the same",
                         first.coordinate, other.rank, other.part, first.rank, first.part);
}

int32_t contradict(const resident &at, const statement &first, const statement &other, DAPError *error) {
  const bool starts = first.num_owned == other.num_owned;
  const bool is_list = at.distribution->dims[first.dim].kind == DAP_KIND_UNSTRUCTURED;
  if (starts && is_list) return tell_other_indices(first, other, error);
  const char *what = starts ? "a range from elsewhere" : "another number of indices";
  return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_COORDINATE_AGREES, static_cast<int32_t>(first.dim),
                         other.rank, starts ? first.mark : first.num_owned, starts ? other.mark : other.num_owned,
                         "coordinate %" PRId64 " owns %s on rank %" PRId32 " (part %" PRId64 ": %" PRId64
                         ") than on rank %" PRId32 " (part %" PRId64 ": %" PRId64 "), expected the same",
                         first.coordinate, what, other.rank, other.part, starts ? other.mark : other.num_owned,
                         first.rank, first.part, starts ? first.mark : first.num_owned);
}

std::vector<statement> read_statements(const resident &at) {
  std::vector<statement> all;
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += statement::num_words) {
      all.push_back(statement::read(sender, text.data() + place));
    }
  }
  std::sort(all.begin(), all.end(), [](const statement &a, const statement &b) {
    return std::tie(a.dim, a.coordinate, a.rank, a.part) < std::tie(b.dim, b.coordinate, b.rank, b.part);
  });
  return all;
}

// The first statement about each coordinate, ascending; the others must agree with it.
int32_t compare(const resident &at, std::vector<statement> &firsts, DAPError *error) {
  for (const statement &each : read_statements(at)) {
    if (firsts.empty() || !each.is_about_that_of(firsts.back())) {
      firsts.push_back(each);
      continue;
    }
    const statement &first = firsts.back();
    if (each.num_owned != first.num_owned || each.mark != first.mark) return contradict(at, first, each, error);
  }
  return DAP_OK;
}

// Appoints the first part of each coordinate, and keeps what it owns.
int32_t appoint(resident &at, DAPError *error) {
  std::vector<statement> firsts;
  const int32_t status = compare(at, firsts, error);
  at.kept.clear();
  for (const statement &first : firsts) {
    first.write(at.outbox[first.rank]);
    write_coordinate(at.kept, {first.dim, first.coordinate, first.num_owned, first.mark, first.rank});
  }
  return status;
}

int32_t take_office(resident &at) {
  const size_t num_dims = model::dims_of(*at.distribution).size();
  for (const auto &[sender, text] : at.inbox) {
    for (size_t place = 0; place < text.size(); place += statement::num_words) {
      const statement own = statement::read(sender, text.data() + place);
      at.speaks[static_cast<size_t>(own.part) * num_dims + static_cast<size_t>(own.dim)] = true;
    }
  }
  return DAP_OK;
}

}  // namespace

int32_t check_coordinates(assembly &all, DAPError *error) {
  const int32_t num_ranks = all.size();
  int32_t status = all.deliver([=](resident &at, DAPError *) { return state_owned(at, num_ranks); }, error);
  if (status == DAP_OK) status = all.deliver(appoint, error);
  if (status == DAP_OK) status = all.together([](resident &at, DAPError *) { return take_office(at); }, error);
  return status;
}

}  // namespace dap::world
