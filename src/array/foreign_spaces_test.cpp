// SPDX-License-Identifier: BSD-3-Clause
// Somebody invents a space of identities for each distribution, which is against rule 754: the table of spaces ends. A
// program of its own, since the table never shrinks.
#include <gtest/gtest.h>

#include "array/sample_arrays.hpp"

namespace {

using namespace dap::array::sample;

void flatten_twice(const ten_doubles &field, const DAPDistribution &foreign, DAPArray &a, DAPArray &b) {
  DAPSourceDescription description = field.description;
  description.distribution = &foreign;
  for (DAPArray *flat : {&a, &b}) {
    DAPSource *made = nullptr;
    ASSERT_EQ(dap_source_create(&description, &made, nullptr), DAP_OK);
    held_array array;
    export_to(source_ptr(made), array);
    ASSERT_EQ(dap_array_flatten(&array, DAP_FLATTEN_RANK_ORDER, flat, nullptr), DAP_OK);
  }
}

TEST(FlatArrays, OfSpacesWithoutEndHaveIdentitiesOfTheirOwn) {
  const ten_doubles field;
  DAPDistribution foreign = *field.distribution;
  std::vector<char> spaces(1025);
  for (const char &space : spaces) {
    foreign.id_space = &space;
    held_array a, b;
    flatten_twice(field, foreign, a, b);

    const bool known = &space != &spaces.back();
    EXPECT_EQ(dap_distribution_same(a.distribution, b.distribution), known ? 1 : 0) << &space - spaces.data();
    EXPECT_EQ(dap_array_validate(&a, nullptr), DAP_OK);
  }
}

}  // namespace
