// SPDX-License-Identifier: BSD-3-Clause
// The smallest exporter: a source around a vector, which goes with the last export.
#include <memory>
#include <numeric>

#include "counting.hpp"

dap::source counting(int64_t size, int32_t rank, int32_t num_ranks) {
  DAPDim dim = dap_dim_balanced(size, num_ranks);
  dap_dims_row_major(&dim, 1);
  const DAPComm ranks{DAP_COMM_NONE, DAP_MPI_UNKNOWN, 0, rank, num_ranks};
  const auto divided = dap::distribution::regular(dap_distribution_describe(&dim, 1, ranks));

  int64_t shape = divided->local->num_owned, stride = 1;
  auto numbers = std::make_unique<std::vector<double>>(shape);
  std::iota(numbers->begin(), numbers->end(), static_cast<double>(divided->local->start));

  constexpr DAPType type = dap::type_of<double>();
  const DAPPart part{
      {numbers->data(), DAP_DEVICE_CPU, 0, 1, type.code, type.bits, type.lanes, &shape, &stride, 0}, 0, nullptr, {}};
  DAPSourceDescription mine{};
  mine.name = "counting";
  mine.type = type;
  mine.flags = DAP_ARRAY_WRITABLE;
  mine.distribution = divided.get();
  mine.parts = &part;
  mine.hooks.destroy = [](void *vector) { delete static_cast<std::vector<double> *>(vector); };
  mine.context = numbers.get();
  dap::source source(mine);  // throws if a rule is broken: the vector is still ours then
  static_cast<void>(numbers.release());
  return source;
}
