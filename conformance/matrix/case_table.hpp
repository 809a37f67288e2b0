// SPDX-License-Identifier: BSD-3-Clause
// The words in which the table of cases is written.
#pragma once

#include <dap/array.h>

#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "cases.hpp"

namespace dap::matrix {

// One case, said in the words of the table below.
class case_builder {
 public:
  explicit case_builder(test_case &built) : built_(built) {}

  int ranks() const { return built_.described.num_ranks; }
  scenario &of() { return built_.described; }

  case_builder &refused_by(library consumer, const std::string &text, int32_t rule = DAP_RULE_CONSUMER_LIMIT) {
    built_.refusals.push_back({consumer, rule, text});
    return *this;
  }
  case_builder &refused_if(bool condition, library consumer, const std::string &text) {
    return condition ? refused_by(consumer, text) : *this;
  }
  case_builder &refused_from(library producer, int32_t rule, const std::string &text) {
    for (const library each : {library::native, library::petsc, library::tpetra})
      built_.refusals.push_back({each, rule, text, producer});
    return *this;
  }
  case_builder &refused_by_all(int32_t rule, const std::string &text) {
    for (const library each : {library::native, library::petsc, library::tpetra}) refused_by(each, text, rule);
    return *this;
  }
  case_builder &not_made_by(library producer, const std::string &reason) {
    built_.not_made_by[static_cast<size_t>(producer)] = reason;
    return *this;
  }
  case_builder &only_native(const std::string &what) {
    const std::string reason = "neither PETSc nor Tpetra has " + what;
    return not_made_by(library::petsc, reason).not_made_by(library::tpetra, reason);
  }
  case_builder &as_dmda() {
    built_.made_as = built_.imported_as = petsc_door::dmda;
    return not_made_by(library::tpetra, "Tpetra has no process grids");
  }
  case_builder &to_vec() {
    built_.imported_as = petsc_door::vec;
    return *this;
  }
  case_builder &flattened(int32_t form) {
    built_.flatten = form;
    return to_vec();
  }
  case_builder &owners_unknown_to(library producer) {
    built_.owners_unknown[static_cast<size_t>(producer)] = true;
    return *this;
  }
  case_builder &owners_found() {
    built_.owners_are_found = true;
    const std::string reason = "only Tpetra has to be asked for owners";
    return not_made_by(library::native, reason).not_made_by(library::petsc, reason);
  }
  case_builder &read_only() {
    built_.writable = false;
    return *this;
  }

 private:
  test_case &built_;
};

class case_table {
 public:
  case_builder add(std::string name, MPI_Comm comm, const std::function<std::vector<axis>(int)> &axes_on) {
    test_case made;
    made.name = std::move(name);
    made.described.comm = comm;
    if (comm != MPI_COMM_NULL) {
      MPI_Comm_rank(comm, &made.described.rank);
      MPI_Comm_size(comm, &made.described.num_ranks);
    }
    made.described.axes = axes_on(made.described.num_ranks);
    number_ranks_by_rows(made.described.axes);
    return case_builder(cases_.emplace_back(std::move(made)));
  }
  std::vector<test_case> take() { return {cases_.begin(), cases_.end()}; }

 private:
  std::deque<test_case> cases_;  // stay in place: builders keep references
};

}  // namespace dap::matrix
