// SPDX-License-Identifier: BSD-3-Clause
// Tpetra in the matrix: vectors, and multivectors with columns, on contiguous and on listed Maps.
#include <Teuchos_DefaultMpiComm.hpp>
#include <Tpetra_Core.hpp>
#include <cmath>
#include <dap/tpetra.hpp>
#include <stdexcept>
#include <vector>

#include "peer.hpp"

namespace dap::matrix {
namespace {

using tpetra::map;
using tpetra::multivector;
using tpetra::vector;
using global_ordinal = map::global_ordinal_type;

class tpetra_object final : public object {
 public:
  explicit tpetra_object(Teuchos::RCP<multivector> made)
      : object_(std::move(made)), is_vector_(dynamic_cast<const vector *>(object_.getRawPtr()) != nullptr) {}

  int32_t export_array(const DAPRequest &request, DAPArray *array, DAPError *error) override {
    return tpetra::multivector_export(object_, &request, array, error);
  }
  int32_t access(uint32_t mode, DAPError *error) override { return tpetra::multivector_access(object_, mode, error); }

  void visit(const visitor &use) override {
    const auto view = object_->getLocalViewHost(Tpetra::Access::ReadOnly);
    for_each([&](global_ordinal, size_t row, size_t column, std::span<const int64_t> index) {
      use({index, view(row, column), &view(row, column)});
    });
  }

  void write(const value_function &value_of) override {
    for_each([&](global_ordinal row, size_t, size_t column, std::span<const int64_t> index) {
      object_->replaceGlobalValue(row, column, value_of(index));
    });
  }

  void find_owners() {
    DAPError error = {};
    if (tpetra::map_find_owners(object_->getMap(), nullptr, &error) != DAP_OK) throw std::runtime_error(error.message);
  }

  std::optional<double> norm() override {
    std::vector<double> norms(object_->getNumVectors());
    object_->norm2(Teuchos::arrayViewFromVector(norms));
    double squares = 0;
    for (const double each : norms) squares += each * each;
    return std::sqrt(squares);
  }

 private:
  template <typename Function>
  void for_each(Function &&use) const {
    const auto rows = object_->getMap();
    const auto list = rows->getNodeElementList();
    for (size_t column = 0; column < object_->getNumVectors(); ++column) {
      for (Teuchos::Ordinal row = 0; row < list.size(); ++row) {
        const int64_t index[2] = {list[row] - rows->getIndexBase(), static_cast<int64_t>(column)};
        use(list[row], static_cast<size_t>(row), column, {index, is_vector_ ? size_t{1} : size_t{2}});
      }
    }
  }

  Teuchos::RCP<multivector> object_;
  bool is_vector_;
};

// Contiguous where the scenario has blocks in the order of the ranks, uniform where Tpetra divides so; else listed.
Teuchos::RCP<const map> make_map(const scenario &described, int64_t padding) {
  const auto comm = Teuchos::rcp(new Teuchos::MpiComm<int>(Teuchos::opaqueWrapper(described.comm)));
  const auto unknown = Teuchos::OrdinalTraits<Tpetra::global_size_t>::invalid();
  const axis &rows = described.axes[0];
  const auto base = static_cast<global_ordinal>(described.index_base);
  std::vector<int64_t> owned;
  for (const auto &point : points_of(described, described.rank)) owned = rows.owned[static_cast<size_t>(point[0])];
  if (rows.kind == division::block && rows.balanced && padding == 0) {
    return Teuchos::rcp(new map(static_cast<Tpetra::global_size_t>(rows.size), base, comm));
  }
  if (rows.kind == division::block) {
    return Teuchos::rcp(new map(unknown, owned.size() + static_cast<size_t>(padding), base, comm));
  }
  std::vector<global_ordinal> list;
  for (const int64_t index : owned) list.push_back(static_cast<global_ordinal>(index) + base);
  // Rows that nobody else has, to make columns longer than what is used of them.
  for (int64_t i = 0; i < padding; ++i) list.push_back(base + rows.size + padding * described.rank + i);
  return Teuchos::rcp(new map(unknown, Teuchos::arrayViewFromVector(list), base, comm));
}

class tpetra_peer final : public peer {
 public:
  tpetra_peer() {
    static char program[] = "matrix";
    static char *arguments[] = {program, nullptr};
    int count = 1;
    char **list = arguments;
    Tpetra::initialize(&count, &list, MPI_COMM_WORLD);
  }
  ~tpetra_peer() override { Tpetra::finalize(); }

  [[nodiscard]] const char *name() const override { return "Tpetra"; }

  std::unique_ptr<object> make(const scenario &described, petsc_door) override {
    const auto rows = make_map(described, 0);
    if (described.ndim() == 1) return std::make_unique<tpetra_object>(Teuchos::rcp(new vector(rows)));
    const auto columns = static_cast<size_t>(described.axes[1].size);
    if (described.padding == 0) {
      return std::make_unique<tpetra_object>(Teuchos::rcp(new multivector(rows, columns)));
    }
    multivector longer(make_map(described, described.padding), columns);
    return std::make_unique<tpetra_object>(longer.offsetViewNonConst(rows, 0));
  }

  void find_owners(object &made) override { dynamic_cast<tpetra_object &>(made).find_owners(); }

  int32_t import_array(MPI_Comm comm, petsc_door, DAPArray *array, std::unique_ptr<object> *out,
                       DAPError *error) override {
    Teuchos::RCP<multivector> made;
    const int32_t status = tpetra::multivector_import(comm, array, &made, error);
    if (status == DAP_OK) *out = std::make_unique<tpetra_object>(made);
    return status;
  }

  void forget(MPI_Comm comm) override { tpetra::drop_cached_maps(comm); }
};

}  // namespace

std::unique_ptr<peer> make_tpetra_peer() {
  return std::make_unique<tpetra_peer>();
}

}  // namespace dap::matrix
