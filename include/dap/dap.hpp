// SPDX-License-Identifier: BSD-3-Clause
/**
 * @file dap.hpp
 * @brief The C++17 face: owners that cannot leak or be used after a move, and exceptions instead of status codes.
 *
 * It is thin: every class holds one structure or handle of the C API, and every function calls the C function of the
 * same name, whose comment says what it does, what it costs, and whether it is local or collective. Failures are thrown
 * as dap::error; what C reports for an object that is unchanged holds here, too.
 */
#ifndef DAP_DAP_HPP
#define DAP_DAP_HPP

#include <dap/array.h>
#include <dap/simple.h>
#include <dap/view.h>

#include <complex>
#include <cstring>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace DAP_NAMESPACE {

/// A failure: the DAPError of the C call, and its message.
class error : public std::exception {
 public:
  /// Holds a copy of what the C call filled in.
  explicit error(const DAPError &details) noexcept : details_(details) {}
  /// The message of the C call.
  [[nodiscard]] const char *what() const noexcept override { return details_.message; }
  /// DAP_ERROR_….
  [[nodiscard]] int32_t code() const noexcept { return details_.code; }
  /// Number of the rule in the specification; 0: none.
  [[nodiscard]] int32_t rule() const noexcept { return details_.rule; }
  /// All of it.
  [[nodiscard]] const DAPError &details() const noexcept { return details_; }

 private:
  DAPError details_;
};

/// Calls function(DAPError *) and throws what it reports.
template <typename Function>
void check(Function &&function) {
  DAPError details{};
  const int32_t status = std::forward<Function>(function)(&details);
  if (status == DAP_OK) return;
  details.code = status;
  throw error(details);
}

/// The DAPType of a C++ type.
template <typename T>
constexpr DAPType type_of() noexcept {
  if constexpr (std::is_same_v<T, bool>) {
    return {DAP_TYPE_BOOL, 8 * sizeof(T), 1};
  } else if constexpr (std::is_same_v<T, std::complex<float>> || std::is_same_v<T, std::complex<double>>) {
    return {DAP_TYPE_COMPLEX, 8 * sizeof(T), 1};
  } else {
    static_assert(std::is_arithmetic_v<T> && sizeof(T) <= 16,
                  "dap::type_of knows bool, integers, floating point and std::complex of float and double");
    if constexpr (std::is_floating_point_v<T>) return {DAP_TYPE_FLOAT, 8 * sizeof(T), 1};
    return {std::is_signed_v<T> ? uint8_t{DAP_TYPE_INT} : uint8_t{DAP_TYPE_UINT}, 8 * sizeof(T), 1};
  }
}

/// A shared distribution (dap_distribution_create and its kin). The end of its last copy is dap_distribution_release.
/// No twin: dap_distribution_retain: the copies share one reference.
class distribution {
 public:
  /// Takes over one reference.
  explicit distribution(const DAPDistribution *counted) noexcept : shared_(counted, dap_distribution_release) {}

  /// dap_distribution_create_regular. `halo`: [ndim, 2] widths, or empty.
  static distribution regular(const DAPDistribution &description, const std::vector<int64_t> &halo = {}) {
    const DAPDistribution *out = nullptr;
    check([&](DAPError *e) {
      return dap_distribution_create_regular(&description, halo.empty() ? nullptr : halo.data(), &out, e);
    });
    return distribution(out);
  }
  /// dap_distribution_create.
  static distribution create(const DAPDistribution &description) {
    const DAPDistribution *out = nullptr;
    check([&](DAPError *e) { return dap_distribution_create(&description, &out, e); });
    return distribution(out);
  }
  /// dap_distribution_clone.
  static distribution clone(const DAPDistribution &source) {
    const DAPDistribution *out = nullptr;
    check([&](DAPError *e) { return dap_distribution_clone(&source, &out, e); });
    return distribution(out);
  }

  /// The structure; borrowed.
  [[nodiscard]] const DAPDistribution *get() const noexcept { return shared_.get(); }
  /// The structure; borrowed.
  const DAPDistribution *operator->() const noexcept { return shared_.get(); }
  /// dap_distribution_validate of anybody's structure.
  static void validate(const DAPDistribution &foreign) {
    check([&](DAPError *e) { return dap_distribution_validate(&foreign, e); });
  }
  /// dap_distribution_validate_all: of all ranks, in their order.
  static void validate_all(const std::vector<const DAPDistribution *> &ranks) {
    check([&](DAPError *e) {
      return dap_distribution_validate_all(ranks.data(), static_cast<int32_t>(ranks.size()), e);
    });
  }
  /// dap_dim_owned_range of dimension `d`: the first index and the end.
  [[nodiscard]] std::pair<int64_t, int64_t> owned_range(int32_t d, int64_t coordinate) const {
    std::pair<int64_t, int64_t> out{};
    check([&](DAPError *e) { return dap_dim_owned_range(shared_->dims + d, coordinate, &out.first, &out.second, e); });
    return out;
  }
  /// dap_dim_owner in dimension `d`.
  [[nodiscard]] int64_t owner(int32_t d, int64_t index) const {
    int64_t out = 0;
    check([&](DAPError *e) { return dap_dim_owner(shared_->dims + d, index, &out, e); });
    return out;
  }
  /// dap_distribution_rank; `coordinates` has one entry per dimension, replica dimensions included.
  [[nodiscard]] int64_t rank(const std::vector<int64_t> &coordinates) const {
    int64_t out = 0;
    check([&](DAPError *e) { return dap_distribution_rank(shared_.get(), coordinates.data(), &out, e); });
    return out;
  }
  /// dap_distribution_same.
  [[nodiscard]] bool same_as(const DAPDistribution &other) const noexcept {
    return dap_distribution_same(shared_.get(), &other) != 0;
  }

 private:
  std::shared_ptr<const DAPDistribution> shared_;
};

/// Owns a received array: released once, at the end of the owner's life.
class array {
 public:
  /// Holds nothing.
  array() noexcept = default;
  /// Moves the structure in; `moved` counts as released then.
  explicit array(DAPArray *moved) noexcept { dap_simple_move(moved, &array_); }
  /// Moves; `other` is empty afterwards.
  array(array &&other) noexcept { dap_simple_move(&other.array_, &array_); }
  /// Releases what it holds, then moves; `other` is empty afterwards.
  array &operator=(array &&other) noexcept {
    if (this != &other) {
      dap_simple_release(&array_);
      dap_simple_move(&other.array_, &array_);
    }
    return *this;
  }
  array(const array &) = delete;
  array &operator=(const array &) = delete;
  ~array() { dap_simple_release(&array_); }

  /// Exports `object` by its provider.
  static array from(const DAPProvider &provider, void *object, const DAPRequest &request) {
    array out;
    check([&](DAPError *e) { return provider.export_array(object, &request, &out.array_, e); });
    return out;
  }

  /// Whether it holds a live array.
  explicit operator bool() const noexcept { return array_.release != nullptr; }
  /// The structure, for C functions that read it or move it out.
  [[nodiscard]] DAPArray *get() noexcept { return &array_; }
  /// The structure; borrowed.
  [[nodiscard]] const DAPArray *get() const noexcept { return &array_; }
  /// The structure; borrowed.
  const DAPArray *operator->() const noexcept { return &array_; }

  /// dap_simple_name; NULL also if it holds nothing.
  [[nodiscard]] const char *name() const noexcept { return *this ? dap_simple_name(&array_) : nullptr; }
  /// dap_array_validate.
  void validate() const {
    check([&](DAPError *e) { return dap_array_validate(&array_, e); });
  }
  /// dap_array_flatten; this array is empty afterwards.
  [[nodiscard]] array flatten(int32_t form) && {
    return turned([&](DAPArray *out, DAPError *e) { return dap_array_flatten(&array_, form, out, e); });
  }
  /// dap_array_slice, one slice per dimension; this array is empty afterwards.
  [[nodiscard]] array slice(const std::vector<DAPSlice> &slices) && {
    const auto count = static_cast<int32_t>(slices.size());
    return turned([&](DAPArray *out, DAPError *e) { return dap_array_slice(&array_, count, slices.data(), out, e); });
  }
  /// dap_array_permute; this array is empty afterwards.
  [[nodiscard]] array permute(const std::vector<int32_t> &axes) && {
    const auto count = static_cast<int32_t>(axes.size());
    return turned([&](DAPArray *out, DAPError *e) { return dap_array_permute(&array_, count, axes.data(), out, e); });
  }
  /// dap_array_replica, empty: the canonical copy; this array is empty afterwards.
  [[nodiscard]] array replica(const std::vector<int64_t> &coordinates = {}) && {
    const auto count = static_cast<int32_t>(coordinates.size());
    const int64_t *const given = coordinates.empty() ? nullptr : coordinates.data();
    return turned([&](DAPArray *out, DAPError *e) { return dap_array_replica(&array_, count, given, out, e); });
  }
  /// dap_array_drop_halo; this array is empty afterwards.
  [[nodiscard]] array drop_halo() && {
    return turned([&](DAPArray *out, DAPError *e) { return dap_array_drop_halo(&array_, out, e); });
  }
  /// dap_array_meet; this array is empty afterwards.
  [[nodiscard]] array meet(const DAPRequest &request) && {
    return turned([&](DAPArray *out, DAPError *e) { return dap_array_meet(&array_, &request, out, e); });
  }
  /// dap_simple_view for elements of type T.
  template <typename T>
  [[nodiscard]] DAPSimpleView view() const {
    DAPSimpleView out{};
    constexpr DAPType type = type_of<T>();
    check([&](DAPError *e) { return dap_simple_view(&array_, type.code, type.bits, &out, e); });
    return out;
  }

 private:
  // What function(DAPArray *, DAPError *) makes of this array.
  template <typename Function>
  static array turned(Function &&function) {
    array out;
    check([&](DAPError *e) { return function(&out.array_, e); });
    return out;
  }

  DAPArray array_{};
};

/// Holds an opening of something for the length of a scope. `Access` names what is opened, Access::object, and how:
/// Access::call(object, mode, DAPError *).
template <typename Access>
class scoped_opening {
 public:
  /// Opens; throws if that is refused.
  scoped_opening(typename Access::object opened, uint32_t mode) : object_(opened), mode_(mode) { call(mode_); }
  scoped_opening(const scoped_opening &) = delete;
  scoped_opening &operator=(const scoped_opening &) = delete;
  /// Ends; a failure to end is lost: call end() to see it.
  ~scoped_opening() {
    if (held_) static_cast<void>(Access::call(object_, mode_ | DAP_ACCESS_END, nullptr));
  }
  /// Ends now; throws what the END reports. Only once.
  void end() {
    held_ = false;
    call(mode_ | DAP_ACCESS_END);
  }

 private:
  void call(uint32_t mode) {
    check([&](DAPError *e) { return Access::call(object_, mode, e); });
  }

  typename Access::object object_;
  uint32_t mode_;
  bool held_ = true;
};

/// How a DAPArray is opened: dap_simple_access.
struct array_access {
  using object = DAPArray *;  ///< What is opened.
  /// dap_simple_access.
  static int32_t call(DAPArray *opened, uint32_t mode, DAPError *error) {
    return dap_simple_access(opened, mode, error);
  }
};

/// Holds an opening of an array (DAPArray::access) for the length of a scope.
class opening : public scoped_opening<array_access> {
 public:
  /// Opens; throws if that is refused.
  opening(array &opened, uint32_t mode) : scoped_opening(opened.get(), mode) {}
};

/// Owns the creator's reference to a source (dap_source_create); its end is dap_source_release. array::from takes a
/// source's handle with dap_source_provider.
class source {
 public:
  /// dap_source_create.
  explicit source(const DAPSourceDescription &description) {
    DAPSource *out = nullptr;
    check([&](DAPError *e) { return dap_source_create(&description, &out, e); });
    source_.reset(out);
  }
  /// dap_source_wrap; `wrapped` is empty afterwards.
  source(array &&wrapped, const DAPSourceDescription &view) {
    DAPSource *out = nullptr;
    check([&](DAPError *e) { return dap_source_wrap(wrapped.get(), &view, &out, e); });
    source_.reset(out);
  }
  /// dap_source_unwrap; this source is empty afterwards.
  [[nodiscard]] array unwrap() && {
    array out;
    check([&](DAPError *e) { return dap_source_unwrap(source_.get(), out.get(), e); });
    static_cast<void>(source_.release());
    return out;
  }
  /// The handle; borrowed.
  [[nodiscard]] DAPSource *get() const noexcept { return source_.get(); }
  /// dap_source_export. NULL: as it is.
  [[nodiscard]] array share(const DAPRequest *request = nullptr) const {
    array out;
    check([&](DAPError *e) { return dap_source_export(source_.get(), request, out.get(), e); });
    return out;
  }
  /// dap_source_access.
  void access(uint32_t mode) const {
    check([&](DAPError *e) { return dap_source_access(source_.get(), mode, nullptr, e); });
  }
  /// dap_source_settle.
  void settle() const {
    check([&](DAPError *e) { return dap_source_settle(source_.get(), e); });
  }
  /// dap_source_array: borrowed.
  [[nodiscard]] const DAPArray &described() const noexcept { return *dap_source_array(source_.get()); }
  /// dap_source_num_exports.
  [[nodiscard]] int64_t num_exports() const noexcept { return dap_source_num_exports(source_.get()); }

 private:
  struct drop {
    void operator()(DAPSource *source) const noexcept { dap_source_release(source); }
  };
  std::unique_ptr<DAPSource, drop> source_;
};

}  // namespace DAP_NAMESPACE

#endif  // DAP_DAP_HPP
