// SPDX-License-Identifier: BSD-3-Clause
// What we remember of an object that an RCP owns, as long as it lives.
//
// It hangs off the reference-counted node as extra data, so that it goes when the object does. But Teuchos finds extra
// data by a string that it puts together of a demangled type name: that takes longer than a whole export. So they are
// found again in a table. Its keys are the nodes, not the objects: two nodes may stand for one object, and only one of
// them own it. An entry is gone before its object is, and thereby before its node: no key is ever found that stands for
// something else.
#ifndef DAP_ADAPTERS_TPETRA_ATTACHMENT_HPP
#define DAP_ADAPTERS_TPETRA_ATTACHMENT_HPP

#include <Teuchos_RCP.hpp>
#include <memory>
#include <unordered_map>

namespace dap::tpetra::detail {

/// At most one `Ours` per node. On Tpetra's thread alone, as RCPs are.
template <class Ours>
class attachment {
 public:
  /// That of the object, or null. Local.
  template <class Object>
  static Ours *find(const Teuchos::RCP<Object> &object) noexcept {
    const auto known = table().find(node_of(object));
    return known == table().end() ? nullptr : known->second;
  }

  /// Attaches a new one to an object that has none. Throws what Teuchos throws; nothing is attached then.
  template <class Object>
  static Ours &attach(const Teuchos::RCP<Object> &object) {
    Teuchos::RCP<Object> node = object;
    const auto made = std::make_shared<entry>(node_of(object));
    table().emplace(made->node, &made->ours);
    // Before the object, not after it: with weak references about, "after" would be long after.
    Teuchos::set_extra_data(made, "dap::tpetra", Teuchos::inOutArg(node), Teuchos::PRE_DESTROY, false);
    return made->ours;
  }

 private:
  struct entry {
    explicit entry(const Teuchos::RCPNode *key) : node(key) {}
    entry(const entry &) = delete;
    entry &operator=(const entry &) = delete;
    ~entry() { table().erase(node); }  // then `ours` goes

    const Teuchos::RCPNode *node;
    Ours ours;
  };

  template <class Object>
  static const Teuchos::RCPNode *node_of(const Teuchos::RCP<Object> &object) noexcept {
    return object.access_private_node().node_ptr();
  }

  // Never destroyed: objects may die after everything that is static.
  static std::unordered_map<const Teuchos::RCPNode *, Ours *> &table() {
    static auto &all = *new std::unordered_map<const Teuchos::RCPNode *, Ours *>;
    return all;
  }
};

}  // namespace dap::tpetra::detail

#endif  // DAP_ADAPTERS_TPETRA_ATTACHMENT_HPP
