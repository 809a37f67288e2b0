// SPDX-License-Identifier: BSD-3-Clause
// The C++ face: owners, exceptions, and nothing besides what C does.
#include <gtest/gtest.h>
#include <dap/dap.hpp>

#include <array>
#include <numeric>
#include <type_traits>

namespace {

// A 4 × 5 field of doubles, on one process, 0 … 19 in C order.
struct field {
  std::array<double, 20> memory{};
  std::array<int64_t, 2> shape{4, 5};
  std::array<int64_t, 2> strides{5, 1};
  dap::distribution distribution = make_distribution();
  int destroyed = 0;

  field() { std::iota(memory.begin(), memory.end(), 0.0); }

  static dap::distribution make_distribution() {
    std::array<DAPDim, 2> dims{dap_dim_whole(4), dap_dim_whole(5)};
    dap_dims_row_major(dims.data(), 2);
    return dap::distribution::regular(dap_distribution_describe(dims.data(), 2, dap_comm_none()));
  }

  dap::source source(uint64_t flags = DAP_ARRAY_WRITABLE) {
    DAPPart part{};
    part.buffer = {memory.data(), DAP_DEVICE_CPU, 0, 2, DAP_TYPE_FLOAT, 64, 1, shape.data(), strides.data(), 0};
    DAPSourceDescription description{};
    description.name = "field";
    description.type = dap::type_of<double>();
    description.flags = flags;
    description.distribution = distribution.get();
    description.parts = &part;
    description.context = this;
    description.hooks.destroy = [](void *context) { ++static_cast<field *>(context)->destroyed; };
    return dap::source(description);
  }
};

TEST(CppArray, ReleasesOnceHoweverItIsMoved) {
  field mine;
  {
    dap::array first = mine.source().share();
    dap::array second = std::move(first);
    EXPECT_FALSE(first);
    first = std::move(second);
    EXPECT_TRUE(first);
    EXPECT_EQ(mine.destroyed, 0);
  }
  EXPECT_EQ(mine.destroyed, 1);
}

TEST(CppArray, IsEmptyAfterItWasFlattened) {
  field mine;
  dap::array matrix = mine.source().share();

  const dap::array flat = std::move(matrix).flatten(DAP_FLATTEN_RANK_ORDER);

  EXPECT_FALSE(matrix);
  EXPECT_EQ(flat->distribution->ndim, 1);
  EXPECT_EQ(flat->parts[0].buffer.shape[0], 20);
  EXPECT_EQ(flat->parts[0].buffer.data, mine.memory.data());
}

TEST(CppArray, StaysWholeIfFlatteningIsRefused) {
  field mine;
  dap::array matrix = mine.source().share();

  EXPECT_THROW(static_cast<void>(std::move(matrix).flatten(7)), dap::error);

  EXPECT_TRUE(matrix);
  EXPECT_NO_THROW(matrix.validate());
}

TEST(CppArray, IsTurnedIntoViewsOfViews) {
  field mine;
  dap::array matrix = mine.source().share();

  dap::array column = std::move(matrix).permute({1, 0}).slice({dap_slice_index(2), dap_slice_range(3, -1, -1)});
  const dap::array same = std::move(column).replica().drop_halo().meet(dap_simple_request(1));

  EXPECT_FALSE(matrix);
  EXPECT_FALSE(column);
  const DAPSimpleView view = same.view<double>();
  EXPECT_EQ(view.shape[0], 4);
  EXPECT_EQ(*static_cast<double *>(view.data), 17.0);
  EXPECT_EQ(view.strides[0], -5);
}

TEST(CppArray, StaysWholeIfAViewIsRefused) {
  field mine;
  dap::array matrix = mine.source().share();

  EXPECT_THROW(static_cast<void>(std::move(matrix).slice({dap_slice_all()})), dap::error);
  EXPECT_THROW(static_cast<void>(std::move(matrix).replica({0})), dap::error);

  EXPECT_TRUE(matrix);
}

TEST(CppArray, ShowsAView) {
  field mine;
  const dap::array matrix = mine.source().share();

  const DAPSimpleView view = matrix.view<double>();

  EXPECT_EQ(view.num_owned, 20);
  EXPECT_EQ(view.data, mine.memory.data());
  EXPECT_THROW(static_cast<void>(matrix.view<float>()), dap::error);
}

TEST(CppArray, HasTheNameOfItsSource) {
  field mine;
  dap::array matrix = mine.source().share();
  EXPECT_STREQ(matrix.name(), "field");

  const dap::array moved = std::move(matrix);

  EXPECT_EQ(matrix.name(), nullptr);
  EXPECT_STREQ(moved.name(), "field");
}

TEST(CppSource, GivesAWrappedArrayBack) {
  field mine;
  dap::source around(mine.source().share(), DAPSourceDescription{});
  {
    const dap::array shared = around.share();
    EXPECT_THROW(static_cast<void>(std::move(around).unwrap()), dap::error);
  }

  const dap::array back = std::move(around).unwrap();

  EXPECT_EQ(around.get(), nullptr);
  EXPECT_EQ(back->parts[0].buffer.data, mine.memory.data());
  EXPECT_EQ(mine.destroyed, 0);
}

TEST(CppError, CarriesWhatTheCCallReported) {
  field mine;
  const dap::source source = mine.source(0);
  const DAPRequest writing = dap_simple_request(1);

  try {
    static_cast<void>(source.share(&writing));
    FAIL() << "a read-only source was exported for writing";
  } catch (const dap::error &error) {
    EXPECT_EQ(error.code(), DAP_ERROR_READ_ONLY);
    EXPECT_EQ(error.rule(), DAP_RULE_REQUEST_WRITABLE);
    EXPECT_NE(std::string(error.what()).find("DAP_DEMAND_WRITABLE"), std::string::npos);
  }
}

TEST(CppOpening, LastsAsLongAsItsScope) {
  field mine;
  const dap::source source = mine.source();
  dap::array writer = source.share();
  dap::array reader = source.share();
  {
    const dap::opening writing(writer, DAP_ACCESS_WRITE);
    EXPECT_THROW(dap::opening(reader, DAP_ACCESS_READ), dap::error);
  }
  dap::opening reading(reader, DAP_ACCESS_READ);
  EXPECT_EQ(reader->generation[0], 1U);
  EXPECT_NO_THROW(reading.end());
}

TEST(CppOpening, IsOverIfItsArrayWasMovedAway) {
  field mine;
  const dap::source source = mine.source();
  dap::array array = source.share();
  dap::opening reading(array, DAP_ACCESS_READ);
  { const dap::array taken = std::move(array); }

  EXPECT_THROW(reading.end(), dap::error);
  EXPECT_THROW(reading.end(), dap::error);
}

TEST(CppSource, CountsItsExportsAndWrapsWhatItReceived) {
  field mine;
  const dap::source source = mine.source();
  {
    const dap::source wrapped(source.share(), DAPSourceDescription{});
    const dap::array again = wrapped.share();
    EXPECT_EQ(source.num_exports(), 1);
    EXPECT_EQ(wrapped.num_exports(), 1);
    EXPECT_EQ(again->parts[0].buffer.data, mine.memory.data());
    EXPECT_EQ(again->generation, dap_source_array(source.get())->generation);
  }
  EXPECT_EQ(source.num_exports(), 0);
}

TEST(CppDistribution, IsSharedByItsCopies) {
  const dap::distribution made = field::make_distribution();
  const dap::distribution copy = made;
  const dap::distribution cloned = dap::distribution::clone(*made.get());

  EXPECT_EQ(copy.get(), made.get());
  EXPECT_EQ(cloned.get(), made.get());
  EXPECT_TRUE(made.same_as(*cloned.get()));
  EXPECT_FALSE(made.same_as(*field::make_distribution().get()));
}

TEST(CppTypes, HaveTheirCodes) {
  constexpr auto is = [](DAPType type, unsigned code, unsigned bits) {
    return type.code == code && type.bits == bits && type.lanes == 1;
  };
  static_assert(is(dap::type_of<double>(), DAP_TYPE_FLOAT, 64));
  static_assert(is(dap::type_of<int32_t>(), DAP_TYPE_INT, 32));
  static_assert(is(dap::type_of<uint8_t>(), DAP_TYPE_UINT, 8));
  static_assert(is(dap::type_of<bool>(), DAP_TYPE_BOOL, 8));
  static_assert(is(dap::type_of<std::complex<double>>(), DAP_TYPE_COMPLEX, 128));
  static_assert(!std::is_copy_constructible_v<dap::array> && std::is_nothrow_move_constructible_v<dap::array>);
}

}  // namespace
