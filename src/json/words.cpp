// SPDX-License-Identifier: BSD-3-Clause
// The words of the JSON form.
#include "json/words.hpp"

#include "json/refuse.hpp"

namespace dap::json {

const vocabulary &kinds() {
  static const vocabulary words{{"block", DAP_KIND_BLOCK},
                                {"cyclic", DAP_KIND_CYCLIC},
                                {"unstructured", DAP_KIND_UNSTRUCTURED},
                                {"box", DAP_KIND_BOX},
                                {"replica", DAP_KIND_REPLICA}};
  return words;
}

const vocabulary &dim_flags() {
  static const vocabulary words{{"periodic", DAP_DIM_PERIODIC},
                                {"balanced", DAP_DIM_BALANCED},
                                {"unknown_bounds", DAP_DIM_UNKNOWN_BOUNDS},
                                {"halo", DAP_DIM_HALO},
                                {"halo_list", DAP_DIM_HALO_LIST},
                                {"renumbered", DAP_DIM_RENUMBERED},
                                {"incomplete", DAP_DIM_INCOMPLETE},
                                {"overlapping", DAP_DIM_OVERLAPPING}};
  return words;
}

const vocabulary &features() {
  static const vocabulary words{{"cyclic", DAP_FEATURE_CYCLIC},
                                {"unstructured", DAP_FEATURE_UNSTRUCTURED},
                                {"boxes", DAP_FEATURE_BOXES},
                                {"replicas", DAP_FEATURE_REPLICAS},
                                {"halo", DAP_FEATURE_HALO},
                                {"halo_list", DAP_FEATURE_HALO_LIST},
                                {"strided", DAP_FEATURE_STRIDED},
                                {"parts", DAP_FEATURE_PARTS},
                                {"device", DAP_FEATURE_DEVICE},
                                {"rank_table", DAP_FEATURE_RANK_TABLE},
                                {"unknown_bounds", DAP_FEATURE_UNKNOWN_BOUNDS},
                                {"renumbered", DAP_FEATURE_RENUMBERED},
                                {"incomplete", DAP_FEATURE_INCOMPLETE},
                                {"overlapping", DAP_FEATURE_OVERLAPPING},
                                {"extension", DAP_FEATURE_EXTENSION}};
  return words;
}

const vocabulary &index_forms() {
  static const vocabulary words{{"int32", DAP_INDEX_INT32}, {"int64", DAP_INDEX_INT64}, {"runs", DAP_INDEX_RUNS}};
  return words;
}

uint64_t code_of(const vocabulary &words, std::string_view text, const std::string &path) {
  std::string known;
  for (const word &each : words) {
    if (text == each.text) return each.code;
    known += (known.empty() ? "" : ", ") + std::string(each.text);
  }
  refuse(path, "\"" + std::string(text) + "\", expected one of " + known);
}

std::string word_of(const vocabulary &words, uint64_t code, const std::string &path) {
  for (const word &each : words) {
    if (each.code == code) return each.text;
  }
  refuse(path, "the code " + std::to_string(code) + " has no word");
}

std::vector<std::string> words_of(const vocabulary &words, uint64_t bits, const std::string &path) {
  std::vector<std::string> found;
  for (const word &each : words) {
    if ((bits & each.code) != 0) found.emplace_back(each.text);
    bits &= ~each.code;
  }
  if (bits == 0) return found;
  refuse(path, "bit " + std::to_string(dap_simple_lowest_bit(bits)) + " has no word");
}

}  // namespace dap::json
