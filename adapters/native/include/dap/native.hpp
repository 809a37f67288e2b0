// SPDX-License-Identifier: BSD-3-Clause
/**
 * @file native.hpp
 * @brief The C++17 face of the reference array: an owner, exceptions, and functions of your own instead of pointers.
 *
 * Every function calls the C function of the same name (dap/native.h), whose comment says what it does, what it costs,
 * and whether it is local or collective. A type that is not the array's is refused (DAP_ERROR_ARGUMENT, rule 1006).
 */
#ifndef DAP_NATIVE_HPP
#define DAP_NATIVE_HPP

#include <dap/native.h>

#include <dap/dap.hpp>
#include <dap/mpi.hpp>
#include <exception>
#include <vector>

namespace DAP_NAMESPACE {

/// Owns a DAPNative; its end is dap_native_destroy. array::from takes the handle with dap_native_provider.
class native_array {
 public:
  /// Takes over an array.
  explicit native_array(DAPNative *owned) noexcept : array_(owned) {}

  /// dap_native_create for elements of type T.
  template <typename T>
  static native_array create(const distribution &divided) {
    return make([&](DAPNative **out, DAPError *e) { return dap_native_create(divided.get(), type_of<T>(), out, e); });
  }
  /// dap_native_adopt.
  static native_array adopt(const DAPSourceDescription &description) {
    return make([&](DAPNative **out, DAPError *e) { return dap_native_adopt(&description, out, e); });
  }
  /// dap_native_import; `received` is empty afterwards.
  static native_array from(array &&received) {
    return make([&](DAPNative **out, DAPError *e) { return dap_native_import(received.get(), out, e); });
  }

  /// The handle; borrowed.
  [[nodiscard]] DAPNative *get() const noexcept { return array_.get(); }
  /// dap_native_array: borrowed.
  [[nodiscard]] const DAPArray &described() const noexcept { return *dap_native_array(array_.get()); }
  /// dap_native_export. NULL: as it is.
  [[nodiscard]] array share(const DAPRequest *request = nullptr) const {
    array out;
    check([&](DAPError *e) { return dap_native_export(array_.get(), request, out.get(), e); });
    return out;
  }

  /// dap_native_access; native_opening does it for a scope.
  void access(uint32_t mode) {
    check([&](DAPError *e) { return dap_native_access(array_.get(), mode, e); });
  }
  /// dap_native_get.
  template <typename T>
  [[nodiscard]] T get(const std::vector<int64_t> &index) const {
    T element{};
    check([&](DAPError *e) {
      const int32_t status = check_elements<T>(index.size(), e);
      return status != DAP_OK ? status : dap_native_get(array_.get(), index.data(), &element, e);
    });
    return element;
  }
  /// dap_native_set.
  template <typename T>
  void set(const std::vector<int64_t> &index, const T &element) {
    check([&](DAPError *e) {
      const int32_t status = check_elements<T>(index.size(), e);
      return status != DAP_OK ? status : dap_native_set(array_.get(), index.data(), &element, e);
    });
  }
  /// dap_native_fill: every owned element becomes function(const int64_t *index). What it throws is thrown on, here,
  /// when all elements are visited; those that it was not called for then have no defined value (rule 656).
  template <typename T, typename Function>
  void fill(Function &&function) {
    thrower<Function> called(function);
    check([&](DAPError *e) {
      const int32_t status = check_elements<T>(ndim(), e);
      if (status != DAP_OK) return status;
      return dap_native_fill(
          array_.get(),
          [](const int64_t *index, void *element, void *context) {
            static_cast<thrower<Function> *>(context)->call(
                [&](Function &fill) { *static_cast<T *>(element) = fill(index); });
          },
          &called, e);
    });
    called.rethrow();
  }
  /// dap_native_visit: calls function(const int64_t *index, const T &element). What it throws is thrown on.
  template <typename T, typename Function>
  void visit(Function &&function) const {
    thrower<Function> called(function);
    check([&](DAPError *e) {
      const int32_t status = check_elements<T>(ndim(), e);
      if (status != DAP_OK) return status;
      return dap_native_visit(
          array_.get(),
          [](const int64_t *index, const void *element, void *context) {
            static_cast<thrower<Function> *>(context)->call(
                [&](Function &visit) { visit(index, *static_cast<const T *>(element)); });
          },
          &called, e);
    });
    called.rethrow();
  }
  /// dap_native_gather: the whole array in C order on `root`, nothing elsewhere. Elements nobody owns are T{}. Agrees
  /// on the root's memory first.
  template <typename T>
  [[nodiscard]] std::vector<T> gather(int32_t root) const {
    static_assert(!std::is_same_v<T, bool>, "std::vector<bool> has no elements in memory: use dap_native_gather");
    check([&](DAPError *e) { return check_elements<T>(ndim(), e); });
    const DAPDistribution &divided = *described().distribution;
    size_t count = divided.comm.rank == root ? 1 : 0;
    for (int32_t d = 0; d < divided.ndim; ++d) count *= static_cast<size_t>(divided.dims[d].size);
    std::vector<T> whole;
    agree(mpi_comm(MPI_COMM_NULL, divided), [&] { whole.resize(count); });
    check([&](DAPError *e) { return dap_native_gather(array_.get(), root, whole.data(), e); });
    return whole;
  }

 private:
  struct destroy {
    void operator()(DAPNative *array) const noexcept { dap_native_destroy(array); }
  };

  // Nothing may be thrown through C: the first exception waits here, and nothing is called after it.
  template <typename Function>
  class thrower {
   public:
    explicit thrower(Function &function) noexcept : function_(function) {}
    template <typename Use>
    void call(Use &&use) noexcept {
      if (thrown_ != nullptr) return;
      try {
        use(function_);
      } catch (...) {
        thrown_ = std::current_exception();
      }
    }
    void rethrow() const {
      if (thrown_ != nullptr) std::rethrow_exception(thrown_);
    }

   private:
    Function &function_;
    std::exception_ptr thrown_;
  };

  template <typename Make>
  static native_array make(Make &&make_one) {
    DAPNative *out = nullptr;
    check([&](DAPError *e) { return make_one(&out, e); });
    return native_array(out);
  }

  [[nodiscard]] size_t ndim() const noexcept { return static_cast<size_t>(described().distribution->ndim); }

  template <typename T>
  [[nodiscard]] int32_t check_elements(size_t num_indices, DAPError *error) const noexcept {
    const DAPArray &mine = described();
    constexpr DAPType type = type_of<T>();
    if (mine.type_code != type.code || mine.type_bits != type.bits || mine.type_lanes != type.lanes) {
      return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_TYPE, -1, mine.distribution->comm.rank, mine.type_bits,
                             type.bits, "the elements are of type (%d, %d, %d), asked for (%d, %d, %d)", mine.type_code,
                             mine.type_bits, mine.type_lanes, type.code, type.bits, type.lanes);
    }
    if (num_indices == ndim()) return DAP_OK;
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_NDIM, -1, mine.distribution->comm.rank,
                           mine.distribution->ndim, static_cast<int64_t>(num_indices),
                           "the index has %d numbers, the array %d dimensions", static_cast<int>(num_indices),
                           mine.distribution->ndim);
  }

  std::unique_ptr<DAPNative, destroy> array_;
};

/// How a native_array is opened: dap_native_access.
struct native_access {
  using object = DAPNative *;  ///< What is opened.
  /// dap_native_access.
  static int32_t call(DAPNative *opened, uint32_t mode, DAPError *error) {
    return dap_native_access(opened, mode, error);
  }
};

/// Holds an opening of a native_array by its owner (dap_native_access) for the length of a scope.
class native_opening : public scoped_opening<native_access> {
 public:
  /// Opens; throws if that is refused.
  native_opening(native_array &opened, uint32_t mode) : scoped_opening(opened.get(), mode) {}
};

}  // namespace DAP_NAMESPACE

#endif  // DAP_NATIVE_HPP
