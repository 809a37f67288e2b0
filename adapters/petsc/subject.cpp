// SPDX-License-Identifier: BSD-3-Clause
#include "subject.hpp"

#include <mpi.h>

#include "internals.hpp"

namespace dap::petsc {
namespace {

// Of an error without a rank: without the rule at the end, which dap_simple_fail writes.
std::string sentence_of(const DAPError &error) {
  const std::string message = error.message;
  return message.substr(0, message.rfind(" (spec "));
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
  if (error.rank < 0 && about.rank >= 0) {
    const std::string sentence = sentence_of(error);
    const int32_t dim = error.dim;  // its number is in the sentence already
    dap_simple_fail(&error, error.code, error.rule, -1, about.rank, error.expected, error.found, "%s",
                    sentence.c_str());
    error.dim = dim;
  }
  dap_simple_named(&error, about.name.c_str());
}

}  // namespace dap::petsc
