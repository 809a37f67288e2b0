// SPDX-License-Identifier: BSD-3-Clause
// Who has to be looked at, because an export was released.
#include "watch.hpp"

#include <atomic>
#include <cstddef>
#include <mutex>
#include <new>
#include <thread>

namespace dap::tpetra::detail {
namespace {

// Held for a few instructions, at every release and at the next call: a mutex would take longer than all that it
// guards.
class brief_lock {
 public:
  void lock() noexcept {
    while (is_held_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  }
  void unlock() noexcept { is_held_.clear(std::memory_order_release); }

 private:
  std::atomic_flag is_held_;
};

}  // namespace

class watch_list {
 public:
  // Never destroyed: exports are released until the very end of the program.
  static watch_list &instance() noexcept {
    alignas(watch_list) static std::byte memory[sizeof(watch_list)];
    static auto &list = *new (memory) watch_list;
    return list;
  }

  void add_owner_of(const watcher &of) noexcept {
    const std::lock_guard lock(lock_);
    if (of.owner_ == nullptr || of.owner_->is_listed_) return;
    watched &added = *of.owner_;
    added.is_listed_ = true;
    added.previous_ = nullptr;
    added.next_ = first_.load(std::memory_order_relaxed);
    if (added.next_ != nullptr) added.next_->previous_ = &added;
    first_.store(&added, std::memory_order_relaxed);
  }

  void disown(watcher &closed) noexcept {
    const std::lock_guard lock(lock_);
    closed.owner_ = nullptr;
  }

  void remove(watched &gone) noexcept {
    const std::lock_guard lock(lock_);
    take_out(gone);
  }

  watched *take_first() noexcept {
    // Whoever is released just now may be seen the next time.
    if (first_.load(std::memory_order_relaxed) == nullptr) return nullptr;
    const std::lock_guard lock(lock_);
    watched *taken = first_.load(std::memory_order_relaxed);
    if (taken != nullptr) take_out(*taken);
    return taken;
  }

 private:
  void take_out(watched &taken) noexcept {
    if (!taken.is_listed_) return;
    taken.is_listed_ = false;
    if (taken.next_ != nullptr) taken.next_->previous_ = taken.previous_;
    if (taken.previous_ != nullptr) {
      taken.previous_->next_ = taken.next_;
    } else {
      first_.store(taken.next_, std::memory_order_relaxed);
    }
  }

  brief_lock lock_;
  std::atomic<watched *> first_ = nullptr;  // written under the lock
};

watched::~watched() {
  watch_list::instance().remove(*this);
}

void watcher::note() noexcept {
  watch_list::instance().add_owner_of(*this);
}

void watcher::close() noexcept {
  watch_list::instance().disown(*this);
}

void sweep() {
  while (watched *next = watch_list::instance().take_first()) next->look();
}

}  // namespace dap::tpetra::detail
