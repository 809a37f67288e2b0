// SPDX-License-Identifier: BSD-3-Clause
// A part of an array as a borrowed tensor, and what cannot be shown as one.
#include <cstring>
#include <limits>

#include "dlpack_fixture.hpp"

namespace dap::testing {
namespace {

class DlpackView : public ::testing::Test {
 protected:
  // A refusal leaves the tensor as it was, and says why.
  void refuses(int32_t code, int32_t rule, int32_t dim, const std::string &message, int64_t part = 0) {
    DLTensor before;
    std::memset(&tensor, 0x5a, sizeof tensor);
    std::memcpy(&before, &tensor, sizeof tensor);

    const int32_t status = dap_dlpack_view(&it.array, part, &tensor, &error);

    expect_refusal(status, error, code, rule, dim, message);
    EXPECT_EQ(std::memcmp(&before, &tensor, sizeof tensor), 0);
    EXPECT_EQ(dap_dlpack_view(&it.array, part, &tensor, nullptr), code);
  }
  DLTensor shown() {
    EXPECT_EQ(dap_dlpack_view(&it.array, 0, &tensor, &error), DAP_OK) << error.message;
    return tensor;
  }

  sample it;
  DLTensor tensor{};
  DAPError error{};
};

TEST_F(DlpackView, ShowsTheStoredExtentHaloIncluded) {
  it.parts[0].buffer.byte_offset = 0;

  const DLTensor out = shown();

  EXPECT_EQ(out.data, it.values.data());
  EXPECT_EQ(out.ndim, 2);
  EXPECT_EQ(shape_of(out), (std::vector<int64_t>{2, 5}));
  EXPECT_EQ(strides_of(out), (std::vector<int64_t>{5, 1}));
  EXPECT_EQ(std::memcmp(&out, &it.parts[0].buffer, sizeof out), 0);
}

TEST_F(DlpackView, GivesEveryMemberToItsTwin) {
  it.set_feature(DAP_FEATURE_DEVICE | DAP_FEATURE_STRIDED);
  it.strides = {-5, 1};
  it.parts[0].buffer.byte_offset = 40;
  it.parts[0].buffer.device_type = DAP_DEVICE_CUDA;
  it.parts[0].buffer.device_id = 3;
  it.parts[0].buffer.type_code = it.array.type_code = DAP_TYPE_INT;
  it.parts[0].buffer.type_bits = it.array.type_bits = 16;
  it.parts[0].buffer.type_lanes = it.array.type_lanes = 4;

  const DLTensor out = shown();

  EXPECT_EQ(out.device.device_type, 2);
  EXPECT_EQ(out.device.device_id, 3);
  EXPECT_EQ(out.dtype.code, DAP_TYPE_INT);
  EXPECT_EQ(out.dtype.bits, 16);
  EXPECT_EQ(out.dtype.lanes, 4);
  EXPECT_EQ(out.byte_offset, 40U);
  EXPECT_EQ(strides_of(out), (std::vector<int64_t>{-5, 1}));
  const DAPBuffer back = dap_dlpack_to_buffer(&out);
  EXPECT_EQ(std::memcmp(&back, &it.parts[0].buffer, sizeof back), 0);
}

TEST_F(DlpackView, WithoutElementsHasNoData) {
  it.local[0].num_owned = 0;
  it.shape[0] = 0;
  it.parts[0].buffer.byte_offset = 8;

  const DLTensor out = shown();

  EXPECT_EQ(out.data, nullptr);
  EXPECT_EQ(out.byte_offset, 0U);
  EXPECT_EQ(shape_of(out), (std::vector<int64_t>{0, 5}));
}

TEST_F(DlpackView, OfNoDimensionsIsOneElement) {
  it.distribution.ndim = 0;
  it.distribution.dims = nullptr;
  it.distribution.local = nullptr;
  it.parts[0].buffer.ndim = 0;
  it.parts[0].buffer.shape = it.parts[0].buffer.strides = nullptr;

  const DLTensor out = shown();

  EXPECT_EQ(out.ndim, 0);
  EXPECT_EQ(*static_cast<double *>(out.data), 23);
}

TEST_F(DlpackView, PicksThePartAndSkipsReplicaDimensions) {
  std::vector<DAPDim> dims{it.dims[0], DAPDim{}};
  dims[1].grid_size = 2;
  dims[1].kind = DAP_KIND_REPLICA;
  std::vector<DAPLocalDim> local{it.local[0], DAPLocalDim{}, it.local[0], DAPLocalDim{}};
  local[2].num_owned = 3;
  std::vector<int64_t> shapes{2, 3};
  std::vector<DAPPart> parts(2, it.parts[0]);
  for (size_t p = 0; p < 2; ++p) {
    parts[p].buffer.ndim = 1;
    parts[p].buffer.shape = &shapes[p];
    parts[p].buffer.strides = &it.strides[1];
  }
  it.set_feature(DAP_FEATURE_PARTS | DAP_FEATURE_REPLICAS);
  it.distribution.ndim = 1;
  it.distribution.num_replica_dims = 1;
  it.distribution.dims = dims.data();
  it.distribution.local = local.data();
  it.distribution.num_parts = 2;
  it.array.parts = parts.data();

  EXPECT_EQ(dap_dlpack_view(&it.array, 1, &tensor, &error), DAP_OK) << error.message;
  EXPECT_EQ(shape_of(tensor), (std::vector<int64_t>{3}));
  refuses(DAP_ERROR_ARGUMENT, 1301, -1, "there is no part 2: this process has 2 (rank 4; spec 1301)", 2);
}

TEST_F(DlpackView, CountsWhatEachKindStores) {
  it.set_feature(DAP_FEATURE_UNSTRUCTURED | DAP_FEATURE_HALO_LIST);
  it.dims[0].kind = DAP_KIND_UNSTRUCTURED;
  it.local[0].num_owned = 1;
  it.local[0].num_indices = 2;
  it.dims[1].flags = DAP_DIM_BALANCED | DAP_DIM_HALO_LIST;
  it.local[1].halo[0] = it.local[1].halo[1] = 0;
  it.local[1].num_indices = 2;

  EXPECT_EQ(shape_of(shown()), (std::vector<int64_t>{2, 5}));
}

TEST_F(DlpackView, RefusesWhatIsNotThere) {
  EXPECT_EQ(dap_dlpack_view(nullptr, 0, &tensor, &error), DAP_ERROR_ARGUMENT);
  EXPECT_STREQ(error.message, "array is NULL (spec 1301)");
  EXPECT_EQ(dap_dlpack_view(&it.array, 0, nullptr, &error), DAP_ERROR_ARGUMENT);
  EXPECT_STREQ(error.message, "out is NULL (spec 1301)");
  refuses(DAP_ERROR_ARGUMENT, 1301, -1, "there is no part -1: this process has 1 (rank 4; spec 1301)", -1);
  it.array.release = nullptr;
  refuses(DAP_ERROR_ARGUMENT, 501, -1, "the array was released or moved from (spec 501)");
}

TEST_F(DlpackView, RefusesWhatItDoesNotKnow) {
  it.array.flags |= DAP_FEATURE_EXTENSION;
  refuses(DAP_ERROR_UNSUPPORTED, 403, -1,
          "the array uses the feature \"extension\" (bit 46), which a tensor may be wrong about (rank 4; spec 403)");
  it.array.flags = UINT64_C(1) << 47;
  EXPECT_EQ(dap_dlpack_view(&it.array, 0, &tensor, &error), DAP_ERROR_UNSUPPORTED);
  it.array.flags = 0;
  it.dims[1].kind = DAP_KIND_REPLICA;
  refuses(DAP_ERROR_UNSUPPORTED, 405, 1, "dimension 1: the kind 5 is not known here (rank 4; spec 405)");
  it.array.version.major = 2;
  refuses(DAP_ERROR_VERSION, 401, -1, "the array is of major version 2, expected 1 (spec 401)");
}

TEST_F(DlpackView, RefusesWhatIsNotAsTheDistributionSays) {
  it.shape[1] = 6;
  refuses(DAP_ERROR_INVALID, 1004, 1,
          "dimension 1: shape of part 0 is 6, expected the stored extent 5 (rank 4; spec 1004)");
  it.shape[1] = 5;
  it.array.type_bits = 32;
  refuses(DAP_ERROR_INVALID, 1006, -1,
          "part 0 has elements of type (code, bits, lanes) (2, 64, 1), the array of (2, 32, 1) (rank 4; spec 1006)");
  it.array.type_bits = 64;
  it.parts[0].buffer.device_type = DAP_DEVICE_ROCM;
  refuses(DAP_ERROR_INVALID, 1007, -1, "part 0 is on device type 10, but no flag says so (rank 4; spec 1007)");
  it.parts[0].buffer.device_type = DAP_DEVICE_CPU;
  it.strides[0] = 6;
  refuses(DAP_ERROR_INVALID, 1009, -1, "part 0 reaches over 88 bytes, but its capacity is 80 (rank 4; spec 1009)");
  it.parts[0].capacity = 0;
  refuses(DAP_ERROR_INVALID, 1008, -1, "part 0 is not C-contiguous, but no flag says so (rank 4; spec 1008)");
  it.parts[0].buffer.data = nullptr;
  refuses(DAP_ERROR_INVALID, 1005, -1, "data of part 0 is NULL (rank 4; spec 1005)");
  it.parts[0].buffer.strides = nullptr;
  refuses(DAP_ERROR_INVALID, 1003, -1, "strides of part 0 is NULL, expected 2 entries (rank 4; spec 1003)");
  it.parts[0].buffer.ndim = 1;
  refuses(DAP_ERROR_INVALID, 1002, -1, "the buffer of part 0 has ndim 1, expected 2 (rank 4; spec 1002)");
  it.array.parts = nullptr;
  refuses(DAP_ERROR_INVALID, 1001, -1, "parts is NULL, expected 1 entries (rank 4; spec 1001)");
  it.distribution.local = nullptr;
  refuses(DAP_ERROR_INVALID, 708, -1, "local is NULL, expected entries for 2 dimensions (rank 4; spec 708)");
  it.distribution.ndim = 65;
  EXPECT_EQ(dap_dlpack_view(&it.array, 0, &tensor, &error), DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, 701);
}

TEST_F(DlpackView, RefusesWhatCannotBeCounted) {
  constexpr int64_t huge = std::numeric_limits<int64_t>::max();
  it.local[0].num_owned = it.shape[0] = huge / 4;
  refuses(DAP_ERROR_OVERFLOW, 711, 1,
          "dimension 1: the elements of part 0 cannot be counted in 63 bits (rank 4; spec 711)");
  it.local[1].num_owned = huge;
  refuses(DAP_ERROR_OVERFLOW, 711, 1, "dimension 1: the stored extent leaves 63 bits (rank 4; spec 711)");
  it.local[1].num_owned = 3;
  it.local[0].num_owned = it.shape[0] = 2;
  it.strides[0] = std::numeric_limits<int64_t>::min();
  refuses(DAP_ERROR_OVERFLOW, 1010, -1, "part 0 reaches further than an address can say (rank 4; spec 1010)");
}

TEST_F(DlpackView, RefusesElementsThatDlpackWouldPack) {
  it.array.type_bits = it.parts[0].buffer.type_bits = 4;
  refuses(
      DAP_ERROR_UNSUPPORTED, 1006, -1,
      "part 0 has elements of 4 bits, and DLPack does not say here that each takes whole bytes (rank 4; spec 1006)");
  it.array.type_lanes = it.parts[0].buffer.type_lanes = 2;
  EXPECT_EQ(dap_dlpack_view(&it.array, 0, &tensor, &error), DAP_OK) << error.message;
}

TEST(DlpackViewOfANamedArray, RefusesByName) {
  reversed_rows rows;
  DLTensor tensor{};

  EXPECT_EQ(dap_dlpack_view(&rows.array, 1, &tensor, &rows.error), DAP_ERROR_ARGUMENT);
  EXPECT_STREQ(rows.error.message, "rows: there is no part 1: this process has 1 (rank 0; spec 1301)");
}

}  // namespace
}  // namespace dap::testing
