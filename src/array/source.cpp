// SPDX-License-Identifier: BSD-3-Clause
#include "array/source.hpp"

#include <algorithm>
#include <cinttypes>
#include <memory>

#include "array/behind_view.hpp"
#include "array/boundary.hpp"
#include "array/meet.hpp"
#include "array/validate.hpp"

namespace dap::array {
namespace {

constexpr uint64_t claims = DAP_ARRAY_WRITABLE | DAP_ARRAY_COPIED | DAP_ARRAY_HALO_FACES | DAP_ARRAY_HALO_CORNERS |
                            DAP_ARRAY_GENERATION_COMPLETE;
constexpr uint64_t halo_claims = DAP_ARRAY_HALO_FACES | DAP_ARRAY_HALO_CORNERS;
constexpr uint64_t memory_features = DAP_FEATURE_STRIDED | DAP_FEATURE_DEVICE | DAP_FEATURE_EXTENSION;

void end_source(DAPSource *source) noexcept {
  if (source->hooks.destroy != nullptr) source->hooks.destroy(source->context);
  if (source->is_wrapped()) source->behind.release(&source->behind);
  delete source;
}

DAPSource *source_of(const DAPArray *array) noexcept {
  return static_cast<DAPSource *>(array->private_data);
}

void release_export(DAPArray *array) {
  DAPSource *source = source_of(array);
  const held_openings held(array->producer_word);
  if (held.word() != 0) source->openings.drop(source->target(), held);
  array->release = nullptr;
  if (source->hooks.released == nullptr) {
    if (source->references.drop_export()) end_source(source);
    return;
  }
  source->references.leave_exports();
  source->hooks.released(source->context);
  if (source->references.drop()) end_source(source);
}

int32_t check_mode(const DAPSource &source, uint32_t mode, uint64_t flags, DAPError *error) noexcept {
  const uint32_t opening = mode & ~DAP_ACCESS_END;
  const int32_t rank = source.offer.distribution->comm.rank;
  if (opening < DAP_ACCESS_READ || opening > DAP_ACCESS_OVERWRITE) {
    return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_MODE, -1, rank, DAP_ACCESS_READ, mode,
                           "the mode of access is %" PRIu32 ", which is none", mode);
  }
  // An END asks for nothing: of what is read-only it names an opening that is not held (rule 602).
  if ((mode & DAP_ACCESS_END) == 0 && opening != DAP_ACCESS_READ && (flags & DAP_ARRAY_WRITABLE) == 0) {
    return dap_simple_fail(error, DAP_ERROR_READ_ONLY, DAP_RULE_READ_ONLY, -1, rank, 1, 0,
                           "the array is read-only here and cannot be opened for writing");
  }
  return DAP_OK;
}

// Opens or ends on behalf of whoever keeps its openings in `word`.
int32_t access_as(DAPSource &source, uint64_t flags, uint64_t &word, uint32_t mode, void **events,
                  DAPError *error) noexcept {
  const int32_t status = check_mode(source, mode, flags, error);
  if (status != DAP_OK) return status;
  const uint32_t opening = mode & ~DAP_ACCESS_END;
  held_openings held(word);
  const int32_t done = (mode & DAP_ACCESS_END) == 0
                           ? source.openings.open(source.target(), held, opening, events, error)
                           : source.openings.end(source.target(), held, opening, events, error);
  word = held.word();
  return done;
}

// On behalf of the library itself: of a wrapped array's openings it is the lender, else one more consumer.
int32_t access_own(DAPSource &source, uint32_t mode, void **events, DAPError *error) noexcept {
  if (!source.is_wrapped()) return access_as(source, source.offer.flags, source.own_held, mode, events, error);
  const int32_t status = check_mode(source, mode, source.offer.flags, error);
  if (status != DAP_OK) return status;
  const uint32_t opening = mode & ~DAP_ACCESS_END;
  return (mode & DAP_ACCESS_END) == 0 ? source.openings.open_own(source.target(), opening, events, error)
                                      : source.openings.end_own(source.target(), opening, events, error);
}

int32_t access_export(DAPArray *array, uint32_t mode, void **events, DAPError *error) {
  DAPSource &source = *source_of(array);
  const int32_t status = access_as(source, array->flags, array->producer_word, mode, events, error);
  held_openings held(array->producer_word);
  if (status == DAP_ERROR_STALE && (mode & DAP_ACCESS_END) == 0 && held.writer() == 0) {  // from now on (rule 606)
    held.mark_stale();
    array->producer_word = held.word();
  }
  return named(status, error, source.name.c_str());
}

// Copies parts with their shapes and strides.
void adopt_parts(DAPSource &source, const DAPPart *parts, const DAPDistribution &distribution) {
  const auto ndim = static_cast<size_t>(distribution.ndim);
  const auto count = static_cast<size_t>(distribution.num_parts);
  source.parts.assign(parts, parts + count);
  source.extents.resize(count * ndim * 2);
  int64_t *next = source.extents.data();
  for (DAPPart &part : source.parts) {
    const DAPBuffer given = part.buffer;
    part.buffer.shape = next;
    part.buffer.strides = next + ndim;
    next += 2 * ndim;
    std::copy_n(given.shape, ndim, part.buffer.shape);
    std::copy_n(given.strides, ndim, part.buffer.strides);
  }
  source.offer.parts = source.parts.empty() ? nullptr : source.parts.data();
}

// The name that a description gives, itself or by an extension.
const char *name_of(const DAPSourceDescription &description) {
  const bool given = description.name != nullptr && *description.name != '\0';
  return given ? description.name : dap_simple_name_in(description.extensions);
}

// The name comes first among the extensions, in the place of another one that does, so that a chain of libraries is no
// chain of names.
void adopt_name(DAPSource &source, const char *name) {
  if (name == nullptr) return;
  source.name = name;
  const char *shown = dap_simple_name_in(source.offer.extensions);
  if (shown != nullptr && source.name == shown) return;
  const DAPExtension *rest = source.offer.extensions;
  while (rest != nullptr && rest->type == DAP_EXTENSION_NAME) rest = rest->next;
  source.label = {{DAP_EXTENSION_NAME, 0, sizeof(DAPName), rest}, source.name.c_str()};
  source.offer.extensions = &source.label.header;
}

// `behind`: the name of the array behind, if there is one.
void adopt_owner(DAPSource &source, const DAPSourceDescription &description, const char *behind) {
  const char *given = name_of(description);
  adopt_name(source, given != nullptr ? given : behind);
  source.hooks = description.hooks;
  source.context = description.context;
}

// What the flags of an export say now: claims on halos hold only until somebody writes (rule 955). Writes are counted
// alike on all processes, and so the flags are alike, too.
uint64_t flags_now(const DAPSource &source) noexcept {
  const uint64_t *generation = source.offer.generation;
  const bool fresh =
      __atomic_load_n(&generation[1], __ATOMIC_ACQUIRE) == __atomic_load_n(&generation[0], __ATOMIC_ACQUIRE);
  return fresh ? source.offer.flags : source.offer.flags & ~halo_claims;
}

void finish_offer(DAPSource &source) {
  source.offer.version = {DAP_VERSION_MAJOR, DAP_VERSION_MINOR};
  source.offer.access = access_export;
  if ((source.offer.flags & DAP_ARRAY_COPIED) != 0) source.offer.flags &= ~DAP_ARRAY_WRITABLE;  // rule 1153
  source.offer.private_data = &source;
  if (source.is_wrapped() && source.behind.generation != nullptr) {
    source.offer.generation = source.behind.generation;
    return;
  }
  if ((source.offer.flags & halo_claims) != 0) source.generation[1] = 0;
  source.openings.count_writes_in(source.generation);
  source.offer.generation = source.generation;
}

// A view of an export that meets the request. Out of line: nothing of it burdens those that are met as they are. The
// export behind the view counts only when nothing can fail any more, so that a refusal is none that was released.
[[gnu::cold, gnu::noinline]] int32_t export_view(DAPSource &source, const DAPRequest &request, int32_t verdict,
                                                 DAPArray *out, DAPError *error) noexcept {
  DAPArray whole = source.offer;
  whole.flags = flags_now(source);
  whole.release = release_export;
  const int32_t status = meet_by_view(whole, request, verdict, out, error);
  if (status == DAP_OK) source.references.add_export();
  return named(status, error, source.name.c_str());
}

// The distribution of a description: shared if it is ours, else checked and cloned.
int32_t share_distribution(const DAPSourceDescription &description, distribution_ref &out, DAPError *error) {
  if (description.distribution == nullptr) {
    return dap_simple_fail(error, DAP_ERROR_INVALID, DAP_RULE_NO_DISTRIBUTION, -1, -1, 1, 0,
                           "the description has no distribution");
  }
  const DAPDistribution *shared = nullptr;
  const int32_t status = dap_distribution_clone(description.distribution, &shared, error);
  if (status != DAP_OK) return status;
  out = find_block(shared);
  dap_distribution_release(shared);
  return DAP_OK;
}

// Distribution, type and parts of a description, checked and then copied. `flags` are those besides the distribution's.
int32_t adopt_description(DAPSource &source, const DAPSourceDescription &description, uint64_t flags, DAPError *error) {
  const int32_t status = share_distribution(description, source.distribution, error);
  if (status != DAP_OK) return status;
  DAPArray &offer = source.offer;
  offer.distribution = source.distribution.get();
  offer.flags = flags | (offer.distribution->flags & DAP_MUST_UNDERSTAND);
  offer.type_code = description.type.code;
  offer.type_bits = description.type.bits;
  offer.type_lanes = description.type.lanes;
  offer.extensions = description.extensions;
  offer.parts = description.parts;
  const int32_t valid = validate_parts(offer, error);
  if (valid == DAP_OK) adopt_parts(source, description.parts, *offer.distribution);
  return valid;
}

int32_t create(const DAPSourceDescription &description, DAPSource **out, DAPError *error) {
  auto source = std::make_unique<DAPSource>();
  const uint64_t flags = description.flags & (claims | memory_features);
  const int32_t status = adopt_description(*source, description, flags, error);
  if (status != DAP_OK) return status;
  adopt_owner(*source, description, nullptr);
  finish_offer(*source);
  *out = source.release();
  return DAP_OK;
}

// Events are handed on part by part, unless the array itself knows which parts are shown.
int32_t check_events(const DAPArray &array, DAPSource &source, DAPError *error) noexcept {
  const int64_t behind = array.distribution->num_parts;
  const int64_t shown = source.offer.distribution->num_parts;
  source.hands_events_on = behind == shown || behind_view::stands_behind(array);
  if (source.hands_events_on || (array.flags & DAP_FEATURE_DEVICE) == 0) return DAP_OK;
  return dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, source.offer.distribution->comm.rank, behind,
                         shown,
                         "the array on devices has %" PRId64 " parts on this process and is shown as %" PRId64
                         ", expected as many, in the same order",
                         behind, shown);
}

int32_t wrap(DAPArray &array, const DAPSourceDescription *view, DAPSource **out, DAPError *error) {
  const int32_t valid = validate_array(array, error);
  if (valid != DAP_OK) return valid;
  auto source = std::make_unique<DAPSource>();
  if (view != nullptr && view->distribution != nullptr) {
    const uint64_t flags = (array.flags & claims & ~halo_claims) | (array.flags & DAP_FEATURE_DEVICE) |
                           (view->flags & (memory_features | halo_claims));
    const int32_t status = adopt_description(*source, *view, flags, error);
    if (status != DAP_OK) return status;
    const int32_t shown = check_events(array, *source, error);
    if (shown != DAP_OK) return shown;
  } else {
    source->offer = array;
    source->offer.release = nullptr;
    source->offer.producer_word = 0;
  }
  adopt_owner(*source, view == nullptr ? DAPSourceDescription{} : *view, dap_simple_name(&array));
  dap_simple_move(&array, &source->behind);
  finish_offer(*source);
  *out = source.release();
  return DAP_OK;
}

}  // namespace
}  // namespace dap::array

using dap::array::argument_is_null;
using dap::array::guarded;
using dap::array::named;

int32_t dap_source_create(const DAPSourceDescription *description, DAPSource **out, DAPError *error) {
  if (description == nullptr || out == nullptr) return argument_is_null(error, out == nullptr ? "out" : "description");
  const int32_t status = guarded(error, [&] { return dap::array::create(*description, out, error); });
  return named(status, error, dap::array::name_of(*description));
}

int32_t dap_source_wrap(DAPArray *array, const DAPSourceDescription *view, DAPSource **out, DAPError *error) {
  if (array == nullptr || out == nullptr) return argument_is_null(error, out == nullptr ? "out" : "array");
  const int32_t status = guarded(error, [&] { return dap::array::wrap(*array, view, out, error); });
  if (status == DAP_OK) return status;
  const char *received = array->release == nullptr ? nullptr : dap_simple_name(array);
  return named(status, error, received != nullptr || view == nullptr ? received : dap::array::name_of(*view));
}

int32_t dap_source_unwrap(DAPSource *source, DAPArray *array, DAPError *error) {
  if (source == nullptr || array == nullptr) return argument_is_null(error, array == nullptr ? "array" : "source");
  const char *name = source->name.c_str();
  const int32_t rank = source->offer.distribution->comm.rank;
  if (!source->is_wrapped()) {
    const int32_t status = dap_simple_fail(error, DAP_ERROR_ARGUMENT, DAP_RULE_ARGUMENT, -1, rank, 1, 0,
                                           "the source was made around memory, not around an array");
    return named(status, error, name);
  }
  const int64_t exports = dap_source_num_exports(source);
  const bool alone = source->references.only_creator();
  // Whoever unwraps could open: what released exports left open is over (rule 665), and said so now.
  if (const int32_t due = alone ? dap_source_settle(source, error) : DAP_OK; due != DAP_OK) return due;
  if (!alone || source->openings.in_use()) {
    const int32_t status = dap_simple_fail(error, DAP_ERROR_BUSY, DAP_RULE_BUSY, -1, rank, 0, exports,
                                           "the array cannot be unwrapped while it is exported or open");
    return named(status, error, name);
  }
  dap_simple_move(&source->behind, array);
  delete source;
  return DAP_OK;
}

void dap_source_release(DAPSource *source) {
  if (source == nullptr) return;
  // What the creator still holds open must not keep exports out for ever.
  if (source->is_wrapped()) {
    source->openings.drop_own();
  } else if (source->own_held != 0) {
    source->openings.drop(source->target(), dap::array::held_openings(source->own_held));
  }
  if (source->references.drop()) dap::array::end_source(source);
}

int32_t dap_source_export(DAPSource *source, const DAPRequest *request, DAPArray *array, DAPError *error) {
  if (array == nullptr) return argument_is_null(error, "array");
  array->release = nullptr;
  if (source == nullptr) return argument_is_null(error, "source");
  *array = source->offer;
  array->flags = dap::array::flags_now(*source);
  if (request != nullptr) {
    const int32_t status = dap_simple_satisfies(array, request, error);
    if (status != DAP_OK) return dap::array::export_view(*source, *request, status, array, error);
    const bool writes = (request->abilities & DAP_ABILITY_WRITE) != 0 || (request->demands & DAP_DEMAND_WRITABLE) != 0;
    if (!writes) array->flags &= ~DAP_ARRAY_WRITABLE;
  }
  source->references.add_export();
  array->release = dap::array::release_export;
  return DAP_OK;
}

int32_t dap_source_access(DAPSource *source, uint32_t mode, void **events, DAPError *error) {
  if (source == nullptr) return argument_is_null(error, "source");
  return named(dap::array::access_own(*source, mode, events, error), error, source->name.c_str());
}

int32_t dap_source_settle(DAPSource *source, DAPError *error) {
  if (source == nullptr) return argument_is_null(error, "source");
  return named(source->openings.settle(source->target(), error), error, source->name.c_str());
}

int64_t dap_source_num_exports(const DAPSource *source) {
  return source == nullptr ? 0 : source->references.num_exports();
}

const DAPArray *dap_source_array(const DAPSource *source) {
  return source == nullptr ? nullptr : &source->offer;
}

namespace {

// A consumer says what it takes (rule 1150).
int32_t export_source(void *object, const DAPRequest *request, DAPArray *array, DAPError *error) {
  if (array != nullptr) array->release = nullptr;
  if (request == nullptr) return argument_is_null(error, "request");
  return dap_source_export(static_cast<DAPSource *>(object), request, array, error);
}

}  // namespace

const DAPProvider dap_source_provider = {{DAP_VERSION_MAJOR, DAP_VERSION_MINOR}, "source", export_source, {0, 0}};
