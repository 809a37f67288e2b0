// SPDX-License-Identifier: BSD-3-Clause
// The smallest importer: checks what it was handed and sums what is owned; the sums of three ranks are 0 + … + 9.
#include <iostream>

#include "counting.hpp"

static double sum_owned(const DAPProvider &provider, void *object) {
  dap::array array = dap::array::from(provider, object, dap_simple_request(0));
  const DAPSimpleView view = array.view<double>();  // throws if it is not an array of doubles in plain blocks
  if (view.ndim != 1) throw std::runtime_error("only arrays of one dimension can be summed");

  dap::opening reading(array, DAP_ACCESS_READ);
  double sum = 0;
  for (int64_t i = 0; i < view.shape[0]; ++i) sum += static_cast<const double *>(view.data)[i * view.strides[0]];
  std::cout << "rank " << view.rank << " owns " << view.shape[0] << " numbers from " << view.start[0] << " on\n";
  reading.end();
  return sum;
}

// One process plays three ranks: no MPI is needed.
int main() try {
  double sum = 0;
  for (int32_t rank = 0; rank < 3; ++rank) {
    const dap::source numbers = counting(10, rank, 3);
    sum += sum_owned(dap_source_provider, numbers.get());
  }
  std::cout << "their sum is " << sum << "\n";
  return sum == 45.0 ? 0 : 2;
} catch (const std::exception &failure) {
  std::cerr << failure.what() << "\n";
  return 1;
}
