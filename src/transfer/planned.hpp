// SPDX-License-Identifier: BSD-3-Clause
// A plan, and the distributions that it belongs to.
#pragma once

#include <dap/transfer.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "transfer/half_plan.hpp"
#include "transfer/rank_map.hpp"
#include "transfer/told_plan.hpp"

namespace dap::transfer {

struct planned {
  // In the ranks that the plan counts in; of a rank that is not in one of two worlds, without parts.
  std::shared_ptr<const DAPDistribution> source;
  std::shared_ptr<const DAPDistribution> target;
  // As passed, and as arrays have them. NULL: this rank is not in that world.
  std::shared_ptr<const DAPDistribution> own_source;
  std::shared_ptr<const DAPDistribution> own_target;
  rank_map source_ranks;
  bool is_between = false;  // two worlds
  uint32_t side = 0;        // made over an intercommunicator: what its group has (mpi/parent_comm.hpp)
  std::vector<int32_t> target_dims;
  uint64_t flags = 0;
  bool is_halo = false;  // the target is the source, and `halo_flags` say what is exchanged within it
  uint64_t halo_flags = 0;
  half_plan giving;
  half_plan getting;

  // What is added to the target, in the order of the ranks that give.
  [[nodiscard]] bool adds() const noexcept { return is_halo && (halo_flags & DAP_HALO_REVERSE) != 0; }
};

// Checks what is passed, and keeps it. Local.
[[nodiscard]] int32_t begin_plan(const DAPDistribution *source, const DAPDistribution *target,
                                 const DAPPlanOptions *options, planned &made, DAPError *error);

// The first half of it, where either may be NULL: keeps what is passed as own_source and own_target. Local.
[[nodiscard]] int32_t keep_passed(const DAPDistribution *source, const DAPDistribution *target, planned &made,
                                  DAPError *error);
// The second, of source and target: whether they and the options go together. Local.
[[nodiscard]] int32_t pair_up(const DAPPlanOptions *options, planned &made, DAPError *error);

[[nodiscard]] int32_t begin_halo_plan(const DAPDistribution *distribution, const DAPHaloOptions *options, planned &made,
                                      DAPError *error);

// Alike on all ranks, of options that are.
[[nodiscard]] wanted what_of(const planned &begun) noexcept;
// A number made of what was asked for, by which ranks see whether theirs are alike: by it they ask and tell.
[[nodiscard]] uint64_t sum_of_options(const planned &begun) noexcept;

// Asks with it what begin_plan has left open.
[[nodiscard]] asker asker_of(const planned &begun);

// Plans both halves. Local.
[[nodiscard]] int32_t finish_plan(const asker &known, planned &begun, DAPError *error);

// Tells with it what is wanted, if asker_of(begun) says that this has to be told.
[[nodiscard]] told_plan told_plan_of(const planned &begun);

// Takes both halves over, once others have been told. Local.
[[nodiscard]] int32_t finish_told_plan(told_plan &&told, planned &begun, DAPError *error);

}  // namespace dap::transfer

struct DAPPlan {
  std::shared_ptr<const dap::transfer::planned> plan;  // also of the transfers that run it
};
