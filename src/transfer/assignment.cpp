// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/assignment.hpp"

#include <algorithm>
#include <limits>

namespace dap::transfer {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

// Costs are the heaviest weight less the weight. Prices of rows and columns sum to at most the cost of each pair, and
// to just that of the pairs made. As long as a column is free its price is 0, so that prices of rows lie between 0 and
// the highest cost, and those of columns between its negative and 0: distances are sums of four costs at most.
class matching {
 public:
  matching(std::span<const int64_t> weights, std::size_t n)
      : weights_(weights),
        n_(n),
        highest_(n == 0 ? 0 : *std::max_element(weights.begin(), weights.end())),
        row_price_(n),
        column_price_(n, 0),
        row_of_(n, none),
        column_of_(n, none),
        distance_(n),
        reached_from_(n),
        is_settled_(n) {}

  std::vector<std::size_t> solve() && {
    begin();
    for (std::size_t row = 0; row < n_; ++row) {
      if (column_of_[row] == none) augment(row);
    }
    return std::move(column_of_);
  }

 private:
  [[nodiscard]] int64_t cost(std::size_t row, std::size_t column) const noexcept {
    return highest_ - weights_[row * n_ + column];
  }
  void pair(std::size_t row, std::size_t column) noexcept {
    row_of_[column] = row;
    column_of_[row] = column;
  }

  // Rows take their own column, or else a free one, where none is cheaper.
  void begin() {
    for (std::size_t row = 0; row < n_; ++row) {
      const auto of_row = weights_.subspan(row * n_, n_);
      row_price_[row] = highest_ - *std::max_element(of_row.begin(), of_row.end());
      if (cost(row, row) == row_price_[row]) pair(row, row);
    }
    for (std::size_t row = 0; row < n_; ++row) {
      for (std::size_t column = 0; column < n_ && column_of_[row] == none; ++column) {
        if (row_of_[column] == none && cost(row, column) == row_price_[row]) pair(row, column);
      }
    }
  }

  // By Dijkstra's algorithm from the row to the nearest free column; its pairs change along the path.
  void augment(std::size_t root) {
    std::fill(distance_.begin(), distance_.end(), std::numeric_limits<int64_t>::max());
    std::fill(is_settled_.begin(), is_settled_.end(), uint8_t{0});
    int64_t length = 0;
    std::size_t end = none;
    for (std::size_t row = root; end == none;) {
      const std::size_t next = settle_from(row, length);
      length = distance_[next];
      is_settled_[next] = 1;
      row = row_of_[next];
      if (row == none) end = next;
    }
    change_prices(root, end, length);
    for (std::size_t column = end; column != none;) {
      const std::size_t row = reached_from_[column];
      const std::size_t given_up = column_of_[row];
      pair(row, column);
      column = given_up;
    }
  }

  // Goes on from a row; returns the nearest column that is not settled, a free one if there are several.
  std::size_t settle_from(std::size_t row, int64_t length) {
    std::size_t nearest = none;
    for (std::size_t column = 0; column < n_; ++column) {
      if (is_settled_[column] != 0) continue;
      const int64_t found = length + (cost(row, column) - row_price_[row] - column_price_[column]);
      if (found < distance_[column]) {
        distance_[column] = found;
        reached_from_[column] = row;
      }
      const bool is_nearer = nearest == none || distance_[column] < distance_[nearest] ||
                             (distance_[column] == distance_[nearest] && row_of_[column] == none);
      if (is_nearer) nearest = column;
    }
    return nearest;
  }

  void change_prices(std::size_t root, std::size_t end, int64_t length) noexcept {
    row_price_[root] += length;
    for (std::size_t column = 0; column < n_; ++column) {
      if (is_settled_[column] == 0 || column == end) continue;
      row_price_[row_of_[column]] += length - distance_[column];
      column_price_[column] -= length - distance_[column];
    }
  }

  std::span<const int64_t> weights_;
  std::size_t n_;
  int64_t highest_;
  std::vector<int64_t> row_price_;
  std::vector<int64_t> column_price_;
  std::vector<std::size_t> row_of_;
  std::vector<std::size_t> column_of_;
  // Of the search for a path, by column.
  std::vector<int64_t> distance_;
  std::vector<std::size_t> reached_from_;
  std::vector<uint8_t> is_settled_;
};

}  // namespace

std::vector<std::size_t> heaviest_assignment(std::span<const int64_t> weights, std::size_t n) {
  return matching(weights, n).solve();
}

}  // namespace dap::transfer
