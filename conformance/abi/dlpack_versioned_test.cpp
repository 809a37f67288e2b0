// SPDX-License-Identifier: BSD-3-Clause
// The versioned form, both ways: it can say what is read-only, copied and padded.
#include "dlpack_fixture.hpp"

#ifndef DAP_DLPACK_VERSIONED
#error "to be compiled with a DLPack that has DLManagedTensorVersioned"
#endif

namespace dap::testing {
namespace {

using versioned = DLManagedTensorVersioned;

versioned *versioned_of(const DLTensor &tensor, uint64_t flags, int *deletions) {
  versioned *managed = managed_of<versioned>(tensor, deletions);
  managed->version.major = 1;
  managed->flags = flags;
  return managed;
}

TEST(DlpackManageVersioned, ReadsAndSaysSo) {
  reversed_rows rows;
  versioned *managed = nullptr;

  ASSERT_EQ(dap_dlpack_manage_versioned(&rows.array, 0, DAP_ACCESS_READ, &managed, &rows.error), DAP_OK);

  EXPECT_EQ(managed->version.major, 1U);
  EXPECT_EQ(managed->flags, DLPACK_FLAG_BITMASK_READ_ONLY);
  EXPECT_EQ(rows.tries(DAP_ACCESS_READ), DAP_OK);
  EXPECT_EQ(rows.tries(DAP_ACCESS_WRITE), DAP_ERROR_BUSY);
  EXPECT_EQ(strides_of(managed->dl_tensor), (std::vector<int64_t>{-4, 1}));
  managed->deleter(managed);
  EXPECT_EQ(rows.tries(DAP_ACCESS_WRITE), DAP_OK);
  EXPECT_EQ(dap_source_num_exports(rows.source), 0);
}

TEST(DlpackManageVersioned, WritesWithoutAFlag) {
  reversed_rows rows;
  versioned *managed = nullptr;

  ASSERT_EQ(dap_dlpack_manage_versioned(&rows.array, 0, DAP_ACCESS_WRITE, &managed, &rows.error), DAP_OK);

  EXPECT_EQ(managed->flags, 0U);
  EXPECT_EQ(dap_dlpack_end_versioned(managed, &rows.error), DAP_OK);
  EXPECT_EQ(rows.tries(DAP_ACCESS_WRITE), DAP_OK);
  managed->deleter(managed);
}

TEST(DlpackManageVersioned, RefusesToWriteWhatIsReadOnly) {
  reversed_rows rows(0);
  versioned *managed = nullptr;

  EXPECT_EQ(dap_dlpack_manage_versioned(&rows.array, 0, DAP_ACCESS_WRITE, &managed, &rows.error), DAP_ERROR_READ_ONLY);

  EXPECT_NE(rows.array.release, nullptr);
  EXPECT_EQ(dap_dlpack_manage_versioned(&rows.array, 0, DAP_ACCESS_READ, nullptr, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_dlpack_end_versioned(nullptr, nullptr), DAP_ERROR_ARGUMENT);
}

TEST(DlpackManageVersioned, SaysThatItWasCopied) {
  reversed_rows rows(DAP_ARRAY_COPIED);
  versioned *managed = nullptr;

  ASSERT_EQ(dap_dlpack_manage_versioned(&rows.array, 0, DAP_ACCESS_READ, &managed, &rows.error), DAP_OK);

  EXPECT_EQ(managed->flags, DLPACK_FLAG_BITMASK_READ_ONLY | DLPACK_FLAG_BITMASK_IS_COPIED);
  managed->deleter(managed);
}

class DlpackAdoptVersioned : public ::testing::Test {
 protected:
  ~DlpackAdoptVersioned() override { dap_simple_release(&array); }
  uint64_t claims_of(uint64_t flags) {
    EXPECT_EQ(dap_dlpack_adopt_versioned(versioned_of(it.tensor(), flags, &deletions), &array, &error), DAP_OK)
        << error.message;
    EXPECT_EQ(dap_array_validate(&array, &error), DAP_OK) << error.message;
    const uint64_t claims = array.flags;
    dap_simple_release(&array);
    return claims;
  }
  void refuses(versioned *managed, int32_t code, int32_t rule, const std::string &message) {
    expect_refusal(dap_dlpack_adopt_versioned(managed, &array, &error), error, code, rule, -1, message);
    EXPECT_EQ(array.release, nullptr);
    EXPECT_EQ(deletions, 0);
    managed->deleter(managed);
  }

  tensor_sample it;
  DAPArray array{};
  DAPError error{};
  int deletions = 0;
};

TEST_F(DlpackAdoptVersioned, HeedsItsFlags) {
  EXPECT_EQ(claims_of(0), DAP_ARRAY_WRITABLE);
  EXPECT_EQ(claims_of(DLPACK_FLAG_BITMASK_READ_ONLY), 0U);
  EXPECT_EQ(claims_of(DLPACK_FLAG_BITMASK_IS_COPIED), DAP_ARRAY_COPIED);
  EXPECT_EQ(claims_of(DLPACK_FLAG_BITMASK_READ_ONLY | DLPACK_FLAG_BITMASK_IS_COPIED), DAP_ARRAY_COPIED);
  EXPECT_EQ(deletions, 4);
}

TEST_F(DlpackAdoptVersioned, RefusesAnotherMajorVersion) {
  versioned *managed = versioned_of(it.tensor(), 0, &deletions);
  managed->version.major = 2;

  refuses(managed, DAP_ERROR_VERSION, 401, "the tensor is of DLPack's major version 2, expected 1 (spec 401)");
}

TEST_F(DlpackAdoptVersioned, RefusesFlagsThatMayMeanAnything) {
  refuses(versioned_of(it.tensor(), UINT64_C(1) << 33, &deletions), DAP_ERROR_UNSUPPORTED, 1110,
          "the tensor has a flag (bit 33) that is not known here (spec 1110)");
}

TEST_F(DlpackAdoptVersioned, TakesAnotherMinorVersion) {
  versioned *managed = versioned_of(it.tensor(), 0, &deletions);
  managed->version.minor = 99;

  EXPECT_EQ(dap_dlpack_adopt_versioned(managed, &array, &error), DAP_OK) << error.message;
}

// One byte per element of four bits: only from 1.1 on can a tensor say so.
TEST_F(DlpackAdoptVersioned, TellsPaddedElementsFromPackedOnes) {
  DLTensor tensor = it.tensor();
  tensor.dtype.bits = 4;
  refuses(versioned_of(tensor, 0, &deletions), DAP_ERROR_UNSUPPORTED, 1006,
          "the tensor has elements of 4 bits, and DLPack does not say here that each takes whole bytes (spec 1006)");
  deletions = 0;
#if DLPACK_MINOR_VERSION < 1
  refuses(versioned_of(tensor, 4, &deletions), DAP_ERROR_UNSUPPORTED, 1110,
          "the tensor has a flag (bit 2) that is not known here (spec 1110)");
#else
  ASSERT_EQ(dap_dlpack_adopt_versioned(versioned_of(tensor, 4, &deletions), &array, &error), DAP_OK) << error.message;
  versioned *back = nullptr;
  ASSERT_EQ(dap_dlpack_manage_versioned(&array, 0, DAP_ACCESS_WRITE, &back, &error), DAP_OK) << error.message;
  EXPECT_EQ(back->flags, 4U);
  back->deleter(back);
#endif
}

}  // namespace
}  // namespace dap::testing
