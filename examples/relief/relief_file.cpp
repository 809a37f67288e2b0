// SPDX-License-Identifier: BSD-3-Clause
// The NetCDF files of the demo, by PnetCDF.
#include "relief_file.hpp"

#include <pnetcdf.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>
#include <utility>
#include <vector>

namespace dap::relief {
namespace {

void check(int status, const std::string &what) {
  if (status != NC_NOERR) throw std::runtime_error(what + ": " + ncmpi_strerror(status));
}

/** An open file; `close` reports what the destructor could not. */
class netcdf_file {
 public:
  netcdf_file(int id, std::string path) : id_(id), path_(std::move(path)) {}
  netcdf_file(const netcdf_file &) = delete;
  netcdf_file &operator=(const netcdf_file &) = delete;
  ~netcdf_file() {
    if (open_) ncmpi_close(id_);
  }
  int id() const { return id_; }
  void close() {
    open_ = false;
    check(ncmpi_close(id_), "closing " + path_);
  }

 private:
  int id_;
  std::string path_;
  bool open_ = true;
};

int open_id(MPI_Comm comm, const std::string &path) {
  int id = 0;
  check(ncmpi_open(comm, path.c_str(), NC_NOWRITE, MPI_INFO_NULL, &id), "opening " + path);
  return id;
}

int create_id(MPI_Comm comm, const std::string &path) {
  int id = 0;
  check(ncmpi_create(comm, path.c_str(), NC_CLOBBER | NC_64BIT_DATA, MPI_INFO_NULL, &id), "creating " + path);
  return id;
}

int find_variable(const netcdf_file &file, const std::string &variable) {
  int id = 0;
  check(ncmpi_inq_varid(file.id(), variable.c_str(), &id), "looking for the variable " + variable);
  return id;
}

void put_text(const netcdf_file &file, int variable, const char *name, const std::string &text) {
  check(ncmpi_put_att_text(file.id(), variable, name, static_cast<MPI_Offset>(text.size()), text.data()),
        std::string("writing the attribute ") + name);
}

std::string text_of(const netcdf_file &file, int variable, const char *name) {
  MPI_Offset length = 0;
  const int status = ncmpi_inq_attlen(file.id(), variable, name, &length);
  if (status == NC_ENOTATT) return {};
  check(status, std::string("looking for the attribute ") + name);
  std::string text(static_cast<std::size_t>(length), ' ');
  check(ncmpi_get_att_text(file.id(), variable, name, text.data()), std::string("reading the attribute ") + name);
  return text;
}

int define_variable(const netcdf_file &file, const char *name, const std::vector<int> &dimensions, const char *units) {
  int id = 0;
  check(ncmpi_def_var(file.id(), name, NC_DOUBLE, static_cast<int>(dimensions.size()), dimensions.data(), &id),
        std::string("defining the variable ") + name);
  put_text(file, id, "units", units);
  return id;
}

int define_dimension(const netcdf_file &file, const char *name, std::int64_t size) {
  int id = 0;
  check(ncmpi_def_dim(file.id(), name, size, &id), std::string("defining the dimension ") + name);
  return id;
}

/** Collective: rank 0 writes `first + step * i`, the others take part with nothing. */
void put_coordinates(MPI_Comm comm, const netcdf_file &file, int variable, std::int64_t n, double first, double step) {
  int rank = 0;
  MPI_Comm_rank(comm, &rank);
  std::vector<double> values;
  for (std::int64_t i = 0; i < n; ++i) values.push_back(first + step * static_cast<double>(i));
  const MPI_Offset start = 0;
  const MPI_Offset count = rank == 0 ? n : 0;
  check(ncmpi_put_vara_double_all(file.id(), variable, &start, &count, values.data()), "writing coordinates");
}

void put_block(const netcdf_file &file, int variable, const block &part, const double *values) {
  const std::array<MPI_Offset, 2> start{part.first_row, part.first_column};
  const std::array<MPI_Offset, 2> count{part.num_rows, part.num_columns};
  check(ncmpi_put_vara_double_all(file.id(), variable, start.data(), count.data(), values), "writing a block");
}

}  // namespace

field_facts inquire_field(MPI_Comm comm, const std::string &path, const std::string &variable) {
  const netcdf_file file(open_id(comm, path), path);
  const int id = find_variable(file, variable);
  int num_dimensions = 0;
  check(ncmpi_inq_varndims(file.id(), id, &num_dimensions), "inquiring " + variable);
  if (num_dimensions != 2) throw std::runtime_error("the variable " + variable + " is not two-dimensional");
  std::array<int, 2> dimensions{};
  check(ncmpi_inq_vardimid(file.id(), id, dimensions.data()), "inquiring " + variable);
  std::array<MPI_Offset, 2> sizes{};
  for (std::size_t d = 0; d < 2; ++d) {
    check(ncmpi_inq_dimlen(file.id(), dimensions[d], &sizes[d]), "inquiring " + variable);
  }
  return {sizes[0], sizes[1], text_of(file, id, "units")};
}

void expect_metres(const std::string &units) {
  std::string word = units.substr(0, units.find('\0'));  // some writers store the end of a C string, too
  std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return std::tolower(c); });
  for (const char *known : {"m", "meter", "meters", "metre", "metres"}) {
    if (word == known) return;
  }
  throw std::runtime_error("the elevations are in \"" + units + "\", expected metres");
}

void read_field(MPI_Comm comm, const std::string &path, const std::string &variable, const block &part, double *out) {
  netcdf_file file(open_id(comm, path), path);
  const std::array<MPI_Offset, 2> start{part.first_row, part.first_column};
  const std::array<MPI_Offset, 2> count{part.num_rows, part.num_columns};
  const int id = find_variable(file, variable);
  check(ncmpi_get_vara_double_all(file.id(), id, start.data(), count.data(), out), "reading " + variable);
  file.close();
}

void write_fields(MPI_Comm comm, const std::string &path, const process_grid &grid, const block &part,
                  const double *before, const double *after) {
  netcdf_file file(create_id(comm, path), path);
  const int lat = define_dimension(file, "lat", grid.num_rows());
  const int lon = define_dimension(file, "lon", grid.num_columns());
  const int latitudes = define_variable(file, "lat", {lat}, "degrees_north");
  const int longitudes = define_variable(file, "lon", {lon}, "degrees_east");
  const int before_id = define_variable(file, "before", {lat, lon}, "m");
  const int after_id = define_variable(file, "after", {lat, lon}, "m");
  put_text(file, before_id, "long_name", "Relief of the surface of the Earth");
  put_text(file, after_id, "long_name", "Relief after one implicit diffusion step");
  check(ncmpi_enddef(file.id()), "defining " + path);

  const auto rows = static_cast<double>(grid.num_rows());
  put_coordinates(comm, file, latitudes, grid.num_rows(), -90.0, rows > 1 ? 180.0 / (rows - 1) : 0.0);
  put_coordinates(comm, file, longitudes, grid.num_columns(), 0.0, 360.0 / static_cast<double>(grid.num_columns()));
  put_block(file, before_id, part, before);
  put_block(file, after_id, part, after);
  file.close();
}

}  // namespace dap::relief
