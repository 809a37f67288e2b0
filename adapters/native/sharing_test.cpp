// SPDX-License-Identifier: BSD-3-Clause
// Two arrays over one memory: exported by one, imported by the other.
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <thread>
#include <utility>

#include "hard_cases.hpp"
#include "testing/mpi_environment.hpp"

using namespace dap::testing;

namespace {

class Sharing : public testing::TestWithParam<hard_case> {
 protected:
  distribution_owner distribution_ = GetParam().make(dap_comm_from_mpi(MPI_COMM_WORLD));
  native_owner producer_ = make_native(*distribution_);
};

TEST_P(Sharing, KeepsPointersShapesAndTheDistributionsIdentity) {
  const auto consumer = share(*producer_);
  const DAPArray &ours = *dap_native_array(producer_.get());
  const DAPArray &theirs = *dap_native_array(consumer.get());

  EXPECT_TRUE(dap_distribution_same(ours.distribution, theirs.distribution));
  ASSERT_EQ(theirs.distribution->num_parts, ours.distribution->num_parts);
  for (int64_t part = 0; part < ours.distribution->num_parts; ++part) {
    EXPECT_EQ(theirs.parts[part].buffer.data, ours.parts[part].buffer.data);
    EXPECT_EQ(theirs.parts[part].buffer.byte_offset, ours.parts[part].buffer.byte_offset);
    for (int32_t d = 0; d < ours.distribution->ndim; ++d) {
      EXPECT_EQ(theirs.parts[part].buffer.strides[d], ours.parts[part].buffer.strides[d]);
    }
  }
}

TEST_P(Sharing, ShowsOnEachSideWhatWasWrittenOnTheOther) {
  const auto consumer = share(*producer_);

  ASSERT_EQ(fill_numbered(*producer_), DAP_OK);
  const int64_t owned = count_numbered(*producer_);
  EXPECT_EQ(count_numbered(*consumer), owned);
  ASSERT_EQ(fill_numbered(*consumer, 5), DAP_OK);
  EXPECT_EQ(count_numbered(*producer_, 5), owned);
}

TEST_P(Sharing, LastsWhenTheProducerIsDestroyedFirst) {
  ASSERT_EQ(fill_numbered(*producer_), DAP_OK);
  const int64_t owned = count_numbered(*producer_);
  const auto consumer = share(*producer_);
  const auto second_hand = share(*consumer);
  producer_.reset();
  distribution_.reset();

  EXPECT_EQ(count_numbered(*consumer), owned);
  EXPECT_EQ(count_numbered(*second_hand), owned);
}

TEST_P(Sharing, GathersOnTheConsumersSide) {
  ASSERT_EQ(fill_numbered(*producer_), DAP_OK);
  const auto consumer = share(*producer_);
  std::vector<double> whole(static_cast<size_t>(num_global(*distribution_)));

  ASSERT_EQ(dap_native_gather(consumer.get(), 0, whole.data(), nullptr), DAP_OK);

  for (size_t i = 0; world_rank() == 0 && i < whole.size(); ++i) EXPECT_EQ(whole[i], static_cast<double>(i));
}

INSTANTIATE_TEST_SUITE_P(Hard, Sharing, testing::ValuesIn(hard_cases()),
                         [](const auto &tested) { return tested.param.name; });

class Shared : public testing::Test {
 protected:
  distribution_owner distribution_ = make_rows(dap_comm_from_mpi(MPI_COMM_WORLD));
  native_owner producer_ = make_native(*distribution_);
  DAPError error_ = {};
};

TEST_F(Shared, TwiceIsOneMemoryAndTwoLifetimes) {
  auto first = share(*producer_);
  const auto second = share(*producer_);
  ASSERT_EQ(fill_numbered(*first), DAP_OK);
  first.reset();

  EXPECT_EQ(count_numbered(*second), 5);
  EXPECT_EQ(dap_native_array(second.get())->parts[0].buffer.data,
            dap_native_array(producer_.get())->parts[0].buffer.data);
}

TEST_F(Shared, HasOneWriterAtATime) {
  const auto first = share(*producer_);
  const auto second = share(*producer_);
  ASSERT_EQ(dap_native_access(first.get(), DAP_ACCESS_WRITE, nullptr), DAP_OK);

  EXPECT_EQ(dap_native_access(second.get(), DAP_ACCESS_WRITE, &error_), DAP_ERROR_BUSY);
  EXPECT_EQ(error_.rule, DAP_RULE_BUSY);
  EXPECT_EQ(fill_numbered(*producer_), DAP_ERROR_BUSY);
  double element = 0;
  const int64_t mine = 5 * world_rank();
  EXPECT_EQ(dap_native_get(producer_.get(), &mine, &element, nullptr), DAP_ERROR_BUSY);
  EXPECT_EQ(dap_native_set(second.get(), &mine, &element, nullptr), DAP_ERROR_ARGUMENT) << "another one's opening";

  ASSERT_EQ(dap_native_access(first.get(), DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr), DAP_OK);
  EXPECT_EQ(fill_numbered(*producer_), DAP_OK);
}

TEST_F(Shared, HasManyReadersAndNoWriterMeanwhile) {
  const auto first = share(*producer_);
  const auto second = share(*producer_);
  ASSERT_EQ(dap_native_access(first.get(), DAP_ACCESS_READ, nullptr), DAP_OK);
  ASSERT_EQ(dap_native_access(second.get(), DAP_ACCESS_READ, nullptr), DAP_OK);

  EXPECT_EQ(fill_numbered(*producer_), DAP_ERROR_BUSY);
  ASSERT_EQ(dap_native_access(first.get(), DAP_ACCESS_READ | DAP_ACCESS_END, nullptr), DAP_OK);
  EXPECT_EQ(fill_numbered(*producer_), DAP_ERROR_BUSY);
  ASSERT_EQ(dap_native_access(second.get(), DAP_ACCESS_READ | DAP_ACCESS_END, nullptr), DAP_OK);
  EXPECT_EQ(fill_numbered(*producer_), DAP_OK);
}

TEST_F(Shared, IsLentToThoseWhoGotItFromTheWriter) {
  const auto consumer = share(*producer_);
  const auto second_hand = share(*consumer);
  ASSERT_EQ(dap_native_access(consumer.get(), DAP_ACCESS_WRITE, nullptr), DAP_OK);

  EXPECT_EQ(fill_numbered(*second_hand), DAP_OK);
  EXPECT_EQ(fill_numbered(*producer_), DAP_ERROR_BUSY);

  ASSERT_EQ(dap_native_access(second_hand.get(), DAP_ACCESS_READ, nullptr), DAP_OK);
  EXPECT_EQ(dap_native_access(consumer.get(), DAP_ACCESS_WRITE | DAP_ACCESS_END, &error_), DAP_ERROR_BUSY);
  EXPECT_EQ(error_.rule, DAP_RULE_LENT);
  const int64_t mine = 5 * world_rank();
  const double value = 1;
  ASSERT_EQ(dap_native_access(second_hand.get(), DAP_ACCESS_READ | DAP_ACCESS_END, nullptr), DAP_OK);
  EXPECT_EQ(dap_native_set(consumer.get(), &mine, &value, nullptr), DAP_OK) << "the refused END ended nothing";
  EXPECT_EQ(dap_native_access(consumer.get(), DAP_ACCESS_WRITE | DAP_ACCESS_END, nullptr), DAP_OK);
}

TEST_F(Shared, ForReadingOnlyIsReadOnly) {
  DAPRequest request = {};
  request.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  const auto consumer = share(*producer_, &request);

  EXPECT_EQ(fill_numbered(*consumer), DAP_ERROR_READ_ONLY);
  EXPECT_EQ(fill_numbered(*producer_), DAP_OK);
  EXPECT_EQ(count_numbered(*consumer), 5);
}

TEST_F(Shared, AdvancesOneGenerationForAll) {
  const auto consumer = share(*producer_);
  const uint64_t *generation = dap_native_array(producer_.get())->generation;
  const uint64_t before = generation[0];

  ASSERT_EQ(fill_numbered(*consumer), DAP_OK);

  EXPECT_GT(generation[0], before);
  EXPECT_EQ(dap_native_array(consumer.get())->generation, generation);
}

TEST_F(Shared, MayBeReleasedFromAnyThread) {
  auto consumer = share(*producer_);
  DAPArray exported = {};
  ASSERT_EQ(dap_native_export(producer_.get(), nullptr, &exported, nullptr), DAP_OK);
  producer_.reset();

  std::thread([&] { dap_simple_release(&exported); }).join();
  ASSERT_EQ(fill_numbered(*consumer), DAP_OK) << "the memory is still there";
  std::thread([moved = std::move(consumer)]() mutable { moved.reset(); }).join();

  EXPECT_EQ(exported.release, nullptr);
}

TEST_F(Shared, ThroughTheProviderIsTheSame) {
  const DAPRequest request = dap_simple_request(1);
  DAPArray exported = {};

  ASSERT_EQ(dap_native_provider.export_array(producer_.get(), &request, &exported, nullptr), DAP_OK);

  EXPECT_EQ(std::string(dap_native_provider.name), "native.array");
  EXPECT_EQ(exported.parts[0].buffer.data, dap_native_array(producer_.get())->parts[0].buffer.data);
  dap_simple_release(&exported);
}

TEST_F(Shared, ThroughTheProviderNeedsARequest) {
  DAPArray exported;
  std::memset(&exported, 0xab, sizeof exported);
  DAPError error = {};

  EXPECT_EQ(dap_native_provider.export_array(producer_.get(), nullptr, &exported, &error), DAP_ERROR_ARGUMENT);

  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_EQ(exported.release, nullptr);
}

TEST_F(Shared, LeavesOutAHaloThatTheRequestDoesNotKnow) {
  const auto with_halo = make_regular({dap_dim_balanced(9, world_size())}, dap_comm_from_mpi(MPI_COMM_WORLD), {1, 1});
  const auto array = make_native(*with_halo);
  DAPRequest request = {};
  request.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  DAPArray exported = {};

  ASSERT_EQ(dap_native_export(array.get(), &request, &exported, &error_), DAP_OK) << error_.message;
  const DAPBuffer &behind = dap_native_array(array.get())->parts[0].buffer;
  EXPECT_EQ(exported.flags & DAP_MUST_UNDERSTAND, 0U);
  EXPECT_EQ(exported.parts[0].buffer.shape[0], behind.shape[0] - 2);
  EXPECT_EQ(exported.parts[0].buffer.byte_offset, behind.byte_offset + sizeof(double));
  dap_simple_release(&exported);
}

TEST_F(Shared, IsRefusedIfTheRequestDoesNotKnowTheHaloNorTheGapsWithoutIt) {
  const auto with_halo = make_regular({dap_dim_balanced(9, world_size()), dap_dim_whole(2)},
                                      dap_comm_from_mpi(MPI_COMM_WORLD), {1, 1, 1, 1});
  const auto array = make_native(*with_halo);
  DAPRequest request = {};
  request.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  DAPArray exported = {};

  EXPECT_EQ(dap_native_export(array.get(), &request, &exported, &error_), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error_.rule, DAP_RULE_REQUEST_FEATURE);
  EXPECT_EQ(exported.release, nullptr);
}

// Exports, changes one member of what arrives, and expects the import to leave it to its caller.
template <typename Function>
void expect_import_refused(DAPNative &producer, Function &&change, int32_t code, int32_t rule) {
  DAPArray exported = {};
  ASSERT_EQ(dap_native_export(&producer, nullptr, &exported, nullptr), DAP_OK);
  const DAPArray kept = exported;
  change(exported);
  DAPNative *consumer = nullptr;
  DAPError error = {};

  EXPECT_EQ(dap_native_import(&exported, &consumer, &error), code);
  EXPECT_EQ(error.rule, rule);
  EXPECT_EQ(consumer, nullptr);
  exported = kept;
  dap_simple_release(&exported);
}

TEST_F(Shared, IsRefusedWithAFeatureThatIsNotKnown) {
  const auto future = [](DAPArray &array) { array.flags |= UINT64_C(1) << 60; };

  expect_import_refused(*producer_, future, DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN);
}

TEST_F(Shared, IsRefusedWithAnExtensionThatMustBeUnderstood) {
  const auto extended = [](DAPArray &array) { array.flags |= DAP_FEATURE_EXTENSION; };

  expect_import_refused(*producer_, extended, DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN);
}

TEST_F(Shared, IsRefusedIfAnyProcessMayHaveItOnADevice) {
  const auto on_device = [](DAPArray &array) { array.flags |= DAP_FEATURE_DEVICE; };

  expect_import_refused(*producer_, on_device, DAP_ERROR_UNSUPPORTED, DAP_RULE_DEVICE);
}

TEST_F(Shared, IsRefusedInAnotherMajorVersion) {
  const auto another = [](DAPArray &array) { array.version.major = 2; };

  expect_import_refused(*producer_, another, DAP_ERROR_VERSION, DAP_RULE_MAJOR_VERSION);
}

TEST_F(Shared, IsRefusedIfReleased) {
  DAPArray released = {};
  released.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  DAPNative *consumer = nullptr;

  EXPECT_EQ(dap_native_import(&released, &consumer, &error_), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error_.rule, DAP_RULE_RELEASED);
}

}  // namespace
