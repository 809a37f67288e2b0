// SPDX-License-Identifier: BSD-3-Clause
// The whole array on one process. Every step that can fail on one process alone is followed by an agreement.
#include <dap/mpi.h>

#include <array>
#include <limits>
#include <span>
#include <vector>

#include "gathered_parts.hpp"
#include "native.hpp"

namespace dap::native {
namespace {

constexpr int64_t most = std::numeric_limits<int>::max();  // that MPI counts

int32_t mpi_failed(const char *function, int code, DAPError *error) noexcept {
  return dap_simple_fail(error, DAP_ERROR_LIBRARY, 0, -1, -1, MPI_SUCCESS, code, "%s returned the error %d", function,
                         code);
}

// Words or elements of all processes, as the root receives them.
struct incoming {
  std::vector<int> counts;
  std::vector<int> displacements;
  int64_t total = 0;
};

class gathering {
 public:
  gathering(DAPNative &array, MPI_Comm comm, int root, std::byte *global) noexcept
      : array_(array), described_(*dap_source_array(array.source)), comm_(comm), root_(root) {
    whole_.data = global;
    whole_.item = item_size(described_);
    MPI_Comm_rank(comm, &rank_);
    MPI_Comm_size(comm, &size_);
  }

  int32_t run(DAPError *error) {
    int32_t status = agree(check(error), error);
    if (status == DAP_OK) status = agree(guarded(error, [&] { return pack(error); }), error);
    if (status != DAP_OK) return status;
    status = named(exchange_counts(error), error, array_);
    if (status == DAP_OK && is_root()) status = guarded(error, [&] { return make_room(error); });
    status = agree(status, error);
    if (status != DAP_OK) return status;
    status = named(exchange_parts(error), error, array_);
    if (status == DAP_OK && is_root()) status = guarded(error, [&] { return unpack_all(); });
    return agree(status, error);
  }

 private:
  [[nodiscard]] bool is_root() const noexcept { return rank_ == root_; }
  // What failed here bears this process's name of the array, what failed elsewhere that of the other.
  [[nodiscard]] int32_t agree(int32_t status, DAPError *error) const {
    return dap_mpi_agree(comm_, named(status, error, array_), error);
  }

  int32_t check(DAPError *error);
  int32_t plan_whole(DAPError *error);
  int32_t pack(DAPError *error);
  int32_t exchange_counts(DAPError *error);
  int32_t make_room(DAPError *error);
  int32_t count(size_t which, const char *what, incoming &out, DAPError *error) const;
  int32_t too_many(int64_t found, const char *what, DAPError *error) const;
  int32_t exchange_parts(DAPError *error);
  int32_t unpack_all();

  DAPNative &array_;
  const DAPArray &described_;
  MPI_Comm comm_;
  int root_;
  int rank_ = 0;
  int size_ = 1;
  whole_array whole_;
  gathered_parts own_;
  std::array<int64_t, 2> own_counts_ = {0, 0};  // words, elements
  std::vector<int64_t> all_counts_;             // [size, 2] on the root
  incoming words_in_;
  incoming elements_in_;
  gathered_parts all_;
};

int32_t gathering::check(DAPError *error) {
  if (root_ < 0 || root_ >= size_) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_COMM_SIZE, -1, rank_, size_, root_,
                           "root is %d, expected a rank from 0 to %d", root_, size_ - 1);
  }
  bool empty = false;
  for (int32_t d = 0; d < described_.distribution->ndim; ++d)
    empty = empty || described_.distribution->dims[d].size == 0;
  if (is_root() && whole_.data == nullptr && !empty) return is_null(error, "global");
  return DAP_OK;
}

// The strides of the whole array, in bytes. Those of an array without elements are of no use, and may not fit.
int32_t gathering::plan_whole(DAPError *error) {
  const DAPDistribution &distribution = *described_.distribution;
  const auto ndim = static_cast<size_t>(distribution.ndim);
  whole_.strides.resize(ndim);
  bool empty = false;
  bool fits = true;
  auto stride = static_cast<int64_t>(whole_.item);
  for (size_t d = ndim; d-- > 0;) {
    whole_.strides[d] = stride;
    empty = empty || distribution.dims[d].size == 0;
    if (fits) fits = !__builtin_mul_overflow(stride, distribution.dims[d].size, &stride);
  }
  if (fits || empty) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, -1, rank_, INT64_MAX, 0,
                         "the bytes of the whole array cannot be counted in 63 bits");
}

int32_t gathering::too_many(int64_t found, const char *what, DAPError *error) const {
  return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, -1, rank_, most, found,
                         "the root would receive %" PRId64 " %s or more, and MPI counts to %" PRId64, found, what,
                         most);
}

int32_t gathering::pack(DAPError *error) {
  const int32_t planned = plan_whole(error);
  if (planned != DAP_OK) return planned;
  const packer packer(described_);
  const int64_t count = packer.num_elements();
  if (count > most) return too_many(count, "elements", error);
  own_ = packer.describe();
  own_counts_ = {static_cast<int64_t>(own_.words.size()), count};
  if (is_root()) all_counts_.resize(2 * static_cast<size_t>(size_));

  opening reading(array_, DAP_ACCESS_READ);
  const int32_t status = reading.open(error);
  if (status != DAP_OK) return status;
  packer.pack(own_);
  return reading.end(error);
}

int32_t gathering::exchange_counts(DAPError *error) {
  const int status = MPI_Gather(own_counts_.data(), 2, MPI_INT64_T, all_counts_.data(), 2, MPI_INT64_T, root_, comm_);
  return status == MPI_SUCCESS ? DAP_OK : mpi_failed("MPI_Gather", status, error);
}

int32_t gathering::count(size_t which, const char *what, incoming &out, DAPError *error) const {
  for (size_t rank = 0; rank < static_cast<size_t>(size_); ++rank) {
    const int64_t sent = all_counts_[2 * rank + which];
    if (sent > most - out.total) return too_many(out.total + sent, what, error);
    out.counts.push_back(static_cast<int>(sent));
    out.displacements.push_back(static_cast<int>(out.total));
    out.total += sent;
  }
  return DAP_OK;
}

int32_t gathering::make_room(DAPError *error) {
  int32_t status = count(0, "runs of indices", words_in_, error);
  if (status == DAP_OK) status = count(1, "elements", elements_in_, error);
  if (status != DAP_OK) return status;
  all_.words.resize(static_cast<size_t>(words_in_.total));
  all_.elements.resize(static_cast<size_t>(elements_in_.total) * whole_.item);
  return DAP_OK;
}

int32_t gathering::exchange_parts(DAPError *error) {
  MPI_Datatype element = MPI_DATATYPE_NULL;
  MPI_Type_contiguous(static_cast<int>(whole_.item), MPI_BYTE, &element);
  MPI_Type_commit(&element);
  int status = MPI_Gatherv(own_.words.data(), static_cast<int>(own_counts_[0]), MPI_INT64_T, all_.words.data(),
                           words_in_.counts.data(), words_in_.displacements.data(), MPI_INT64_T, root_, comm_);
  if (status == MPI_SUCCESS) {
    status = MPI_Gatherv(own_.elements.data(), static_cast<int>(own_counts_[1]), element, all_.elements.data(),
                         elements_in_.counts.data(), elements_in_.displacements.data(), element, root_, comm_);
  }
  MPI_Type_free(&element);
  return status == MPI_SUCCESS ? DAP_OK : mpi_failed("MPI_Gatherv", status, error);
}

// Downwards, so that the lowest rank that owns an element has the last word.
int32_t gathering::unpack_all() {
  for (size_t rank = static_cast<size_t>(size_); rank-- > 0;) {
    const auto first = static_cast<size_t>(words_in_.displacements[rank]);
    const auto words = std::span(all_.words).subspan(first, static_cast<size_t>(words_in_.counts[rank]));
    unpack(words, all_.elements.data() + static_cast<size_t>(elements_in_.displacements[rank]) * whole_.item, whole_);
  }
  return DAP_OK;
}

// The communicator to agree on: even where this process has something against it.
int32_t find_comm(const DAPDistribution &distribution, MPI_Comm &comm, DAPError *error) noexcept {
  const int32_t status = dap_mpi_comm(MPI_COMM_NULL, &distribution, &comm, error);
  if (error->rule == DAP_RULE_COMM_SIZE && status != DAP_OK) comm = dap_comm_to_mpi(&distribution.comm);
  return status;
}

}  // namespace
}  // namespace dap::native

int32_t dap_native_gather(DAPNative *array, int32_t root, void *global, DAPError *error) {
  using namespace dap::native;
  if (array == nullptr) return is_null(error, "array");
  DAPError found = {};
  MPI_Comm comm = MPI_COMM_NULL;
  int32_t status = named(find_comm(*dap_source_array(array->source)->distribution, comm, &found), &found, *array);
  if (comm != MPI_COMM_NULL) {
    status = dap_mpi_agree_on(comm, status, dap_source_array(array->source), static_cast<uint64_t>(root), &found);
  }
  if (status == DAP_OK) {
    gathering gather(*array, comm, root, static_cast<std::byte *>(global));
    status = gather.run(&found);
  }
  if (status != DAP_OK && error != nullptr) *error = found;
  return status;
}
