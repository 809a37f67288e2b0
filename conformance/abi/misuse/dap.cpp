// SPDX-License-Identifier: BSD-3-Clause
// Right uses, each with a misuse that -D makes of it and that must not compile.
#include <dap/dap.hpp>
#include <string>

dap::array second(dap::array &first) {
#ifdef COPIES_AN_ARRAY
  return first;
#else
  return std::move(first);
#endif
}

void assign(dap::array &to, dap::array &from) {
#ifdef ASSIGNS_AN_ARRAY
  to = from;
#else
  to = std::move(from);
#endif
}

void open_twice(dap::array &array) {
#ifdef COPIES_AN_OPENING
  dap::opening reading(array, DAP_ACCESS_READ), again(reading);
#else
  dap::opening reading(array, DAP_ACCESS_READ), again(array, DAP_ACCESS_READ);
#endif
}

void open(dap::array &array) {
#ifdef OPENS_A_TEMPORARY
  dap::opening reading(std::move(array), DAP_ACCESS_READ);
#else
  dap::opening reading(array, DAP_ACCESS_READ);
#endif
}

dap::source second(dap::source &first) {
#ifdef COPIES_A_SOURCE
  return first;
#else
  return std::move(first);
#endif
}

dap::array flat(dap::array &array) {
#ifdef FLATTENS_AN_ARRAY_THAT_LIVES_ON
  return array.flatten(DAP_FLATTEN_RANK_ORDER);
#else
  return std::move(array).flatten(DAP_FLATTEN_RANK_ORDER);
#endif
}

void flatten(dap::array &array) {
#ifdef DROPS_A_FLATTENED_ARRAY
  std::move(array).flatten(DAP_FLATTEN_RANK_ORDER);
#else
  array = std::move(array).flatten(DAP_FLATTEN_RANK_ORDER);
#endif
}

dap::array unwrapped(dap::source &source) {
#ifdef UNWRAPS_A_SOURCE_THAT_LIVES_ON
  return source.unwrap();
#else
  return std::move(source).unwrap();
#endif
}

dap::source wrapped(dap::array &array, const DAPSourceDescription &view) {
#ifdef WRAPS_AN_ARRAY_THAT_LIVES_ON
  return dap::source(array, view);
#else
  return dap::source(std::move(array), view);
#endif
}

DAPSimpleView view(const dap::array &array) {
#ifdef VIEWS_ELEMENTS_OF_A_CLASS
  return array.view<std::pair<int, int>>();
#else
  return array.view<std::complex<double>>();
#endif
}

DAPType type() {
#ifdef ASKS_FOR_THE_TYPE_OF_A_STRING
  return dap::type_of<std::string>();
#else
  return dap::type_of<double>();
#endif
}
