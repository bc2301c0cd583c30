// The program's own small pieces, linked into this test as they are into the program: no piece is given twice, whoever gives it back.
#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <random>
#include <thread>
#include <utility>
#include <vector>

namespace {

constexpr std::size_t kAlign = 16;

struct Filled {
  std::unique_ptr<unsigned char[]> bytes;
  std::size_t size;
  unsigned char filling;

  bool sound() const {
    for (std::size_t i = 0; i < size; ++i)
      if (bytes[i] != filling) return false;
    return reinterpret_cast<std::uintptr_t>(bytes.get()) % kAlign == 0;
  }
};

// What threads hand to each other.
struct Pool {
  std::mutex mutex;
  std::vector<Filled> pieces;
};

// Makes pieces, keeps some, gives some back and some away, and gives back what others gave away; the number of those that were no longer sound.
std::size_t churn(std::uint32_t seed, Pool& pool) {
  std::mt19937 random(seed);
  std::vector<Filled> own;
  std::size_t broken = 0;
  for (int i = 0; i < 40'000; ++i) {
    const std::size_t size = random() % 8 == 0 ? random() % 3000 : random() % 200;
    Filled made{std::make_unique<unsigned char[]>(size), size, static_cast<unsigned char>(random())};
    std::memset(made.bytes.get(), made.filling, size);
    own.push_back(std::move(made));
    if (own.size() > 500 || random() % 2 == 0) {
      std::swap(own[random() % own.size()], own.back());
      broken += own.back().sound() ? 0 : 1;
      if (random() % 3 == 0) {
        const std::lock_guard lock(pool.mutex);
        pool.pieces.push_back(std::move(own.back()));
      }
      own.pop_back();
    }
    if (i % 64 == 0) {
      const std::lock_guard lock(pool.mutex);
      for (int k = 0; k < 30 && !pool.pieces.empty(); ++k) {
        broken += pool.pieces.back().sound() ? 0 : 1;
        pool.pieces.pop_back();
      }
    }
  }
  for (const Filled& each : own) broken += each.sound() ? 0 : 1;
  return broken;
}

TEST_CASE("main memory: pieces stay what was written to them, across threads and after threads have ended") {
  Pool pool;
  for (std::uint32_t round = 0; round < 3; ++round) {
    std::vector<std::size_t> broken(4);
    std::vector<std::thread> threads;
    for (std::uint32_t i = 0; i < broken.size(); ++i) threads.emplace_back([&, i] { broken[i] = churn(round * 10 + i, pool); });
    for (std::thread& each : threads) each.join();
    for (const std::size_t count : broken) CHECK(count == 0);
  }
}

TEST_CASE("main memory: more than the region holds is the C library's") {
  constexpr std::size_t kSize = 1024, kCount = 80 << 10;  // 80 MiB
  std::vector<Filled> all;
  for (std::size_t i = 0; i < kCount; ++i) {
    all.push_back({std::make_unique<unsigned char[]>(kSize), kSize, static_cast<unsigned char>(i)});
    std::memset(all.back().bytes.get(), all.back().filling, kSize);
  }
  std::size_t broken = 0;
  for (const Filled& each : all) broken += each.sound() ? 0 : 1;
  CHECK(broken == 0);
}

TEST_CASE("main memory: nothing may be given back, and nothing asked for") {
  ::operator delete(nullptr);
  void* const none = ::operator new(0);
  CHECK(none != nullptr);
  ::operator delete(none);
}

}  // namespace
