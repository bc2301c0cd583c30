// Threads that work on batches in any order and whose results are delivered, on the submitting thread, in the order of submission.
#pragma once

#include "api/run.h"

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
  OrderedPool(std::size_t threads, std::function<Delivery(Evaluated&)> work);
  ~OrderedPool();
  OrderedPool(const OrderedPool&) = delete;
  OrderedPool& operator=(const OrderedPool&) = delete;

  // Waits while too much is under way; delivers what is ready. False once a delivery has ended the run.
  bool submit(std::unique_ptr<Evaluated> batch);
  // One that was delivered, whose memory can be used again; nothing where there is none.
  std::unique_ptr<Evaluated> used();
  // Delivers the rest; false if a delivery has ended the run.
  bool finish();

 private:
  struct Job {
    std::unique_ptr<Evaluated> batch;
    Delivery delivery;
    bool taken = false;
    bool done = false;
  };

  void serve();
  bool deliver_front(std::unique_lock<std::mutex>& lock);  // waits for the oldest job

  std::function<Delivery(Evaluated&)> work_;
  std::size_t most_;              // jobs under way at once
  std::mutex mutex_;
  std::condition_variable todo_, ready_;
  std::deque<std::shared_ptr<Job>> jobs_;  // in order of submission
  std::vector<std::unique_ptr<Evaluated>> used_;
  bool closed_ = false;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace assay::api
