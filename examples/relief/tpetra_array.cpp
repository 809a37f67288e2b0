// SPDX-License-Identifier: BSD-3-Clause
#include "tpetra_array.hpp"

#include <Tpetra_Core.hpp>
#include <dap/tpetra.hpp>

#include <array>

namespace dap::relief {

using multivector = dap::tpetra::multivector;

struct tpetra_array::state {
  Teuchos::RCP<multivector> vector;

  void access(uint32_t mode) const {
    dap::check([&](DAPError *e) { return dap::tpetra::multivector_access(vector, mode, e); });
  }
};

tpetra_scope::tpetra_scope() {
  // Tpetra reads the arguments, and wants at least the program's name.
  std::array<char, 7> name{"relief"};
  std::array<char *, 2> arguments{name.data(), nullptr};
  int count = 1;
  char **values = arguments.data();
  Tpetra::initialize(&count, &values);
}

tpetra_scope::~tpetra_scope() {
  dap::tpetra::drop_cached_maps(MPI_COMM_WORLD);
  Tpetra::finalize();
}

tpetra_array::tpetra_array(MPI_Comm comm, dap::array given) : state_(std::make_unique<state>()) {
  dap::array flat = std::move(given).flatten(DAP_FLATTEN_RANK_ORDER);
  dap::check([&](DAPError *e) { return dap::tpetra::multivector_import(comm, flat.get(), &state_->vector, e); });
}

tpetra_array::tpetra_array(tpetra_array &&other) noexcept = default;
tpetra_array &tpetra_array::operator=(tpetra_array &&other) noexcept = default;
tpetra_array::~tpetra_array() = default;

library_side tpetra_array::side() const {
  const state *const here = state_.get();
  return {
      "Tpetra",
      [here] { return static_cast<const double *>(here->vector->getLocalViewHost(Tpetra::Access::ReadOnly).data()); },
      [here] { return here->vector->getLocalViewHost(Tpetra::Access::ReadOnly)(0, 0); },
      [here](double value) {
        here->access(DAP_ACCESS_WRITE);
        here->vector->replaceLocalValue(0, 0, value);
        here->access(DAP_ACCESS_WRITE | DAP_ACCESS_END);
      }};
}

double tpetra_array::norm2() const {
  state_->access(DAP_ACCESS_READ);
  std::array<double, 1> norm{};
  state_->vector->norm2(Teuchos::ArrayView<double>(norm.data(), 1));
  state_->access(DAP_ACCESS_READ | DAP_ACCESS_END);
  return norm[0];
}

void tpetra_array::become_change_to(const tpetra_array &after) {
  after.state_->access(DAP_ACCESS_READ);
  state_->access(DAP_ACCESS_WRITE);
  state_->vector->update(1.0, *after.state_->vector, -1.0);
  state_->access(DAP_ACCESS_WRITE | DAP_ACCESS_END);
  after.state_->access(DAP_ACCESS_READ | DAP_ACCESS_END);
}

dap::array tpetra_array::share(const DAPRequest &request) const {
  dap::array out;
  dap::check([&](DAPError *e) { return dap::tpetra::multivector_export(state_->vector, &request, out.get(), e); });
  return out;
}

}  // namespace dap::relief
