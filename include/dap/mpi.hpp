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
#include <exception>
#include <new>

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
