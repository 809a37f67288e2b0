// SPDX-License-Identifier: BSD-3-Clause
// Who is who in two worlds, as it is signed by their ranks, written down by one, and read by all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "transfer/introduce.hpp"

namespace dap::transfer {

// What a rank of a world says for the register: which of the two it is, its rank there, and rank 0 the global members.
void sign(world::words &letter, std::size_t number, const DAPDistribution &own);

// A world's entry, made of what was signed: where its ranks are, and its global members. Of a world whose ranks are
// evenly spaced, only rank 0 has signed; of another, all have: two of the same rank are refused (1721).
void write_spaced(const world::letters &signed_by, std::size_t number, const rank_map &ranks, world::words &out);
[[nodiscard]] int32_t write_listed(const world::letters &signed_by, std::size_t number, int64_t count,
                                   world::words &out, DAPError *error);

// Takes an entry from the front of `left`. False if that is none.
[[nodiscard]] bool read_world(std::span<const int64_t> &left, seen_world &seen);

}  // namespace dap::transfer
