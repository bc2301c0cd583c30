// A stopwatch for a whole run: where its time goes, in nanoseconds of the monotonic clock. Who is given none measures nothing.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace assay::base {

// What time goes to. Work on several threads at once adds up.
enum class Spent : std::uint8_t {
  rules,     // reading and checking the rules
  plan,
  among,     // what is asked of all units, before the run itself
  look,      // at files that may be read piece by piece
  read,
  evaluate,
  write,
  digest,    // of the files
  helping,   // not work of its own: how long all threads but the first were there,
  awaiting,  // and how long the first had nothing to do but to wait for them
};
inline constexpr std::size_t kWork = static_cast<std::size_t>(Spent::helping);  // those before it are work

// What a run came to.
struct ProfileFigures {
  std::array<std::int64_t, kWork> work{};  // nanoseconds, as Spent
  std::int64_t other = 0;                  // of all threads, what was none of these
  std::int64_t wall = 0, processor = 0;
  std::int64_t threads = 1;                // that read and evaluated
  std::int64_t units = 0, cells = 0, bytes = 0;
};

// Any thread may add to it.
class Profile {
 public:
  Profile();  // the run begins
  void add(Spent what, std::int64_t nanoseconds) { spent_[static_cast<std::size_t>(what)] += nanoseconds; }
  ProfileFigures figures() const;  // up to now

  std::atomic<std::int64_t> threads{1}, units{0}, cells{0}, bytes{0};

 private:
  std::array<std::atomic<std::int64_t>, kWork + 2> spent_{};
  std::int64_t wall_, processor_;  // at the beginning
};

std::int64_t monotonic_now();

// From here to the end of the scope.
class Stretch {
 public:
  Stretch(Profile* profile, Spent what) : profile_(profile), what_(what) {
    if (profile_ != nullptr) from_ = monotonic_now();
  }
  ~Stretch() {
    if (profile_ != nullptr) profile_->add(what_, monotonic_now() - from_);
  }
  Stretch(const Stretch&) = delete;
  Stretch& operator=(const Stretch&) = delete;

 private:
  Profile* profile_;
  Spent what_;
  std::int64_t from_ = 0;
};

}  // namespace assay::base
