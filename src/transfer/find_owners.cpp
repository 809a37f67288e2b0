// SPDX-License-Identifier: BSD-3-Clause
// What a rank asks a directory, and makes of the answers.
#include <dap/rules.h>
#include <dap/simple.h>

#include <cinttypes>

#include "transfer/directory.hpp"
#include "transfer/find_points.hpp"
#include "transfer/sides.hpp"

namespace dap::transfer {
namespace {

using world::assembly;
using world::resident;

// Where nobody is asked: one part a rank, without halos.
void take_first_parts(directory &share) {
  for (const point_on_rank &each : share.points) share.owners.push_back({each.rank, each.rank < 0 ? -1 : 0});
}

int32_t take_asked_parts(directory &share, DAPError *error) {
  const auto ndim = static_cast<std::size_t>(share.distribution->ndim);
  for (const point_on_rank &each : share.points) {
    if (each.rank < 0) {
      share.owners.push_back({-1, -1});
      continue;
    }
    const auto found = share.asked_parts.part_of(each);
    if (found[0] < 0) {
      return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_POINT_MISSING, -1, each.rank, 1, 0,
                             "rank %" PRId32 " has no part for grid point %" PRId64 ", which owns elements", each.rank,
                             each.point);
    }
    int64_t *positions = share.positions.data() + share.owners.size() * ndim;
    for (std::size_t d = 0; d < ndim; ++d) positions[d] += found[1 + d];
    share.owners.push_back({each.rank, found[0]});
  }
  return DAP_OK;
}

// Rank, part and positions of each element.
void take_boxes(directory &share, const world::words &answers) {
  const auto ndim = static_cast<std::size_t>(share.distribution->ndim);
  for (std::size_t place = 0; place < answers.size(); place += 2 + ndim) {
    const auto answer = std::span(answers).subspan(place, 2 + ndim);
    share.owners.push_back({answer[0], answer[1]});
    share.positions.insert(share.positions.end(), answer.begin() + 2, answer.end());
  }
}

void take_listed_boxes(directory &share) {
  const auto ndim = static_cast<std::size_t>(share.distribution->ndim);
  world::words answers;
  for (std::size_t place = 0; place < share.elements.size(); place += ndim) {
    share.boxes->write_owner(share.elements.subspan(place, ndim), answers);
  }
  take_boxes(share, answers);
}

// A step that asks: one rank's questions, or what kept it from asking.
int32_t begin(resident &at, directory &share, const preparation &questions, DAPError *error) {
  at.outbox.clear();  // of questions that were given up
  share.owners.clear();
  share.positions.clear();
  share.points.clear();
  return questions.prepare(questions.context, share, error);
}

class search {
 public:
  search(assembly &all, const directory_finder &shares, DAPError *error) : all_(all), shares_(shares), error_(error) {}

  // Two rounds: each rank asks, and each answers.
  template <typename Ask, typename Answer>
  int32_t ask(Ask ask, Answer answer) {
    const int32_t status = all_.deliver(on_share(ask), error_);
    if (status != DAP_OK) return status;
    return all_.deliver(on_share([answer](resident &at, directory &share, DAPError *) {
                          answer(at, share);
                          return int32_t{DAP_OK};
                        }),
                        error_);
  }
  template <typename Step>
  int32_t together(Step step) {
    return all_.together(on_share(step), error_);
  }

 private:
  template <typename Step>
  auto on_share(Step step) {
    return [step, shares = shares_](resident &at, DAPError *own) { return step(at, shares.of(at.rank), own); };
  }

  assembly &all_;
  directory_finder shares_;
  DAPError *error_;
};

int32_t find_boxes_of(search &here, const preparation &questions, bool asks, int32_t num_ranks) {
  if (!asks) {
    return here.together([&](resident &at, directory &share, DAPError *own) {
      const int32_t status = begin(at, share, questions, own);
      if (status == DAP_OK) take_listed_boxes(share);
      return status;
    });
  }
  const int32_t status = here.ask(
      [&](resident &at, directory &share, DAPError *own) {
        const int32_t found = begin(at, share, questions, own);
        if (found == DAP_OK) ask_for_owners(at, share.elements, num_ranks);
        return found;
      },
      [](resident &at, const directory &share) { answer_owners(at, *share.boxes); });
  if (status != DAP_OK) return status;
  return here.together([&](resident &at, directory &share, DAPError *) {
    take_boxes(share, learn_owners(at, share.elements, num_ranks));
    return int32_t{DAP_OK};
  });
}

int32_t find_points_of(search &here, const preparation &questions, const directory &any, int32_t num_ranks) {
  const bool asks_dims = any.asks_dims;
  const bool asks_parts = any.asks_parts;
  int32_t status = DAP_OK;
  if (asks_dims) {
    status = here.ask(
        [&](resident &at, directory &share, DAPError *own) {
          const int32_t found = begin(at, share, questions, own);
          if (found == DAP_OK) share.asked_dims.ask(at, share.elements, num_ranks);
          return found;
        },
        [](resident &at, const directory &share) { dim_questions::answer(at, share.dims); });
  }
  if (status != DAP_OK) return status;
  const auto find = [&](resident &at, directory &share, DAPError *own) {
    const int32_t found = asks_dims ? int32_t{DAP_OK} : begin(at, share, questions, own);
    if (found != DAP_OK) return found;
    if (asks_dims) share.asked_dims.learn(at);
    find_points(share);
    if (asks_parts) {
      share.asked_parts.ask(at, share.points);
    } else {
      take_first_parts(share);
    }
    return found;
  };
  if (!asks_parts) return here.together(find);
  status = here.ask(find, [](resident &at, const directory &) { part_questions::answer(at); });
  if (status != DAP_OK) return status;
  return here.together([](resident &at, directory &share, DAPError *own) {
    share.asked_parts.learn(at);
    return take_asked_parts(share, own);
  });
}

}  // namespace

int32_t find_owners(assembly &all, const directory_finder &shares, const preparation &questions, DAPError *error) {
  const directory *any = nullptr;
  all.each([&](resident &at) { any = &shares.of(at.rank); });
  search here(all, shares, error);
  const int32_t status = is_boxes(*any->distribution) ? find_boxes_of(here, questions, any->asks_boxes, all.size())
                                                      : find_points_of(here, questions, *any, all.size());
  all.each([&](resident &at) {
    at.inbox = {};
    shares.of(at.rank).asked_dims = {};
    shares.of(at.rank).asked_parts = {};
  });
  return status;
}

}  // namespace dap::transfer
