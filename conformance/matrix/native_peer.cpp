// SPDX-License-Identifier: BSD-3-Clause
// The native array in the matrix. Its memory is ours, so that it can be laid out as a scenario says.
#include <dap/native.h>
#include <dap/simple.h>

#include <cstdlib>
#include <stdexcept>

#include "native_description.hpp"
#include "peer.hpp"

namespace dap::matrix {
namespace {

constexpr DAPType element_type = {DAP_TYPE_FLOAT, 64, 1};

void check(int32_t status, const DAPError &error) {
  if (status != DAP_OK) throw std::runtime_error(std::string("native: ") + error.message);
}

class native_object final : public object {
 public:
  explicit native_object(DAPNative *array) : array_(array) {}
  ~native_object() override { dap_native_destroy(array_); }

  int32_t export_array(const DAPRequest &request, DAPArray *array, DAPError *error) override {
    return dap_native_export(array_, &request, array, error);
  }
  int32_t access(uint32_t mode, DAPError *error) override { return dap_native_access(array_, mode, error); }

  void visit(const visitor &use) override {
    context passed = {ndim(), &use, nullptr};
    DAPError error = {};
    check(dap_native_visit(array_, on_visit, &passed, &error), error);
  }
  void write(const value_function &value_of) override {
    context passed = {ndim(), nullptr, &value_of};
    DAPError error = {};
    check(dap_native_fill(array_, on_fill, &passed, &error), error);
  }

 private:
  struct context {
    size_t ndim;
    const visitor *use;
    const value_function *value_of;
  };

  static void on_visit(const int64_t *index, const void *place, void *passed) {
    const auto &here = *static_cast<const context *>(passed);
    (*here.use)({{index, here.ndim}, *static_cast<const double *>(place), place});
  }
  static void on_fill(const int64_t *index, void *place, void *passed) {
    const auto &here = *static_cast<const context *>(passed);
    *static_cast<double *>(place) = (*here.value_of)({index, here.ndim});
  }

  [[nodiscard]] size_t ndim() const { return static_cast<size_t>(dap_native_array(array_)->distribution->ndim); }

  DAPNative *array_;
};

// Around memory of the matrix's own.
DAPNative *adopt(const scenario &described, const DAPDistribution &distribution) {
  strided_memory memory = lay_out(described, distribution);
  const auto bytes = static_cast<size_t>(memory.num_elements) * sizeof(double);
  std::unique_ptr<void, decltype(&std::free)> owner(std::calloc(bytes, 1), std::free);
  if (owner == nullptr) throw std::bad_alloc();
  DAPPart part = {};
  part.buffer = {owner.get(),
                 DAP_DEVICE_CPU,
                 0,
                 described.ndim(),
                 element_type.code,
                 element_type.bits,
                 element_type.lanes,
                 memory.shape.data(),
                 memory.strides.data(),
                 static_cast<uint64_t>(memory.first) * sizeof(double)};
  part.capacity = bytes;
  DAPSourceDescription description = {};
  description.name = "adopted array";
  description.type = element_type;
  description.flags = DAP_ARRAY_WRITABLE | DAP_FEATURE_STRIDED;
  description.distribution = &distribution;
  description.parts = &part;
  description.hooks = {nullptr, nullptr, nullptr, nullptr, std::free};
  description.context = owner.get();
  DAPNative *made = nullptr;
  DAPError error = {};
  check(dap_native_adopt(&description, &made, &error), error);
  static_cast<void>(owner.release());
  return made;
}

class native_peer final : public peer {
 public:
  [[nodiscard]] const char *name() const override { return "native"; }

  std::unique_ptr<object> make(const scenario &described, petsc_door) override {
    const distribution_pointer distribution = describe(described);
    const bool plain = !described.by_columns && described.padding == 0 && described.stride == 1;
    if (!plain) return std::make_unique<native_object>(adopt(described, *distribution));
    DAPNative *made = nullptr;
    DAPError error = {};
    check(dap_native_create(distribution.get(), element_type, &made, &error), error);
    return std::make_unique<native_object>(made);
  }

  int32_t import_array(MPI_Comm, petsc_door, DAPArray *array, std::unique_ptr<object> *out, DAPError *error) override {
    DAPNative *made = nullptr;
    const int32_t status = dap_native_import(array, &made, error);
    if (status == DAP_OK) *out = std::make_unique<native_object>(made);
    return status;
  }
};

}  // namespace

std::unique_ptr<peer> make_native_peer() {
  return std::make_unique<native_peer>();
}

}  // namespace dap::matrix
