// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/mpi_assembly.hpp"

#include <algorithm>
#include <new>
#include <thread>

#include "array/boundary.hpp"
#include "mpi/agree.hpp"
#include "mpi/library.hpp"

namespace dap::mpi {

using world::words;

namespace {

// The longest message, in words of eight bytes. Longer texts go in pieces, which MPI keeps in order.
constexpr int most_words = 8192;

// A rank that has left a round may send in the next one while others are still in this one, but never in the one after.
constexpr int num_tags = 2;

int length_of_piece(size_t left) noexcept {
  return static_cast<int>(std::min<size_t>(left, most_words));
}

}  // namespace

mpi_assembly::~mpi_assembly() {
  if (comm_ != MPI_COMM_NULL) MPI_Comm_free(&comm_);
}

int32_t mpi_assembly::begin(MPI_Comm comm, DAPError *error) {
  const int status = MPI_Comm_dup(comm, &comm_);
  if (status != MPI_SUCCESS) {
    comm_ = MPI_COMM_NULL;
    return failed("MPI_Comm_dup", status, error);
  }
  MPI_Comm_size(comm_, &size_);
  MPI_Comm_rank(comm_, &here_.rank);
  return DAP_OK;
}

int32_t mpi_assembly::agree(int32_t code, const DAPError &own, DAPError *error) const {
  DAPError agreed = own;
  const int32_t status = agree_as_told(comm_, code, agreed);
  if (status != DAP_OK && error != nullptr) *error = agreed;
  return status;
}

// What ran out of memory in the round before is told now.
int32_t mpi_assembly::call_here(step_call call, void *step, DAPError *own) {
  if (remembers_) return call(step, here_, own);
  remembers_ = true;
  return dap_simple_fail(own, DAP_ERROR_MEMORY, 0, -1, here_.rank, 0, 0, "out of memory for what other ranks sent");
}

int32_t mpi_assembly::run(step_call call, void *step, DAPError *error) {
  DAPError own = {};
  const int32_t code = array::guarded(&own, [&] { return call_here(call, step, &own); });
  if (code != DAP_OK) dap_simple_named(&own, dap_simple_name(here_.array));
  return agree(code, own, error);
}

// All that a round needs but what it will remember, so that it cannot fail halfway.
void mpi_assembly::reserve() {
  buffer_.resize(most_words);
  size_t pieces = 0;
  for (const auto &[receiver, text] : here_.outbox) pieces += (text.size() + most_words - 1) / most_words;
  sends_.clear();
  sends_.reserve(pieces);
}

// Synchronous: a send that is over has been received.
int32_t mpi_assembly::post() {
  for (const auto &[receiver, text] : here_.outbox) {
    for (size_t at = 0; at < text.size(); at += most_words) {
      const int count = length_of_piece(text.size() - at);
      sends_.push_back(MPI_REQUEST_NULL);
      const int status =
          MPI_Issend(text.data() + at, count, MPI_INT64_T, receiver, round_ % num_tags, comm_, &sends_.back());
      if (status != MPI_SUCCESS) return status;
    }
  }
  return MPI_SUCCESS;
}

// Whatever has come.
int32_t mpi_assembly::receive() {
  int has_come = 0;
  MPI_Status from;
  int status = MPI_Iprobe(MPI_ANY_SOURCE, round_ % num_tags, comm_, &has_come, &from);
  if (status != MPI_SUCCESS || has_come == 0) return status;
  status = MPI_Recv(buffer_.data(), most_words, MPI_INT64_T, from.MPI_SOURCE, round_ % num_tags, comm_, &from);
  if (status != MPI_SUCCESS) return status;
  int count = 0;
  MPI_Get_count(&from, MPI_INT64_T, &count);
  try {
    words &text = here_.inbox[from.MPI_SOURCE];
    text.insert(text.end(), buffer_.data(), buffer_.data() + count);
  } catch (const std::bad_alloc &) {
    remembers_ = false;
  }
  return MPI_SUCCESS;
}

// Until all ranks know that all they sent has been received.
int32_t mpi_assembly::receive_all() {
  MPI_Request barrier = MPI_REQUEST_NULL;
  bool has_sent = false;
  for (int is_over = 0; is_over == 0;) {
    int status = receive();
    if (status != MPI_SUCCESS) return status;
    if (!has_sent) {
      int sent = 0;
      status = MPI_Testall(static_cast<int>(sends_.size()), sends_.data(), &sent, MPI_STATUSES_IGNORE);
      has_sent = sent != 0;
      if (status == MPI_SUCCESS && has_sent) status = MPI_Ibarrier(comm_, &barrier);
    } else {
      status = MPI_Test(&barrier, &is_over, MPI_STATUS_IGNORE);
    }
    if (status != MPI_SUCCESS) return status;
    std::this_thread::yield();  // to those that are waited for, where ranks share processors
  }
  return MPI_SUCCESS;
}

int32_t mpi_assembly::run_and_deliver(step_call call, void *step, DAPError *error) {
  struct written_step {
    mpi_assembly &all;
    step_call call;
    void *step;
  } written{*this, call, step};
  const auto write_and_reserve = [](void *context, world::resident &at, DAPError *own) {
    auto &[all, inner, inner_step] = *static_cast<written_step *>(context);
    const int32_t code = inner(inner_step, at, own);
    all.reserve();
    return code;
  };
  const int32_t code = run(write_and_reserve, &written, error);
  if (code != DAP_OK) return code;
  ++round_;
  here_.inbox.clear();
  here_.inbox.insert(here_.outbox.extract(here_.rank));  // moves a node, if there is one
  int status = post();
  if (status == MPI_SUCCESS) status = receive_all();
  here_.outbox.clear();
  return status == MPI_SUCCESS ? int32_t{DAP_OK} : failed("MPI_Issend, MPI_Recv or MPI_Ibarrier", status, error);
}

int32_t mpi_assembly::sum(DAPError *error) {
  const int status = MPI_Allreduce(MPI_IN_PLACE, here_.counters.data(), static_cast<int>(here_.counters.size()),
                                   MPI_UINT64_T, MPI_SUM, comm_);
  return status == MPI_SUCCESS ? int32_t{DAP_OK} : failed("MPI_Allreduce", status, error);
}

int32_t mpi_assembly::sum_before(DAPError *error) {
  const int status = MPI_Exscan(MPI_IN_PLACE, here_.counters.data(), static_cast<int>(here_.counters.size()),
                                MPI_UINT64_T, MPI_SUM, comm_);
  if (here_.rank == 0) here_.counters = {};
  return status == MPI_SUCCESS ? int32_t{DAP_OK} : failed("MPI_Exscan", status, error);
}

// In pieces, so that nobody needs memory for the whole while it is sent.
int32_t mpi_assembly::announce(DAPError *error) {
  int64_t length = static_cast<int64_t>(here_.announcement.size());
  int status = MPI_Bcast(&length, 1, MPI_INT64_T, 0, comm_);
  if (status != MPI_SUCCESS) return failed("MPI_Bcast", status, error);
  DAPError own = {};
  const int32_t code = agree(array::guarded(&own,
                                            [&] {
                                              here_.announcement.resize(static_cast<size_t>(length));
                                              return DAP_OK;
                                            }),
                             own, error);
  if (code != DAP_OK) return code;
  for (size_t at = 0; at < here_.announcement.size(); at += most_words) {
    const int count = length_of_piece(here_.announcement.size() - at);
    status = MPI_Bcast(here_.announcement.data() + at, count, MPI_INT64_T, 0, comm_);
    if (status != MPI_SUCCESS) return failed("MPI_Bcast", status, error);
  }
  return DAP_OK;
}

}  // namespace dap::mpi
