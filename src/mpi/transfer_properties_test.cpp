// SPDX-License-Identifier: BSD-3-Clause
// Random pairs of arrays of every kind, there and back in messages between processes. Each element holds its natural
// index and who gave it, so that what arrives tells where it comes from.
#include "mpi/bound_plan.hpp"
#include "mpi/drawn_on_all_ranks.hpp"

namespace {

using namespace dap::mpi::testing;
using dap::transfer::expected_value;
using dap::transfer::for_each_stored;
using dap::transfer::givers;
using dap::transfer::untouched;

// What is asked of one transfer, and what has to come of it.
struct drawn_pair {
  std::unique_ptr<drawn_world> source;
  std::vector<int32_t> target_dims;
  std::unique_ptr<drawn_world> target;
  bool fills;  // the target's halo as well

  [[nodiscard]] bool has_gaps() const {
    return ((here(*source).distribution->flags | here(*target).distribution->flags) & DAP_FEATURE_INCOMPLETE) != 0;
  }
};

drawn_pair draw_pair() {
  drawn_pair made;
  made.source = draw_world_of_all();
  made.target_dims = dap::transfer::draw_target_dims(*made.source);
  const index_list shape = dap::transfer::turned_shape(*made.source, made.target_dims);
  made.target = draw_world_of_all(&shape);
  made.fills = coin();
  return made;
}

DAPPlan *plan_of(drawn_world &source, drawn_world &target, const std::vector<int32_t> &target_dims, uint64_t flags) {
  const DAPPlanOptions options{target_dims.data(), flags, {}};
  DAPPlan *made = nullptr;
  DAPError error{};
  EXPECT_EQ(dap_mpi_plan_create(MPI_COMM_WORLD, here(source).distribution.get(), here(target).distribution.get(),
                                &options, &made, &error),
            DAP_OK)
      << error.message;
  return made;
}

std::vector<int32_t> inverse(const std::vector<int32_t> &dims) {
  std::vector<int32_t> made(dims.size());
  for (size_t axis = 0; axis < dims.size(); ++axis) made[static_cast<size_t>(dims[axis])] = static_cast<int32_t>(axis);
  return made;
}

void clear(drawn_world &world) {
  for_each_stored(here(world), [](const world_part &, const index_list &, int64_t &value, bool) { value = untouched; });
}

void expect_arrived(drawn_pair &both, const givers &given) {
  for_each_stored(here(*both.target), [&](const world_part &part, const index_list &at, int64_t &value, bool owned) {
    const bool is_wanted = owned || (both.fills && element_at(*both.target, part, at) != exterior);
    const int64_t element = is_wanted ? expected_value(*both.source, both.target_dims, part, at) : exterior;
    if (is_wanted && given.has(element)) {
      ASSERT_TRUE(given.may_give(element, value)) << "element " << element << ", found " << value;
    } else {
      ASSERT_EQ(value, untouched) << "element " << element;
    }
  });
}

// Of what the target has, the source gets back what the target got; no more.
void expect_back(drawn_pair &both, const givers &given, const givers &given_back) {
  const std::vector<int32_t> dims = inverse(both.target_dims);
  for_each_stored(here(*both.source), [&](const world_part &part, const index_list &at, int64_t &value, bool owned) {
    if (owned && given_back.has(expected_value(*both.target, dims, part, at))) {
      const int64_t element = element_at(*both.source, part, at);
      ASSERT_TRUE(given.may_give(element, value)) << "element " << element << ", found " << value;
    } else {
      ASSERT_EQ(value, untouched);
    }
  });
}

// There twice, with nothing left of the first time, and back.
void expect_moved(drawn_pair both) {
  const givers given_back(*both.target);
  const givers given(*both.source);
  const uint64_t flags = both.has_gaps() ? DAP_PLAN_LEAVE_MISSING : 0;
  bound_plan there(plan_of(*both.source, *both.target, both.target_dims, flags | (both.fills ? DAP_PLAN_FILL_HALO : 0)),
                   here(*both.source).array, here(*both.target).array);
  for (int again = 0; again < 2; ++again) {
    clear(*both.target);
    there.run();
    expect_arrived(both, given);
  }
  bound_plan back(plan_of(*both.target, *both.source, inverse(both.target_dims), flags), here(*both.target).array,
                  here(*both.source).array);
  clear(*both.source);
  back.run();
  expect_back(both, given, given_back);
}

TEST(TransferProperties, BringEveryElementToAllItsOwnersAndBack) {
  for (uint64_t seed = 1; seed <= num_cases(200); ++seed) {
    SCOPED_TRACE(seed);
    expect_moved(drawn(seed, draw_pair));
    if (HasFailure()) return;
  }
}

}  // namespace
