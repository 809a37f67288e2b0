// SPDX-License-Identifier: BSD-3-Clause
// An adapter that cheats: it hands out a copy and says nothing. Planted by --plant-copy, to show that the demo notices.
#ifndef DAP_RELIEF_COPYING_ADAPTER_HPP
#define DAP_RELIEF_COPYING_ADAPTER_HPP

#include <dap/dap.hpp>

#include <vector>

namespace dap::relief {

inline dap::array export_a_copy(const dap::array &honest) {
  const DAPSimpleView view = honest.view<double>();
  const auto *first = static_cast<const double *>(view.data);
  auto *copy = new std::vector<double>(first, first + view.num_owned);
  DAPPart part = honest->parts[0];
  part.buffer.data = copy->data();
  part.buffer.byte_offset = 0;
  DAPSourceDescription description{};
  description.name = "planted copy";
  description.type = dap::type_of<double>();
  description.flags = DAP_ARRAY_WRITABLE;
  description.distribution = honest->distribution;
  description.parts = &part;
  description.context = copy;
  description.hooks.destroy = [](void *context) { delete static_cast<std::vector<double> *>(context); };
  return dap::source(description).share();
}

}  // namespace dap::relief

#endif
