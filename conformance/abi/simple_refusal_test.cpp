// SPDX-License-Identifier: BSD-3-Clause
// The importer's half of simple.h: every reason to refuse, with its code, rule and sentence.
#include "simple_view_fixture.hpp"

namespace dap::testing {
namespace {

using SimpleViewRefusal = simple_view_fixture;

TEST_F(SimpleViewRefusal, RefusesNullArguments) {
  EXPECT_EQ(dap_simple_view(nullptr, DAP_TYPE_FLOAT, 64, &view, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_STREQ(error.message, "array is NULL (spec 1301)");
  EXPECT_EQ(dap_simple_view(&it.array, DAP_TYPE_FLOAT, 64, nullptr, &error), DAP_ERROR_ARGUMENT);
}

TEST_F(SimpleViewRefusal, RefusesAReleasedArray) {
  it.array.release = nullptr;
  refuses(DAP_ERROR_ARGUMENT, DAP_RULE_RELEASED, -1, "the array was released or moved from (spec 501)");
}

TEST_F(SimpleViewRefusal, RefusesAnotherMajorBeforeItReadsAnythingElse) {
  it.array.version.major = 2;
  it.array.distribution = nullptr;
  refuses(DAP_ERROR_VERSION, DAP_RULE_MAJOR_VERSION, -1, "the array is of major version 2, expected 1 (spec 401)");
}

TEST_F(SimpleViewRefusal, RefusesADistributionOfAnotherMajor) {
  it.distribution.version.major = 3;
  refuses(DAP_ERROR_VERSION, DAP_RULE_MAJOR_VERSION, -1,
          "the distribution is of major version 3, expected 1 (spec 401)");
}

TEST_F(SimpleViewRefusal, RefusesFeaturesByName) {
  it.array.flags |= DAP_FEATURE_CYCLIC;
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN, -1,
          "the array uses the feature \"cyclic\" (bit 32), which a simple view cannot show (spec 403)");
  EXPECT_EQ(error.found, 32);
}

TEST_F(SimpleViewRefusal, RefusesBitsOfLaterVersions) {
  it.distribution.flags |= UINT64_C(1) << 62;
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_FEATURE_UNKNOWN, -1,
          "the array uses the feature \"one of a later version\" (bit 62), which a simple view cannot show (rank 4; "
          "spec 403)");
}

TEST_F(SimpleViewRefusal, IgnoresUnknownBitsThatMayBeIgnored) {
  it.array.flags |= UINT64_C(1) << 31;

  EXPECT_EQ(look(), DAP_OK);
}

TEST_F(SimpleViewRefusal, RefusesEveryFeatureThatNeedsMoreThanOneBlock) {
  for (const uint64_t feature :
       {DAP_FEATURE_UNSTRUCTURED, DAP_FEATURE_BOXES, DAP_FEATURE_REPLICAS, DAP_FEATURE_HALO_LIST, DAP_FEATURE_PARTS,
        DAP_FEATURE_DEVICE, DAP_FEATURE_INCOMPLETE, DAP_FEATURE_OVERLAPPING, DAP_FEATURE_EXTENSION}) {
    sample other;
    other.array.flags |= feature;
    EXPECT_EQ(dap_simple_view(&other.array, DAP_TYPE_FLOAT, 64, &view, &error), DAP_ERROR_UNSUPPORTED);
    EXPECT_EQ(UINT64_C(1) << error.found, feature);
  }
}

TEST_F(SimpleViewRefusal, RefusesAnArrayWithoutDistribution) {
  it.array.distribution = nullptr;
  refuses(DAP_ERROR_INVALID, DAP_RULE_NO_DISTRIBUTION, -1, "the array has no distribution (spec 502)");
}

TEST_F(SimpleViewRefusal, RefusesNegativeNdim) {
  it.distribution.ndim = -1;
  refuses(DAP_ERROR_INVALID, DAP_RULE_NDIM, -1,
          "ndim is -1 and num_replica_dims 0, expected 0 or more (rank 4; spec 701)");
}

TEST_F(SimpleViewRefusal, RefusesMoreDimensionsThanAViewHas) {
  it.distribution.ndim = 9;
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_CONSUMER_LIMIT, -1,
          "ndim is 9, a simple view has at most 8 dimensions (rank 4; spec 1110)");
}

TEST_F(SimpleViewRefusal, RefusesSeveralPartsThatNoFlagAnnounced) {
  it.distribution.num_parts = 2;
  refuses(DAP_ERROR_INVALID, DAP_RULE_FEATURE_MISSING, -1,
          "num_parts is 2 and num_replica_dims 0, but no flag says so (rank 4; spec 404)");
}

TEST_F(SimpleViewRefusal, RefusesMissingPointers) {
  it.array.parts = nullptr;
  refuses(DAP_ERROR_INVALID, DAP_RULE_PARTS_MISSING, -1, "parts is NULL, expected 1 entries (rank 4; spec 1001)");
  it.distribution.local = nullptr;
  refuses(DAP_ERROR_INVALID, DAP_RULE_PARTS_NULL, -1, "num_parts is 1, but local is NULL (rank 4; spec 708)");
  it.distribution.dims = nullptr;
  refuses(DAP_ERROR_INVALID, DAP_RULE_DIMS_NULL, -1, "dims is NULL, expected 2 entries (rank 4; spec 702)");
}

TEST_F(SimpleViewRefusal, RefusesANegativeNumberOfParts) {
  it.distribution.num_parts = -1;
  refuses(DAP_ERROR_INVALID, DAP_RULE_PARTS_NULL, -1, "num_parts is -1, expected 0 or more (rank 4; spec 708)");
}

TEST_F(SimpleViewRefusal, RefusesAnotherElementType) {
  it.array.type_bits = 32;
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_TYPE, -1,
          "the element type (code, bits, lanes) is (2, 32, 1), expected (2, 64, 1) (rank 4; spec 1006)");
}

TEST_F(SimpleViewRefusal, RefusesSeveralLanesEvenIfAnyTypeWillDo) {
  it.array.type_lanes = 4;

  EXPECT_EQ(dap_simple_view(&it.array, 0, 0, &view, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_TYPE);
  EXPECT_EQ(error.found, 4);
}

TEST_F(SimpleViewRefusal, RefusesAPartOfAnotherTypeThanTheArray) {
  it.parts[0].buffer.type_code = DAP_TYPE_INT;
  refuses(DAP_ERROR_INVALID, DAP_RULE_TYPE, -1,
          "part 0 has elements of type (code, bits, lanes) (0, 64, 1), the array of (2, 64, 1) (rank 4; spec 1006)");
}

TEST_F(SimpleViewRefusal, RefusesAKindOtherThanBlock) {
  it.dims[1].kind = 77;
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_KIND_UNKNOWN, 1,
          "dimension 1: the kind is 77, a simple view shows blocks (1) (rank 4; spec 405)");
}

TEST_F(SimpleViewRefusal, RefusesDimensionFlagsThatTheArrayDoesNotAnnounce) {
  it.dims[1].flags |= DAP_DIM_HALO_LIST;
  refuses(DAP_ERROR_INVALID, DAP_RULE_FEATURE_MISSING, 1,
          "dimension 1: the flags are 0x1a, but the array's do not say so (rank 4; spec 404)");
}

TEST_F(SimpleViewRefusal, RefusesANegativeSize) {
  it.dims[0].size = -4;
  refuses(DAP_ERROR_INVALID, DAP_RULE_SIZE, 0, "dimension 0: size is -4, expected 0 or more (rank 4; spec 801)");
}

TEST_F(SimpleViewRefusal, RefusesAnOwnedRangeOutsideTheSize) {
  it.local[1].start = 8;
  refuses(DAP_ERROR_INVALID, DAP_RULE_OWNED, 1,
          "dimension 1: part 0 owns 3 from 8, outside the size 10 (rank 4; spec 809)");
  it.local[1].start = huge;
  EXPECT_EQ(look(), DAP_ERROR_INVALID);
  it.local[1].start = -1;
  EXPECT_EQ(look(), DAP_ERROR_INVALID);
  it.local[1] = {1, 0, -3, {1, 1}, 0, 0, nullptr, DAP_INDEX_NONE, 0, {0, 0}};
  EXPECT_EQ(look(), DAP_ERROR_INVALID);
  EXPECT_EQ(error.found, -3);
}

TEST_F(SimpleViewRefusal, RefusesNegativeHalos) {
  it.local[1].halo[1] = -1;
  refuses(DAP_ERROR_INVALID, DAP_RULE_HALO_WIDTH, 1,
          "dimension 1: halo of part 0 is {1, -1}, expected 0 or more (rank 4; spec 901)");
}

TEST_F(SimpleViewRefusal, RefusesHalosThatNoFlagAnnounced) {
  it.local[0].halo[0] = 1;
  refuses(DAP_ERROR_INVALID, DAP_RULE_HALO_FLAG, 0,
          "dimension 0: halo of part 0 is {1, 0}, but the dimension is not flagged DAP_DIM_HALO (rank 4; spec 902)");
}

TEST_F(SimpleViewRefusal, RefusesListedIndices) {
  it.local[1].num_indices = 2;
  refuses(DAP_ERROR_INVALID, DAP_RULE_LIST_LENGTH, 1,
          "dimension 1: num_indices of part 0 is 2, expected 0 for a block without a listed halo (rank 4; spec 812)");
}

TEST_F(SimpleViewRefusal, RefusesAStoredExtentBeyondSixtyThreeBits) {
  it.local[1].halo[1] = huge - 3;
  refuses(DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, 1,
          "dimension 1: the stored extent leaves 63 bits (rank 4; spec 711)");
}

TEST_F(SimpleViewRefusal, RefusesABufferOfAnotherNdim) {
  it.parts[0].buffer.ndim = 1;
  refuses(DAP_ERROR_INVALID, DAP_RULE_BUFFER_NDIM, -1,
          "the buffer of part 0 has ndim 1, expected 2 (rank 4; spec 1002)");
}

TEST_F(SimpleViewRefusal, RefusesNullShapeAndStrides) {
  it.parts[0].buffer.strides = nullptr;
  refuses(DAP_ERROR_INVALID, DAP_RULE_SHAPE_NULL, -1,
          "strides of part 0 is NULL, expected 2 entries (rank 4; spec 1003)");
  it.parts[0].buffer.shape = nullptr;
  refuses(DAP_ERROR_INVALID, DAP_RULE_SHAPE_NULL, -1,
          "shape of part 0 is NULL, expected 2 entries (rank 4; spec 1003)");
}

TEST_F(SimpleViewRefusal, RefusesAShapeThatIsNotHaloAndOwned) {
  it.shape[1] = 4;
  refuses(DAP_ERROR_INVALID, DAP_RULE_SHAPE, 1,
          "dimension 1: shape of part 0 is 4, expected the stored extent 5 (rank 4; spec 1004)");
}

TEST_F(SimpleViewRefusal, RefusesElementsWithoutData) {
  it.parts[0].buffer.data = nullptr;
  refuses(DAP_ERROR_INVALID, DAP_RULE_DATA_NULL, -1, "data of part 0 is NULL (rank 4; spec 1005)");
}

TEST_F(SimpleViewRefusal, RefusesADeviceThatNoFlagAnnounced) {
  it.parts[0].buffer.device_type = DAP_DEVICE_CUDA;
  refuses(DAP_ERROR_INVALID, DAP_RULE_DEVICE, -1,
          "part 0 is on device type 2, but no flag says so (rank 4; spec 1007)");
}

TEST_F(SimpleViewRefusal, RefusesStridesThatNoFlagAnnounced) {
  it.strides = {1, 2};
  refuses(DAP_ERROR_INVALID, DAP_RULE_STRIDED, -1,
          "part 0 is not C-contiguous, but no flag says so (rank 4; spec 1008)");
}

TEST_F(SimpleViewRefusal, RefusesAPartThatReachesBeyondItsCapacity) {
  it.parts[0].capacity = 79;
  refuses(DAP_ERROR_INVALID, DAP_RULE_CAPACITY, -1,
          "part 0 reaches over 80 bytes, but its capacity is 79 (rank 4; spec 1009)");
}

TEST_F(SimpleViewRefusal, RefusesAddressesThatCannotBeComputed) {
  const std::string message = "part 0 reaches further than an address can say (rank 4; spec 1010)";
  it.set_feature(DAP_FEATURE_STRIDED);
  for (const int64_t stride : {huge, -huge, huge / 8, -huge - 1}) {
    it.strides[0] = stride;
    refuses(DAP_ERROR_OVERFLOW, DAP_RULE_REACH_OVERFLOW, -1, message);
  }
  it.strides[0] = 5;
  it.parts[0].buffer.byte_offset = ~UINT64_C(0);
  refuses(DAP_ERROR_OVERFLOW, DAP_RULE_REACH_OVERFLOW, -1, message);
}

TEST_F(SimpleViewRefusal, RefusesMoreElementsThanCanBeCounted) {
  it.set_feature(DAP_FEATURE_STRIDED);
  it.parts[0].capacity = 0;
  it.dims[0].size = it.dims[1].size = huge;
  it.local[0] = {0, 0, huge / 2, {0, 0}, 0, 0, nullptr, DAP_INDEX_NONE, 0, {0, 0}};
  it.local[1] = it.local[0];
  it.shape = {huge / 2, huge / 2};
  it.strides = {0, 0};
  refuses(DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, 1,
          "dimension 1: the elements cannot be counted (rank 4; spec 711)");
}

}  // namespace
}  // namespace dap::testing
