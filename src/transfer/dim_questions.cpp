// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/dim_questions.hpp"

#include <algorithm>

#include "model/local_dimension.hpp"
#include "world/home.hpp"
#include "world/open_dims.hpp"

namespace dap::transfer {
namespace {

using world::resident;
using world::words;

// A claim is the dimension, first index, count, coordinate and position.
constexpr std::size_t words_per_claim = 5;

// A question is the dimension, how many indices, and these, ascending. Its answer has for each index the number of
// owners, and these.
constexpr std::size_t words_per_owner = 2;

std::vector<int64_t> indices_along(std::span<const int64_t> elements, std::size_t d, std::size_t ndim) {
  std::vector<int64_t> indices;
  indices.reserve(elements.size() / ndim);
  for (std::size_t at = d; at < elements.size(); at += ndim) indices.push_back(elements[at]);
  std::sort(indices.begin(), indices.end());
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  return indices;
}

}  // namespace

void tell_dims(resident &at, int32_t num_ranks) {
  const auto dims = model::dims_of(*at.distribution);
  for (std::size_t row = 0; row < at.speaks.size(); ++row) {
    if (!at.speaks[row]) continue;
    const std::size_t d = row % dims.size();
    const DAPLocalDim &local = at.distribution->local[row];
    const int64_t halo = model::first_owned_position(dims[d], local);
    const world::homes indices(dims[d].size, num_ranks);
    model::for_each_owned_run(dims[d], local, [&](int64_t first, int64_t position, int64_t count) {
      indices.for_each_piece(first, count, [&](int32_t home, int64_t start, int64_t taken) {
        words &text = at.outbox[home];
        text.insert(text.end(),
                    {static_cast<int64_t>(d), start, taken, local.coordinate, position - halo + (start - first)});
      });
    });
  }
}

std::vector<told_runs> hear_dims(const resident &at) {
  std::vector<told_runs> told(static_cast<std::size_t>(at.distribution->ndim));
  for (const auto &[sender, text] : at.inbox) {
    for (std::size_t place = 0; place < text.size(); place += words_per_claim) {
      const int64_t *claim = text.data() + place;
      told[static_cast<std::size_t>(claim[0])].add({claim[1], claim[2], {claim[3], claim[4]}});
    }
  }
  for (told_runs &along : told) along.build();
  return told;
}

void dim_questions::ask(resident &at, std::span<const int64_t> elements, int32_t num_ranks) {
  const auto ndim = static_cast<std::size_t>(at.distribution->ndim);
  dims_.assign(ndim, {});
  for (std::size_t d = 0; d < ndim; ++d) {
    const DAPDim &dim = at.distribution->dims[d];
    if (!world::is_open(dim)) continue;
    dims_[d].indices = indices_along(elements, d, ndim);
    const world::homes homes(dim.size, num_ranks);
    const auto end = dims_[d].indices.cend();
    for (auto from = dims_[d].indices.cbegin(); from != end;) {
      const int32_t home = homes.of(*from);
      const auto to = std::lower_bound(from, end, homes.range_of(home).stop);
      words &text = at.outbox[home];
      text.insert(text.end(), {static_cast<int64_t>(d), to - from});
      text.insert(text.end(), from, to);
      from = to;
    }
  }
}

void dim_questions::answer(resident &at, std::span<const told_runs> told) {
  for (const auto &[sender, text] : at.inbox) {
    words &reply = at.outbox[sender];
    for (std::size_t place = 0; place < text.size();) {
      const told_runs &along = told[static_cast<std::size_t>(text[place])];
      const std::size_t end = place + 2 + static_cast<std::size_t>(text[place + 1]);
      reply.insert(reply.end(), {text[place], text[place + 1]});
      for (place += 2; place < end; ++place) {
        const std::size_t count_at = reply.size();
        reply.push_back(0);
        along.for_each_owner(text[place], [&reply, count_at](const placed &owner) {
          ++reply[count_at];
          reply.insert(reply.end(), {owner.coordinate, owner.position});
        });
      }
    }
  }
}

// Homes ascend as the indices do, so that what they answer, one after the other, is in the order of the indices.
void dim_questions::learn(const resident &at) {
  for (const auto &[home, text] : at.inbox) {
    for (std::size_t place = 0; place < text.size();) {
      dimension &along = dims_[static_cast<std::size_t>(text[place])];
      int64_t left = text[place + 1];
      for (place += 2; left > 0; --left) {
        const std::size_t end = place + 1 + words_per_owner * static_cast<std::size_t>(text[place]);
        for (++place; place < end; place += words_per_owner) along.owners.push_back({text[place], text[place + 1]});
        along.ends.push_back(along.owners.size());
      }
    }
  }
}

std::span<const placed> dim_questions::owners(std::size_t d, int64_t index) const noexcept {
  const dimension &along = dims_[d];
  const auto at = std::lower_bound(along.indices.begin(), along.indices.end(), index);
  const auto number = static_cast<std::size_t>(at - along.indices.begin());
  const std::size_t begin = number == 0 ? 0 : along.ends[number - 1];
  return std::span(along.owners).subspan(begin, along.ends[number] - begin);
}

}  // namespace dap::transfer
