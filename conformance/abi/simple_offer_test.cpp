// SPDX-License-Identifier: BSD-3-Clause
// The exporter's half of simple.h: does an offer meet a request?
#include "sample.hpp"

namespace dap::testing {
namespace {

class SimpleOffer : public ::testing::Test {
 protected:
  SimpleOffer() { request.abilities |= DAP_SIMPLE_FEATURES; }
  int32_t judge() { return dap_simple_satisfies(&it.array, &request, &error); }
  void refuses(int32_t code, int32_t rule, int32_t dim, const std::string &message) {
    expect_refusal(judge(), error, code, rule, dim, message);
    EXPECT_EQ(dap_simple_satisfies(&it.array, &request, nullptr), code);
  }

  sample it;
  DAPRequest request = dap_simple_request(0);
  DAPError error{};
};

TEST_F(SimpleOffer, MeetsTheRequestOfASimpleImporter) {
  EXPECT_EQ(judge(), DAP_OK);
}

TEST_F(SimpleOffer, APlainRequestIsMetByAPlainArray) {
  it.array.flags = it.distribution.flags = 0;
  request = DAPRequest{};
  request.version.major = DAP_VERSION_MAJOR;

  EXPECT_EQ(judge(), DAP_OK);
}

TEST_F(SimpleOffer, ALaterMinorAndUnknownAbilitiesAreMet) {
  request.version.minor = 99;
  request.abilities |= UINT64_C(1) << 62;

  EXPECT_EQ(judge(), DAP_OK);
}

TEST_F(SimpleOffer, RefusesNullArguments) {
  EXPECT_EQ(dap_simple_satisfies(nullptr, &request, &error), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_simple_satisfies(&it.array, nullptr, &error), DAP_ERROR_ARGUMENT);
  EXPECT_STREQ(error.message, "request is NULL (spec 1301)");
}

TEST_F(SimpleOffer, RefusesAnOfferWithoutDistribution) {
  it.array.distribution = nullptr;
  refuses(DAP_ERROR_INVALID, DAP_RULE_NO_DISTRIBUTION, -1, "the offered array has no distribution (spec 502)");
}

TEST_F(SimpleOffer, RefusesAnotherMajor) {
  request.version.major = 0;
  refuses(DAP_ERROR_VERSION, DAP_RULE_REQUEST_VERSION, -1,
          "the request is of major version 0, the exporter writes 1 (rank 4; spec 1101)");
}

TEST_F(SimpleOffer, RefusesAFeatureByName) {
  request.abilities = 0;
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_REQUEST_FEATURE, -1,
          "the array uses the feature \"halo\" (bit 36), which the request does not name (rank 4; spec 1102)");
}

TEST_F(SimpleOffer, RefusesACopyThatWasNotAllowed) {
  it.array.flags |= DAP_ARRAY_COPIED;
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_REQUEST_FEATURE, -1,
          "the array uses the feature \"copy\" (bit 1), which the request does not name (rank 4; spec 1102)");
  request.abilities |= DAP_ABILITY_COPY;
  EXPECT_EQ(judge(), DAP_OK);
}

TEST_F(SimpleOffer, RefusesTooManyDimensions) {
  request.max_ndim = 1;
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_REQUEST_NDIM, -1,
          "ndim is 2, the request takes at most 1 (rank 4; spec 1103)");
  request.max_ndim = 0;
  EXPECT_EQ(judge(), DAP_OK);
}

TEST_F(SimpleOffer, RefusesTooManyParts) {
  it.set_feature(DAP_FEATURE_PARTS);
  it.distribution.num_parts = 3;
  request.abilities |= DAP_FEATURE_PARTS;
  request.max_parts = 2;
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_REQUEST_PARTS, -1,
          "this process has 3 parts, the request takes at most 2 (rank 4; spec 1104)");
}

TEST_F(SimpleOffer, RefusesADeviceThatIsNotListed) {
  const std::array<int32_t, 2> devices{DAP_DEVICE_ROCM, DAP_DEVICE_ROCM_HOST};
  it.set_feature(DAP_FEATURE_DEVICE);
  it.parts[0].buffer.device_type = DAP_DEVICE_CUDA;
  request.abilities |= DAP_FEATURE_DEVICE;
  request.num_devices = 2;
  request.device_types = devices.data();
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_REQUEST_DEVICE, -1,
          "part 0 is on device type 2, which the request does not list (rank 4; spec 1105)");

  it.parts[0].buffer.device_type = DAP_DEVICE_ROCM_HOST;
  EXPECT_EQ(judge(), DAP_OK);
}

TEST_F(SimpleOffer, WithoutAListOnlyHostMemoryIsTaken) {
  it.set_feature(DAP_FEATURE_DEVICE);
  request.abilities |= DAP_FEATURE_DEVICE;
  EXPECT_EQ(judge(), DAP_OK);

  it.parts[0].buffer.device_type = DAP_DEVICE_CUDA;
  EXPECT_EQ(judge(), DAP_ERROR_UNSUPPORTED);
}

TEST_F(SimpleOffer, RefusesToWriteWhatIsReadOnly) {
  request = dap_simple_request(1);
  refuses(
      DAP_ERROR_READ_ONLY, DAP_RULE_REQUEST_WRITABLE, -1,
      "the request demands a writable array (DAP_DEMAND_WRITABLE), which the array is not or does not have (rank 4; "
      "spec 1106)");
  it.array.flags |= DAP_ARRAY_WRITABLE;
  EXPECT_EQ(judge(), DAP_OK);
}

TEST_F(SimpleOffer, AHaloCountsOnlyIfTheProducerFillsIt) {
  request.demands = DAP_DEMAND_HALO;
  refuses(
      DAP_ERROR_UNSUPPORTED, DAP_RULE_REQUEST_HALO, -1,
      "the request demands a halo that is filled across faces (DAP_DEMAND_HALO), which the array is not or does not "
      "have (rank 4; spec 1107)");
  it.array.flags |= DAP_ARRAY_HALO_FACES;
  EXPECT_EQ(judge(), DAP_OK);
}

TEST_F(SimpleOffer, EveryDimensionHasToBeOfTheDemandedKind) {
  request.demands = DAP_DEMAND_KIND;
  EXPECT_EQ(judge(), DAP_OK);
  request.preferred_kind = DAP_KIND_BLOCK;
  EXPECT_EQ(judge(), DAP_OK);
  it.set_feature(DAP_FEATURE_CYCLIC);
  it.dims[1].kind = DAP_KIND_CYCLIC;
  request.abilities |= DAP_FEATURE_CYCLIC;
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_REQUEST_KIND, 1,
          "dimension 1: the kind is 2, the request demands 1 (rank 4; spec 1108)");
}

TEST_F(SimpleOffer, AStridedArrayHasNoOrderEvenIfThisPartHappensToBeContiguous) {
  it.set_feature(DAP_FEATURE_STRIDED);
  request.demands = DAP_DEMAND_ORDER;
  request.order = DAP_ORDER_C;
  refuses(
      DAP_ERROR_UNSUPPORTED, DAP_RULE_REQUEST_ORDER, -1,
      "the request demands contiguous memory in one order (DAP_DEMAND_ORDER), which the array is not or does not have "
      "(rank 4; spec 1109)");
  request.order = DAP_ORDER_ANY;
  EXPECT_EQ(judge(), DAP_OK);
}

TEST_F(SimpleOffer, FortranOrderIsWhatTheExporterSaysItIs) {
  it.set_feature(DAP_FEATURE_STRIDED);
  request.demands = DAP_DEMAND_ORDER;
  request.order = DAP_ORDER_FORTRAN;

  EXPECT_EQ(judge(), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(dap_simple_satisfies_in_order(&it.array, DAP_ORDER_FORTRAN, &request, &error), DAP_OK);
}

TEST_F(SimpleOffer, OneDimensionIsInBothOrders) {
  it.distribution.ndim = 1;
  request.demands = DAP_DEMAND_ORDER;
  request.order = DAP_ORDER_FORTRAN;

  EXPECT_EQ(judge(), DAP_OK);
}

TEST_F(SimpleOffer, RefusesDemandsOfALaterVersion) {
  request.demands = UINT64_C(1) << 9;
  refuses(DAP_ERROR_UNSUPPORTED, DAP_RULE_REQUEST_FEATURE, -1,
          "the request demands something (bit 9) that the exporter does not know (rank 4; spec 1102)");
}

TEST_F(SimpleOffer, TheFirstUnmetDemandIsNamed) {
  request.demands = DAP_DEMAND_WRITABLE | DAP_DEMAND_HALO;

  EXPECT_EQ(judge(), DAP_ERROR_READ_ONLY);
  EXPECT_EQ(error.rule, DAP_RULE_REQUEST_WRITABLE);
}

}  // namespace
}  // namespace dap::testing
