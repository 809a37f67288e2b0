// SPDX-License-Identifier: BSD-3-Clause
#include "noted.hpp"

#include "error.hpp"

namespace dap::petsc {

// Neither is ever destroyed: exports may outlive everything.
std::mutex &noted::mutex() {
  static auto &guard = *new std::mutex;
  return guard;
}

std::list<noted *> &noted::notes() {
  static auto &list = *new std::list<noted *>;
  return list;
}

void noted::take_note() {
  notes().splice(notes().end(), place_);  // nothing, if it is there already
}

void noted::note(noted *const &object) {
  const std::lock_guard lock(mutex());
  if (object != nullptr) object->take_note();
}

void noted::drop_note() {
  if (place_.empty()) place_.splice(place_.end(), notes(), entry_);
}

noted::~noted() {
  const std::lock_guard lock(mutex());
  drop_note();
}

void noted::sweep() {
  for (;;) {
    noted *next = nullptr;
    {
      const std::lock_guard lock(mutex());
      if (notes().empty()) return;
      next = notes().front();
      next->drop_note();
      next->prepare_to_look();
    }
    // What fails there is about another object than this call, and maybe on this process alone.
    static_cast<void>(guarded(nullptr, [&] { next->look(); }));
  }
}

}  // namespace dap::petsc
