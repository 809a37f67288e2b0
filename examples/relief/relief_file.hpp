// SPDX-License-Identifier: BSD-3-Clause
// The NetCDF files of the demo, read and written in parallel with PnetCDF, from and to the caller's own memory.
//
// All functions are collective over `comm` and throw std::runtime_error.
#ifndef DAP_RELIEF_RELIEF_FILE_HPP
#define DAP_RELIEF_RELIEF_FILE_HPP

#include <mpi.h>

#include <cstdint>
#include <string>

#include "process_grid.hpp"

namespace dap::relief {

struct field_facts {
  std::int64_t num_rows = 0;
  std::int64_t num_columns = 0;
  std::string units;  // the attribute as it stands, empty if there is none
};

/** Of the two-dimensional `variable`. */
field_facts inquire_field(MPI_Comm comm, const std::string &path, const std::string &variable);

/** Throws unless `units` are metres, in a word of any case or as the symbol: elevations are not converted. */
void expect_metres(const std::string &units);

/** Reads one block per rank as doubles into `out[num_rows, num_columns]`. */
void read_field(MPI_Comm comm, const std::string &path, const std::string &variable, const block &part, double *out);

/** Writes one block per rank of `before` and `after` (units "m", as in CF; [lat, lon] with coordinates in degrees). */
void write_fields(MPI_Comm comm, const std::string &path, const process_grid &grid, const block &part,
                  const double *before, const double *after);

}  // namespace dap::relief

#endif
