// SPDX-License-Identifier: BSD-3-Clause
// What exports claim of their halos: as long as nobody has written since those were right (rule 955).
#include <gtest/gtest.h>

#include "array/recorder.hpp"

namespace {

using namespace dap::array::sample;

constexpr uint64_t claims = DAP_ARRAY_HALO_FACES | DAP_ARRAY_HALO_CORNERS;

// Ten doubles on one process, one halo element on each side, filled.
struct HaloClaims : ::testing::TestWithParam<uint64_t> {
  const std::array<int64_t, 2> halo{1, 1};
  std::array<double, 12> values{};
  std::vector<int64_t> shape{12};
  std::vector<int64_t> strides{1};
  DAPPart part = part_of(values.data(), shape, strides);
  distribution_ptr distribution = regular({dap_dim_whole(10)}, dap_comm_none(), halo.data());
  DAPSourceDescription description{
      "field", {DAP_TYPE_FLOAT, 64, 1}, DAP_ARRAY_WRITABLE | GetParam(), distribution.get(), &part, nullptr, {},
      nullptr};
  source_ptr source = [this] {
    DAPSource *made = nullptr;
    static_cast<void>(dap_source_create(&description, &made, nullptr));
    return source_ptr(made);
  }();
  held_array first, later;

  HaloClaims() { export_to(source, first); }
  void write(uint32_t mode) {
    ASSERT_EQ(open(first, mode), DAP_OK);
    ASSERT_EQ(end(first, mode), DAP_OK);
  }
  [[nodiscard]] static uint64_t claims_of(const source_ptr &source) {
    held_array array;
    export_to(source, array);
    return array.flags & claims;
  }
};

TEST_P(HaloClaims, HoldUntilSomebodyWrites) {
  EXPECT_EQ(first.flags & claims, GetParam());
  EXPECT_EQ(first.generation[1], first.generation[0]);
  write(DAP_ACCESS_READ);
  EXPECT_EQ(claims_of(source), GetParam());

  write(DAP_ACCESS_OVERWRITE);

  EXPECT_EQ(claims_of(source), 0U);
  EXPECT_NE(first.generation[1], first.generation[0]);
}

TEST_P(HaloClaims, HoldInReexportsAsLongAsTheArrayBehindSaysSo) {
  recorder calls;
  held_array received;
  export_to(source, received);
  const source_ptr middle = wrap(received, calls);
  EXPECT_EQ(claims_of(middle), GetParam());

  write(DAP_ACCESS_WRITE);

  EXPECT_EQ(claims_of(middle), 0U);
}

// Whoever demands a filled halo is told that there is none, and whoever does not gets the array.
TEST_P(HaloClaims, ThatHoldNoLongerMeetNoDemand) {
  DAPRequest request{};
  request.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  request.abilities = DAP_FEATURE_HALO;
  request.demands = DAP_DEMAND_HALO;
  const int32_t before = dap_source_export(source.get(), &request, &later, nullptr);
  EXPECT_EQ(before, (GetParam() & DAP_ARRAY_HALO_FACES) != 0 ? DAP_OK : DAP_ERROR_UNSUPPORTED);
  dap_simple_release(&later);
  write(DAP_ACCESS_WRITE);

  DAPError error{};
  EXPECT_EQ(dap_source_export(source.get(), &request, &later, &error), DAP_ERROR_UNSUPPORTED);
  EXPECT_EQ(error.rule, DAP_RULE_REQUEST_HALO) << error.message;
  EXPECT_EQ(later.release, nullptr);
  request.demands = 0;
  EXPECT_EQ(dap_source_export(source.get(), &request, &later, &error), DAP_OK) << error.message;
}

INSTANTIATE_TEST_SUITE_P(Flags, HaloClaims, ::testing::Values(DAP_ARRAY_HALO_FACES, DAP_ARRAY_HALO_CORNERS, claims));

}  // namespace
