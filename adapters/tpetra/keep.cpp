// SPDX-License-Identifier: BSD-3-Clause
// Keeps exported multivectors alive while their exports live, and lets go of them where that is allowed.
#include "keep.hpp"

#include <Kokkos_Core.hpp>
#include <algorithm>

#include "attachment.hpp"
#include "map_layout.hpp"
#include "own_source.hpp"

namespace dap::tpetra::detail {
namespace {

// Those that hold their object. Never destroyed: a reference that is still in here at the end of the program must not go then.
std::vector<keeper *> &holding() {
  static auto &list = *new std::vector<keeper *>;
  return list;
}

}  // namespace

int32_t keeper::of(const Teuchos::RCP<multivector> &object, keeper **out, DAPError *error) {
  keeper *known = attachment<keeper>::find(object);
  if (known == nullptr) {
    known = &attachment<keeper>::attach(object);
    known->is_vector_ = dynamic_cast<const vector *>(object.getRawPtr()) != nullptr;
  }
  *out = known;
  if (known->custody_ != nullptr) return DAP_OK;
  const MPI_Comm comm = raw_comm(*object->getMap());
  const DAPCustodyHooks hooks = {needed, destroy};
  return dap_custody_take(comm == MPI_COMM_NULL ? MPI_COMM_SELF : comm, &hooks, known, &known->custody_, error);
}

keeper::~keeper() {
  forget();
  dap_custody_drop(custody_);
  for (const backed &each : sources_) dap_source_release(each.source);
}

DAPSource *keeper::find(const DAPDistribution *distribution, const host_memory &memory) {
  const auto match = std::find_if(sources_.rbegin(), sources_.rend(), [&](const backed &each) {
    return each.data == memory.data && each.leading == memory.leading &&
           dap_distribution_same(dap_source_array(each.source)->distribution, distribution) != 0;
  });
  if (match == sources_.rend()) return nullptr;
  if (match != sources_.rbegin()) std::rotate(sources_.rbegin(), match, match + 1);
  return sources_.back().source;
}

int32_t keeper::make(multivector &object, const DAPDistribution *distribution, const host_memory &memory,
                     DAPSource **out, DAPError *error) {
  sources_.reserve(sources_.size() + 1);
  const auto same = std::find_if(sources_.rbegin(), sources_.rend(), [&](const backed &each) {
    return each.data == memory.data && each.leading == memory.leading;
  });
  DAPSource *behind = same == sources_.rend() ? nullptr : same->source;
  const int32_t status = make_own_source(object, distribution, memory, behind, out, error);
  if (status == DAP_OK) sources_.push_back({*out, memory.data, memory.leading, behind});
  return status;
}

void keeper::hold(const Teuchos::RCP<multivector> &object) {
  if (!object_.is_null()) return;
  holding().push_back(this);
  object_ = object.create_strong();
}

// By somebody else than one of our own sources.
bool keeper::is_exported(const backed &one) const {
  const auto own =
      std::count_if(sources_.begin(), sources_.end(), [&](const backed &each) { return each.behind == one.source; });
  return dap_source_num_exports(one.source) > own;
}

bool keeper::has_exports() const {
  return std::any_of(sources_.begin(), sources_.end(), [&](const backed &each) { return is_exported(each); });
}

void keeper::let_go() {
  if (object_.is_null()) return;
  for (const backed &each : sources_) static_cast<void>(dap_source_settle(each.source, nullptr));
  // All but the last, which is likely to be exported again; from the end, because the older ones are wrapped by younger ones.
  for (size_t i = sources_.size() - 1; i-- > 0;) {
    const auto old = sources_.begin() + static_cast<std::ptrdiff_t>(i);
    if (dap_source_num_exports(old->source) > 0) continue;
    dap_source_release(old->source);
    sources_.erase(old);
  }
  if (object_.strong_count() == 1 || has_exports()) return;
  forget();
  object_ = Teuchos::null;
}

void keeper::forget() {
  std::erase(holding(), this);
}

// Not ours to destroy while an export lives or somebody else holds it, and no longer once Kokkos is gone.
int32_t keeper::needed(void *context) {
  auto &self = *static_cast<keeper *>(context);
  if (!Kokkos::is_initialized()) return 1;
  self.let_go();
  return self.object_.is_null() || self.object_.strong_count() > 1 || self.has_exports() ? 1 : 0;
}

int32_t keeper::destroy(void *context, DAPError *) {
  auto &self = *static_cast<keeper *>(context);
  self.custody_ = nullptr;
  self.forget();
  Teuchos::RCP<multivector> last = self.object_;
  self.object_ = Teuchos::null;
  last = Teuchos::null;  // here the object dies, and the keeper with it
  return DAP_OK;
}

void sweep() {
  // From the end, because who lets go takes itself off the list.
  for (size_t i = holding().size(); i-- > 0;) holding()[i]->let_go();
}

}  // namespace dap::tpetra::detail
