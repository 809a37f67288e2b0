// SPDX-License-Identifier: BSD-3-Clause
// Arrays that are broken, one member at a time: sections 4, 5 and 10.
#include <gtest/gtest.h>

#include <cstring>

#include "array/refused.hpp"

namespace {

using namespace dap::array::sample;
using Bent = bendable_array;

constexpr int64_t huge = INT64_C(1) << 62;
DAPExtension unknown_extension{0x80000001U, DAP_EXTENSION_REQUIRED, sizeof(DAPExtension), nullptr};
DAPBoxes required_boxes{{DAP_EXTENSION_BOXES, DAP_EXTENSION_REQUIRED, sizeof(DAPBoxes), nullptr}, 0, nullptr, nullptr};
DAPExtension short_extension{0x80000001U, 0, sizeof(DAPExtension) - 1, nullptr};
DAPName short_name{{DAP_EXTENSION_NAME, 0, sizeof(DAPExtension), nullptr}, nullptr};
DAPName no_name{{DAP_EXTENSION_NAME, 0, sizeof(DAPName), nullptr}, nullptr};
DAPBoxes short_boxes{{DAP_EXTENSION_BOXES, 0, sizeof(DAPBoxes) - 8, nullptr}, 0, nullptr, nullptr};
DAPExtension endless_extension{0x80000001U, 0, sizeof(DAPExtension), &endless_extension};

const refused_case cases[] = {
    {"OtherMajor", [](Bent &b) { b.array.version.major = 2; }, DAP_ERROR_VERSION, 401, -1, 1, 2},
    {"UnknownFeature", [](Bent &b) { b.array.flags |= UINT64_C(1) << 47; }, DAP_ERROR_UNSUPPORTED, 403, -1, -1, 47},
    {"EndlessChain", [](Bent &b) { b.array.extensions = &endless_extension; }, DAP_ERROR_UNSUPPORTED, 403, -1, 0,
     0x80000001},
    {"FeatureOfTheDistributionNotFlagged", [](Bent &b) { b.array.flags &= ~DAP_FEATURE_HALO; }, DAP_ERROR_INVALID, 404,
     -1, 36, 0},
    {"ExtensionNotFlagged", [](Bent &b) { b.array.extensions = &required_boxes.header; }, DAP_ERROR_INVALID, 404, -1,
     46, 0},
    {"RequiredExtensionOfAPart",
     [](Bent &b) {
       b.array.flags |= DAP_FEATURE_EXTENSION;
       b.parts[1].extensions = &unknown_extension;
     },
     DAP_ERROR_UNSUPPORTED, 403, -1, 0, 0x80000001},
    {"NoDistribution", [](Bent &b) { b.array.distribution = nullptr; }, DAP_ERROR_INVALID, 502, -1, 1, 0},
    {"InvalidDistribution", [](Bent &b) { b.dims[1].size = -1; }, DAP_ERROR_INVALID, 801, 1, 0, -1},
    {"PartsNull", [](Bent &b) { b.array.parts = nullptr; }, DAP_ERROR_INVALID, 1001, -1, 2, 0},
    {"BufferWithReplicaDims", [](Bent &b) { b.parts[1].buffer.ndim = 4; }, DAP_ERROR_INVALID, 1002, -1, 3, 4},
    {"ShapeNull", [](Bent &b) { b.parts[0].buffer.shape = nullptr; }, DAP_ERROR_INVALID, 1003, -1, 3, 0},
    {"StridesNull", [](Bent &b) { b.parts[0].buffer.strides = nullptr; }, DAP_ERROR_INVALID, 1003, -1, 3, 0},
    {"ShapeWithoutHalo", [](Bent &b) { b.shapes[1][0] = 4; }, DAP_ERROR_INVALID, 1004, 0, 6, 4},
    {"DataNull", [](Bent &b) { b.parts[1].buffer.data = nullptr; }, DAP_ERROR_INVALID, 1005, -1, 1, 0},
    {"TypeWithoutBits", [](Bent &b) { b.array.type_bits = 0; }, DAP_ERROR_INVALID, 1006, -1, 1, 0},
    {"PartOfAnotherType", [](Bent &b) { b.parts[1].buffer.type_bits = 32; }, DAP_ERROR_INVALID, 1006, -1, 64, 32},
    {"DeviceNotFlagged", [](Bent &b) { b.parts[0].buffer.device_type = DAP_DEVICE_CUDA; }, DAP_ERROR_INVALID, 1007, -1,
     DAP_DEVICE_CPU, DAP_DEVICE_CUDA},
    {"StridesNotFlagged",
     [](Bent &b) {
       b.strides[1] = {1, 6, 24};
     },
     DAP_ERROR_INVALID, 1008, -1, 0, 1},
    {"CapacityTooSmall", [](Bent &b) { b.parts[0].capacity = 767; }, DAP_ERROR_INVALID, 1009, -1, 768, 767},
    {"CapacityTooSmallForReversedRows",
     [](Bent &b) {
       b.array.flags |= DAP_FEATURE_STRIDED;
       b.strides[0] = {-20, 4, 1};
       b.parts[0].capacity = 800;
     },
     DAP_ERROR_INVALID, 1009, -1, 928, 800},
    {"StridesReachTooFar",
     [](Bent &b) {
       b.array.flags |= DAP_FEATURE_STRIDED;
       b.strides[0][0] = huge;
     },
     DAP_ERROR_OVERFLOW, 1010, -1, INT64_MAX, 0},
    {"OffsetReachesTooFar", [](Bent &b) { b.parts[0].buffer.byte_offset = UINT64_MAX; }, DAP_ERROR_OVERFLOW, 1010, -1,
     INT64_MAX, 0},
};

const refused_case of_extensions[] = {
    {"ShorterThanAHeader", [](Bent &b) { b.array.extensions = &short_extension; }, DAP_ERROR_INVALID, 1401, -1,
     sizeof(DAPExtension), sizeof(DAPExtension) - 1},
    {"NameWithoutRoomForIt", [](Bent &b) { b.array.extensions = &short_name.header; }, DAP_ERROR_INVALID, 1401, -1,
     sizeof(DAPName), sizeof(DAPExtension)},
    {"NameNull", [](Bent &b) { b.array.extensions = &no_name.header; }, DAP_ERROR_INVALID, 1401, -1, 1, 0},
    {"BoxesWithoutRoomForThem", [](Bent &b) { b.distribution.extensions = &short_boxes.header; }, DAP_ERROR_INVALID,
     1401, -1, sizeof(DAPBoxes), sizeof(DAPBoxes) - 8},
    {"OfAPart", [](Bent &b) { b.parts[1].extensions = &short_extension; }, DAP_ERROR_INVALID, 1401, -1,
     sizeof(DAPExtension), sizeof(DAPExtension) - 1},
};

class BrokenArrays : public ::testing::TestWithParam<refused_case> {};

TEST_P(BrokenArrays, AreRefusedWithTheRuleAndTheNumbers) {
  bendable_array bent;
  GetParam().bend(bent);

  DAPError error{};
  const int32_t status = dap_array_validate(&bent.array, &error);

  EXPECT_EQ(status, GetParam().code);
  expect_told(GetParam(), error);
}

TEST_P(BrokenArrays, AreNotWrappedAndStayTheCallers) {
  bendable_array bent;
  GetParam().bend(bent);
  DAPArray before;
  std::memcpy(&before, &bent.array, sizeof before);

  DAPSource *out = nullptr;
  EXPECT_EQ(dap_source_wrap(&bent.array, nullptr, &out, nullptr), GetParam().code);

  EXPECT_EQ(out, nullptr);
  EXPECT_EQ(std::memcmp(&before, &bent.array, sizeof before), 0);
}

TEST_P(BrokenArrays, AreNotFlattenedAndStayTheCallers) {
  bendable_array bent;
  GetParam().bend(bent);
  DAPArray before;
  std::memcpy(&before, &bent.array, sizeof before);

  DAPArray out{};
  EXPECT_EQ(dap_array_flatten(&bent.array, DAP_FLATTEN_NATURAL, &out, nullptr), GetParam().code);

  EXPECT_EQ(out.release, nullptr);
  EXPECT_EQ(std::memcmp(&before, &bent.array, sizeof before), 0);
}

INSTANTIATE_TEST_SUITE_P(OneAtATime, BrokenArrays, ::testing::ValuesIn(cases), name_of);
INSTANTIATE_TEST_SUITE_P(Extensions, BrokenArrays, ::testing::ValuesIn(of_extensions), name_of);

TEST(ReleasedArrays, AreNotReadAtAll) {
  DAPArray array;
  std::memset(&array, 0xab, sizeof array);
  array.release = nullptr;

  DAPError error{};
  EXPECT_EQ(dap_array_validate(&array, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_RELEASED);
}

TEST(Validation, NeedsSomethingToValidate) {
  DAPError error{};
  EXPECT_EQ(dap_array_validate(nullptr, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_EQ(dap_distribution_validate(nullptr, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
}

}  // namespace
