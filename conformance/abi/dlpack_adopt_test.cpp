// SPDX-License-Identifier: BSD-3-Clause
// Tensors as parts of a producer's own, and as arrays of one process.
#include <limits>
#include <thread>

#include "dlpack_fixture.hpp"

namespace dap::testing {
namespace {

class DlpackAdopt : public ::testing::Test {
 protected:
  ~DlpackAdopt() override { dap_simple_release(&array); }
  // Adopts, checks the array by every rule, and leaves it in `array`.
  const DAPBuffer &adopted(const DLTensor &tensor, int writable = 1) {
    DLManagedTensor *managed = managed_of(tensor, &deletions);
    EXPECT_EQ(dap_dlpack_adopt(managed, writable, &array, &error), DAP_OK) << error.message;
    EXPECT_EQ(dap_array_validate(&array, &error), DAP_OK) << error.message;
    return array.parts[0].buffer;
  }
  // A refusal, by both ways in, leaves the tensor to the caller.
  void refuses(const DLTensor &tensor, int32_t code, int32_t rule, int32_t dim, const std::string &message) {
    DLManagedTensor *managed = managed_of(tensor, &deletions);
    std::array<int64_t, 64> strides{};
    DAPPart part{};
    array.release = [](DAPArray *) {};

    expect_refusal(dap_dlpack_adopt(managed, 1, &array, &error), error, code, rule, dim, message);
    expect_refusal(dap_dlpack_part(&tensor, strides.data(), &part, &error), error, code, rule, dim, message);

    EXPECT_EQ(array.release, nullptr);
    EXPECT_EQ(deletions, 0);
    delete managed;
  }

  tensor_sample it;
  DAPArray array{};
  DAPError error{};
  int deletions = 0;
};

TEST_F(DlpackAdopt, MakesAnArrayOfOneProcess) {
  const DAPBuffer &buffer = adopted(it.tensor());

  EXPECT_EQ(buffer.data, it.values.data());
  EXPECT_EQ(array.flags, DAP_ARRAY_WRITABLE);
  EXPECT_EQ(array.distribution->comm.size, 1);
  EXPECT_EQ(array.distribution->comm.kind, DAP_COMM_NONE);
  EXPECT_EQ(array.distribution->dims[1].size, 3);
  DAPSimpleView view{};
  EXPECT_EQ(dap_simple_view(&array, DAP_TYPE_FLOAT, 32, &view, &error), DAP_OK) << error.message;
  EXPECT_EQ(view.num_owned, 24);
}

TEST_F(DlpackAdopt, ReleaseDeletesTheTensorOnceOnAnyThread) {
  adopted(it.tensor());
  DAPArray moved{};
  dap_simple_move(&array, &moved);

  EXPECT_EQ(deletions, 0);
  std::thread([&] { dap_simple_release(&moved); }).join();

  EXPECT_EQ(deletions, 1);
  EXPECT_EQ(moved.release, nullptr);
}

TEST_F(DlpackAdopt, NeedsNoDeleter) {
  DLManagedTensor managed{};
  managed.dl_tensor = it.tensor();

  ASSERT_EQ(dap_dlpack_adopt(&managed, 1, &array, &error), DAP_OK) << error.message;
  dap_simple_release(&array);
}

TEST_F(DlpackAdopt, FillsStridesThatAreNotThere) {
  it.strides.clear();

  const DAPBuffer &buffer = adopted(it.tensor());

  EXPECT_EQ(std::vector<int64_t>(buffer.strides, buffer.strides + 3), (std::vector<int64_t>{12, 4, 1}));
}

TEST_F(DlpackAdopt, KeepsNegativeStridesAndOffset) {
  it.strides = {12, -4, 1};
  DLTensor tensor = it.tensor();
  tensor.byte_offset = 32;

  const DAPBuffer &buffer = adopted(tensor);

  EXPECT_EQ(buffer.strides[1], -4);
  EXPECT_EQ(buffer.byte_offset, 32U);
  EXPECT_EQ(array.flags, DAP_ARRAY_WRITABLE | DAP_FEATURE_STRIDED);
}

TEST_F(DlpackAdopt, KeepsDeviceAndLanes) {
  DLTensor tensor = it.tensor();
  tensor.device.device_type = kDLCUDA;
  tensor.device.device_id = 1;
  tensor.dtype.bits = 16;
  tensor.dtype.lanes = 2;

  const DAPBuffer &buffer = adopted(tensor);

  EXPECT_EQ(buffer.device_type, DAP_DEVICE_CUDA);
  EXPECT_EQ(buffer.device_id, 1);
  EXPECT_EQ(array.type_lanes, 2);
  EXPECT_EQ(array.flags, DAP_ARRAY_WRITABLE | DAP_FEATURE_DEVICE);
}

TEST_F(DlpackAdopt, TakesNoDimensions) {
  it.shape.clear();
  it.strides.clear();
  DLTensor tensor = it.tensor();
  tensor.shape = nullptr;

  const DAPBuffer &buffer = adopted(tensor);

  EXPECT_EQ(buffer.ndim, 0);
  EXPECT_EQ(buffer.data, it.values.data());
}

TEST_F(DlpackAdopt, TakesNoElements) {
  it.shape = {int64_t{1} << 40, 0, int64_t{1} << 40};
  it.strides.clear();
  DLTensor tensor = it.tensor();
  tensor.data = nullptr;

  adopted(tensor);

  EXPECT_EQ(array.distribution->dims[0].size, int64_t{1} << 40);
  EXPECT_EQ(array.flags, DAP_ARRAY_WRITABLE);
}

TEST_F(DlpackAdopt, IsReadOnlyUnlessTheCallerKnowsBetter) {
  adopted(it.tensor(), 0);

  EXPECT_EQ(array.flags & DAP_ARRAY_WRITABLE, 0U);
}

TEST_F(DlpackAdopt, IsReadOnlyWhereOneElementStandsForSeveral) {
  it.strides = {0, 4, 1};

  adopted(it.tensor());

  EXPECT_EQ(array.flags, DAP_FEATURE_STRIDED);
}

TEST_F(DlpackAdopt, GivesEveryArrayAnIdentityOfItsOwn) {
  DAPArray other{};
  adopted(it.tensor());
  ASSERT_EQ(dap_dlpack_adopt(managed_of(it.tensor(), &deletions), 1, &other, &error), DAP_OK);

  EXPECT_FALSE(dap_distribution_same(array.distribution, other.distribution));
  dap_simple_release(&other);
}

TEST_F(DlpackAdopt, ComesBackAsATensor) {
  adopted(it.tensor());
  DLManagedTensor *back = nullptr;

  ASSERT_EQ(dap_dlpack_manage(&array, 0, DAP_ACCESS_WRITE, &back, &error), DAP_OK) << error.message;

  EXPECT_EQ(back->dl_tensor.data, it.values.data());
  EXPECT_EQ(deletions, 0);
  back->deleter(back);
  EXPECT_EQ(deletions, 1);
}

TEST_F(DlpackAdopt, PartsTakeStridesFromTheCaller) {
  it.strides.clear();
  const DLTensor tensor = it.tensor();
  std::array<int64_t, 3> strides{};
  DAPPart part{};
  part.capacity = 7;

  ASSERT_EQ(dap_dlpack_part(&tensor, strides.data(), &part, &error), DAP_OK) << error.message;

  EXPECT_EQ(part.buffer.strides, strides.data());
  EXPECT_EQ(strides, (std::array<int64_t, 3>{12, 4, 1}));
  EXPECT_EQ(part.buffer.shape, it.shape.data());
  EXPECT_EQ(part.capacity, 0U);
  EXPECT_EQ(dap_dlpack_part(&tensor, nullptr, &part, &error), DAP_ERROR_ARGUMENT);
  EXPECT_STREQ(error.message, "strides is NULL (spec 1301)");
}

TEST_F(DlpackAdopt, RefusesWhatIsNoTensor) {
  DLTensor tensor = it.tensor();
  tensor.ndim = 65;
  refuses(tensor, DAP_ERROR_INVALID, 701, -1, "the tensor has ndim 65, expected 0 to 64 (spec 701)");
  tensor.ndim = -1;
  refuses(tensor, DAP_ERROR_INVALID, 701, -1, "the tensor has ndim -1, expected 0 to 64 (spec 701)");
  tensor = it.tensor();
  tensor.shape = nullptr;
  refuses(tensor, DAP_ERROR_INVALID, 1003, -1, "shape of the tensor is NULL, expected 3 entries (spec 1003)");
  tensor = it.tensor();
  tensor.data = nullptr;
  refuses(tensor, DAP_ERROR_INVALID, 1005, -1, "data of the tensor is NULL (spec 1005)");
  tensor = it.tensor();
  tensor.dtype.lanes = 0;
  refuses(tensor, DAP_ERROR_INVALID, 1006, -1,
          "the tensor has elements of 32 bits and 0 lanes, expected at least 1 of each (spec 1006)");
  it.shape[1] = -3;
  refuses(it.tensor(), DAP_ERROR_INVALID, 1004, 1,
          "dimension 1: shape of the tensor is -3, expected 0 or more (spec 1004)");
}

TEST_F(DlpackAdopt, RefusesWhatCannotBeAddressed) {
  it.strides[0] = std::numeric_limits<int64_t>::max() / 2;
  refuses(it.tensor(), DAP_ERROR_OVERFLOW, 1010, -1, "the tensor reaches further than an address can say (spec 1010)");
  it.shape[0] = it.shape[1] = int64_t{1} << 40;
  refuses(it.tensor(), DAP_ERROR_OVERFLOW, 711, 1,
          "dimension 1: the elements of the tensor cannot be counted in 63 bits (spec 711)");
}

TEST_F(DlpackAdopt, RefusesElementsThatDlpackPacks) {
  DLTensor tensor = it.tensor();
  tensor.dtype.bits = 1;
  refuses(tensor, DAP_ERROR_UNSUPPORTED, 1006, -1,
          "the tensor has elements of 1 bits, and DLPack does not say here that each takes whole bytes (spec 1006)");
}

}  // namespace
}  // namespace dap::testing
