// SPDX-License-Identifier: BSD-3-Clause
// All ranks in one process: what they say to each other stays in memory.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "world/assembly.hpp"

namespace dap::array {

class gathered final : public world::assembly {
 public:
  // [ranks], which are borrowed. Throws std::bad_alloc.
  explicit gathered(std::span<const DAPDistribution *const> distributions);

  [[nodiscard]] int32_t size() const noexcept override { return static_cast<int32_t>(residents_.size()); }
  [[nodiscard]] int32_t sum(DAPError *error) override;
  [[nodiscard]] int32_t sum_before(DAPError *error) override;
  [[nodiscard]] int32_t announce(DAPError *error) override;

 private:
  [[nodiscard]] int32_t run(step_call call, void *step, DAPError *error) override;
  [[nodiscard]] int32_t run_and_deliver(step_call call, void *step, DAPError *error) override;
  void run_alone(void (*call)(void *step, world::resident &at), void *step) override;

  std::vector<world::resident> residents_;
};

}  // namespace dap::array
