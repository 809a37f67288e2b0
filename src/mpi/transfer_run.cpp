// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/transfer_run.hpp"

#include <dap/simple.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>

#include "mpi/library.hpp"
#include "transfer/combine.hpp"
#include "transfer/copy.hpp"
#include "transfer/pack.hpp"

namespace dap::mpi {
namespace {

using transfer::half_plan;
using transfer::piece;
using transfer::piece_layout;

constexpr std::size_t most_bytes = std::size_t{1} << 30;  // of one request
constexpr int tag = 1;

std::size_t num_requests(const message &one) noexcept {
  return (sizeof(message_header) + one.bytes + most_bytes - 1) / most_bytes;
}

std::vector<std::size_t> sizes_of(const opened_arrays &arrays) {
  std::vector<std::size_t> sizes;
  for (const moved_array &each : arrays.all()) sizes.push_back(each.source_size);
  return sizes;
}

// A piece as it lies in an array; axis a is the array's dimension dims[a].
class placed_piece {
 public:
  placed_piece(const half_plan &half, const piece &of, std::span<const int32_t> dims, const DAPArray &array,
               std::size_t element_size) noexcept
      : buffer_(array.parts[of.part].buffer), element_size_(element_size), ndim_(half.ndim()) {
    for (std::size_t axis = 0; axis < ndim_; ++axis) {
      along_[axis] = half.along(of, axis);
      const auto d = static_cast<std::size_t>(dims[axis]);
      // Strides of extents that are at most 1 mean nothing.
      strides_[axis] = buffer_.shape[d] > 1 ? buffer_.strides[d] * static_cast<int64_t>(element_size) : 0;
    }
  }
  [[nodiscard]] piece_layout layout() const noexcept {
    return {{along_.data(), ndim_}, {strides_.data(), ndim_}, element_size_};
  }
  [[nodiscard]] std::byte *first() const noexcept {
    return static_cast<std::byte *>(buffer_.data) + buffer_.byte_offset;
  }

 private:
  const DAPBuffer &buffer_;
  std::size_t element_size_;
  std::size_t ndim_;
  std::array<transfer::run_view, 64> along_;
  std::array<int64_t, 64> strides_;
};

// The message that a rank has with itself, if there is one.
const message *find(const message_list &list, int rank) noexcept {
  const auto at = std::lower_bound(list.messages.begin(), list.messages.end(), rank,
                                   [](const message &one, int wanted) { return one.rank < wanted; });
  return at != list.messages.end() && at->rank == rank ? &*at : nullptr;
}

}  // namespace

transfer_run::transfer_run(const half_plan &giving, const half_plan &getting, std::vector<int32_t> target_dims,
                           std::vector<moved_array> arrays, arrival taken)
    : giving_(giving),
      getting_(getting),
      source_dims_(giving.ndim()),
      target_dims_(std::move(target_dims)),
      arrays_(std::move(arrays)),
      taken_(taken) {
  std::iota(source_dims_.begin(), source_dims_.end(), 0);
}

transfer_run::~transfer_run() {
  for (requests *each : {&sends_, &receives_}) {
    for (MPI_Request &request : each->all) MPI_Request_free(&request);
  }
  if (comm_ != MPI_COMM_NULL) MPI_Comm_free(&comm_);
}

bool transfer_run::reserve() {
  const std::vector<std::size_t> sizes = sizes_of(arrays_);
  auto given = messages_of(giving_, sizes);
  auto gotten = messages_of(getting_, sizes);
  if (!given || !gotten) return false;
  given_ = std::move(*given);
  gotten_ = std::move(*gotten);
  given_bytes_ = std::make_unique_for_overwrite<std::byte[]>(given_.buffer_bytes);
  gotten_bytes_ = std::make_unique_for_overwrite<std::byte[]>(gotten_.buffer_bytes);
  for (auto *pair : {&sends_, &receives_}) {
    const message_list &list = pair == &sends_ ? given_ : gotten_;
    std::size_t count = 0;
    for (const message &one : list.messages) count += num_requests(one);
    pair->all.reserve(count);
    pair->message_of.reserve(count);
    pair->left.resize(list.messages.size());
  }
  return true;
}

int transfer_run::set_up(const message_list &list, std::byte *buffer, bool sends, requests &made) const {
  for (std::size_t number = 0; number < list.messages.size(); ++number) {
    const message &one = list.messages[number];
    if (one.rank == rank_) continue;
    std::size_t left = sizeof(message_header) + one.bytes;
    for (std::byte *at = buffer + one.offset; left > 0;) {
      const std::size_t count = std::min(left, most_bytes);
      made.all.push_back(MPI_REQUEST_NULL);
      made.message_of.push_back(number);
      const int status =
          sends ? MPI_Send_init(at, static_cast<int>(count), MPI_BYTE, one.rank, tag, comm_, &made.all.back())
                : MPI_Recv_init(at, static_cast<int>(count), MPI_BYTE, one.rank, tag, comm_, &made.all.back());
      if (status != MPI_SUCCESS) {
        made.all.pop_back();
        return status;
      }
      at += count;
      left -= count;
    }
  }
  return MPI_SUCCESS;
}

int32_t transfer_run::begin(MPI_Comm comm, DAPError *error) {
  int status = MPI_Comm_dup(comm, &comm_);
  if (status != MPI_SUCCESS) {
    comm_ = MPI_COMM_NULL;
    return failed("MPI_Comm_dup", status, error);
  }
  MPI_Comm_rank(comm_, &rank_);
  status = set_up(gotten_, gotten_bytes_.get(), false, receives_);
  if (status != MPI_SUCCESS) return failed("MPI_Recv_init", status, error);
  status = set_up(given_, given_bytes_.get(), true, sends_);
  return status == MPI_SUCCESS ? int32_t{DAP_OK} : failed("MPI_Send_init", status, error);
}

void transfer_run::pack(const message &one) {
  std::byte *at = given_bytes_.get() + one.offset;
  const message_header header{arrays_.status(), arrays_.error().rule};
  std::memcpy(at, &header, sizeof header);
  if (arrays_.status() != DAP_OK) return;
  at += sizeof header;
  for (const moved_array &each : arrays_.all()) {
    for (std::size_t number = one.first; number < one.last; ++number) {
      const piece &of = giving_.pieces()[number];
      const placed_piece placed(giving_, of, source_dims_, *each.source, each.source_size);
      transfer::pack(placed.layout(), placed.first(), at);
      at += static_cast<std::size_t>(of.count) * each.source_size;
    }
  }
}

void transfer_run::unpack(const message &one) {
  const std::byte *at = gotten_bytes_.get() + one.offset + sizeof(message_header);
  for (const moved_array &each : arrays_.all()) {
    for (std::size_t number = one.first; number < one.last; ++number) {
      const piece &of = getting_.pieces()[number];
      const placed_piece placed(getting_, of, target_dims_, *each.target, each.target_size);
      if (each.is_copy) {
        transfer::unpack(placed.layout(), at, placed.first());
      } else {
        transfer::unpack_combined(placed.layout(), at, placed.first(), each.change);
      }
      at += static_cast<std::size_t>(of.count) * each.source_size;
    }
  }
}

// What stays on this rank, straight from part to part: the pieces are the same in the same order.
void transfer_run::copy_own() {
  const message *given = find(given_, rank_);
  const message *gotten = find(gotten_, rank_);
  if (given == nullptr || gotten == nullptr) return;
  for (const moved_array &each : arrays_.all()) {
    if (each.in_place) continue;
    for (std::size_t number = 0; number < given->last - given->first; ++number) {
      const placed_piece from(giving_, giving_.pieces()[given->first + number], source_dims_, *each.source,
                              each.source_size);
      const placed_piece to(getting_, getting_.pieces()[gotten->first + number], target_dims_, *each.target,
                            each.target_size);
      if (each.is_copy) {
        transfer::copy(from.layout(), from.first(), to.layout(), to.first());
      } else {
        transfer::copy_combined(from.layout(), from.first(), to.layout(), to.first(), each.change);
      }
    }
  }
}

// Sends also where nothing could be opened: others wait for it.
void transfer_run::start(bool overwrites) {
  static_cast<void>(arrays_.open(overwrites));
  for (std::size_t number = 0; number < gotten_.messages.size(); ++number) {
    receives_.left[number] = num_requests(gotten_.messages[number]);
  }
  if (!receives_.all.empty()) MPI_Startall(static_cast<int>(receives_.all.size()), receives_.all.data());
  std::size_t packed = given_.messages.size();
  for (std::size_t request = 0; request < sends_.all.size(); ++request) {
    const std::size_t number = sends_.message_of[request];
    if (number != packed) pack(given_.messages[number]);
    packed = number;
    MPI_Start(&sends_.all[request]);
  }
  if (arrays_.status() == DAP_OK) copy_own();
}

int32_t transfer_run::take(const message &one, DAPError *error) {
  message_header header{};
  std::memcpy(&header, gotten_bytes_.get() + one.offset, sizeof header);
  if (header.code == DAP_OK) {
    if (arrays_.status() == DAP_OK) unpack(one);
    return DAP_OK;
  }
  return dap_simple_fail(error, header.code, header.rule, -1, one.rank, 0, 0,
                         "rank %d could not open its arrays, so that nothing came from there", int{one.rank});
}

// The next request that is over; requests stand in the order of the ranks.
int transfer_run::wait_for_one(std::size_t done, int &which) {
  if (taken_ == arrival::in_order) {
    which = static_cast<int>(done);
    return MPI_Wait(&receives_.all[done], MPI_STATUS_IGNORE);
  }
  return MPI_Waitany(static_cast<int>(receives_.all.size()), receives_.all.data(), &which, MPI_STATUS_IGNORE);
}

int32_t transfer_run::receive_all(DAPError *error) {
  int32_t lowest = DAP_OK;
  int32_t rank_of_lowest = INT32_MAX;
  for (std::size_t done = 0; done < receives_.all.size(); ++done) {
    int which = MPI_UNDEFINED;
    const int status = wait_for_one(done, which);
    if (status != MPI_SUCCESS) return failed("MPI_Wait", status, error);
    const std::size_t number = receives_.message_of[static_cast<std::size_t>(which)];
    if (--receives_.left[number] > 0) continue;
    const message &one = gotten_.messages[number];
    DAPError own{};
    const int32_t taken = take(one, &own);
    if (taken == DAP_OK || one.rank > rank_of_lowest) continue;
    lowest = taken;
    rank_of_lowest = one.rank;
    if (error != nullptr) *error = own;
  }
  return lowest;
}

int32_t transfer_run::wait(DAPError *error) {
  DAPError of_others{};
  int32_t status = receive_all(&of_others);
  const int sent = MPI_Waitall(static_cast<int>(sends_.all.size()), sends_.all.data(), MPI_STATUSES_IGNORE);
  if (arrays_.status() != DAP_OK) {
    of_others = arrays_.error();
    status = arrays_.status();
  } else if (status == DAP_OK && sent != MPI_SUCCESS) {
    status = failed("MPI_Waitall", sent, &of_others);
  }
  const int32_t ended = arrays_.end(status == DAP_OK ? &of_others : nullptr);
  if (status == DAP_OK) status = ended;
  if (status != DAP_OK && error != nullptr) *error = of_others;
  return status;
}

}  // namespace dap::mpi
