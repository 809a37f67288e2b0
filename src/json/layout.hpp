// SPDX-License-Identifier: BSD-3-Clause
// Canonical text of a JSON document.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace dap::json {

// Two spaces to a level. The document has one line per member, and so have the lists of lists and objects in it per
// entry; what is deeper stays on one line if that has at most 120 columns, and so do lists of numbers and words. Longer
// ones of these are filled line by line. Ends with a newline. Throws what the library throws for a string that is no
// UTF-8.
[[nodiscard]] std::string laid_out(const nlohmann::ordered_json &document);

}  // namespace dap::json
