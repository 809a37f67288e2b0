// SPDX-License-Identifier: BSD-3-Clause
// dap: what can be asked on the command line, and with which status it ends.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "cli/describe.hpp"
#include "cli/holdings.hpp"
#include "cli/load.hpp"
#include "cli/paint.hpp"
#include "cli/validate.hpp"

namespace {

constexpr int good = 0;
constexpr int invalid = 1;
constexpr int unusable = 2;

struct request {
  std::string file;
  std::string output;
  double pixels = 2;
  bool all = false;
};

void print(std::FILE *where, const std::string &text) {
  std::fputs(text.c_str(), where);
}

// Whether the file is valid; else says on `where` what is not.
bool is_valid(const dap::json::distribution_file &file, const std::string &name, std::FILE *where) {
  const std::vector<dap::cli::finding> found = dap::cli::validate(file);
  if (found.empty()) return true;
  print(where, name + ": invalid\n");
  for (const dap::cli::finding &each : found) print(where, dap::cli::words_of(each));
  return false;
}

// Whether all that was printed has gone where it was to go; else says that it has not.
bool has_printed() {
  std::cout.flush();
  if (std::cout.good() && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
  print(stderr, "dap: the standard output cannot be written\n");
  return false;
}

int validate(const request &asked) {
  const dap::json::distribution_file file = dap::cli::load(asked.file);
  if (!is_valid(file, asked.file, stdout)) return invalid;
  size_t parts = 0;
  for (const auto &rank : file.parts) parts += rank.size();
  print(stdout, asked.file + ": valid (ranks: " + std::to_string(file.parts.size()) +
                    ", parts: " + std::to_string(parts) + ")\n");
  return good;
}

int describe(const request &asked) {
  const dap::json::distribution_file file = dap::cli::load(asked.file);
  if (!is_valid(file, asked.file, stderr)) return invalid;
  print(stdout, dap::cli::describe(file, asked.all));
  return good;
}

int draw(const request &asked) {
  const dap::json::distribution_file file = dap::cli::load(asked.file);
  if (!is_valid(file, asked.file, stderr)) return invalid;
  dap::cli::paint(dap::cli::picture_of(dap::cli::holdings(file), file.about), asked.output, asked.pixels);
  return good;
}

std::string checked_output(const std::string &path) {
  const bool known = path.size() > 4 && (path.ends_with(".svg") || path.ends_with(".png"));
  return known ? "" : path + ": expected a name that ends in .svg or .png";
}

CLI::App *add_command(CLI::App &app, request &asked, const std::string &name, const std::string &purpose) {
  CLI::App *command = app.add_subcommand(name, purpose);
  command->add_option("FILE", asked.file, "A distribution of all ranks as JSON; - is the standard input")->required();
  return command;
}

int run(int argc, char **argv) {
  request asked;
  CLI::App app{"Describes, validates and draws distributions of the Distributed Array Protocol.", "dap"};
  app.set_version_flag("--version", "dap " DAP_PROGRAM_VERSION);
  app.require_subcommand(1);
  app.footer(
      "FILE has the form of spec/vectors/distribution.schema.json. Exit status: 0 all is well, 1 the distribution is\n"
      "invalid, 2 the request or the file cannot be used, or the output cannot be written.");
  CLI::App *describing = add_command(app, asked, "describe", "Say in words how it is divided, and who owns what");
  describing->add_flag("--all", asked.all, "All parts, however many there are");
  CLI::App *validating = add_command(app, asked, "validate", "Check it against the rules of the specification");
  CLI::App *drawing = add_command(app, asked, "draw", "Draw who owns what, of up to three dimensions");
  drawing->add_option("-o,--output", asked.output, "The picture; the name ends in .svg or .png")
      ->required()
      ->check(checked_output);
  drawing->add_option("--pixels", asked.pixels, "PNG: pixels for each point of paper (2)")
      ->check(CLI::Range(0.25, 8.0));
  CLI::App *helping = app.add_subcommand("help", "Print this, or how a command is used");
  std::string topic;
  helping->add_option("COMMAND", topic, "describe, validate or draw");

  try {
    app.parse(argc, argv);
    if (describing->parsed()) return describe(asked);
    if (validating->parsed()) return validate(asked);
    if (drawing->parsed()) return draw(asked);
    app.clear();  // help of the command that was given would come first
    print(stdout, topic.empty() ? app.help() : app.get_subcommand(topic)->help("dap"));
    return good;
  } catch (const CLI::Error &error) {
    return app.exit(error) == 0 ? good : unusable;
  }
}

}  // namespace

int main(int argc, char **argv) {
  try {
    const int status = run(argc, argv);
    return has_printed() ? status : unusable;
  } catch (const std::exception &failure) {
    std::fprintf(stderr, "dap: %s\n", failure.what());
    return unusable;
  }
}
