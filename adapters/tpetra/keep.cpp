// SPDX-License-Identifier: BSD-3-Clause
// Keeps exported multivectors alive while their exports live, and lets go of them where that is allowed.
#include "keep.hpp"

#include <Kokkos_Core.hpp>
#include <algorithm>
#include <memory>

#include "map_layout.hpp"

namespace dap::tpetra::detail {
namespace {

constexpr const char *extra_data_name = "dap::tpetra::keeper";

// Those that hold their object. Never destroyed: a reference that is still in here at the end of the program must not go then.
std::vector<keeper *> &holding() {
  static auto &list = *new std::vector<keeper *>;
  return list;
}

}  // namespace

int32_t keeper::of(const Teuchos::RCP<multivector> &object, keeper **out, DAPError *error) {
  using holder = std::shared_ptr<keeper>;
  Teuchos::RCP<multivector> node = object;
  const auto known = Teuchos::get_optional_extra_data<holder>(node, extra_data_name);
  if (!known.is_null()) {
    *out = known->get();
    return DAP_OK;
  }
  const auto made = std::make_shared<keeper>();
  const MPI_Comm comm = raw_comm(*object->getMap());
  const DAPCustodyHooks hooks = {needed, destroy};
  const int32_t status =
      dap_custody_take(comm == MPI_COMM_NULL ? MPI_COMM_SELF : comm, &hooks, made.get(), &made->custody_, error);
  if (status != DAP_OK) return status;
  // Before the object, not after it: with weak references about, "after" would be long after.
  Teuchos::set_extra_data(holder(made), extra_data_name, Teuchos::inOutArg(node), Teuchos::PRE_DESTROY, false);
  *out = made.get();
  return DAP_OK;
}

keeper::~keeper() {
  forget();
  dap_custody_drop(custody_);
  for (const backed &each : sources_) dap_source_release(each.source);
}

DAPSource *keeper::find(const DAPDistribution *distribution, const double *data, int64_t leading) {
  const auto match = std::find_if(sources_.begin(), sources_.end(), [&](const backed &each) {
    return each.data == data && each.leading == leading &&
           dap_distribution_same(dap_source_array(each.source)->distribution, distribution) != 0;
  });
  if (match == sources_.end()) return nullptr;
  std::rotate(match, match + 1, sources_.end());
  return sources_.back().source;
}

void keeper::add(DAPSource *source, const double *data, int64_t leading) {
  sources_.push_back({source, data, leading});
}

void keeper::reserve() {
  sources_.reserve(sources_.size() + 1);
}

void keeper::hold(const Teuchos::RCP<multivector> &object) {
  if (!object_.is_null()) return;
  holding().push_back(this);
  object_ = object.create_strong();
}

bool keeper::has_exports() const {
  return std::any_of(sources_.begin(), sources_.end(),
                     [](const backed &each) { return dap_source_num_exports(each.source) > 0; });
}

void keeper::let_go() {
  if (object_.is_null()) return;
  for (const backed &each : sources_) static_cast<void>(dap_source_settle(each.source, nullptr));
  for (size_t i = 0; i + 1 < sources_.size();) {
    const auto old = sources_.begin() + static_cast<std::ptrdiff_t>(i);
    if (dap_source_num_exports(old->source) > 0) {
      ++i;
    } else {
      dap_source_release(old->source);
      sources_.erase(old);
    }
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
