// SPDX-License-Identifier: BSD-3-Clause
#include "array/meet.hpp"

#include <dap/view.h>

#include <cstdio>
#include <cstring>
#include <utility>

#include "array/boundary.hpp"
#include "array/flatten.hpp"
#include "array/read_as.hpp"
#include "array/take.hpp"
#include "array/validate.hpp"

namespace dap::array {
namespace {

constexpr uint64_t halo_features = DAP_FEATURE_HALO | DAP_FEATURE_HALO_LIST;

// Views of views of an array, of which only the last one is kept.
class view_chain {
 public:
  explicit view_chain(const DAPArray &array) noexcept : array_(array), seen_(array) {}

  // The array as it looks by now.
  [[nodiscard]] const DAPArray &seen() const noexcept { return seen_; }
  [[nodiscard]] const view &last() const noexcept { return last_; }
  // What was done, for messages; empty: nothing.
  [[nodiscard]] const char *words() const noexcept { return words_; }

  // Adds the view that make(array, view) returns with DAP_OK.
  template <typename Make>
  int32_t add(const char *words, Make &&make) {
    view made;
    const size_t used = std::strlen(words_);
    static_cast<void>(std::snprintf(words_ + used, sizeof words_ - used, "%s%s", used == 0 ? "" : ", ", words));
    const int32_t status = make(seen_, made);
    if (status != DAP_OK) return status;
    if (is_empty_) {
      last_ = std::move(made);
    } else {
      join(last_, std::move(made));
    }
    is_empty_ = false;
    seen_ = shown(array_, last_);
    return DAP_OK;
  }

 private:
  const DAPArray &array_;
  DAPArray seen_;
  view last_;
  bool is_empty_ = true;
  char words_[80] = "";
};

bool demands_kind(const DAPRequest &request, uint32_t kind) noexcept {
  return (request.demands & DAP_DEMAND_KIND) != 0 && request.preferred_kind == kind;
}

bool has_too_many_dims(const DAPArray &array, const DAPRequest &request) noexcept {
  return request.max_ndim == 1 && array.distribution->ndim > 1 && (request.abilities & DAP_FEATURE_RENUMBERED) != 0;
}

// A halo that the request does not name, or in the way of what else has to be done; never one that it demands.
bool is_to_drop_halo(const DAPArray &array, const DAPRequest &request) noexcept {
  const uint64_t halo = (array.flags | array.distribution->flags) & halo_features;
  if (halo == 0 || (request.demands & DAP_DEMAND_HALO) != 0) return false;
  return (halo & ~request.abilities) != 0 || has_too_many_dims(array, request) ||
         (demands_kind(request, DAP_KIND_CYCLIC) && has_to_read_as(*array.distribution, DAP_KIND_CYCLIC));
}

// The kind that some dimensions have to be read as; 0: none.
uint32_t kind_to_read_as(const DAPArray &array, const DAPRequest &request) noexcept {
  const bool knows_cyclic = (request.abilities & DAP_FEATURE_CYCLIC) != 0;
  uint32_t kind = 0;
  if (!knows_cyclic || demands_kind(request, DAP_KIND_BLOCK)) kind = DAP_KIND_BLOCK;
  if (knows_cyclic && demands_kind(request, DAP_KIND_CYCLIC)) kind = DAP_KIND_CYCLIC;
  return kind != 0 && has_to_read_as(*array.distribution, kind) ? kind : 0;
}

// All that the request gives reason for, as far as it goes; `why`: why not further.
int32_t look_for_views(view_chain &chain, const DAPRequest &request, DAPError *why) {
  int32_t status = DAP_OK;
  if (is_to_drop_halo(chain.seen(), request)) {
    status = chain.add("without halo", [&](const DAPArray &of, view &made) { return take_owned(of, made, why); });
  }
  if (status == DAP_OK && has_too_many_dims(chain.seen(), request)) {
    status = chain.add("flattened in rank order",
                       [&](const DAPArray &of, view &made) { return flatten(of, DAP_FLATTEN_RANK_ORDER, made, why); });
  }
  const uint32_t kind = status == DAP_OK ? kind_to_read_as(chain.seen(), request) : 0;
  if (kind == 0) return status;
  return chain.add(kind == DAP_KIND_CYCLIC ? "read as cyclic" : "read as blocks",
                   [&](const DAPArray &of, view &made) { return read_as(of, kind, made, why); });
}

// Puts "; TEXT: REASON" in front of the end of the message, which says rank and rule.
void add_reason(DAPError &error, const char *text, const DAPError &why) noexcept {
  const DAPError verdict = error;
  const char *tail = std::strrchr(verdict.message, '(');
  if (tail == nullptr) return;
  const auto length = static_cast<int>(tail - verdict.message) - 1;  // without the space in front of it
  const size_t tail_size = std::strlen(tail) + 1;
  const size_t room = sizeof error.message - 1 - tail_size;
  static_cast<void>(std::snprintf(error.message, room + 1, "%.*s; %s: %s", length, verdict.message, text, why.message));
  char *end = error.message + std::strlen(error.message);
  *end = ' ';
  std::memcpy(end + 1, tail, tail_size);
}

// That of the array as it is, if the view fails for the same reason.
bool is_news(const DAPError &verdict, const DAPError &why) noexcept {
  return why.rule != verdict.rule || why.dim != verdict.dim || why.found != verdict.found;
}

int32_t find_and_hand_out(DAPArray &array, const DAPRequest &request, int32_t verdict, DAPArray *out, DAPError *error) {
  DAPError why{};
  view_chain chain(array);
  int32_t status = look_for_views(chain, request, &why);
  if (chain.words()[0] == '\0') return verdict;
  if (status == DAP_OK) status = dap_simple_satisfies(&chain.seen(), &request, &why);
  if (status == DAP_OK) {
    status = hand_out(array, chain.last(), out, error);
    if (status == DAP_OK) write_only_if_asked(*out, request);
    return status;
  }
  if (status != DAP_ERROR_UNSUPPORTED && status != DAP_ERROR_READ_ONLY) {
    if (error != nullptr) *error = why;
    return status;
  }
  if (error != nullptr && is_news(*error, why)) add_reason(*error, chain.words(), why);
  return verdict;
}

}  // namespace

int32_t meet_by_view(DAPArray &array, const DAPRequest &request, int32_t verdict, DAPArray *out,
                     DAPError *error) noexcept {
  if (request.version.major != array.version.major) return verdict;
  return guarded(error, [&] { return find_and_hand_out(array, request, verdict, out, error); });
}

void write_only_if_asked(DAPArray &array, const DAPRequest &request) noexcept {
  const bool writes = (request.abilities & DAP_ABILITY_WRITE) != 0 || (request.demands & DAP_DEMAND_WRITABLE) != 0;
  if (!writes) array.flags &= ~DAP_ARRAY_WRITABLE;
}

}  // namespace dap::array

int32_t dap_array_meet(DAPArray *array, const DAPRequest *request, DAPArray *out, DAPError *error) {
  using namespace dap::array;
  if (array == nullptr || out == nullptr) return argument_is_null(error, array == nullptr ? "array" : "out");
  if (request == nullptr) return argument_is_null(error, "request");
  int32_t status = guarded(error, [&] { return validate_array(*array, error); });
  if (status != DAP_OK) return named(status, error, *array);
  status = dap_simple_satisfies(array, request, error);
  if (status != DAP_OK) return named(meet_by_view(*array, *request, status, out, error), error, *array);
  dap_simple_move(array, out);
  write_only_if_asked(*out, *request);
  return DAP_OK;
}
