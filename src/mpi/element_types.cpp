// SPDX-License-Identifier: BSD-3-Clause
#include "mpi/element_types.hpp"

#include <dap/simple.h>

#include <cinttypes>
#include <optional>
#include <span>
#include <utility>

namespace dap::mpi {
namespace {

using transfer::planned;

DAPType type_of(const DAPArray &array) noexcept {
  return {array.type_code, array.type_bits, array.type_lanes};
}

constexpr std::size_t words_per_type = 3;

world::words types_in(const passed_list &list, int32_t num_arrays) {
  world::words text;
  for (int32_t index = 0; index < num_arrays; ++index) {
    const DAPType type = type_of(*list.at(index));
    text.insert(text.end(), {int64_t{type.code}, int64_t{type.bits}, int64_t{type.lanes}});
  }
  return text;
}

// What rank 0 of a world says: which world, how many words, and those.
void write_types(const passed_list &list, int32_t num_arrays, world::words &out) {
  if (list.planned_for == nullptr || list.planned_for->comm.rank != 0) return;
  const world::words text = types_in(list, num_arrays);
  out.insert(out.end(), {static_cast<int64_t>(list.number), static_cast<int64_t>(text.size())});
  out.insert(out.end(), text.begin(), text.end());
}

// Each of the two speaks once where all ranks have one plan.
std::optional<std::span<const int64_t>> find_types(std::span<const int64_t> announced, std::size_t number) {
  while (!announced.empty()) {
    const auto length = static_cast<std::size_t>(announced[1]);
    if (announced[0] == static_cast<int64_t>(number)) return announced.subspan(2, length);
    announced = announced.subspan(2 + length);
  }
  return std::nullopt;
}

// How many arrays there are.
int32_t check_length(const passed_list &list, int32_t num_arrays, const world::resident &at,
                     const std::optional<std::span<const int64_t>> &told, DAPError *error) {
  if (!told) {
    return dap_simple_fail(error, DAP_ERROR_DISAGREEMENT, DAP_RULE_TRANSFER_PLAN, -1, at.rank, 1, 0,
                           "nobody is rank 0 of the %s, expected one plan on all ranks", list.name());
  }
  const std::size_t count = told->size() / words_per_type;
  if (count == static_cast<std::size_t>(num_arrays)) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT, -1, at.rank, static_cast<int64_t>(count),
                         num_arrays, "num_arrays is %" PRId32 " on rank %" PRId32 ", but %zu on rank 0 of the %s",
                         num_arrays, at.rank, count, list.name());
}

bool has_type(const DAPArray &array, const DAPType &type) noexcept {
  return array.type_code == type.code && array.type_bits == type.bits && array.type_lanes == type.lanes;
}

int32_t read_types(const passed_list &list, int32_t num_arrays, const world::resident &at, std::vector<DAPType> &types,
                   DAPError *error) {
  const auto told = find_types(at.announcement, list.number);
  int32_t status = check_length(list, num_arrays, at, told, error);
  if (status != DAP_OK) return status;
  for (int32_t index = 0; index < num_arrays; ++index) {
    const auto text = told->subspan(words_per_type * static_cast<std::size_t>(index), words_per_type);
    const DAPType type{static_cast<uint8_t>(text[0]), static_cast<uint8_t>(text[1]), static_cast<uint16_t>(text[2])};
    types.push_back(type);
    if (list.planned_for == nullptr || has_type(*list.at(index), type)) continue;
    status = dap_simple_fail(error, DAP_ERROR_DISAGREEMENT, DAP_RULE_DISAGREEMENT, -1, at.rank, 0, at.rank,
                             "%ss[%" PRId32 "] has another element type than on rank 0 of the %s", list.name(), index,
                             list.name());
    dap_simple_named(error, dap_simple_name(list.at(index)));
    return status;
  }
  return DAP_OK;
}

}  // namespace

element_types types_here(const transfer_arguments &passed) {
  element_types types;
  for (int32_t index = 0; index < passed.num_arrays; ++index) {
    types.source.push_back(type_of(*passed.sources[index]));
    types.target.push_back(type_of(*passed.targets[index]));
  }
  return types;
}

int32_t learn_types(mpi_assembly &all, const planned &plan, const transfer_arguments &passed, element_types &types,
                    DAPError *error) {
  const passed_list sources = sources_of(plan, passed);
  const passed_list targets = targets_of(plan, passed);
  int32_t status = all.deliver(
      [&](world::resident &at, DAPError *) {
        world::words text;
        write_types(sources, passed.num_arrays, text);
        write_types(targets, passed.num_arrays, text);
        if (!text.empty()) at.outbox[0] = std::move(text);
        return DAP_OK;
      },
      error);
  if (status == DAP_OK) {
    status = all.together(
        [&](world::resident &at, DAPError *) {
          at.announcement.clear();
          for (const auto &[sender, text] : at.inbox) {
            at.announcement.insert(at.announcement.end(), text.begin(), text.end());
          }
          return DAP_OK;
        },
        error);
  }
  if (status == DAP_OK) status = all.announce(error);
  if (status != DAP_OK) return status;
  return all.together(
      [&](world::resident &at, DAPError *own) {
        const int32_t read = read_types(sources, passed.num_arrays, at, types.source, own);
        return read == DAP_OK ? read_types(targets, passed.num_arrays, at, types.target, own) : read;
      },
      error);
}

}  // namespace dap::mpi
