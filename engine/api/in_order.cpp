#include "api/in_order.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace assay::api {

namespace {

class Team {
 public:
  explicit Team(const InOrder& what) : what_(what), most_(what.threads * 2 + 2) {}

  DoneInOrder run() {
    std::vector<std::thread> helpers;
    for (std::size_t i = 1; i < what_.threads; ++i)
      helpers.emplace_back([this] {
        const base::Stretch here(what_.profile, base::Spent::helping);
        serve(nullptr);
      });
    serve(what_.profile);
    const base::Stretch stretch(what_.profile, base::Spent::awaiting);
    for (std::thread& each : helpers) each.join();
    return {stopped_, std::move(spent_)};
  }

 private:
  struct Job {
    Delivery delivery;
    bool done = false;
  };
  using Lock = std::unique_lock<std::mutex>;

  // `profile` measures how long it waits.
  void serve(base::Profile* profile) {
    auto own = std::make_unique<Evaluated>();
    Lock lock(mutex_);
    while (!stopped_) {
      if (!delivering_ && !jobs_.empty() && jobs_.front()->done) {
        deliver(lock);
      } else if (!claiming_ && !exhausted_ && jobs_.size() < most_) {
        work(lock, *own);
      } else if (exhausted_) {
        break;  // who works or delivers now delivers the rest
      } else {
        const base::Stretch stretch(profile, base::Spent::awaiting);
        change_.wait(lock);
      }
    }
    spent_.push_back(std::move(own));
    change_.notify_all();
  }

  void work(Lock& lock, Evaluated& own) {
    claiming_ = true;
    lock.unlock();
    own.piece = facts::Piece{};
    const bool more = what_.claim(own.piece);
    lock.lock();
    claiming_ = false;
    exhausted_ = !more;
    change_.notify_all();
    if (!more) return;
    const auto job = std::make_shared<Job>();
    jobs_.push_back(job);
    lock.unlock();
    Delivery delivery = what_.work(own);
    lock.lock();
    job->delivery = std::move(delivery);
    job->done = true;
    change_.notify_all();
  }

  void deliver(Lock& lock) {
    const std::shared_ptr<Job> job = std::move(jobs_.front());
    jobs_.pop_front();
    delivering_ = true;
    lock.unlock();
    const bool goes_on = job->delivery();
    lock.lock();
    delivering_ = false;
    stopped_ = stopped_ || !goes_on;
    change_.notify_all();
  }

  const InOrder& what_;
  const std::size_t most_;  // jobs under way at once
  std::mutex mutex_;
  std::condition_variable change_;
  std::deque<std::shared_ptr<Job>> jobs_;  // in order
  bool claiming_ = false, delivering_ = false, exhausted_ = false, stopped_ = false;
  std::vector<std::unique_ptr<Evaluated>> spent_;
};

}  // namespace

DoneInOrder run_in_order(const InOrder& what) { return Team(what).run(); }

}  // namespace assay::api
