// SPDX-License-Identifier: BSD-3-Clause
// Failures as exceptions, with the sentence that the caller will read.
#include "error.hpp"

#include <cstdarg>
#include <cstdio>

namespace dap::petsc {

void fail(int32_t code, const finding &what, const char *format, ...) {
  char sentence[sizeof DAPError::message];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(sentence, sizeof sentence, format, arguments);
  va_end(arguments);
  failure thrown;
  dap_simple_fail(&thrown.error, code, what.rule, what.dim, what.rank, what.expected, what.found, "%s", sentence);
  throw thrown;
}

}  // namespace dap::petsc
