// SPDX-License-Identifier: BSD-3-Clause
#include "transfer/resolve.hpp"

#include <array>

#include "model/boxes.hpp"
#include "transfer/ask_boxes.hpp"
#include "transfer/ask_dims.hpp"
#include "transfer/sides.hpp"
#include "world/open_dims.hpp"

namespace dap::transfer {
namespace {

using world::assembly;
using world::resident;

bool asks_for_boxes(const DAPDistribution &distribution) noexcept {
  return is_boxes(distribution) && !model::listed_boxes(distribution);
}

// What all ranks have to ask for; alike on all of them.
struct questions {
  bool dims = false;
  std::array<bool, 2> boxes{};  // of the source, of the target
};

questions questions_of(const asker &one) noexcept {
  const bool both = !is_told(one.what);
  return {world::has_open(*one.source) || (both && world::has_open(*one.target)),
          {asks_for_boxes(*one.source), both && asks_for_boxes(*one.target)}};
}

// Two rounds: ask(resident, asker) and answer(resident, asker) write what is delivered, learn(resident, asker) takes it
// in.
template <typename Ask, typename Answer, typename Learn>
int32_t ask_all(assembly &all, const asker_finder &askers, DAPError *error, Ask ask, Answer answer, Learn learn) {
  int32_t status = all.deliver(
      [&](resident &at, DAPError *) {
        ask(at, askers.of(at.rank));
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  status = all.deliver(
      [&](resident &at, DAPError *) {
        answer(at, askers.of(at.rank));
        return DAP_OK;
      },
      error);
  if (status != DAP_OK) return status;
  return all.together(
      [&](resident &at, DAPError *) {
        learn(at, askers.of(at.rank));
        return DAP_OK;
      },
      error);
}

int32_t ask_for_dims(assembly &all, const asker_finder &askers, DAPError *error) {
  const int32_t num_ranks = all.size();
  return ask_all(
      all, askers, error, [=](resident &at, asker &one) { ask_dims(at, one, num_ranks); },
      [=](resident &at, const asker &one) { answer_dims(at, one, num_ranks); },
      [=](const resident &at, asker &one) { learn_dims(at, one, num_ranks); });
}

int32_t ask_for_boxes(assembly &all, const asker_finder &askers, bool of_target, DAPError *error) {
  const int32_t num_ranks = all.size();
  return ask_all(
      all, askers, error, [=](resident &at, const asker &one) { ask_boxes(at, one, of_target, num_ranks); },
      [](resident &at, const asker &one) { answer_boxes(at, one); },
      [=](const resident &at, asker &one) { learn_boxes(at, one, of_target); });
}

}  // namespace

bool tells_all(const DAPDistribution &distribution) noexcept {
  return !world::has_open(distribution) && !asks_for_boxes(distribution);
}

void know(asker &one) {
  for (const bool target : {false, true}) {
    const DAPDistribution &distribution = target ? *one.target : *one.source;
    known_division &known = target ? one.known_target : one.known_source;
    known = {};
    for (int32_t d = 0; d < distribution.ndim; ++d) known.dims.push_back({distribution.dims[d], {}});
    const auto list = is_boxes(distribution) ? model::listed_boxes(distribution) : std::nullopt;
    if (list && !(target && is_told(one.what))) know_listed_boxes(*list, one, target);
  }
}

int32_t resolve(assembly &all, const asker_finder &askers, DAPError *error) {
  questions asked;
  int32_t status = all.together(
      [&](resident &at, DAPError *) {
        know(askers.of(at.rank));
        asked = questions_of(askers.of(at.rank));
        return DAP_OK;
      },
      error);
  if (status == DAP_OK && asked.dims) status = ask_for_dims(all, askers, error);
  for (const bool target : {false, true}) {
    if (status == DAP_OK && asked.boxes[target ? 1 : 0]) status = ask_for_boxes(all, askers, target, error);
  }
  return status;
}

}  // namespace dap::transfer
