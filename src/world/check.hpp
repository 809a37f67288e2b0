// SPDX-License-Identifier: BSD-3-Clause
// What no rank can check by itself: that all have the same global members, and that their parts fit together.
//
// Each function is collective, returns the same on all ranks, and takes what the one before it has found right.
#pragma once

#include <dap/rules.h>
#include <dap/simple.h>

#include "world/assembly.hpp"

namespace dap::world {

// Everything below, in its order. The descriptions are valid by themselves, and in their places.
[[nodiscard]] int32_t check_world(assembly &all, DAPError *error);

// The global members are the same everywhere (spec 1302); told is the lowest rank that differs from rank 0.
[[nodiscard]] int32_t check_globals(assembly &all, DAPError *error);

// Grid points of one coordinate own the same indices along an open dimension (830). Sets resident::speaks and kept.
[[nodiscard]] int32_t check_coordinates(assembly &all, DAPError *error);

// Ranges that only their ranks know follow each other (831).
[[nodiscard]] int32_t check_ranges(assembly &all, DAPError *error);

// Each index of an unstructured dimension is owned at one coordinate (832, 833); of an array without elements, at none
// or one.
[[nodiscard]] int32_t check_lists(assembly &all, DAPError *error);

// Each grid point that owns an element has its part (730).
[[nodiscard]] int32_t check_points(assembly &all, DAPError *error);

// Boxes are disjoint and cover the index space (832, 833). A list of all boxes is not looked at: each rank compares its
// own part of it.
[[nodiscard]] int32_t check_boxes(assembly &all, DAPError *error);

// Whether a rank is where its distribution says that it is (1203). Local; reads nothing but version and comm.
[[nodiscard]] int32_t check_place(int32_t rank, int32_t size, const DAPDistribution &distribution,
                                  DAPError *error) noexcept;

}  // namespace dap::world
