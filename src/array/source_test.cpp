// SPDX-License-Identifier: BSD-3-Clause
// Sources: what they take, what they hand out to whom, and when they die.
#include <gtest/gtest.h>

#include <cstring>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

DAPRequest request_of(uint64_t abilities, uint64_t demands = 0) {
  DAPRequest request{};
  request.version = {DAP_VERSION_MAJOR, 7};
  request.abilities = abilities;
  request.demands = demands;
  return request;
}

TEST(Sources, AreNotMadeOfWhatIsInvalidAndLeaveTheMemoryAlone) {
  recorded_doubles field;
  field.shape[0] = 9;
  DAPSource *out = nullptr;
  DAPError error{};

  EXPECT_EQ(dap_source_create(&field.description, &out, &error), DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, DAP_RULE_SHAPE);
  field.description.distribution = nullptr;
  EXPECT_EQ(dap_source_create(&field.description, &out, &error), DAP_ERROR_INVALID);
  EXPECT_EQ(error.rule, DAP_RULE_NO_DISTRIBUTION);
  EXPECT_EQ(dap_source_create(nullptr, &out, &error), DAP_ERROR_ARGUMENT);

  EXPECT_EQ(out, nullptr);
  EXPECT_EQ(field.calls.take(), "");
}

TEST(Sources, CopyTheirPartsAndCloneAnotherOnesDistribution) {
  auto bent = std::make_unique<bendable_array>();
  DAPSourceDescription description{};
  description.type = {DAP_TYPE_FLOAT, 64, 1};
  description.distribution = &bent->distribution;
  description.parts = bent->parts.data();
  DAPSource *made = nullptr;
  ASSERT_EQ(dap_source_create(&description, &made, nullptr), DAP_OK);
  const source_ptr source(made);
  double *const data = bent->values[1].data();

  bent->shapes[1][0] = bent->strides[1][0] = -1;
  bent->dims[1].size = -1;

  const DAPArray &offer = *dap_source_array(source.get());
  EXPECT_EQ(offer.release, nullptr);
  EXPECT_EQ(offer.parts[1].buffer.data, data);
  EXPECT_EQ(offer.parts[1].buffer.shape[0], 6);
  EXPECT_EQ(offer.parts[1].buffer.strides[0], 16);
  EXPECT_EQ(offer.distribution->dims[1].size, 10);
  EXPECT_EQ(offer.flags, bent->array.flags);
}

TEST(Sources, NeverWriteToACopy) {
  ten_doubles field;
  field.description.flags |= DAP_ARRAY_COPIED;
  const source_ptr source = field.source();
  held_array array;
  export_to(source, array);

  EXPECT_EQ(array.flags, DAP_ARRAY_COPIED);
  EXPECT_EQ(open(array, DAP_ACCESS_WRITE), DAP_ERROR_READ_ONLY);
}

TEST(Sources, DieOnceWithTheLastOfCreatorAndExports) {
  recorded_doubles field;
  source_ptr source = field.source();
  held_array a, b;
  export_to(source, a);
  export_to(source, b);
  EXPECT_EQ(dap_source_num_exports(source.get()), 2);

  dap_simple_release(&a);
  EXPECT_EQ(dap_source_num_exports(source.get()), 1);
  source.reset();
  EXPECT_EQ(field.calls.take(), "");
  dap_simple_release(&b);

  EXPECT_EQ(field.calls.take(), "!");
  dap_source_release(nullptr);
}

TEST(Exports, AreWritableOnlyForWhoAsks) {
  const ten_doubles field;
  const source_ptr source = field.source();
  const DAPRequest plain = request_of(0);
  const DAPRequest able = request_of(DAP_ABILITY_WRITE);
  const DAPRequest demanding = request_of(0, DAP_DEMAND_WRITABLE);
  const DAPRequest *const requests[] = {&plain, &able, &demanding, nullptr};

  for (const DAPRequest *request : requests) {
    held_array array;
    ASSERT_EQ(dap_source_export(source.get(), request, &array, nullptr), DAP_OK);
    EXPECT_EQ(array.flags, request == &plain ? 0 : DAP_ARRAY_WRITABLE);
    EXPECT_EQ(open(array, DAP_ACCESS_WRITE), request == &plain ? DAP_ERROR_READ_ONLY : DAP_OK);
  }
}

struct unmet {
  DAPRequest request;
  int32_t code;
  int32_t rule;
};

TEST(Exports, AreRefusedWhereTheRequestExcludesThem) {
  const uint64_t all = DAP_MUST_UNDERSTAND;
  std::array<unmet, 10> cases{{{request_of(all), DAP_ERROR_VERSION, 1101},
                               {request_of(all & ~DAP_FEATURE_CYCLIC), DAP_ERROR_UNSUPPORTED, 1102},
                               {request_of(all, UINT64_C(1) << 20), DAP_ERROR_UNSUPPORTED, 1102},
                               {request_of(all), DAP_ERROR_UNSUPPORTED, 1103},
                               {request_of(all), DAP_ERROR_UNSUPPORTED, 1104},
                               {request_of(all), DAP_ERROR_UNSUPPORTED, 1105},
                               {request_of(all, DAP_DEMAND_WRITABLE), DAP_ERROR_READ_ONLY, 1106},
                               {request_of(all, DAP_DEMAND_HALO), DAP_ERROR_UNSUPPORTED, 1107},
                               {request_of(all, DAP_DEMAND_KIND), DAP_ERROR_UNSUPPORTED, 1108},
                               {request_of(all, DAP_DEMAND_ORDER), DAP_ERROR_UNSUPPORTED, 1109}}};
  const int32_t cuda = DAP_DEVICE_CUDA;
  cases[0].request.version.major = 2;
  cases[3].request.max_ndim = 2;
  cases[4].request.max_parts = 1;
  cases[5].request.num_devices = 1;
  cases[5].request.device_types = &cuda;
  cases[8].request.preferred_kind = DAP_KIND_CYCLIC;
  cases[9].request.order = DAP_ORDER_FORTRAN;
  bendable_array bent;
  recorder calls;
  const source_ptr source = wrap(bent.array, calls);

  for (const unmet &each : cases) {
    DAPArray array;
    std::memset(&array, 0xab, sizeof array);
    DAPError error{};
    EXPECT_EQ(dap_source_export(source.get(), &each.request, &array, &error), each.code) << error.message;
    EXPECT_EQ(error.rule, each.rule) << error.message;
    EXPECT_EQ(array.release, nullptr);
  }
  EXPECT_EQ(dap_source_num_exports(source.get()), 0);
}

TEST(Exports, ComeFromTheProviderToo) {
  const ten_doubles field;
  const source_ptr source = field.source();
  const DAPRequest request = request_of(0);
  held_array array;

  EXPECT_EQ(dap_source_provider.export_array(source.get(), &request, &array, nullptr), DAP_OK);
  EXPECT_EQ(array.parts[0].buffer.data, field.values.data());
  DAPArray nothing;
  std::memset(&nothing, 0xab, sizeof nothing);
  EXPECT_EQ(dap_source_provider.export_array(nullptr, &request, &nothing, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(nothing.release, nullptr);
}

// Rule 1150: to a provider a consumer says what it takes. The library itself knows what it has.
TEST(Exports, ComeFromTheProviderOnlyForARequest) {
  const ten_doubles field;
  const source_ptr source = field.source();
  DAPArray nothing;
  std::memset(&nothing, 0xab, sizeof nothing);
  DAPError error{};

  EXPECT_EQ(dap_source_provider.export_array(source.get(), nullptr, &nothing, &error), DAP_ERROR_ARGUMENT);

  EXPECT_EQ(error.rule, DAP_RULE_ARGUMENT);
  EXPECT_EQ(nothing.release, nullptr);
  EXPECT_EQ(dap_source_num_exports(source.get()), 0);
}

}  // namespace
