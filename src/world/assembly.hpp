// SPDX-License-Identifier: BSD-3-Clause
// All ranks of a distribution, as far as a check needs them: each does a step for itself, says something to others, and
// all agree. Who carries the messages is left open: MPI, or nobody, where one process has the descriptions of all.
//
// A check is written once, as a sequence of steps and of what is delivered between them. Everything here is collective,
// and fails alike on all ranks.
#pragma once

#include <dap/dap.h>

#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace dap::world {

using words = std::vector<int64_t>;

// What one rank says to others, or what they say to it, by their ranks.
using letters = std::map<int32_t, words>;

// One rank. The descriptions are valid by themselves.
struct resident {
  int32_t rank = 0;
  const DAPDistribution *distribution = nullptr;
  const DAPArray *array = nullptr;  // NULL: only the distribution is looked at

  letters outbox;
  letters inbox;

  // Two for each dimension, and two more.
  std::array<int64_t, 130> counters{};
  // What rank 0 has to say to all.
  words announcement;

  // What a check keeps for later ones: check_coordinates leaves what the coordinates that have their home here own.
  words kept;

  // Whether a part speaks for its coordinate along a dimension, [num_parts, ndim]: one part of all does.
  std::vector<bool> speaks;
};

class assembly {
 public:
  assembly() = default;
  assembly(const assembly &) = delete;
  assembly &operator=(const assembly &) = delete;
  virtual ~assembly() = default;

  [[nodiscard]] virtual int32_t size() const noexcept = 0;

  // Each rank does a step, int32_t(resident &, DAPError *), which may throw std::bad_alloc. Returns the status of the
  // lowest rank that fails, with its error; DAP_OK if none does.
  template <typename Step>
  [[nodiscard]] int32_t together(Step step, DAPError *error) {
    return run(call_step<Step>, &step, error);
  }

  // The same with a step that writes the outboxes, which are empty before. What they hold then goes to where it is
  // addressed, into the inboxes; memory that runs out there is told by the next step.
  template <typename Step>
  [[nodiscard]] int32_t deliver(Step step, DAPError *error) {
    return run_and_deliver(call_step<Step>, &step, error);
  }

  // Each does what cannot fail and allocates nothing: void(resident &). Local.
  template <typename Step>
  void each(Step step) {
    run_alone([](void *called, resident &at) { (*static_cast<Step *>(called))(at); }, &step);
  }

  // The counters become their sums over all ranks, modulo 2^64; or over the ranks before each.
  [[nodiscard]] virtual int32_t sum(DAPError *error) = 0;
  [[nodiscard]] virtual int32_t sum_before(DAPError *error) = 0;

  // The announcement becomes that of rank 0.
  [[nodiscard]] virtual int32_t announce(DAPError *error) = 0;

 protected:
  using step_call = int32_t (*)(void *step, resident &at, DAPError *own);
  [[nodiscard]] virtual int32_t run(step_call call, void *step, DAPError *error) = 0;
  [[nodiscard]] virtual int32_t run_and_deliver(step_call call, void *step, DAPError *error) = 0;
  virtual void run_alone(void (*call)(void *step, resident &at), void *step) = 0;

 private:
  template <typename Step>
  static int32_t call_step(void *step, resident &at, DAPError *own) {
    return (*static_cast<Step *>(step))(at, own);
  }
};

}  // namespace dap::world
