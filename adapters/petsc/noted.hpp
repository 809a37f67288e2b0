// SPDX-License-Identifier: BSD-3-Clause
// What a released export leaves behind for the next call of this adapter, found without a search.
#pragma once

#include <list>
#include <mutex>

namespace dap::petsc {

// Releasing works on any thread and may touch nothing of PETSc's, so it takes a *note* of the object whose export it
// was. Every call of this adapter begins with a *sweep*, on the thread that uses PETSc, which looks at what was noted
// since the last one: the cost is that of what happened, however many exports there are. Taking a note allocates
// nothing.
class noted {
 public:
  // Looks at all that was noted, and at what is noted meanwhile.
  static void sweep();

  // Takes a note of the object that the pointer leads to, which is NULL once there is none. The pointer is read, and is
  // to be set, under the mutex. Any thread.
  static void note(noted *const &object);

  // Guards all notes, and whatever else the releasing thread needs to know of an object. Nothing is called under it.
  [[nodiscard]] static std::mutex &mutex();

  noted(const noted &) = delete;
  noted &operator=(const noted &) = delete;

 protected:
  noted() = default;
  virtual ~noted();

  // To be called under the mutex.
  void take_note();
  void drop_note();

 private:
  // Does what has to be done; the object may be gone afterwards. It is not noted any more, but may be again at any
  // time. May throw failures, of which nobody hears.
  virtual void look() = 0;
  // Called before, under the mutex.
  virtual void prepare_to_look() {}

  static std::list<noted *> &notes();

  std::list<noted *> place_{this};  // the one entry, moved to the notes and back
  std::list<noted *>::iterator entry_ = place_.begin();
};

}  // namespace dap::petsc
