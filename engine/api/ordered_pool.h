// Threads that work on pieces in any order and whose results are delivered, on the submitting thread, in the order of submission. Each thread has one
// batch, and what is evaluated of it, for all its pieces: that memory stays near it.
#pragma once

#include "api/run.h"
#include "base/profile.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace assay::api {

class OrderedPool {
 public:
  OrderedPool(std::size_t threads, std::function<Delivery(Evaluated&)> work, base::Profile* profile = nullptr);
  ~OrderedPool();
  OrderedPool(const OrderedPool&) = delete;
  OrderedPool& operator=(const OrderedPool&) = delete;

  // Waits while too much is under way; delivers what is ready. False once a delivery has ended the run.
  bool submit(facts::Piece piece);
  // Delivers the rest; false if a delivery has ended the run.
  bool finish();
  // After `finish`: what the threads had, to be freed some time.
  std::vector<std::unique_ptr<Evaluated>> spent();

 private:
  struct Job {
    facts::Piece piece;
    Delivery delivery;
    bool taken = false;
    bool done = false;
  };

  void serve();
  bool deliver_front(std::unique_lock<std::mutex>& lock);  // waits for the oldest job

  std::function<Delivery(Evaluated&)> work_;
  base::Profile* profile_;
  std::size_t most_;              // jobs under way at once
  std::mutex mutex_;
  std::condition_variable todo_, ready_;
  std::deque<std::shared_ptr<Job>> jobs_;  // in order of submission
  std::vector<std::unique_ptr<Evaluated>> spent_;
  bool closed_ = false;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace assay::api
