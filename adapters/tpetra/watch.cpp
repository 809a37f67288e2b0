// SPDX-License-Identifier: BSD-3-Clause
// Who has to be looked at, because an export was released.
#include "watch.hpp"

#include <atomic>
#include <mutex>

namespace dap::tpetra::detail {

class watch_list {
 public:
  // Never destroyed: exports are released until the very end of the program.
  static watch_list &instance() noexcept {
    static auto &list = *new watch_list;
    return list;
  }

  void add_owner_of(const watcher &of) noexcept {
    const std::lock_guard lock(mutex_);
    if (of.owner_ == nullptr || of.owner_->is_listed_) return;
    watched &added = *of.owner_;
    added.is_listed_ = true;
    added.previous_ = nullptr;
    added.next_ = first_.load(std::memory_order_relaxed);
    if (added.next_ != nullptr) added.next_->previous_ = &added;
    first_.store(&added, std::memory_order_relaxed);
  }

  void disown(watcher &closed) noexcept {
    const std::lock_guard lock(mutex_);
    closed.owner_ = nullptr;
  }

  void remove(watched &gone) noexcept {
    const std::lock_guard lock(mutex_);
    take_out(gone);
  }

  watched *take_first() noexcept {
    // Whoever is released just now may be seen the next time.
    if (first_.load(std::memory_order_relaxed) == nullptr) return nullptr;
    const std::lock_guard lock(mutex_);
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

  std::mutex mutex_;
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
