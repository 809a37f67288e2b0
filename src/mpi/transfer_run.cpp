// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/transfer_run.hpp"

#include <dap/simple.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "mpi/library.hpp"

namespace dap::mpi {
namespace {

std::vector<std::size_t> sizes_of(const opened_arrays &arrays) {
  std::vector<std::size_t> sizes;
  for (const moved_array &each : arrays.all()) sizes.push_back(each.source_size);
  return sizes;
}

// The message that a rank has with itself, if there is one.
const message *find(const message_list &list, int rank) noexcept {
  const auto at = std::lower_bound(list.messages.begin(), list.messages.end(), rank,
                                   [](const message &one, int wanted) { return one.rank < wanted; });
  return at != list.messages.end() && at->rank == rank ? &*at : nullptr;
}

}  // namespace

transfer_run::transfer_run(const transfer::half_plan &giving, const transfer::half_plan &getting,
                           std::vector<int32_t> target_dims, std::vector<moved_array> arrays, arrival taken,
                           std::size_t most)
    : elements_(giving, getting, std::move(target_dims)),
      arrays_(std::move(arrays)),
      taken_(taken),
      sends_(most),
      receives_(most) {}

transfer_run::~transfer_run() {
  sends_.free();
  receives_.free();
  if (comm_ != MPI_COMM_NULL) MPI_Comm_free(&comm_);
}

bool transfer_run::reserve() {
  const std::vector<std::size_t> sizes = sizes_of(arrays_);
  auto given = messages_of(elements_.giving(), sizes);
  auto gotten = messages_of(elements_.getting(), sizes);
  if (!given || !gotten) return false;
  given_ = std::move(*given);
  gotten_ = std::move(*gotten);
  given_bytes_ = std::make_unique_for_overwrite<std::byte[]>(given_.buffer_bytes);
  gotten_bytes_ = std::make_unique_for_overwrite<std::byte[]>(gotten_.buffer_bytes);
  sends_.reserve(given_);
  receives_.reserve(gotten_);
  return true;
}

int32_t transfer_run::begin(MPI_Comm comm, DAPError *error) {
  int status = MPI_Comm_dup(comm, &comm_);
  if (status != MPI_SUCCESS) {
    comm_ = MPI_COMM_NULL;
    return failed("MPI_Comm_dup", status, error);
  }
  MPI_Comm_rank(comm_, &rank_);
  status = receives_.set_up_receives(gotten_, gotten_bytes_.get(), comm_);
  if (status != MPI_SUCCESS) return failed("MPI_Recv_init", status, error);
  status = sends_.set_up_sends(given_, given_bytes_.get(), comm_);
  return status == MPI_SUCCESS ? int32_t{DAP_OK} : failed("MPI_Send_init", status, error);
}

void transfer_run::pack(const message &one) {
  std::byte *at = given_bytes_.get() + one.offset;
  const message_header header{arrays_.status(), arrays_.error().rule};
  std::memcpy(at, &header, sizeof header);
  if (arrays_.status() != DAP_OK) return;
  elements_.pack(arrays_.all(), one, at + sizeof header);
}

void transfer_run::copy_own() {
  const message *given = find(given_, rank_);
  const message *gotten = find(gotten_, rank_);
  if (given != nullptr && gotten != nullptr) elements_.copy(arrays_.all(), *given, *gotten);
}

// Sends also where nothing could be opened: others wait for it.
void transfer_run::start(bool overwrites) {
  static_cast<void>(arrays_.open(overwrites));
  receives_.start_receives(gotten_);
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
  const std::byte *at = gotten_bytes_.get() + one.offset;
  std::memcpy(&header, at, sizeof header);
  if (header.code == DAP_OK) {
    if (arrays_.status() == DAP_OK) elements_.unpack(arrays_.all(), one, at + sizeof header);
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
