// SPDX-License-Identifier: BSD-3-Clause
// An array that moves into a tensor, with an opening that lasts as long as the tensor.
#include <thread>

#include "dlpack_fixture.hpp"

namespace dap::testing {
namespace {

class DlpackManage : public ::testing::Test {
 protected:
  // The array is as live and as closed as it was.
  void refuses(uint32_t mode, int64_t part, int32_t code, int32_t rule, const std::string &message) {
    DLManagedTensor *out = nullptr;
    const int32_t status = dap_dlpack_manage(&rows.array, part, mode, &out, &rows.error);
    expect_refusal(status, rows.error, code, rule, -1, message);
    EXPECT_EQ(out, nullptr);
    EXPECT_EQ(rows.tries(DAP_ACCESS_WRITE), DAP_OK);
    EXPECT_NE(rows.array.release, nullptr);
  }
  DLManagedTensor *manage(uint32_t mode = DAP_ACCESS_WRITE) {
    DLManagedTensor *out = nullptr;
    EXPECT_EQ(dap_dlpack_manage(&rows.array, 0, mode, &out, &rows.error), DAP_OK) << rows.error.message;
    return out;
  }

  reversed_rows rows;
};

TEST_F(DlpackManage, OwnsTheArrayAndHoldsItOpen) {
  DLManagedTensor *managed = manage();

  EXPECT_EQ(rows.array.release, nullptr);
  EXPECT_EQ(dap_source_num_exports(rows.source), 1);
  EXPECT_EQ(rows.tries(DAP_ACCESS_READ), DAP_ERROR_BUSY);
  managed->deleter(managed);
  EXPECT_EQ(dap_source_num_exports(rows.source), 0);
  EXPECT_EQ(rows.tries(DAP_ACCESS_WRITE), DAP_OK);
}

TEST_F(DlpackManage, ShowsThePartWhereItIs) {
  DLManagedTensor *managed = manage(DAP_ACCESS_OVERWRITE);
  const DLTensor &tensor = managed->dl_tensor;

  EXPECT_EQ(shape_of(tensor), (std::vector<int64_t>{3, 4}));
  EXPECT_EQ(strides_of(tensor), (std::vector<int64_t>{-4, 1}));
  EXPECT_EQ(*reinterpret_cast<double *>(static_cast<char *>(tensor.data) + tensor.byte_offset), 8);
  EXPECT_NE(tensor.shape, rows.shape.data()) << "a consumer that writes there must not reach the producer";
  managed->deleter(managed);
}

TEST_F(DlpackManage, CountsTheWriteAtItsEnd) {
  const uint64_t *generation = rows.array.generation;
  const uint64_t before = generation[0];
  DLManagedTensor *managed = manage();
  EXPECT_EQ(generation[0], before);

  EXPECT_EQ(dap_dlpack_end(managed, &rows.error), DAP_OK);

  EXPECT_EQ(generation[0], before + 1);
  managed->deleter(managed);
}

TEST_F(DlpackManage, OnceEndedMayBeDeletedOnAnyThread) {
  DLManagedTensor *managed = manage();

  EXPECT_EQ(dap_dlpack_end(managed, &rows.error), DAP_OK);
  EXPECT_EQ(dap_dlpack_end(managed, &rows.error), DAP_OK) << "a second call has nothing to do";
  EXPECT_EQ(rows.tries(DAP_ACCESS_WRITE), DAP_OK);
  std::thread([&] { managed->deleter(managed); }).join();

  EXPECT_EQ(dap_source_num_exports(rows.source), 0);
}

TEST_F(DlpackManage, OutlivesTheSource) {
  DLManagedTensor *managed = manage();
  dap_source_release(rows.source);
  rows.source = nullptr;

  EXPECT_EQ(rows.destroyed, 0);
  managed->deleter(managed);
  EXPECT_EQ(rows.destroyed, 1);
}

TEST_F(DlpackManage, RefusesToReadBecauseItCannotSaySo) {
  refuses(DAP_ACCESS_READ, 0, DAP_ERROR_READ_ONLY, 605,
          "a DLManagedTensor without a version cannot say that it is read-only: the mode is READ, expected WRITE or "
          "OVERWRITE (spec 605)");
}

TEST_F(DlpackManage, RefusesOtherModesAndParts) {
  refuses(0, 0, DAP_ERROR_ARGUMENT, 601,
          "rows: the mode is 0, expected READ (1), WRITE (2) or OVERWRITE (3) (rank 0; spec 601)");
  refuses(DAP_ACCESS_WRITE | DAP_ACCESS_END, 0, DAP_ERROR_ARGUMENT, 601,
          "rows: the mode is 258, expected READ (1), WRITE (2) or OVERWRITE (3) (rank 0; spec 601)");
  refuses(DAP_ACCESS_WRITE, 1, DAP_ERROR_ARGUMENT, 1301,
          "rows: there is no part 1: this process has 1 (rank 0; spec 1301)");
  EXPECT_EQ(dap_dlpack_manage(&rows.array, 0, DAP_ACCESS_WRITE, nullptr, nullptr), DAP_ERROR_ARGUMENT);
  EXPECT_EQ(dap_dlpack_end(nullptr, nullptr), DAP_ERROR_ARGUMENT);
}

TEST_F(DlpackManage, WhatIsBusyStaysTheCallers) {
  ASSERT_EQ(dap_source_access(rows.source, DAP_ACCESS_READ, nullptr, nullptr), DAP_OK);
  DLManagedTensor *out = nullptr;

  EXPECT_EQ(dap_dlpack_manage(&rows.array, 0, DAP_ACCESS_WRITE, &out, &rows.error), DAP_ERROR_BUSY);

  EXPECT_EQ(rows.error.rule, 603);
  EXPECT_EQ(out, nullptr);
  EXPECT_NE(rows.array.release, nullptr);
  EXPECT_EQ(dap_source_access(rows.source, DAP_ACCESS_READ | DAP_ACCESS_END, nullptr, nullptr), DAP_OK);
}

TEST(DlpackManageReadOnly, RefusesToWrite) {
  reversed_rows rows(0);
  DLManagedTensor *out = nullptr;

  EXPECT_EQ(dap_dlpack_manage(&rows.array, 0, DAP_ACCESS_WRITE, &out, &rows.error), DAP_ERROR_READ_ONLY);

  EXPECT_STREQ(rows.error.message, "rows: the array is read-only: it cannot be written (spec 605)");
  EXPECT_NE(rows.array.release, nullptr);
}

TEST(DlpackManageWithoutAccess, HasNothingToOpen) {
  sample it;
  it.array.flags |= DAP_ARRAY_WRITABLE;
  it.strides[1] = 1;
  it.local[0].num_owned = it.shape[0] = 1;
  it.strides[0] = INT64_MIN;  // means nothing
  DLManagedTensor *out = nullptr;
  DAPError error{};

  ASSERT_EQ(dap_dlpack_manage(&it.array, 0, DAP_ACCESS_WRITE, &out, &error), DAP_OK) << error.message;

  EXPECT_EQ(strides_of(out->dl_tensor), (std::vector<int64_t>{5, 1})) << "every stride can be computed with";
  out->deleter(out);
  EXPECT_EQ(it.releases, 1);
}

std::vector<uint32_t> calls;  // the modes that were asked for; 0: the release

TEST(DlpackManageWithAccess, EndsBeforeItReleases) {
  sample it;
  it.array.flags |= DAP_ARRAY_WRITABLE;
  it.array.access = [](DAPArray *, uint32_t mode, void **, DAPError *) {
    calls.push_back(mode);
    return int32_t{DAP_OK};
  };
  it.array.release = [](DAPArray *released) {
    calls.push_back(0);
    released->release = nullptr;
  };
  DLManagedTensor *out = nullptr;

  ASSERT_EQ(dap_dlpack_manage(&it.array, 0, DAP_ACCESS_OVERWRITE, &out, nullptr), DAP_OK);
  out->deleter(out);

  EXPECT_EQ(calls, (std::vector<uint32_t>{DAP_ACCESS_OVERWRITE, DAP_ACCESS_OVERWRITE | DAP_ACCESS_END, 0}));
}

TEST(DlpackManageWithoutDimensions, NeedsNoExtents) {
  sample it;
  it.array.flags |= DAP_ARRAY_WRITABLE;
  it.distribution.ndim = it.parts[0].buffer.ndim = 0;
  it.parts[0].buffer.shape = it.parts[0].buffer.strides = nullptr;
  DLManagedTensor *out = nullptr;

  ASSERT_EQ(dap_dlpack_manage(&it.array, 0, DAP_ACCESS_WRITE, &out, nullptr), DAP_OK);

  EXPECT_EQ(out->dl_tensor.ndim, 0);
  EXPECT_EQ(out->dl_tensor.shape, nullptr);
  out->deleter(out);
}

}  // namespace
}  // namespace dap::testing
