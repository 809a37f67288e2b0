// SPDX-License-Identifier: BSD-3-Clause
// Custody: what no process needs any more is destroyed by all together, in the order in which it was taken.
#include <dap/mpi.h>
#include <dap/simple.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

// An object that writes its name down when it is destroyed, and is checked to be destroyed by all at the same time.
struct object {
  int name = 0;
  bool needed = false;
  bool fails = false;
  bool synchronizes = true;
  std::vector<int> *destroyed = nullptr;
  object *holds = nullptr;
  DAPCustody *drops = nullptr;
  DAPCustody *custody = nullptr;
};

int32_t object_needed(void *context) {
  return static_cast<object *>(context)->needed ? 1 : 0;
}

int32_t object_destroy(void *context, DAPError *error) {
  auto &self = *static_cast<object *>(context);
  if (self.synchronizes) {
    int name = self.name;
    MPI_Bcast(&name, 1, MPI_INT, 0, MPI_COMM_WORLD);
    if (name != self.name) return DAP_ERROR_DISAGREEMENT;
  }
  self.destroyed->push_back(self.name);
  if (self.holds != nullptr) self.holds->needed = false;
  if (self.drops != nullptr) dap_custody_drop(self.drops);
  if (!self.fails) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_LIBRARY, 0, -1, -1, 0, self.name, "object %d does not go", self.name);
}

class Custody : public testing::Test {
 protected:
  Custody() {
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    for (int name = 0; name < 4; ++name) objects_.push_back({.name = name, .destroyed = &destroyed_});
  }

  // Nothing of one test is left for the next.
  ~Custody() override {
    for (auto &each : objects_) each.needed = false;
    EXPECT_EQ(dap_reclaim(MPI_COMM_WORLD, nullptr, nullptr), DAP_OK);
  }

  void take(MPI_Comm comm, object &taken) {
    const DAPCustodyHooks hooks = {object_needed, object_destroy};
    ASSERT_EQ(dap_custody_take(comm, &hooks, &taken, &taken.custody, nullptr), DAP_OK);
  }

  void take_all(MPI_Comm comm = MPI_COMM_WORLD) {
    for (auto &each : objects_) take(comm, each);
  }

  // Returns what was destroyed by this call, in order.
  std::vector<int> reclaim(MPI_Comm comm = MPI_COMM_WORLD) {
    destroyed_.clear();
    int64_t count = -1;
    EXPECT_EQ(dap_reclaim(comm, &count, nullptr), DAP_OK);
    EXPECT_EQ(count, static_cast<int64_t>(destroyed_.size()));
    return destroyed_;
  }

  using names = std::vector<int>;
  int rank_ = 0;
  int size_ = 1;
  std::vector<int> destroyed_;
  std::vector<object> objects_;
};

TEST_F(Custody, EndsInTheOrderOfTaking) {
  take_all();

  EXPECT_EQ(reclaim(), (names{0, 1, 2, 3}));
  EXPECT_EQ(reclaim(), names{}) << "nothing is destroyed twice";
}

TEST_F(Custody, LastsEverywhereWhileOneProcessNeedsTheObject) {
  take_all();
  objects_[1].needed = rank_ == size_ - 1;
  objects_[2].needed = rank_ == 0;

  EXPECT_EQ(reclaim(), (names{0, 3}));
  EXPECT_EQ(reclaim(), names{});

  objects_[2].needed = false;
  EXPECT_EQ(reclaim(), names{2});
  objects_[1].needed = false;
  EXPECT_EQ(reclaim(), names{1});
}

TEST_F(Custody, DroppedOnOneProcessStillEndsOnTheOthers) {
  objects_[1].synchronizes = false;
  take_all();
  const bool drops = rank_ == 0;
  if (drops) dap_custody_drop(objects_[1].custody);

  const auto expected = drops ? names{0, 2, 3} : names{0, 1, 2, 3};
  EXPECT_EQ(reclaim(), expected);
}

TEST_F(Custody, DroppedEverywhereDestroysNothing) {
  take_all();
  for (auto &each : objects_) dap_custody_drop(each.custody);

  EXPECT_EQ(reclaim(), names{});
}

TEST_F(Custody, NumbersGoOnAlikeWhateverWasDroppedWhere) {
  take_all();
  if (rank_ == 0) {
    for (auto &each : objects_) dap_custody_drop(each.custody);
  } else {
    for (auto &each : objects_) each.synchronizes = false;
  }
  reclaim();
  object late = {.name = 9, .needed = rank_ == 0, .destroyed = &destroyed_};
  take(MPI_COMM_WORLD, late);

  EXPECT_EQ(reclaim(), names{}) << "needed on rank 0 only";
  late.needed = false;
  EXPECT_EQ(reclaim(), names{9});
}

TEST_F(Custody, IsFoundThroughACongruentCommunicator) {
  take_all();
  MPI_Comm congruent = MPI_COMM_NULL;
  MPI_Comm_dup(MPI_COMM_WORLD, &congruent);

  EXPECT_EQ(reclaim(congruent), (names{0, 1, 2, 3}));
  MPI_Comm_free(&congruent);
}

TEST_F(Custody, OutlivesTheCommunicatorItWasTakenWith) {
  MPI_Comm comm = MPI_COMM_NULL;
  MPI_Comm_dup(MPI_COMM_WORLD, &comm);
  take_all(comm);
  MPI_Comm_free(&comm);

  EXPECT_EQ(reclaim(), (names{0, 1, 2, 3}));
}

TEST_F(Custody, OfOtherProcessesOrAnotherOrderIsNotTouched) {
  MPI_Comm reversed = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, 0, -rank_, &reversed);
  MPI_Comm half = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, rank_ % 2, rank_, &half);
  for (auto &each : objects_) each.synchronizes = false;
  take(MPI_COMM_WORLD, objects_[0]);
  take(reversed, objects_[1]);
  take(half, objects_[2]);

  const bool alone = size_ == 1;  // then all of them are the same group
  EXPECT_EQ(reclaim(half), alone ? (names{0, 1, 2}) : names{2});
  EXPECT_EQ(reclaim(reversed), alone ? names{} : names{1});
  EXPECT_EQ(reclaim(), alone ? names{} : names{0});
  MPI_Comm_free(&half);
  MPI_Comm_free(&reversed);
}

TEST_F(Custody, EndsInOneCallForObjectsThatHoldEachOther) {
  take_all();
  objects_[0].needed = true;
  objects_[1].needed = true;
  objects_[1].holds = &objects_[0];
  objects_[3].holds = &objects_[1];

  EXPECT_EQ(reclaim(), (names{2, 3, 1, 0}));
}

TEST_F(Custody, MayBeDroppedWhileAnotherObjectIsDestroyed) {
  take_all();
  objects_[0].drops = objects_[2].custody;
  objects_[1].drops = objects_[1].custody;  // its own: too late, and harmless

  EXPECT_EQ(reclaim(), (names{0, 1, 3}));
}

TEST_F(Custody, FailureOfOneDestructorIsEveryonesAndKeepsNoOtherFromRunning) {
  take_all();
  objects_[1].fails = rank_ == size_ - 1;
  DAPError error = {};
  int64_t count = 0;

  EXPECT_EQ(dap_reclaim(MPI_COMM_WORLD, &count, &error), DAP_ERROR_LIBRARY);

  EXPECT_EQ(error.rank, size_ - 1);
  EXPECT_EQ(error.found, 1);
  EXPECT_EQ(std::string(error.message).find("object 1 does not go"), 0U);
  EXPECT_EQ(count, 4);
  EXPECT_EQ(destroyed_, (names{0, 1, 2, 3}));
}

TEST_F(Custody, NeedsHooksAndACommunicator) {
  const DAPCustodyHooks hooks = {object_needed, object_destroy};
  const DAPCustodyHooks without_destroy = {object_needed, nullptr};
  DAPCustody *custody = nullptr;
  DAPError error;

  EXPECT_EQ(dap_custody_take(MPI_COMM_WORLD, nullptr, nullptr, &custody, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_EQ(dap_custody_take(MPI_COMM_WORLD, &without_destroy, nullptr, &custody, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_custody_take(MPI_COMM_NULL, &hooks, nullptr, &custody, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_custody_take(MPI_COMM_WORLD, &hooks, nullptr, nullptr, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_reclaim(MPI_COMM_NULL, nullptr, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(custody, nullptr);
  dap_custody_drop(nullptr);
}

}  // namespace
