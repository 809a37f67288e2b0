// SPDX-License-Identifier: BSD-3-Clause
#include "array/openings.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <algorithm>
#include <atomic>

namespace dap::array {
namespace {

const char *word_of(uint32_t mode) noexcept {
  if (mode == DAP_ACCESS_READ) return "READ";
  return mode == DAP_ACCESS_WRITE ? "WRITE" : "OVERWRITE";
}

int32_t busy(const opening_target &target, uint32_t mode, const char *holder, DAPError *error) noexcept {
  return dap_simple_fail(error, DAP_ERROR_BUSY, DAP_RULE_BUSY, -1, target.rank, 0, 1, "cannot open for %s while %s",
                         word_of(mode), holder);
}

int32_t stale(const opening_target &target, uint32_t mode, DAPError *error) noexcept {
  return dap_simple_fail(error, DAP_ERROR_STALE, DAP_RULE_STALE, -1, target.rank, 0, 1,
                         "cannot open for %s: the memory had moved at an earlier opening; export anew", word_of(mode));
}

int32_t unopened(const opening_target &target, uint32_t mode, DAPError *error) noexcept {
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_END_UNOPENED, -1, target.rank, 1, 0,
                         "END of %s without such an opening", word_of(mode));
}

int32_t lent(const opening_target &target, uint32_t mode, DAPError *error) noexcept {
  return dap_simple_fail(error, DAP_ERROR_BUSY, DAP_RULE_LENT, -1, target.rank, 0, 1,
                         "cannot END %s while it is lent to a re-export", word_of(mode));
}

int32_t forward(const opening_target &target, uint32_t mode, void **events, DAPError *error) noexcept {
  if (target.behind == nullptr || target.behind->access == nullptr) return DAP_OK;
  return target.behind->access(target.behind, mode, target.hands_events_on ? events : nullptr, error);
}

int32_t call_open(const opening_target &target, uint32_t mode, void **events, DAPError *error) noexcept {
  return target.hooks.open == nullptr ? DAP_OK : target.hooks.open(target.context, mode, events, error);
}

void call_refused(const opening_target &target, uint32_t mode) noexcept {
  if (mode != DAP_ACCESS_READ && target.hooks.refused != nullptr) target.hooks.refused(target.context, mode);
}

int32_t call_end(const opening_target &target, uint32_t mode, void **events, DAPError *error) noexcept {
  return target.hooks.end == nullptr ? DAP_OK : target.hooks.end(target.context, mode, events, error);
}

// Nothing to wait for, unless whoever is asked next says so (rule 662).
void clear_events(const opening_target &target, void **events) noexcept {
  if (events != nullptr) std::fill_n(events, target.num_parts, nullptr);
}

// The array behind first, then the hooks; if those refuse, the array is told that nothing happened.
int32_t grant(const opening_target &target, uint32_t mode, void **events, DAPError *error) noexcept {
  int32_t status = forward(target, mode, events, error);
  if (status != DAP_OK) return status;
  status = call_open(target, mode, events, error);
  if (status != DAP_OK) static_cast<void>(forward(target, mode | DAP_ACCESS_END, nullptr, nullptr));
  return status;
}

// In the opposite order; both are called whatever happens, and the first failure is told.
int32_t give_back(const opening_target &target, uint32_t mode, void **events, DAPError *error) noexcept {
  const int32_t status = call_end(target, mode, events, error);
  const int32_t behind = forward(target, mode | DAP_ACCESS_END, events, status == DAP_OK ? error : nullptr);
  return status == DAP_OK ? behind : status;
}

}  // namespace

bool openings::excludes(uint32_t mode) const noexcept {
  return writer_ != 0 || (mode != DAP_ACCESS_READ && readers_ + lent_readers_ > 0);
}

bool openings::in_use() noexcept {
  const std::lock_guard lock(mutex_);
  return writer_ != 0 || readers_ + lent_readers_ > 0 || own_mode_ != 0;
}

// Whether this source itself has anything against an opening of an export.
int32_t openings::admit(const opening_target &target, uint32_t mode, DAPError *error) noexcept {
  const int32_t status = settle_locked(target, error);
  if (status != DAP_OK) return status;
  if (excludes(mode)) return busy(target, mode, writer_ != 0 ? "another writes" : "others read", error);
  if (own_mode_ == 0 || own_mode_ == mode || own_mode_ == DAP_ACCESS_WRITE) return DAP_OK;
  return busy(target, mode, own_mode_ == DAP_ACCESS_READ ? "its library reads" : "its library overwrites", error);
}

int32_t openings::admit_own(const opening_target &target, uint32_t mode, DAPError *error) noexcept {
  const int32_t status = settle_locked(target, error);
  if (status != DAP_OK) return status;
  if (own_mode_ != 0 && (own_mode_ != DAP_ACCESS_READ || mode != DAP_ACCESS_READ)) {
    return busy(target, mode, "its library has it open", error);
  }
  return excludes(mode) ? busy(target, mode, writer_ != 0 ? "another writes" : "others read", error) : DAP_OK;
}

// Of an opening that was refused without asking the array behind.
void openings::tell_refused(const opening_target &target, uint32_t mode) const noexcept {
  call_refused(target, mode);
  // While the library itself writes, which it does on all processes or none, exports borrow, and nobody else hears of
  // them.
  if (mode == DAP_ACCESS_READ || (own_mode_ != 0 && own_mode_ != DAP_ACCESS_READ)) return;
  // WRITE in any case: after an OVERWRITE that writes nothing, the elements would have no defined value (rule 656).
  if (forward(target, DAP_ACCESS_WRITE, nullptr, nullptr) != DAP_OK) return;
  static_cast<void>(forward(target, DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr, nullptr));
}

int32_t openings::open(const opening_target &target, held_openings &held, uint32_t mode, void **events,
                       DAPError *error) noexcept {
  const std::lock_guard lock(mutex_);
  int32_t status = held.is_stale() ? stale(target, mode, error) : admit(target, mode, error);
  if (status != DAP_OK) return tell_refused(target, mode), status;
  clear_events(target, events);
  const bool is_lent = own_mode_ != 0;
  if (mode == DAP_ACCESS_READ) {
    if (!is_lent) status = grant(target, mode, events, error);
    if (status != DAP_OK) return status;
    ++(is_lent ? lent_readers_ : readers_);
    held.add_reader(is_lent);
    return DAP_OK;
  }
  status = is_lent ? call_open(target, mode, events, error) : grant(target, mode, events, error);
  if (status != DAP_OK) return call_refused(target, mode), status;
  writer_ = mode;
  writer_lent_ = is_lent;
  held.add_writer(mode);
  return DAP_OK;
}

int32_t openings::end_read(const opening_target &target, void **events, DAPError *error) noexcept {
  --readers_;
  return give_back(target, DAP_ACCESS_READ, events, error);
}

void openings::count_write(uint32_t mode) const noexcept {
  if (mode == DAP_ACCESS_READ || generation_ == nullptr) return;
  std::atomic_ref(*generation_).fetch_add(1, std::memory_order_release);
}

int32_t openings::end_write(const opening_target &target, void **events, DAPError *error) noexcept {
  const uint32_t mode = writer_;
  const int32_t status = writer_lent_ ? call_end(target, mode, events, error) : give_back(target, mode, events, error);
  writer_ = 0;
  writer_lent_ = false;
  return status;
}

int32_t openings::end(const opening_target &target, held_openings &held, uint32_t mode, void **events,
                      DAPError *error) noexcept {
  const std::lock_guard lock(mutex_);
  if (!held.holds(mode)) return unopened(target, mode, error);
  if (mode != DAP_ACCESS_READ) {
    held.remove_writer();
    count_write(mode);
    return end_write(target, events, error);
  }
  // Which of several readers ends, nobody can say; the lent ones first, because the lender waits for them.
  const bool is_lent = held.lent_readers() > 0;
  held.remove_reader(is_lent);
  if (!is_lent) return end_read(target, events, error);
  --lent_readers_;
  return DAP_OK;
}

int32_t openings::open_own(const opening_target &target, uint32_t mode, void **events, DAPError *error) noexcept {
  const std::lock_guard lock(mutex_);
  int32_t status = admit_own(target, mode, error);
  if (status != DAP_OK) return tell_refused(target, mode), status;
  clear_events(target, events);
  status = forward(target, mode, events, error);
  if (status != DAP_OK) return call_refused(target, mode), status;
  own_mode_ = mode;
  ++num_own_;
  return DAP_OK;
}

int32_t openings::end_own(const opening_target &target, uint32_t mode, void **events, DAPError *error) noexcept {
  const std::lock_guard lock(mutex_);
  if (own_mode_ != mode) return unopened(target, mode, error);
  const int32_t status = settle_locked(target, error);
  if (num_own_ == 1 && (lent_readers_ > 0 || writer_lent_)) return lent(target, mode, error);
  count_write(mode);
  const int32_t behind = end_own_locked(target, events, status == DAP_OK ? error : nullptr);
  return status == DAP_OK ? behind : status;
}

int32_t openings::end_own_locked(const opening_target &target, void **events, DAPError *error) noexcept {
  const uint32_t mode = own_mode_;
  if (--num_own_ == 0) {
    own_mode_ = 0;
    due_own_ = false;
  }
  return forward(target, mode | DAP_ACCESS_END, events, error);
}

void openings::drop(const opening_target &target, held_openings held) noexcept {
  const std::lock_guard lock(mutex_);
  due_readers_ += held.readers();
  lent_readers_ -= held.lent_readers();
  if (held.writer() != 0) {
    count_write(held.writer());  // counters are nobody's library: what is counted need not wait (rule 667)
    due_writer_ = true;
  }
  if (target.hooks.end == nullptr && target.behind == nullptr) static_cast<void>(settle_locked(target, nullptr));
}

void openings::drop_own() noexcept {
  const std::lock_guard lock(mutex_);
  if (own_mode_ == 0) return;
  count_write(own_mode_);
  due_own_ = true;
}

int32_t openings::settle(const opening_target &target, DAPError *error) noexcept {
  const std::lock_guard lock(mutex_);
  return settle_locked(target, error);
}

int32_t openings::settle_locked(const opening_target &target, DAPError *error) noexcept {
  int32_t status = DAP_OK;
  for (; due_readers_ > 0; --due_readers_) {
    const int32_t ended = end_read(target, nullptr, status == DAP_OK ? error : nullptr);
    if (status == DAP_OK) status = ended;
  }
  if (due_writer_) {
    due_writer_ = false;
    const int32_t ended = end_write(target, nullptr, status == DAP_OK ? error : nullptr);
    if (status == DAP_OK) status = ended;
  }
  while (due_own_ && lent_readers_ == 0 && !writer_lent_) {
    const int32_t ended = end_own_locked(target, nullptr, status == DAP_OK ? error : nullptr);
    if (status == DAP_OK) status = ended;
  }
  return status;
}

}  // namespace dap::array
