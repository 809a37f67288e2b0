// SPDX-License-Identifier: BSD-3-Clause
// Who has the memory of a source open (spec 6): any number of readers or one writer, and what is lent.
#pragma once

#include <dap/array.h>

#include <cstdint>
#include <mutex>

namespace dap::array {

// What one export holds, kept in its producer_word so that it moves with the structure: the numbers of its READ
// openings, those granted by the target and those lent, and the mode of its WRITE or OVERWRITE opening, if any. In the
// place of that mode stands that the memory has moved: then no opening is granted any more, but those held are still
// ended.
class held_openings {
 public:
  explicit held_openings(uint64_t word) noexcept : word_(word) {}

  [[nodiscard]] uint64_t word() const noexcept { return word_; }
  [[nodiscard]] int64_t readers() const noexcept { return static_cast<int64_t>(word_ & (lent_reader - 1)); }
  [[nodiscard]] int64_t lent_readers() const noexcept {
    return static_cast<int64_t>((word_ & (writer_unit - 1)) / lent_reader);
  }
  [[nodiscard]] bool is_stale() const noexcept { return word_ / writer_unit == stale; }
  [[nodiscard]] uint32_t writer() const noexcept { return is_stale() ? 0 : static_cast<uint32_t>(word_ / writer_unit); }
  [[nodiscard]] bool holds(uint32_t mode) const noexcept {
    return mode == DAP_ACCESS_READ ? readers() + lent_readers() > 0 : writer() == mode;
  }
  void add_reader(bool is_lent) noexcept { word_ += is_lent ? lent_reader : 1; }
  void remove_reader(bool is_lent) noexcept { word_ -= is_lent ? lent_reader : 1; }
  void add_writer(uint32_t mode) noexcept { word_ += mode * writer_unit; }
  void remove_writer() noexcept { word_ &= writer_unit - 1; }
  // No writer is held: nothing else is opened beside one, so that nothing is found stale.
  void mark_stale() noexcept { word_ = (word_ & (writer_unit - 1)) | stale * writer_unit; }

 private:
  static constexpr uint64_t lent_reader = uint64_t{1} << 31;
  static constexpr uint64_t writer_unit = uint64_t{1} << 62;
  static constexpr uint64_t stale = 1;  // the mode of no writer

  uint64_t word_;
};

// What the openings of a source lead to: the hooks of the library that owns the memory, or the array behind a wrapped
// one.
struct opening_target {
  DAPArray *behind;      // NULL: the memory is the library's own
  DAPSourceHooks hooks;  // any may be NULL
  void *context;
  int32_t rank;
  int64_t num_parts;     // entries of a list of events
  bool hands_events_on;  // to the array behind, which has as many
};

// The state of one source. Every function takes its lock.
//
// In a wrapped source, the library's own opening (open_own) is lent to exports: they may open what it covers (WRITE
// covers all modes, the others themselves) without a word to the array behind. What an export still held when it was
// released is ended later, on a thread where the hooks may be called: by the next opening, or by settle().
//
// A writing opening that is refused here may have been granted on other processes. Whoever hears of its END there is
// told of the refusal here: the library by its hook, the array behind by being asked, whether it refuses as well or not
// (rule 660).
class openings {
 public:
  // Which counter a write advances; none until this is called, as where the array behind counts itself.
  void count_writes_in(uint64_t *generation) noexcept { generation_ = generation; }

  // On behalf of an export, of which `held` is kept up to date.
  [[nodiscard]] int32_t open(const opening_target &target, held_openings &held, uint32_t mode, void **events,
                             DAPError *error) noexcept;
  [[nodiscard]] int32_t end(const opening_target &target, held_openings &held, uint32_t mode, void **events,
                            DAPError *error) noexcept;
  // On behalf of the library that wrapped an array.
  [[nodiscard]] int32_t open_own(const opening_target &target, uint32_t mode, void **events, DAPError *error) noexcept;
  [[nodiscard]] int32_t end_own(const opening_target &target, uint32_t mode, void **events, DAPError *error) noexcept;

  // Takes over what an export held at its release. Calls nobody, so any thread will do; where there is nobody to call,
  // it is ended at once. A write is counted at once in any case.
  void drop(const opening_target &target, held_openings held) noexcept;
  // The same for what the library itself holds of a wrapped source, whose creator has let go of it.
  void drop_own() noexcept;
  [[nodiscard]] int32_t settle(const opening_target &target, DAPError *error) noexcept;

  // Whether anybody holds an opening, the library included, or an END is due.
  [[nodiscard]] bool in_use() noexcept;

 private:
  [[nodiscard]] bool excludes(uint32_t mode) const noexcept;
  [[nodiscard]] int32_t admit(const opening_target &target, uint32_t mode, DAPError *error) noexcept;
  [[nodiscard]] int32_t admit_own(const opening_target &target, uint32_t mode, DAPError *error) noexcept;
  void tell_refused(const opening_target &target, uint32_t mode) const noexcept;
  void count_write(uint32_t mode) const noexcept;
  [[nodiscard]] int32_t end_read(const opening_target &target, void **events, DAPError *error) noexcept;
  [[nodiscard]] int32_t end_write(const opening_target &target, void **events, DAPError *error) noexcept;
  [[nodiscard]] int32_t end_own_locked(const opening_target &target, void **events, DAPError *error) noexcept;
  [[nodiscard]] int32_t settle_locked(const opening_target &target, DAPError *error) noexcept;

  std::mutex mutex_;
  uint64_t *generation_ = nullptr;
  int64_t readers_ = 0;       // of exports, granted by the target
  int64_t lent_readers_ = 0;  // of exports, under the library's own opening
  uint32_t writer_ = 0;       // mode of the export that writes
  bool writer_lent_ = false;
  uint32_t own_mode_ = 0;    // the library's own openings of a wrapped source
  int64_t num_own_ = 0;      // only of READ may there be several
  int64_t due_readers_ = 0;  // ENDs that released exports left behind
  bool due_writer_ = false;
  bool due_own_ = false;
};

}  // namespace dap::array
