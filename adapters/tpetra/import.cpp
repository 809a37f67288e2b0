// SPDX-License-Identifier: BSD-3-Clause
// Multivectors on the memory of received arrays.
//
// Every check that a process can make alone comes before the first collective call of Tpetra's, and what may fail on
// one process only is agreed on before the next, together with what all have to pass alike: all processes return alike,
// and none is left waiting.
#include <dap/rules.h>
#include <dap/simple.h>

#include <dap/tpetra.hpp>
#include <limits>
#include <list>
#include <type_traits>
#include <utility>

#include "failure.hpp"
#include "import_check.hpp"
#include "known_object.hpp"
#include "map_build.hpp"
#include "map_cache.hpp"
#include "map_layout.hpp"
#include "watch.hpp"

namespace dap::tpetra {
namespace {

using namespace detail;

using dual_view = multivector::dual_view_type;

constexpr bool host_memory_serves_the_device =
    Kokkos::SpaceAccessibility<multivector::execution_space, Kokkos::HostSpace>::accessible &&
    std::is_same_v<dual_view::t_dev::memory_space, Kokkos::HostSpace>;

// A view of memory that Kokkos does not own: exactly the local rows, in columns that may be longer.
template <class View>
View view_of(const local_matrix &matrix) {
  const View whole(matrix.data, static_cast<size_t>(matrix.leading), static_cast<size_t>(matrix.columns));
  return Kokkos::subview(whole, std::pair<size_t, size_t>(0, static_cast<size_t>(matrix.rows)), Kokkos::ALL());
}

Teuchos::RCP<multivector> make_object(const Teuchos::RCP<const map> &rows, const local_matrix &matrix) {
  const dual_view both(view_of<dual_view::t_dev>(matrix), view_of<dual_view::t_host>(matrix));
  if (matrix.is_vector) return Teuchos::rcp(new vector(rows, both));
  return Teuchos::rcp(new multivector(rows, both));
}

// What one import learns on the way.
struct progress {
  local_matrix matrix = {};
  const communicator::cached *found = nullptr;
  map_plan plan;  // if no Map was found
  Teuchos::RCP<const map> rows;
};

int32_t prepare(const DAPArray &array, communicator &comm, progress &out, DAPError *error) {
  int32_t status = check_running(error);
  if (status != DAP_OK) return status;
  sweep();
  if (!host_memory_serves_the_device) {
    return dap_simple_fail(error, DAP_ERROR_UNSUPPORTED, DAP_RULE_CONSUMER_LIMIT, -1, array.distribution->comm.rank, 0,
                           0, "Tpetra computes on a device here, and cannot use host memory in place");
  }
  const ordinal_limits limits = {std::numeric_limits<map::local_ordinal_type>::max(),
                                 std::numeric_limits<map::global_ordinal_type>::max()};
  status = check_importable(array, limits, &out.matrix, error);
  if (status != DAP_OK) return status;
  out.found = comm.find(*array.distribution);
  return out.found == nullptr ? plan_map(*array.distribution, &out.plan, error) : DAP_OK;
}

int32_t find_rows(const DAPArray &array, communicator &comm, progress &out, DAPError *error) {
  if (out.found != nullptr) {
    comm.use(*out.found);
    out.rows = out.found->rows;
    return DAP_OK;
  }
  std::list<communicator::cached> prepared;
  int32_t status = guarded(error, [&] {
    const int32_t built = build_map(out.plan, comm.get(), &out.rows, error);
    if (built != DAP_OK) return built;
    remember_owners(out.rows);
    prepared = communicator::prepare(*array.distribution, out.rows);
    return built;
  });
  status = dap_mpi_agree(comm.raw(), about(array, status, error), error);
  if (status != DAP_OK) return status;
  // The array's producer knew the owners, or did not.
  set_owner_flags(out.rows, array.distribution->dims[0].flags & (DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING));
  comm.keep(std::move(prepared));
  return DAP_OK;
}

int32_t make_on(DAPArray *array, communicator &comm, const progress &known, Teuchos::RCP<multivector> *object,
                DAPError *error) {
  Teuchos::RCP<multivector> made;
  imported *origin = nullptr;
  int32_t status = guarded(error, [&] {
    made = make_object(known.rows, known.matrix);
    const char *name = dap_simple_name(array);
    if (name != nullptr) made->setObjectLabel(name);
    origin = &known_objects::attach(made).origin;
    return origin->adopt(*made, known.matrix.data, array, error);
  });
  status = dap_mpi_agree(comm.raw(), about(*array, status, error), error);
  if (status == DAP_OK) {
    *object = made;
  } else if (origin != nullptr) {
    origin->give_back(array);
  }
  return status;
}

int32_t import_on(MPI_Comm base, int32_t so_far, DAPArray *array, Teuchos::RCP<multivector> *object, DAPError *error) {
  communicator &comm = communicator::of(base);
  progress known;
  int32_t status = so_far;
  if (status == DAP_OK) {
    status = guarded(error, [&] { return prepare(*array, comm, known, error); });
    status = about(*array, status, error);
  }
  // Making a Map is collective, so all have to make one, of the same distribution, or none.
  status = dap_mpi_agree_on(comm.raw(), status, array, known.found == nullptr ? 0 : known.found->serial, error);
  if (status == DAP_OK) status = find_rows(*array, comm, known, error);
  if (status == DAP_OK) status = make_on(array, comm, known, object, error);
  return status;
}

bool mpi_is_running() {
  int started = 0;
  int finished = 0;
  MPI_Initialized(&started);
  MPI_Finalized(&finished);
  return started != 0 && finished == 0;
}

// `comm`: the one given, and then the one to import on.
int32_t check_arguments(const DAPArray *array, const Teuchos::RCP<multivector> *object, MPI_Comm *comm,
                        DAPError *error) {
  if (array == nullptr || object == nullptr) return argument_is_null(error, array == nullptr ? "array" : "object");
  if (array->release == nullptr || array->distribution == nullptr) return dap_array_validate(array, error);
  return dap_mpi_comm(*comm, array->distribution, comm, error);
}

}  // namespace

int32_t multivector_import(MPI_Comm comm, DAPArray *array, Teuchos::RCP<multivector> *object,
                           DAPError *error) noexcept {
  MPI_Comm base = comm;
  const int32_t status = check_arguments(array, object, &base, error);
  // Whoever was given a communicator takes part in the agreement, whatever is wrong with his array.
  if (base == MPI_COMM_NULL || !mpi_is_running()) return status;
  return guarded(error, [&] { return import_on(base, status, array, object, error); });
}

}  // namespace dap::tpetra
