#include "api/ordered_pool.h"

#include <algorithm>
#include <utility>

namespace assay::api {

OrderedPool::OrderedPool(std::size_t threads, std::function<Delivery(Evaluated&)> work, base::Profile* profile)
    : work_(std::move(work)), profile_(profile), most_(threads * 2 + 2) {
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { serve(); });
}

OrderedPool::~OrderedPool() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    stopped_ = true;
  }
  todo_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void OrderedPool::serve() {
  const base::Stretch here(profile_, base::Spent::helping);
  auto own = std::make_unique<Evaluated>();
  std::unique_lock lock(mutex_);
  while (true) {
    const auto free = std::find_if(jobs_.begin(), jobs_.end(), [](const auto& job) { return !job->taken; });
    if (stopped_ || (free == jobs_.end() && closed_)) break;
    if (free == jobs_.end()) {
      todo_.wait(lock);
      continue;
    }
    const std::shared_ptr<Job> job = *free;
    job->taken = true;
    own->piece = std::move(job->piece);
    lock.unlock();
    Delivery delivery = work_(*own);
    lock.lock();
    job->delivery = std::move(delivery);
    job->done = true;
    ready_.notify_one();
  }
  spent_.push_back(std::move(own));
}

bool OrderedPool::deliver_front(std::unique_lock<std::mutex>& lock) {
  const std::shared_ptr<Job> job = jobs_.front();
  if (!job->done) {
    const base::Stretch stretch(profile_, base::Spent::awaiting);
    ready_.wait(lock, [&] { return job->done; });
  }
  jobs_.pop_front();
  lock.unlock();
  const bool goes_on = job->delivery();
  lock.lock();
  if (!goes_on) stopped_ = true;
  return goes_on;
}

bool OrderedPool::submit(facts::Piece piece) {
  std::unique_lock lock(mutex_);
  if (stopped_) return false;
  auto job = std::make_shared<Job>();
  job->piece = std::move(piece);
  jobs_.push_back(std::move(job));
  todo_.notify_one();
  while (!jobs_.empty() && (jobs_.front()->done || jobs_.size() >= most_))
    if (!deliver_front(lock)) return false;
  return true;
}

bool OrderedPool::finish() {
  std::unique_lock lock(mutex_);
  closed_ = true;
  todo_.notify_all();
  while (!stopped_ && !jobs_.empty())
    if (!deliver_front(lock)) return false;
  return !stopped_;
}

std::vector<std::unique_ptr<Evaluated>> OrderedPool::spent() {
  const base::Stretch stretch(profile_, base::Spent::awaiting);
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  return std::move(spent_);
}

}  // namespace assay::api
