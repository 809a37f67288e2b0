// SPDX-License-Identifier: BSD-3-Clause
// Right uses, each with a misuse that -D makes of it and that must not compile.
#include <dap/native.hpp>

dap::native_array second(dap::native_array &first) {
#ifdef COPIES_A_NATIVE_ARRAY
  return first;
#else
  return std::move(first);
#endif
}

dap::native_array imported(dap::array &array) {
#ifdef IMPORTS_AN_ARRAY_THAT_LIVES_ON
  return dap::native_array::from(array);
#else
  return dap::native_array::from(std::move(array));
#endif
}
