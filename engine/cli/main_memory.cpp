// The program's own small pieces of memory, in place of the C library's: `new` and `delete` of up to 1,024 bytes.
//
// A command that judges seventy targets asks a hundred thousand times for a few bytes and ends a hundredth of a second later. Pieces of one size are
// cut from chunks of a region in large pages, so that memory is first touched once in 2 MiB and not once in 4 KiB, on whatever thread; what is given
// back is taken again from a list of the thread, without a lock. What is larger, or finds no room in the region, is the C library's.
// Under the sanitizers all is: they watch its pieces.
#include <cstdlib>

// Which library it is the header above says.
#if defined(__linux__) && defined(__GLIBC__) && !defined(ASSAY_SANITIZED)

#include <sys/mman.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

namespace {

constexpr std::size_t kGrain = 16;           // sizes are multiples of it, and so are addresses
constexpr std::size_t kLargest = 1024;
constexpr std::size_t kSizes = kLargest / kGrain + 1;
constexpr std::size_t kRegion = 64U << 20U;  // reserved, not used: a page costs nothing before it is first touched
constexpr std::size_t kPage = 2U << 20U;
constexpr std::size_t kChunk = 8192;
constexpr std::size_t kBatch = 64;           // pieces that go from thread to thread together
constexpr std::uintptr_t kNowhere = std::uintptr_t{1} << 63U;  // more than a region away from every address

struct Piece {
  Piece* next;
  Piece* next_batch;  // of a batch's first piece, among those that no thread has
};

// Of one size, what a thread has to give: the rest of a chunk, and what came back, less than two batches. It is lost when the thread ends.
struct Shelf {
  Piece* first;
  Piece* full_batch;
  char* cut;
  char* end;
  std::size_t count;  // from `first`
};

// Batches that no thread has.
struct Common {
  std::atomic_flag taken;
  Piece* first;
};

struct Region {
  std::atomic<std::uintptr_t> begin{kNowhere};
  std::atomic<std::size_t> used{0};
  std::array<std::uint8_t, kRegion / kChunk> sizes{};  // of the pieces of each chunk, in grains
  std::array<Common, kSizes> common{};
};

constinit Region region;
constinit thread_local std::array<Shelf, kSizes> shelves{};

// The region is made for the first piece, which is asked for before main and before there are threads. Where there is none, all is too large.
bool make_region() {
  void* const all = mmap(nullptr, kRegion + kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (all == MAP_FAILED) {
    region.used = kRegion;
    return false;
  }
  const std::uintptr_t begin = (reinterpret_cast<std::uintptr_t>(all) + kPage - 1) / kPage * kPage;
#ifdef MADV_HUGEPAGE
  madvise(reinterpret_cast<void*>(begin), kRegion, MADV_HUGEPAGE);
#endif
  region.begin = begin;
  return true;
}

class Hold {
 public:
  explicit Hold(Common& common) : common_(common) {
    while (common_.taken.test_and_set(std::memory_order_acquire)) {
    }
  }
  ~Hold() { common_.taken.clear(std::memory_order_release); }
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;

 private:
  Common& common_;
};

void put_in_common(std::size_t grains, Piece* batch) {
  const Hold hold(region.common[grains]);
  batch->next_batch = std::exchange(region.common[grains].first, batch);
}

Piece* take_from_common(std::size_t grains) {
  const Hold hold(region.common[grains]);
  Piece* const batch = region.common[grains].first;
  if (batch != nullptr) region.common[grains].first = batch->next_batch;
  return batch;
}

// Nothing where the region is full.
char* new_chunk(std::size_t grains) {
  if (region.used.load(std::memory_order_relaxed) >= kRegion) return nullptr;
  if (region.begin.load(std::memory_order_relaxed) == kNowhere && !make_region()) return nullptr;
  const std::size_t at = region.used.fetch_add(kChunk, std::memory_order_relaxed);
  if (at >= kRegion) return nullptr;
  region.sizes[at / kChunk] = static_cast<std::uint8_t>(grains);
  return reinterpret_cast<char*>(region.begin.load(std::memory_order_relaxed) + at);
}

void* take_first(Shelf& shelf) {
  Piece* const piece = shelf.first;
  shelf.first = piece->next;
  --shelf.count;
  return piece;
}

void* large(std::size_t size) {
  if (void* const piece = std::malloc(size)) return piece;
  throw std::bad_alloc();
}

// Where the thread has neither a piece nor the rest of a chunk.
[[gnu::noinline]] void* restock(Shelf& shelf, std::size_t grains) {
  const std::size_t size = grains * kGrain;
  if (Piece* const batch = shelf.full_batch != nullptr ? std::exchange(shelf.full_batch, nullptr) : take_from_common(grains)) {
    shelf.first = batch;
    shelf.count = kBatch;
    return take_first(shelf);
  }
  char* const chunk = new_chunk(grains);
  if (chunk == nullptr) return large(size);
  shelf.cut = chunk + size;
  shelf.end = chunk + kChunk;
  return chunk;
}

[[gnu::noinline]] void keep_batch(Shelf& shelf, std::size_t grains) {
  if (shelf.full_batch != nullptr) put_in_common(grains, shelf.full_batch);
  shelf.full_batch = std::exchange(shelf.first, nullptr);
  shelf.count = 0;
}

}  // namespace

void* operator new(std::size_t size) {
  if (size > kLargest) return large(size);
  const std::size_t grains = size == 0 ? 1 : (size + kGrain - 1) / kGrain;
  Shelf& shelf = shelves[grains];
  if (shelf.first != nullptr) return take_first(shelf);
  char* const piece = shelf.cut;
  if (static_cast<std::size_t>(shelf.end - piece) < grains * kGrain) return restock(shelf, grains);
  shelf.cut = piece + grains * kGrain;
  return piece;
}

void operator delete(void* given) noexcept {
  const std::uintptr_t at = reinterpret_cast<std::uintptr_t>(given) - region.begin.load(std::memory_order_relaxed);
  if (at >= kRegion) {
    std::free(given);
    return;
  }
  const std::size_t grains = region.sizes[at / kChunk];
  Shelf& shelf = shelves[grains];
  shelf.first = new (given) Piece{shelf.first, nullptr};
  if (++shelf.count == kBatch) keep_batch(shelf, grains);
}

void operator delete(void* given, std::size_t) noexcept { ::operator delete(given); }

#endif
