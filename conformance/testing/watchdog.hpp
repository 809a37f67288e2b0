// SPDX-License-Identifier: BSD-3-Clause
// Ends a run of several ranks in which one of them waits for ever, and says where.
#pragma once

#include <mpi.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>

namespace dap::testing {

class watchdog {
 public:
  static constexpr int exit_code = 3;

  // Seconds for each step; DAP_TEST_WATCHDOG overrides the default, 0 switches it off (for a debugger).
  explicit watchdog(int rank) : rank_(rank) {
    const char *seconds = std::getenv("DAP_TEST_WATCHDOG");
    limit_ = std::chrono::seconds(seconds != nullptr ? std::strtol(seconds, nullptr, 10) : 60);
    if (limit_.count() > 0) thread_ = std::thread([this] { watch(); });
  }
  watchdog(const watchdog &) = delete;
  watchdog &operator=(const watchdog &) = delete;
  ~watchdog() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      ended_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

  // From now on this process does `step`, which has the full time again.
  void begin(std::string step) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      step_ = std::move(step);
      ++steps_;
    }
    changed_.notify_all();
  }

 private:
  void watch() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!ended_) {
      const long begun = steps_;
      if (!changed_.wait_for(lock, limit_, [&] { return ended_ || steps_ != begun; })) give_up();
    }
  }

  void give_up() const {
    const std::string line = "[rank " + std::to_string(rank_) + "] stuck for " + std::to_string(limit_.count()) +
                             " s " + step_ + ": the run is ended (DAP_TEST_WATCHDOG sets the seconds)\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::fflush(nullptr);
    // So that the other ranks, whose time is up as well, still say where they are.
    std::this_thread::sleep_for(std::chrono::seconds(1));
    MPI_Abort(MPI_COMM_WORLD, exit_code);
    std::_Exit(exit_code);
  }

  const int rank_;
  std::chrono::seconds limit_{};
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string step_ = "at the start";
  long steps_ = 0;
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace dap::testing
