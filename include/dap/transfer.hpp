// SPDX-License-Identifier: BSD-3-Clause
/**
 * @file transfer.hpp
 * @brief The C++17 face of dap/transfer.h. What runs plans is in dap/mpi.hpp.
 */
#ifndef DAP_TRANSFER_HPP
#define DAP_TRANSFER_HPP

#include <dap/transfer.h>

#include <dap/dap.hpp>
#include <memory>
#include <vector>

namespace DAP_NAMESPACE {

/// A plan (dap_plan_create), ended with dap_plan_release. Local.
class plan {
 public:
  /// Takes over what a C function has made.
  explicit plan(DAPPlan *owned) noexcept : plan_(owned) {}
  /// dap_plan_create: of two distributions that tell all that has to be known.
  plan(const DAPDistribution &source, const DAPDistribution &target, const DAPPlanOptions *options = nullptr) {
    DAPPlan *out = nullptr;
    check([&](DAPError *e) { return dap_plan_create(&source, &target, options, &out, e); });
    plan_.reset(out);
  }

  /// The handle; borrowed.
  [[nodiscard]] const DAPPlan *get() const noexcept { return plan_.get(); }
  /// dap_plan_count.
  [[nodiscard]] DAPPlanCounts count() const {
    DAPPlanCounts out{};
    check([&](DAPError *e) { return dap_plan_count(plan_.get(), &out, e); });
    return out;
  }

 private:
  struct release {
    void operator()(DAPPlan *owned) const noexcept { dap_plan_release(owned); }
  };
  std::unique_ptr<DAPPlan, release> plan_;
};

/// dap_plan_relabel: the new rank for each of the target's ranks. Local.
[[nodiscard]] inline std::vector<int64_t> relabel(const DAPDistribution &source, const DAPDistribution &target,
                                                  const DAPPlanOptions *options = nullptr,
                                                  DAPRelabelCounts *counts = nullptr) {
  std::vector<int64_t> ranks(static_cast<std::size_t>(target.comm.size));
  check([&](DAPError *e) { return dap_plan_relabel(&source, &target, options, ranks.data(), counts, e); });
  return ranks;
}

}  // namespace DAP_NAMESPACE

#endif  // DAP_TRANSFER_HPP
