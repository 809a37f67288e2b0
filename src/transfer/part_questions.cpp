// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/part_questions.hpp"

#include <algorithm>
#include <utility>

#include "model/grid.hpp"
#include "model/local_dimension.hpp"
#include "transfer/grid_points.hpp"

namespace dap::transfer {
namespace {

using world::resident;
using world::words;

// Of this rank's parts; ascending (spec 710).
std::vector<int64_t> points_of_parts(const DAPDistribution &distribution) {
  const auto num_dims = static_cast<int64_t>(model::dims_of(distribution).size());
  std::vector<int64_t> numbers;
  std::vector<int64_t> point;
  for (int64_t part = 0; part < distribution.num_parts; ++part) {
    point.clear();
    for (int64_t d = 0; d < num_dims; ++d) point.push_back(distribution.local[part * num_dims + d].coordinate);
    numbers.push_back(point_number(distribution, point));
  }
  return numbers;
}

void write_part(const DAPDistribution &distribution, int64_t part, words &text) {
  text.push_back(part);
  const DAPLocalDim *row = distribution.local + part * (distribution.ndim + distribution.num_replica_dims);
  for (int32_t d = 0; d < distribution.ndim; ++d) {
    text.push_back(model::first_owned_position(distribution.dims[d], row[d]));
  }
}

}  // namespace

void part_questions::ask(resident &at, std::vector<point_on_rank> points) {
  std::sort(points.begin(), points.end());
  points.erase(std::unique(points.begin(), points.end()), points.end());
  points_ = std::move(points);
  points_.erase(points_.begin(),
                std::find_if(points_.begin(), points_.end(), [](const auto &each) { return each.rank >= 0; }));
  for (const point_on_rank &each : points_) at.outbox[each.rank].push_back(each.point);
}

void part_questions::answer(resident &at) {
  const DAPDistribution &distribution = *at.distribution;
  const std::vector<int64_t> points = points_of_parts(distribution);
  for (const auto &[sender, text] : at.inbox) {
    words &reply = at.outbox[sender];
    for (const int64_t point : text) {
      const auto part = std::lower_bound(points.begin(), points.end(), point);
      if (part != points.end() && *part == point) {
        write_part(distribution, part - points.begin(), reply);
      } else {
        reply.push_back(-1);
        reply.insert(reply.end(), static_cast<std::size_t>(distribution.ndim), 0);
      }
    }
  }
}

// Ranks ascend, and each answers in the order of the questions.
void part_questions::learn(const resident &at) {
  answers_.clear();
  for (const auto &[rank, text] : at.inbox) answers_.insert(answers_.end(), text.begin(), text.end());
}

std::span<const int64_t> part_questions::part_of(const point_on_rank &asked) const noexcept {
  const auto number =
      static_cast<std::size_t>(std::lower_bound(points_.begin(), points_.end(), asked) - points_.begin());
  const std::size_t stride = answers_.size() / points_.size();
  return std::span(answers_).subspan(number * stride, stride);
}

}  // namespace dap::transfer
