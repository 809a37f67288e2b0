// SPDX-License-Identifier: BSD-3-Clause
#include <dap/simple.h>
#include <Tpetra_Core.hpp>
#include <dap/tpetra.hpp>

int main(int argc, char **argv) {
  const Tpetra::ScopeGuard tpetra(&argc, &argv);
  const auto rows = Teuchos::rcp(new dap::tpetra::map(10, 0, Tpetra::getDefaultComm()));
  const auto vector = Teuchos::rcp(new dap::tpetra::multivector(rows, 2));
  const DAPRequest request = dap_simple_request(0);
  DAPArray array;
  const int32_t status = dap::tpetra::multivector_export(vector, &request, &array, nullptr);
  if (status == DAP_OK) dap_simple_release(&array);
  return status;
}
