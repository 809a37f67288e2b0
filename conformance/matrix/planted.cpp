// SPDX-License-Identifier: BSD-3-Clause
#include "planted.hpp"

#include <stdexcept>
#include <vector>

namespace dap::matrix {
namespace {

// Hands everything on.
class faithful : public object {
 public:
  explicit faithful(std::unique_ptr<object> inner) : inner_(std::move(inner)) {}

  int32_t export_array(const DAPRequest &request, DAPArray *array, DAPError *error) override {
    return inner_->export_array(request, array, error);
  }
  int32_t access(uint32_t mode, DAPError *error) override { return inner_->access(mode, error); }
  void visit(const visitor &use) override { inner_->visit(use); }
  void write(const value_function &value_of) override { inner_->write(value_of); }
  std::optional<double> norm() override { return inner_->norm(); }
  bool visit_ghosts(const visitor &use) override { return inner_->visit_ghosts(use); }

 protected:
  object &inner() { return *inner_; }

 private:
  std::unique_ptr<object> inner_;
};

class copier final : public faithful {
 public:
  explicit copier(std::unique_ptr<object> imported) : faithful(std::move(imported)) {}

  void visit(const visitor &use) override {
    take();
    for (const auto &[index, value] : copy_) use({index, value, &value});
  }
  void write(const value_function &value_of) override {
    take();
    for (auto &[index, value] : copy_) value = value_of(index);
  }

 private:
  void take() {
    if (taken_) return;
    taken_ = true;
    inner().visit([&](const element &each) {
      copy_.emplace_back(std::vector(each.index.begin(), each.index.end()), each.value);
    });
  }

  std::vector<std::pair<std::vector<int64_t>, double>> copy_;
  bool taken_ = false;
};

class corrupter final : public faithful {
 public:
  using faithful::faithful;
  void write(const value_function &value_of) override {
    bool first = true;
    inner().write([&](std::span<const int64_t> index) {
      const double wrong = first ? 0.5 : 0;
      first = false;
      return value_of(index) + wrong;
    });
  }
};

class rememberer final : public faithful {
 public:
  using faithful::faithful;
  std::optional<double> norm() override {
    const auto now = inner().norm();
    if (!known_) known_ = now;
    return known_;
  }

 private:
  std::optional<double> known_;
};

}  // namespace

plant plant_of(const std::string &name) {
  if (name == "copy") return plant::copy;
  if (name == "value") return plant::value;
  if (name == "norm") return plant::norm;
  throw std::invalid_argument("--plant takes copy, value or norm, not \"" + name + "\"");
}

std::unique_ptr<object> with_plant(std::unique_ptr<object> imported, plant what) {
  switch (what) {
    case plant::copy:
      return std::make_unique<copier>(std::move(imported));
    case plant::value:
      return std::make_unique<corrupter>(std::move(imported));
    case plant::norm:
      return std::make_unique<rememberer>(std::move(imported));
    case plant::none:
      break;
  }
  return imported;
}

}  // namespace dap::matrix
