// SPDX-License-Identifier: BSD-3-Clause
#include "handoff.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "counting.hpp"

namespace dap::relief {
namespace {

constexpr int batches = 21;
constexpr int exports_per_batch = 200;

double median_export_ns(const std::function<dap::array()> &give) {
  std::array<double, batches> ns{};
  for (double &one : ns) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < exports_per_batch; ++i) const dap::array released = give();
    one =
        std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / exports_per_batch;
  }
  std::nth_element(ns.begin(), ns.begin() + batches / 2, ns.end());
  return ns[batches / 2];
}

template <class T>
T reduced(MPI_Comm comm, T value, MPI_Datatype type, MPI_Op operation) {
  MPI_Allreduce(MPI_IN_PLACE, &value, 1, type, operation, comm);
  return value;
}

/** A value that no elevation has, different on every rank, goes into the consumer and must come out of the producer. */
bool sentinel_returns(MPI_Comm comm, const library_side &producer, const library_side &consumer) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  const double before = producer.read_first();
  const double sentinel = -1.25e6 - rank;
  consumer.write_first(sentinel);
  const bool returned = producer.read_first() == sentinel;
  consumer.write_first(before);
  return returned && producer.read_first() == before;
}

}  // namespace

handoff_log::handoff_log(MPI_Comm comm, std::uint64_t part_bytes) : comm_(comm), part_bytes_(part_bytes) {}

void handoff_log::run(const handoff_steps &steps) {
  handoff result;
  result.what = steps.what;
  allocations seen;
  {
    const allocation_watch watch(part_bytes_);  // what could hold the elements
    dap::array given = steps.give();
    const double start = MPI_Wtime();
    steps.take(std::move(given));
    result.translate_seconds = MPI_Wtime() - start;
    seen = watch.seen();
  }
  const library_side producer = steps.producer();
  const library_side consumer = steps.consumer();
  const bool equal = producer.address() == consumer.address();
  const std::uint64_t copied = (equal ? 0 : part_bytes_) + seen.large_bytes;
  const bool returned = sentinel_returns(comm_, producer, consumer);

  result.hand_over_ns = reduced(comm_, median_export_ns(steps.give), MPI_DOUBLE, MPI_MAX);
  result.translate_seconds = reduced(comm_, result.translate_seconds, MPI_DOUBLE, MPI_MAX);
  result.metadata_bytes = reduced(comm_, seen.bytes - seen.large_bytes, MPI_UINT64_T, MPI_SUM);
  result.bytes_shared = reduced(comm_, equal ? part_bytes_ : std::uint64_t{0}, MPI_UINT64_T, MPI_SUM);
  result.bytes_copied = reduced(comm_, copied, MPI_UINT64_T, MPI_SUM);
  result.pointers_equal = reduced(comm_, equal ? 1 : 0, MPI_INT, MPI_MIN) == 1;
  result.sentinels_returned = reduced(comm_, returned ? 1 : 0, MPI_INT, MPI_MIN) == 1;
  handoffs_.push_back(result);
}

bool handoff_log::good() const {
  return std::all_of(handoffs_.begin(), handoffs_.end(), [](const handoff &one) {
    return one.bytes_copied == 0 && one.pointers_equal && one.sentinels_returned;
  });
}

std::string handoff_log::table() const {
  std::array<char, 200> line{};
  std::snprintf(line.data(), line.size(), "%-34s | %-22s | %9s  %13s  %12s  %8s  %9s\n", "handoff", "translate, once",
                "hand over", "bytes shared", "bytes copied", "pointers", "sentinels");
  std::string result = line.data();
  for (const handoff &one : handoffs_) {
    std::snprintf(line.data(), line.size(), "%-34s | %7.2f ms  %9llu B | %6.0f ns  %13llu  %12llu  %8s  %9s\n",
                  one.what.c_str(), 1e3 * one.translate_seconds, static_cast<unsigned long long>(one.metadata_bytes),
                  one.hand_over_ns, static_cast<unsigned long long>(one.bytes_shared),
                  static_cast<unsigned long long>(one.bytes_copied), one.pointers_equal ? "equal" : "DIFFER",
                  one.sentinels_returned ? "came back" : "LOST");
    result += line.data();
  }
  if (!allocation_watch::available()) result += "(allocations are not counted in this build)\n";
  return result;
}

}  // namespace dap::relief
