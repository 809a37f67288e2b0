// SPDX-License-Identifier: BSD-3-Clause
/**
 * @file mpi.hpp
 * @brief The C++17 face of dap/mpi.h: failures are exceptions, on all processes alike.
 *
 * Every function calls the C function that its comment names. dap_comm_from_mpi and dap_comm_to_mpi cannot fail, and
 * have no twin.
 */
#ifndef DAP_MPI_HPP
#define DAP_MPI_HPP

#include <dap/mpi.h>

#include <dap/dap.hpp>
#include <dap/transfer.hpp>
#include <exception>
#include <new>
#include <vector>

namespace DAP_NAMESPACE {

/// dap_mpi_comm: the communicator that an importer works on. Local.
[[nodiscard]] inline MPI_Comm mpi_comm(MPI_Comm comm, const DAPDistribution &distribution) {
  MPI_Comm out = MPI_COMM_NULL;
  check([&](DAPError *e) { return dap_mpi_comm(comm, &distribution, &out, e); });
  return out;
}

namespace detail {

/// Runs `function` and turns what it throws into a status.
template <typename Function>
int32_t status_of(Function &&function, DAPError *details) noexcept {
  try {
    std::forward<Function>(function)();
    return DAP_OK;
  } catch (const error &failure) {
    *details = failure.details();
    return failure.code();
  } catch (const std::bad_alloc &) {
    return dap_simple_fail(details, DAP_ERROR_MEMORY, 0, -1, -1, 0, 0, "out of memory");
  } catch (const std::exception &failure) {
    return dap_simple_fail(details, DAP_ERROR_LIBRARY, 0, -1, -1, 0, 0, "%s", failure.what());
  } catch (...) {
    return dap_simple_fail(details, DAP_ERROR_LIBRARY, 0, -1, -1, 0, 0, "something that is no exception was thrown");
  }
}

}  // namespace detail

/// dap_mpi_agree: runs `function` on every process, and throws on all of them what it threw on the lowest rank where it
/// did. What is no dap::error becomes one. Collective, but for what `function` does.
template <typename Function>
void agree(MPI_Comm comm, Function &&function) {
  DAPError details{};
  const int32_t status = detail::status_of(std::forward<Function>(function), &details);
  const int32_t agreed = dap_mpi_agree(comm, status, &details);
  if (agreed != DAP_OK) throw error(details);
}

/// dap_mpi_agree_on: the same, and throws also if the processes pass arrays or arguments that differ. An
/// empty array counts as none.
template <typename Function>
void agree_on(MPI_Comm comm, const array &passed, uint64_t arguments, Function &&function) {
  DAPError details{};
  const int32_t status = detail::status_of(std::forward<Function>(function), &details);
  const int32_t agreed = dap_mpi_agree_on(comm, status, passed ? passed.get() : nullptr, arguments, &details);
  if (agreed != DAP_OK) throw error(details);
}

/// dap_mpi_validate: an array, by all processes together. Collective; throws the same on all.
inline void mpi_validate(MPI_Comm comm, const array &passed) {
  check([&](DAPError *e) { return dap_mpi_validate(comm, passed.get(), e); });
}

/// dap_mpi_validate_distribution: a distribution. Collective.
inline void mpi_validate(MPI_Comm comm, const DAPDistribution &distribution) {
  check([&](DAPError *e) { return dap_mpi_validate_distribution(comm, &distribution, e); });
}

/// dap_mpi_validate_halos: an array, and that its halo elements equal their owners'. Collective.
inline void mpi_validate_halos(MPI_Comm comm, array &passed) {
  check([&](DAPError *e) { return dap_mpi_validate_halos(comm, passed.get(), e); });
}

/// dap_mpi_validate_replicas: an array, and that its replicas are equal. Collective.
inline void mpi_validate_replicas(MPI_Comm comm, array &passed) {
  check([&](DAPError *e) { return dap_mpi_validate_replicas(comm, passed.get(), e); });
}

/// dap_mpi_plan_create: a plan that asks for what the distributions do not tell. Collective; throws the same on all.
[[nodiscard]] inline plan mpi_plan(MPI_Comm comm, const DAPDistribution &source, const DAPDistribution &target,
                                   const DAPPlanOptions *options = nullptr) {
  DAPPlan *out = nullptr;
  check([&](DAPError *e) { return dap_mpi_plan_create(comm, &source, &target, options, &out, e); });
  return plan(out);
}

/// dap_mpi_plan_create_between: a plan between two worlds; NULL where this process is not in one. Collective over
/// `parent`, which may be an intercommunicator; throws the same on all.
[[nodiscard]] inline plan mpi_plan_between(MPI_Comm parent, const DAPDistribution *source,
                                           const DAPDistribution *target, const DAPPlanOptions *options = nullptr) {
  DAPPlan *out = nullptr;
  check([&](DAPError *e) { return dap_mpi_plan_create_between(parent, source, target, options, &out, e); });
  return plan(out);
}

/// dap_mpi_halo_plan_create: how halos are filled, or added to their owners. Source and target of its transfers are the
/// same array. Collective; throws the same on all.
[[nodiscard]] inline plan mpi_halo_plan(MPI_Comm comm, const DAPDistribution &distribution,
                                        const DAPHaloOptions *options = nullptr) {
  DAPPlan *out = nullptr;
  check([&](DAPError *e) { return dap_mpi_halo_plan_create(comm, &distribution, options, &out, e); });
  return plan(out);
}

/// A plan bound to arrays (dap_mpi_transfer_create), to be run again and again.
class transfer {
 public:
  /// dap_mpi_transfer_create for one pair of arrays, which outlive it. Collective.
  transfer(MPI_Comm comm, const plan &made, array &source, array &target, const DAPTransferOptions *options = nullptr)
      : transfer(comm, made, source.get(), target.get(), options) {}
  /// The same, of a plan between two worlds: NULL where this process is not in one.
  transfer(MPI_Comm comm, const plan &made, DAPArray *source, DAPArray *target,
           const DAPTransferOptions *options = nullptr) {
    check([&](DAPError *e) {
      return dap_mpi_transfer_create(comm, made.get(), 1, &source, &target, options, &transfer_, e);
    });
  }
  transfer(const transfer &) = delete;
  transfer &operator=(const transfer &) = delete;
  /// dap_mpi_transfer_destroy. Collective.
  ~transfer() { dap_mpi_transfer_destroy(transfer_); }

  /// dap_mpi_transfer_start. Logically collective.
  void start() {
    check([&](DAPError *e) { return dap_mpi_transfer_start(transfer_, e); });
  }
  /// dap_mpi_transfer_wait. Logically collective.
  void wait() {
    check([&](DAPError *e) { return dap_mpi_transfer_wait(transfer_, e); });
  }

 private:
  DAPTransfer *transfer_ = nullptr;
};

/// dap_mpi_redistribute: one array to another, once. Collective; throws the same on all.
inline void mpi_redistribute(MPI_Comm comm, array &source, array &target, const DAPPlanOptions *plan_options = nullptr,
                             const DAPTransferOptions *options = nullptr) {
  check([&](DAPError *e) { return dap_mpi_redistribute(comm, source.get(), target.get(), plan_options, options, e); });
}

/// dap_mpi_redistribute_between: the same between two worlds; NULL where this process is not in one. Collective over
/// `parent`, which may be an intercommunicator; throws the same on all.
inline void mpi_redistribute_between(MPI_Comm parent, DAPArray *source, DAPArray *target,
                                     const DAPPlanOptions *plan_options = nullptr,
                                     const DAPTransferOptions *options = nullptr) {
  check([&](DAPError *e) { return dap_mpi_redistribute_between(parent, source, target, plan_options, options, e); });
}

/// A directory of owners (dap_mpi_directory_create), ended with dap_mpi_directory_destroy.
class directory {
 public:
  /// dap_mpi_directory_create. Collective; throws the same on all.
  directory(MPI_Comm comm, const DAPDistribution &distribution) : ndim_(distribution.ndim) {
    check([&](DAPError *e) { return dap_mpi_directory_create(comm, &distribution, &directory_, e); });
  }
  directory(const directory &) = delete;
  directory &operator=(const directory &) = delete;
  /// dap_mpi_directory_destroy. Collective.
  ~directory() { dap_mpi_directory_destroy(directory_); }

  /// dap_mpi_directory_find: the owners of elements, [count, ndim] in C order; one after the other without dimensions.
  /// `positions` becomes [count, ndim]; NULL: nobody wants them. Collective; throws the same on all.
  [[nodiscard]] std::vector<DAPOwner> find(const std::vector<int64_t> &indices,
                                           std::vector<int64_t> *positions = nullptr) {
    const std::size_t count = ndim_ == 0 ? 1 : indices.size() / static_cast<std::size_t>(ndim_);
    std::vector<DAPOwner> owners(count);
    if (positions != nullptr) positions->resize(count * static_cast<std::size_t>(ndim_));
    check([&](DAPError *e) {
      return dap_mpi_directory_find(directory_, static_cast<int64_t>(count), indices.data(), owners.data(),
                                    positions == nullptr ? nullptr : positions->data(), e);
    });
    return owners;
  }

 private:
  DAPDirectory *directory_ = nullptr;
  int32_t ndim_;
};

/// Custody of an object (dap_custody_take), ended with dap_custody_drop unless dap_reclaim has ended it.
class custody {
 public:
  /// dap_custody_take. Local, logically collective.
  custody(MPI_Comm comm, const DAPCustodyHooks &hooks, void *context) {
    check([&](DAPError *e) { return dap_custody_take(comm, &hooks, context, &custody_, e); });
  }
  custody(const custody &) = delete;
  custody &operator=(const custody &) = delete;
  ~custody() { dap_custody_drop(custody_); }
  /// To be called by hooks.destroy: the custody is over then.
  void forget() noexcept { custody_ = nullptr; }

 private:
  DAPCustody *custody_ = nullptr;
};

/// dap_reclaim: how many objects this process destroyed. Collective.
inline int64_t reclaim(MPI_Comm comm) {
  int64_t destroyed = 0;
  check([&](DAPError *e) { return dap_reclaim(comm, &destroyed, e); });
  return destroyed;
}

}  // namespace DAP_NAMESPACE

#endif  // DAP_MPI_HPP
