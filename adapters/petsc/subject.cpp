// SPDX-License-Identifier: BSD-3-Clause
#include "subject.hpp"

#include <mpi.h>

#include "internals.hpp"

namespace dap::petsc {
namespace {

// Without the rank and the rule at the end, which dap_simple_fail writes.
std::string sentence_of(const DAPError &error) {
  const std::string message = error.message;
  return message.substr(0, message.rfind(error.rank >= 0 ? " (rank " : " (spec "));
}

}  // namespace

subject subject_of(PetscObject object, const char *otherwise) {
  const char *name = name_of(object);
  int rank = -1;
  MPI_Comm comm = MPI_COMM_NULL;
  if (PetscObjectGetComm(object, &comm) == 0) MPI_Comm_rank(comm, &rank);
  return {name != nullptr && *name != '\0' ? name : otherwise, rank};
}

void tell_subject(DAPError &error, const subject &about) {
  std::string sentence = sentence_of(error);
  const std::string begin = about.name.empty() ? "" : about.name + ": ";
  if (sentence.rfind(begin, 0) != 0) sentence.insert(0, begin);
  const int32_t dim = error.dim;  // its number is in the sentence already
  dap_simple_fail(&error, error.code, error.rule, -1, error.rank >= 0 ? error.rank : about.rank, error.expected,
                  error.found, "%s", sentence.c_str());
  error.dim = dim;
}

}  // namespace dap::petsc
