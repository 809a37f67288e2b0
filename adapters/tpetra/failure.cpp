// SPDX-License-Identifier: BSD-3-Clause
// Nothing of Tpetra's leaves the adapter as an exception: it becomes a status and a sentence.
#include "failure.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <Kokkos_Core.hpp>
#include <cctype>
#include <exception>
#include <new>
#include <string>

namespace dap::tpetra::detail {
namespace {

// Teuchos puts file, line and condition before the sentence: they would fill the message, and the sentence be cut.
std::string sentence_of(const std::string &what) {
  size_t start = what.find("Throw test that evaluated to true:");
  if (start != std::string::npos) start = what.find("\n\n", start);
  std::string sentence;
  for (const char c : start == std::string::npos ? what : what.substr(start)) {
    const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!blank) sentence += c;
    if (blank && !sentence.empty() && sentence.back() != ' ') sentence += ' ';
  }
  if (!sentence.empty() && sentence.back() == ' ') sentence.pop_back();
  return sentence;
}

}  // namespace

int32_t report_exception(DAPError *error) noexcept {
  try {
    throw;
  } catch (const std::bad_alloc &) {
    return dap_simple_fail(error, DAP_ERROR_MEMORY, 0, -1, -1, 0, 0, "out of memory");
  } catch (const std::exception &failure) {
    try {
      return dap_simple_fail(error, DAP_ERROR_LIBRARY, 0, -1, -1, 0, 0, "Tpetra: %s",
                             sentence_of(failure.what()).c_str());
    } catch (...) {
      return dap_simple_fail(error, DAP_ERROR_MEMORY, 0, -1, -1, 0, 0, "out of memory while Tpetra failed");
    }
  } catch (...) {
    return dap_simple_fail(error, DAP_ERROR_LIBRARY, 0, -1, -1, 0, 0, "Tpetra threw something that is no exception");
  }
}

int32_t check_running(DAPError *error) noexcept {
  if (Kokkos::is_initialized()) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_LIBRARY, 0, -1, -1, 1, 0,
                         "Kokkos is not initialised, or is finalised already: call this between Tpetra::initialize and "
                         "Tpetra::finalize");
}

int32_t argument_is_null(DAPError *error, const char *name) noexcept {
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, -1, 0, 0, "%s is NULL", name);
}

}  // namespace dap::tpetra::detail
