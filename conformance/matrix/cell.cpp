// SPDX-License-Identifier: BSD-3-Clause
#include "cell.hpp"

#include <dap/mpi.h>
#include <dap/simple.h>

#include <array>
#include <cmath>
#include <cstring>
#include <set>

namespace dap::matrix {
namespace {

// Whole numbers, so that sums of squares are exact; another one for each element and each round.
double value(int round, int64_t ordinal) {
  return static_cast<double>((ordinal + 1) * (2 * round + 1));
}

double exact_norm(const scenario &described, int round) {
  double squares = 0;
  for (int64_t i = 0; i < described.num_elements(); ++i) squares += value(round, i) * value(round, i);
  return std::sqrt(squares);
}

DAPRequest request(bool writable) {
  DAPRequest made = {};
  made.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  made.abilities = DAP_MUST_UNDERSTAND | (writable ? DAP_ABILITY_WRITE : 0);
  return made;
}

std::string element_name(const char *what, int64_t ordinal) {
  return std::string(what) + " of element " + std::to_string(ordinal);
}

}  // namespace

cell::cell(const test_case &row, side producer, side consumer, plant planted, tally &checks)
    : row_(row),
      producer_(producer),
      consumer_(consumer),
      planted_(planted),
      checks_(checks),
      plain_(row.described),
      received_(row.flatten == 0 ? plain_
                                 : numbering::of_flattened(row.described, row.flatten == DAP_FLATTEN_RANK_ORDER)) {}

void cell::run() {
  produce();
  if (hand_over()) {
    consumer_reads_and_writes();
    producer_writes_again();
    third_party_writes();
    consumer_outlives_producer();
  }
  imported_.reset();
  made_.reset();
  DAPError error = {};
  checks_.begin("when all is destroyed");
  checks_.equal(DAP_OK, dap_reclaim(row_.described.comm, nullptr, &error), "dap_reclaim");
}

// The producer writes and reads by itself, and knows its norm.
void cell::produce() {
  checks_.begin("the producer alone");
  made_ = producer_.speaks->make(row_.described, row_.made_as);
  for (const int64_t ordinal : ordinals_of(row_.described, row_.described.rank)) addresses_[ordinal] = nullptr;
  made_->visit([&](const element &each) {
    const int64_t ordinal = plain_.ordinal(each.index);
    if (checks_.equal(size_t{1}, addresses_.count(ordinal), element_name("ownership", ordinal))) {
      addresses_[ordinal] = each.address;
    }
  });
  write(*made_, plain_);
  read(*made_, plain_, "the producer");
  check_norm(*made_, "the producer");
}

// A consumer that needs one owner for each index is given the array only if it is known to have one.
void cell::check_owners() {
  DAPRequest partitions = request(row_.writable);
  partitions.abilities &= ~(DAP_FEATURE_INCOMPLETE | DAP_FEATURE_OVERLAPPING);
  const bool unknown = row_.owners_unknown[static_cast<size_t>(producer_.which)];
  DAPArray array = {};
  DAPError error = {};
  const int32_t status = made_->export_array(partitions, &array, &error);
  checks_.equal(unknown ? DAP_ERROR_UNSUPPORTED : DAP_OK, status, "exporting a partition");
  if (status != DAP_OK) checks_.equal(DAP_RULE_REQUEST_FEATURE, error.rule, "rule of exporting a partition");
  dap_simple_release(&array);
}

bool cell::hand_over() {
  checks_.begin("handing over");
  if (row_.owners_are_found) producer_.speaks->find_owners(*made_);
  check_owners();
  DAPArray array = {};
  DAPError error = {};
  int32_t status = made_->export_array(request(row_.writable), &array, &error);
  if (!checks_.equal(DAP_OK, status, std::string("export: ") + error.message)) return false;
  validate(array);
  status = import_flattened(array, imported_, error);
  const refusal *expected = row_.expected_refusal(producer_.which, consumer_.which);
  if (expected != nullptr) {
    check_refusal(*expected, status, error, array);
    refused_ = error.message;
    return false;
  }
  if (!checks_.equal(DAP_OK, status, "import: " + std::string(status == DAP_OK ? "" : error.message))) {
    dap_simple_release(&array);
    return false;
  }
  checks_.equal(true, array.release == nullptr, "the array is moved from");
  imported_ = with_plant(std::move(imported_), planted_);
  return true;
}

// What is handed over is right on all processes together, and so are the halos that it claims to have filled.
void cell::validate(DAPArray &array) {
  DAPError error = {};
  int32_t status = dap_mpi_validate(row_.described.comm, &array, &error);
  checks_.equal(DAP_OK, status, std::string("validation: ") + (status == DAP_OK ? "" : error.message));
  if (status != DAP_OK || (array.flags & DAP_ARRAY_HALO_FACES) == 0) return;
  status = dap_mpi_validate_halos(row_.described.comm, &array, &error);
  checks_.equal(DAP_OK, status, std::string("values of the halo: ") + (status == DAP_OK ? "" : error.message));
}

// Flattening is local, so it is agreed on; importing agrees itself.
int32_t cell::import_flattened(DAPArray &array, std::unique_ptr<object> &out, DAPError &error) {
  if (row_.flatten != 0) {
    DAPArray flat = {};
    int32_t status = dap_array_flatten(&array, row_.flatten, &flat, &error);
    status = dap_mpi_agree(row_.described.comm, status, &error);
    if (status != DAP_OK) {
      dap_simple_release(&flat);
      return status;
    }
    dap_simple_move(&flat, &array);
  }
  return consumer_.speaks->import_array(MPI_COMM_NULL, row_.imported_as, &array, &out, &error);
}

void cell::check_refusal(const refusal &expected, int32_t status, const DAPError &error, DAPArray &array) {
  check_alike(status, error);
  if (!checks_.equal(DAP_ERROR_UNSUPPORTED, status, std::string("status: ") + error.message)) {
    dap_simple_release(&array);
    return;
  }
  checks_.equal(status, error.code, "code");
  checks_.equal(expected.rule, error.rule, std::string("rule of \"") + error.message + "\"");
  checks_.contains(expected.text, error.message, "message");
  // Nothing has changed: the array is the caller's, and works.
  if (checks_.equal(true, array.release != nullptr, "the array is still live")) {
    DAPError reason = {};
    checks_.equal(DAP_OK, dap_simple_access(&array, DAP_ACCESS_READ, &reason), "opening what was refused");
    checks_.equal(DAP_OK, dap_simple_access(&array, DAP_ACCESS_READ | DAP_ACCESS_END, &reason), "its END");
    array.release(&array);
    checks_.equal(true, array.release == nullptr, "the array is released");
  }
  read(*made_, plain_, "the producer");
}

// As the first process of the communicator has it.
void cell::check_alike(int32_t status, const DAPError &error) {
  std::array<int32_t, 2> first = {status, error.rule};
  std::array<char, sizeof error.message> message = {};
  std::memcpy(message.data(), error.message, message.size());
  MPI_Bcast(first.data(), 2, MPI_INT32_T, 0, row_.described.comm);
  MPI_Bcast(message.data(), static_cast<int>(message.size()), MPI_CHAR, 0, row_.described.comm);
  checks_.equal(first[0], status, "the same status on all processes");
  checks_.equal(first[1], error.rule, "the same rule on all processes");
  checks_.equal(std::string(message.data()), std::string(error.message), "the same message on all processes");
}

void cell::consumer_reads_and_writes() {
  checks_.begin("what the producer wrote");
  read_opened(*imported_, "the consumer");
  checks_.begin("the consumer writes");
  if (!row_.writable) {
    DAPError error = {};
    checks_.equal(DAP_ERROR_READ_ONLY, imported_->access(DAP_ACCESS_WRITE, &error), "status of opening");
    checks_.equal(DAP_RULE_READ_ONLY, error.rule, "rule");
    return;
  }
  open(*imported_, DAP_ACCESS_WRITE);
  check_busy();
  write(*imported_, received_);
  check_norm(*imported_, "the consumer");
  end(*imported_, DAP_ACCESS_WRITE);
  checks_.begin("what the consumer wrote");
  read(*made_, plain_, "the producer");
  check_norm(*made_, "the producer");
}

// One writer: nobody else reads.
void cell::check_busy() {
  DAPArray other = {};
  DAPError error = {};
  if (!checks_.equal(DAP_OK, made_->export_array(request(false), &other, &error), "another export")) return;
  checks_.equal(DAP_ERROR_BUSY, dap_simple_access(&other, DAP_ACCESS_READ, &error),
                "reading while the consumer writes");
  dap_simple_release(&other);
}

// The producer needs no opening, and the consumer has to notice.
void cell::producer_writes_again() {
  checks_.begin("what the producer wrote later");
  write(*made_, plain_);
  check_norm(*made_, "the producer");
  read_opened(*imported_, "the consumer");
}

// The consumer exports in turn, to the producer's library: three objects on one memory.
void cell::third_party_writes() {
  checks_.begin("handing on");
  DAPArray array = {};
  DAPError error = {};
  const int32_t exported = imported_->export_array(request(row_.writable), &array, &error);
  if (!checks_.equal(DAP_OK, exported, std::string("export: ") + error.message)) return;
  std::unique_ptr<object> third;
  const bool is_flat = row_.flatten != 0;
  const petsc_door door = is_flat ? petsc_door::vec : row_.made_as;
  const int32_t status = producer_.speaks->import_array(row_.described.comm, door, &array, &third, &error);
  // What was flattened is not what the producer made.
  const refusal *expected = is_flat ? row_.expected_refusal(producer_.which, producer_.which) : nullptr;
  if (expected != nullptr) return check_refusal(*expected, status, error, array);
  if (!checks_.equal(DAP_OK, status, std::string("import: ") + (status == DAP_OK ? "" : error.message))) {
    dap_simple_release(&array);
    return;
  }
  read_opened(*third, "the third");
  if (!row_.writable) return;
  open(*third, DAP_ACCESS_OVERWRITE);
  write(*third, received_);
  end(*third, DAP_ACCESS_OVERWRITE);
  checks_.begin("what the third wrote");
  read(*made_, plain_, "the producer");
  check_norm(*made_, "the producer");
  read_opened(*imported_, "the consumer");
  lend_to(*third);
}

// The third writes under the consumer's own opening: the consumer's library has to notice all the same.
void cell::lend_to(object &third) {
  checks_.begin("lending");
  open(*imported_, DAP_ACCESS_WRITE);
  open(third, DAP_ACCESS_READ);
  checks_.equal(DAP_ERROR_BUSY, imported_->access(DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr), "END of what is lent");
  end(third, DAP_ACCESS_READ);
  check_norm(*imported_, "the lender");
  open(third, DAP_ACCESS_WRITE);
  write(third, received_);
  end(third, DAP_ACCESS_WRITE);
  read(*imported_, received_, "the lender");
  check_norm(*imported_, "the lender");
  end(*imported_, DAP_ACCESS_WRITE);
  checks_.begin("what the borrower wrote");
  read(*made_, plain_, "the producer");
  check_norm(*made_, "the producer");
}

void cell::consumer_outlives_producer() {
  made_.reset();
  checks_.begin("after the producer");
  read_opened(*imported_, "the consumer");
  if (!row_.writable) return;
  open(*imported_, DAP_ACCESS_OVERWRITE);
  write(*imported_, received_);
  end(*imported_, DAP_ACCESS_OVERWRITE);
  read_opened(*imported_, "the consumer");
}

void cell::open(object &used, uint32_t mode) {
  DAPError error = {};
  const int32_t status = used.access(mode, &error);
  checks_.equal(DAP_OK, status, std::string("opening: ") + error.message);
}

void cell::end(object &used, uint32_t mode) {
  DAPError error = {};
  const int32_t status = used.access(mode | DAP_ACCESS_END, &error);
  checks_.equal(DAP_OK, status, std::string("END: ") + error.message);
}

void cell::write(object &used, const numbering &numbers) {
  ++round_;
  used.write([&](std::span<const int64_t> index) { return value(round_, numbers.ordinal(index)); });
}

void cell::read(object &used, const numbering &numbers, const std::string &who) {
  std::set<int64_t> seen;
  used.visit([&](const element &each) {
    const int64_t ordinal = numbers.ordinal(each.index);
    const auto known = addresses_.find(ordinal);
    if (!checks_.equal(true, known != addresses_.end(), element_name("ownership", ordinal))) return;
    seen.insert(ordinal);
    checks_.equal(value(round_, ordinal), each.value, who + " reads the " + element_name("value", ordinal));
    checks_.equal(known->second, each.address, who + " has the " + element_name("address", ordinal));
  });
  checks_.equal(addresses_.size(), seen.size(), "elements that " + who + " sees");
}

void cell::read_ghosts(object &used) {
  int64_t count = 0;
  const bool has_ghosts = used.visit_ghosts([&](const element &each) {
    ++count;
    const int64_t ordinal = plain_.ordinal(each.index);
    checks_.equal(value(round_, ordinal), each.value, element_name("ghost", ordinal));
  });
  if (has_ghosts) checks_.equal(num_within_one(row_.described, row_.described.rank), count, "elements with ghosts");
}

void cell::check_norm(object &used, const std::string &who) {
  const auto found = used.norm();
  if (found) checks_.close(exact_norm(row_.described, round_), *found, "norm of " + who);
}

void cell::read_opened(object &used, const std::string &who) {
  open(used, DAP_ACCESS_READ);
  read(used, received_, who);
  read_ghosts(used);
  check_norm(used, who);
  end(used, DAP_ACCESS_READ);
}

}  // namespace dap::matrix
