// SPDX-License-Identifier: BSD-3-Clause
// Keeps exported multivectors alive while their exports live, and lets go of them where that is allowed.
#include "keep.hpp"

#include <algorithm>

#include "own_source.hpp"

namespace dap::tpetra::detail {

int32_t keeper::begin(const multivector &object, const map &rows, DAPError *error) {
  if (comm_ != nullptr && comm_->is_of(rows)) return DAP_OK;
  comm_reference *used = nullptr;
  const int32_t status = comm_reference::use(rows, &used, error);
  if (status != DAP_OK) return status;
  if (comm_ != nullptr) comm_->leave();
  comm_ = used;
  is_vector_ = dynamic_cast<const vector *>(&object) != nullptr;
  return DAP_OK;
}

keeper::~keeper() {
  for (const backed &each : sources_) each.context->owner.close();
  for (const backed &each : sources_) dap_source_release(each.source);
  if (comm_ != nullptr) comm_->leave();
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
  // One that nobody exports excludes nobody.
  const auto same = std::find_if(sources_.rbegin(), sources_.rend(), [&](const backed &each) {
    return each.data == memory.data && each.leading == memory.leading && dap_source_num_exports(each.source) > 0;
  });
  DAPSource *behind = same == sources_.rend() ? nullptr : same->source;
  auto context = std::make_unique<backing>(backing{&object, memory.data, watcher(this)});
  const int32_t status = make_own_source(object, distribution, memory, behind, context.get(), out, error);
  if (status == DAP_OK) sources_.push_back({*out, context.release(), memory.data, memory.leading, behind});
  return status;
}

void keeper::hold(const Teuchos::RCP<multivector> &object) {
  if (object_.is_null()) object_ = object.create_strong();
}

// By somebody else than one of our own sources.
bool keeper::is_exported(const backed &one) const {
  const int64_t num_exports = dap_source_num_exports(one.source);
  if (num_exports == 0 || sources_.size() == 1) return num_exports > 0;
  return num_exports >
         std::count_if(sources_.begin(), sources_.end(), [&](const backed &each) { return each.behind == one.source; });
}

bool keeper::has_exports() const {
  return std::any_of(sources_.begin(), sources_.end(), [&](const backed &each) { return is_exported(each); });
}

// Not the last reference of an object that was given a Map on another communicator since: nobody holds that one, and
// there is no telling when the object goes elsewhere. It stays until it is exported again.
bool keeper::may_go() const {
  if (object_.strong_count() > 1) return true;
  const auto rows = object_->getMap();
  return rows.is_null() || comm_->is_of(*rows);
}

void keeper::look() {
  // Memory of Tpetra's own has no END to be told, so that none is due; one that is wrapped has.
  for (const backed &each : sources_) {
    if (each.behind != nullptr) static_cast<void>(dap_source_settle(each.source, nullptr));
  }
  // All but the last, which is likely to be exported again, unless it stands on an export of another: that one may have
  // been found stale, and would be for ever. From the end, because the older ones are wrapped by younger ones.
  const size_t last = sources_.size() - 1;
  for (size_t i = sources_.size(); i-- > 0;) {
    const auto old = sources_.begin() + static_cast<std::ptrdiff_t>(i);
    if (dap_source_num_exports(old->source) > 0 || (i == last && old->behind == nullptr)) continue;
    old->context->owner.close();  // its release may still be under way on another thread
    dap_source_release(old->source);
    sources_.erase(old);
  }
  if (object_.is_null() || has_exports() || !may_go()) return;
  Teuchos::RCP<multivector> dropped;
  dropped.swap(object_);
  // Here the object may die, and the keeper with it.
}

}  // namespace dap::tpetra::detail
