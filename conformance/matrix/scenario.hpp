// SPDX-License-Identifier: BSD-3-Clause
// How one array is divided, in plain numbers: what every library is asked to make, and what it is judged by. It knows
// no library and nothing of the code under test.
#pragma once

#include <mpi.h>

#include <cstdint>
#include <span>
#include <vector>

namespace dap::matrix {

enum class division { block, list, cyclic };

// One dimension: which indices each coordinate owns, in the order of storage.
struct axis {
  division kind = division::block;
  int64_t size = 0;
  std::vector<std::vector<int64_t>> owned;
  int64_t rank_stride = 1;
  int64_t block_size = 0;  // cyclic
  bool balanced = false;   // block: as size / coordinates says
  bool periodic = false;

  [[nodiscard]] int64_t num_coordinates() const { return static_cast<int64_t>(owned.size()); }
};

axis balanced_axis(int64_t size, int64_t num_coordinates);
axis block_axis(const std::vector<int64_t> &counts);  // [coordinates]: how many each owns
axis whole_axis(int64_t size);
axis cyclic_axis(int64_t size, int64_t num_coordinates, int64_t block_size);
axis scattered_axis(int64_t size, int64_t num_coordinates);  // shuffled over coordinates, and within each

// One array on one communicator.
struct scenario {
  MPI_Comm comm = MPI_COMM_NULL;  // MPI_COMM_NULL: this process takes no part
  int rank = 0;
  int num_ranks = 1;
  std::vector<axis> axes;  // slowest first; rank(c) = (rank_offset + sum of c * rank_stride) / points_per_rank
  int64_t rank_offset = 0;
  int64_t points_per_rank = 1;
  int64_t index_base = 0;
  int64_t halo = 0;  // stored on both sides of every dimension

  // Memory of a part. C order without gaps, unless:
  bool by_columns = false;  // the first dimension is fastest
  int64_t padding = 0;      // elements between two columns
  int64_t stride = 1;       // 1-d: memory steps from index to index, any sign

  [[nodiscard]] int32_t ndim() const { return static_cast<int32_t>(axes.size()); }
  [[nodiscard]] int64_t num_elements() const;
};

// Rank strides in C order of the coordinates, last dimension fastest.
void number_ranks_by_rows(std::vector<axis> &axes);

// Coordinates of the grid points of a rank, in C order.
std::vector<std::vector<int64_t>> points_of(const scenario &described, int rank);

// Places in C order of the whole array ("ordinals") of what a rank owns, by ascending address.
std::vector<int64_t> ordinals_of(const scenario &described, int rank);

// How many elements a rank with one part owns or has within 1 of those, corners included; around the ends where the
// dimension is periodic.
int64_t num_within_one(const scenario &described, int rank);

// From the indices that a library uses to ordinals.
class numbering {
 public:
  explicit numbering(const scenario &described);
  // For the array flattened in rank order, if `rank_order`; flattened in natural order, indices are ordinals.
  static numbering of_flattened(const scenario &described, bool rank_order);

  // As many indices as dimensions; or one, which is the place in C order. -1 if there is no such element.
  [[nodiscard]] int64_t ordinal(std::span<const int64_t> index) const;

 private:
  std::vector<int64_t> sizes_;
  std::vector<int64_t> renumbered_;  // flattened in rank order
  int64_t num_elements_ = 0;
  bool is_flat_ = false;
};

}  // namespace dap::matrix
