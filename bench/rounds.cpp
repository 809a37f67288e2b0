// SPDX-License-Identifier: BSD-3-Clause
#include "rounds.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace dap::bench {
namespace {

double run_once(const contender &one) {
  one.before();
  const auto start = std::chrono::steady_clock::now();
  one.run(one.repeats);
  const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - start;
  return spent.count() / one.repeats;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

std::vector<row> compare(const std::vector<contender> &contenders, size_t reference, int rounds) {
  std::vector<std::vector<double>> times(contenders.size());
  for (int round = -1; round < rounds; ++round) {
    for (size_t i = 0; i < contenders.size(); ++i) {
      const double spent = run_once(contenders[i]);
      if (round >= 0) times[i].push_back(spent);
    }
  }
  return rows_of(contenders, times, reference);
}

std::vector<row> rows_of(const std::vector<contender> &contenders, const std::vector<std::vector<double>> &times,
                         size_t reference) {
  std::vector<row> rows;
  for (size_t i = 0; i < contenders.size(); ++i) {
    std::vector<double> ratios;
    for (size_t round = 0; round < times[i].size(); ++round)
      ratios.push_back(times[i][round] / times[reference][round]);
    rows.push_back({contenders[i].name, median(times[i]), median(ratios), contenders[i].figures});
  }
  return rows;
}

void report(const std::string &name, const std::string &title, const std::vector<row> &rows, size_t reference,
            const std::string &folder) {
  std::printf("%s\n%-68s %12s   %s\n", title.c_str(), "", "ns", "of the reference");
  nlohmann::json document{{"title", title}, {"reference", rows[reference].name}, {"rows", nlohmann::json::array()}};
  for (const row &one : rows) {
    std::printf("%-68s %12.1f   %8.3f%s", one.name.c_str(), one.nanoseconds, one.ratio,
                &one == &rows[reference] ? "  (reference)" : "");
    nlohmann::json written{{"name", one.name}, {"ns", one.nanoseconds}, {"ratio", one.ratio}};
    for (const auto &[what, value] : one.figures) {
      std::printf("  %s %.12g", what.c_str(), value);
      written[what] = value;
    }
    std::printf("\n");
    document["rows"].push_back(written);
  }
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/" + name + ".json") << document.dump(2) << '\n';
}

}  // namespace dap::bench
