// SPDX-License-Identifier: BSD-3-Clause
// The distribution of the (multi)vectors on a Map.
//
// Exporting never communicates, so only what every process knows of the Map decides:
//  - uniform (Tpetra's own division), one process, or no elements: balanced;
//  - contiguous otherwise: a block dimension in rank order whose bounds only Tpetra's directory could tell: unknown
//    bounds;
//  - any other: unstructured, even if its lists happen to be ranges; whether each index has one owner, somebody has to
//    say.
#include "map_layout.hpp"

#include <dap/rules.h>
#include <dap/simple.h>

#include <Teuchos_DefaultMpiComm.hpp>
#include <limits>
#include <tuple>

#include "attachment.hpp"

namespace dap::tpetra::detail {
namespace {

constexpr uint32_t nothing_known = DAP_DIM_INCOMPLETE | DAP_DIM_OVERLAPPING;

// What we remember of a Map.
class layouts {
 public:
  layouts() = default;
  layouts(const layouts &) = delete;
  layouts &operator=(const layouts &) = delete;
  ~layouts() { forget(); }

  uint32_t owner_flags() const { return owner_flags_; }
  void set_owner_flags(uint32_t flags) {
    if (flags != owner_flags_) forget();
    owner_flags_ = flags;
  }

  const DAPDistribution *find(int32_t ndim, int64_t columns) const {
    for (const auto &[known_ndim, known_columns, distribution] : made_) {
      if (known_ndim == ndim && known_columns == columns) return distribution;
    }
    return nullptr;
  }

  const DAPDistribution **add(int32_t ndim, int64_t columns) {
    return &std::get<2>(made_.emplace_back(ndim, columns, nullptr));
  }
  void remove_last() { made_.pop_back(); }

 private:
  void forget() {
    for (const auto &[ndim, columns, distribution] : made_) dap_distribution_release(distribution);
    made_.clear();
  }

  uint32_t owner_flags_ = nothing_known;
  std::vector<std::tuple<int32_t, int64_t, const DAPDistribution *>> made_;
};

layouts &layouts_of(const Teuchos::RCP<const map> &rows) {
  layouts *known = attachment<layouts>::find(rows);
  return known != nullptr ? *known : attachment<layouts>::attach(rows);
}

// Its name has changed in Tpetra.
template <class Map>
int64_t num_local(const Map &rows) {
  if constexpr (requires { rows.getLocalNumElements(); }) {
    return static_cast<int64_t>(rows.getLocalNumElements());
  } else {
    return static_cast<int64_t>(rows.getNodeNumElements());
  }
}

template <class Map>
std::vector<int64_t> copy_list(const Map &rows) {
  const auto copy = [](const auto &list) { return std::vector<int64_t>(list.begin(), list.end()); };
  if constexpr (requires { rows.getLocalElementList(); }) {
    return copy(rows.getLocalElementList());
  } else {
    return copy(rows.getNodeElementList());
  }
}

DAPComm comm_of(const map &rows) {
  const Teuchos::Comm<int> &comm = *rows.getComm();
  DAPComm value = dap_comm_from_mpi(raw_comm(rows));
  value.rank = comm.getRank();
  value.size = comm.getSize();
  return value;
}

int32_t too_large(DAPError *error, int32_t rank) {
  return dap_simple_fail(error, DAP_ERROR_OVERFLOW, DAP_RULE_SIZE_OVERFLOW, 0, rank,
                         std::numeric_limits<int64_t>::max(), 0, "the Map's indices cannot be counted in 63 bits");
}

// What `rows` says of the first dimension. All of `dim` is made of global facts.
struct row_dimension {
  DAPDim dim;
  DAPLocalDim local;
  std::vector<int64_t> list;
};

int32_t describe_block(const map &rows, const DAPComm &comm, row_dimension &out, DAPError *error) {
  const auto total = rows.getGlobalNumElements();
  if (total > static_cast<uint64_t>(std::numeric_limits<int64_t>::max())) return too_large(error, comm.rank);
  out.dim = dap_dim_balanced(static_cast<int64_t>(total), comm.size);
  if (!rows.isUniform() && comm.size > 1 && total > 0) out.dim.flags = DAP_DIM_UNKNOWN_BOUNDS;
  out.local.num_owned = num_local(rows);
  // A process without elements has no smallest index. What it is said to start at does not matter.
  if (out.local.num_owned > 0) out.local.start = rows.getMinGlobalIndex() - rows.getIndexBase();
  return DAP_OK;
}

int32_t describe_list(const map &rows, uint32_t flags, const DAPComm &comm, row_dimension &out, DAPError *error) {
  int64_t size = 0;
  const int32_t status = index_range(rows, &size, error);
  if (status != DAP_OK) return status;
  out.dim = dap_dim_unstructured(size, comm.size, 0);
  out.dim.flags = flags;
  out.list = local_list(rows);
  out.local.num_owned = static_cast<int64_t>(out.list.size());
  out.local.num_indices = out.local.num_owned;
  out.local.start = out.list.empty() ? 0 : out.list.front() - rows.getIndexBase();
  out.local.indices = out.list.empty() ? nullptr : out.list.data();
  out.local.index_form = out.list.empty() ? DAP_INDEX_NONE : DAP_INDEX_INT64;
  return DAP_OK;
}

int32_t make_distribution(const map &rows, uint32_t flags, int32_t ndim, int64_t columns, const DAPDistribution **out,
                          DAPError *error) {
  const DAPComm comm = comm_of(rows);
  row_dimension first = {};
  const int32_t status = is_in_rank_order(rows) ? describe_block(rows, comm, first, error)
                                                : describe_list(rows, flags, comm, first, error);
  if (status != DAP_OK) return status;
  first.dim.index_base = rows.getIndexBase();
  first.dim.rank_stride = 1;
  first.local.coordinate = comm.rank;

  const DAPDim dims[2] = {first.dim, dap_dim_whole(columns)};
  DAPLocalDim local[2] = {first.local, {}};
  local[1].num_owned = columns;
  DAPDistribution description = dap_distribution_describe(dims, ndim, comm);
  description.num_parts = 1;
  description.local = local;
  return dap_distribution_create(&description, out, error);
}

}  // namespace

MPI_Comm raw_comm(const map &rows) {
  const auto *comm = dynamic_cast<const Teuchos::MpiComm<int> *>(rows.getComm().getRawPtr());
  return comm == nullptr ? MPI_COMM_NULL : static_cast<MPI_Comm>(*comm->getRawMpiComm());
}

bool is_replicated(const map &rows) {
  // Tpetra says "not distributed" of a Map without elements, too.
  return !rows.isDistributed() && rows.getComm()->getSize() > 1 && rows.getGlobalNumElements() > 0;
}

std::vector<int64_t> local_list(const map &rows) {
  return copy_list(rows);
}

bool is_in_rank_order(const map &rows) {
  return rows.isContiguous() || rows.getGlobalNumElements() == 0;  // without elements it is any order
}

uint32_t owner_flags(const Teuchos::RCP<const map> &rows) {
  const layouts *known = attachment<layouts>::find(rows);
  return known == nullptr ? nothing_known : known->owner_flags();
}

void remember_owners(const Teuchos::RCP<const map> &rows) {
  static_cast<void>(layouts_of(rows));
}

void set_owner_flags(const Teuchos::RCP<const map> &rows, uint32_t flags) {
  attachment<layouts>::find(rows)->set_owner_flags(flags);
}

int32_t index_range(const map &rows, int64_t *out, DAPError *error) {
  int64_t size = 0;
  if (__builtin_sub_overflow(int64_t{rows.getMaxAllGlobalIndex()}, int64_t{rows.getIndexBase()}, &size) ||
      __builtin_add_overflow(size, 1, &size)) {
    return too_large(error, rows.getComm()->getRank());
  }
  *out = size;
  return DAP_OK;
}

int32_t map_distribution(const Teuchos::RCP<const map> &rows, int32_t ndim, int64_t columns,
                         const DAPDistribution **out, DAPError *error) {
  layouts &known = layouts_of(rows);
  *out = known.find(ndim, columns);
  if (*out != nullptr) return DAP_OK;
  const DAPDistribution **place = known.add(ndim, columns);
  const int32_t status = make_distribution(*rows, known.owner_flags(), ndim, columns, place, error);
  if (status != DAP_OK) known.remove_last();
  if (status == DAP_OK) *out = *place;
  return status;
}

}  // namespace dap::tpetra::detail
