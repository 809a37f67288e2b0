// SPDX-License-Identifier: BSD-3-Clause
// Who has to be looked at, because an export was released.
//
// Exports are released on any thread, at any time. That only puts whom it concerns on a list: nothing is allocated, and
// nothing of Tpetra's is touched. The list is worked off at the adapter's next call, on the thread that uses Tpetra, so
// a call costs what has happened since the last one, and not what is alive.
#ifndef DAP_ADAPTERS_TPETRA_WATCH_HPP
#define DAP_ADAPTERS_TPETRA_WATCH_HPP

namespace dap::tpetra::detail {

/// Somebody who may have to be looked at. Lives and dies on Tpetra's thread.
class watched {
 public:
  watched(const watched &) = delete;
  watched &operator=(const watched &) = delete;

  /// An export was released since the last time. May end the life of `*this`.
  virtual void look() = 0;

 protected:
  watched() = default;
  /// Takes it off the list. By then, every watcher of it is closed.
  ~watched();

 private:
  friend class watch_list;
  watched *next_ = nullptr;
  watched *previous_ = nullptr;
  bool is_listed_ = false;
};

/// Stands between a source, which may outlive everything, and who made it.
class watcher {
 public:
  explicit watcher(watched *owner) noexcept : owner_(owner) {}

  /// Puts the owner on the list, if there still is one. Any thread.
  void note() noexcept;
  /// From now on there is none. On Tpetra's thread.
  void close() noexcept;

 private:
  friend class watch_list;
  watched *owner_;  // under the list's lock
};

/// Looks at everybody on the list. Called first by every function that is called on Tpetra's thread.
void sweep();

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_WATCH_HPP
