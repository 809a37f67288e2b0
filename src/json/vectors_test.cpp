// SPDX-License-Identifier: BSD-3-Clause
// Every example in spec/vectors: valid on each rank, complete over all of them, and canonical.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "json/distribution_file.hpp"

namespace dap::json {
namespace {

std::vector<std::filesystem::path> vectors() {
  std::vector<std::filesystem::path> paths;
  for (const auto &entry : std::filesystem::directory_iterator(VECTORS)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".json") && !name.ends_with(".schema.json")) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string text_of(const std::filesystem::path &path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Vectors : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(Vectors, AreValidOnEveryRank) {
  for (const distribution &each : distributions(read(text_of(GetParam())))) {
    DAPError failure{};
    EXPECT_EQ(dap_distribution_validate(each.get(), &failure), DAP_OK) << failure.message;
  }
}

TEST_P(Vectors, AreValidOnAllRanksTogether) {
  const std::vector<distribution> made = distributions(read(text_of(GetParam())));
  std::vector<const DAPDistribution *> ranks;
  for (const distribution &each : made) ranks.push_back(each.get());
  EXPECT_NO_THROW(distribution::validate_all(ranks));
}

TEST_P(Vectors, AreCanonical) {
  const std::string text = text_of(GetParam());

  EXPECT_EQ(write(read(text)), text);
  EXPECT_FALSE(read(text).about.empty()) << "say what it is kept for";
}

TEST_P(Vectors, SurviveTheWayThroughTheLibrary) {
  distribution_file file = read(text_of(GetParam()));
  const std::vector<distribution> made = distributions(file);
  std::vector<const DAPDistribution *> ranks;
  for (const distribution &each : made) ranks.push_back(each.get());
  file.about.clear();

  EXPECT_EQ(file_of(ranks), file);
}

// Each element is owned once per replica.
TEST_P(Vectors, OwnEveryElement) {
  const distribution_file file = read(text_of(GetParam()));
  int64_t expected = 1;
  for (const dim &each : file.dims) expected *= each.kind == DAP_KIND_REPLICA ? each.grid_size : each.size;
  int64_t owned = 0;
  for (const std::vector<part> &rank : file.parts) {
    for (const part &stored : rank) {
      int64_t here = 1;
      for (size_t d = 0; d < stored.size(); ++d) {
        if (file.dims[d].kind != DAP_KIND_REPLICA) here *= stored[d].num_owned;
      }
      owned += here;
    }
  }

  EXPECT_EQ(owned, expected);
}

INSTANTIATE_TEST_SUITE_P(Spec, Vectors, ::testing::ValuesIn(vectors()),
                         [](const auto &each) { return each.param.stem().string(); });

TEST(VectorsTogether, ShowEveryKindAndForm) {
  uint32_t kinds = 0;
  uint32_t forms = 0;
  uint64_t features = 0;
  for (const auto &path : vectors()) {
    const distribution_file file = read(text_of(path));
    features |= file.features;
    for (const dim &each : file.dims) kinds |= 1U << each.kind;
    for (const auto &rank : file.parts) {
      for (const part &stored : rank) {
        for (const local_dim &each : stored) forms |= 1U << each.index_form;
      }
    }
  }

  EXPECT_EQ(kinds, 0b111110U);
  EXPECT_EQ(forms, 0b1111U);
  EXPECT_EQ(features, DAP_FEATURE_CYCLIC | DAP_FEATURE_UNSTRUCTURED | DAP_FEATURE_BOXES | DAP_FEATURE_REPLICAS |
                          DAP_FEATURE_HALO | DAP_FEATURE_HALO_LIST | DAP_FEATURE_PARTS | DAP_FEATURE_RANK_TABLE |
                          DAP_FEATURE_UNKNOWN_BOUNDS);
}

}  // namespace
}  // namespace dap::json
