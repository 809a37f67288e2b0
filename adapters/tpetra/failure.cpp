// SPDX-License-Identifier: BSD-3-Clause
// Nothing of Tpetra's leaves the adapter as an exception: it becomes a status and a sentence.
#include "failure.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <Kokkos_Core.hpp>
#include <algorithm>
#include <cctype>
#include <cinttypes>
#include <cstdio>
#include <cstring>
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

// Into an error that has none, and its message, which ends in " (spec NNN)".
void put_rank(int32_t rank, DAPError &error) noexcept {
  if (error.rank >= 0) return;
  error.rank = rank;
  char *end = std::strrchr(error.message, '(');
  if (end == nullptr) return;
  char tail[64];
  const int length = std::snprintf(tail, sizeof tail, "(rank %" PRId32 "; spec %" PRId32 ")", rank, error.rule);
  end = std::min(end, error.message + sizeof error.message - 1 - length);
  std::memcpy(end, tail, static_cast<size_t>(length) + 1);
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

std::string name_of(const multivector &object) {
  const std::string label = object.getObjectLabel();
  return label.empty() ? "Tpetra multivector" : label;
}

int32_t at_rank_of(const multivector &object, int32_t status, DAPError *error) noexcept {
  if (status == DAP_OK || error == nullptr) return status;
  const auto rows = object.getMap();
  const auto comm = rows.is_null() ? Teuchos::null : rows->getComm();
  if (!comm.is_null()) put_rank(comm->getRank(), *error);
  return status;
}

int32_t about(const multivector &object, int32_t status, DAPError *error) noexcept {
  if (status == DAP_OK || error == nullptr) return status;
  static_cast<void>(at_rank_of(object, status, error));
  try {
    dap_simple_named(error, name_of(object).c_str());
  } catch (...) {
    return status;  // no memory for the name
  }
  return status;
}

int32_t about(const DAPArray &array, int32_t status, DAPError *error) noexcept {
  if (status == DAP_OK || error == nullptr) return status;
  if (array.distribution != nullptr) put_rank(array.distribution->comm.rank, *error);
  dap_simple_named(error, dap_simple_name(&array));
  return status;
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
