#include "facts/csv/scanner.h"

#include <algorithm>
#include <array>
#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace assay::facts::csv {

namespace {

// A bit for each byte of a whole block that is one of these.
#if defined(__SSE2__)
std::uint64_t specials(const char* block, char delimiter) {
  const __m128i delimiters = _mm_set1_epi8(delimiter);
  const __m128i quotes = _mm_set1_epi8('"');
  const __m128i feeds = _mm_set1_epi8('\n');
  const __m128i returns = _mm_set1_epi8('\r');
  std::uint64_t out = 0;
  for (unsigned part = 0; part < 4; ++part) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + std::size_t{16} * part));
    const __m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters), _mm_cmpeq_epi8(bytes, quotes)),
                                     _mm_or_si128(_mm_cmpeq_epi8(bytes, feeds), _mm_cmpeq_epi8(bytes, returns)));
    out |= std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(hit))} << (16 * part);
  }
  return out;
}
#else
std::uint64_t specials(const char* block, char delimiter) {
  std::uint64_t out = 0;
  for (unsigned i = 0; i < 64; ++i)
    if (const char c = block[i]; c == delimiter || c == '"' || c == '\n' || c == '\r') out |= std::uint64_t{1} << i;
  return out;
}
#endif

}  // namespace

void Scanner::look_at(const char* block) {
  block_ = block;
  const auto rest = static_cast<std::size_t>(end_ - block);
  if (rest >= kBlock) {
    bits_ = specials(block, delimiter_);
    return;
  }
  std::array<char, kBlock> last{};
  std::copy(block, end_, last.begin());
  bits_ = specials(last.data(), delimiter_);
}

// The first delimiter, quote or line end at or after `at`; `end_` if there is none.
inline const char* Scanner::find_special(const char* at) {
  const auto behind = static_cast<std::size_t>(at - block_);
  if (behind < kBlock) {
    bits_ &= ~std::uint64_t{0} << behind;
  } else {
    if (at == end_) return end_;
    look_at(at);
  }
  while (bits_ == 0) {
    if (static_cast<std::size_t>(end_ - block_) <= kBlock) return end_;
    look_at(block_ + kBlock);
  }
  return block_ + std::countr_zero(bits_);
}

Scanner::Scanner(std::string_view text, const Limits& limits, char delimiter)
    : begin_(text.data()), at_(text.data()), end_(text.data() + text.size()), limits_(limits), delimiter_(delimiter) {
  if (text.starts_with("\xEF\xBB\xBF")) at_ += 3;
  look_at(at_);
}

void Scanner::fault(Fault::Kind kind, std::size_t size) {
  faults_.push_back({kind, static_cast<std::uint32_t>(count_ + 1), size});
}

inline void Scanner::keep(std::string_view cell) {
  if (cell.size() > limits_.field) fault(Fault::Kind::field_too_long, cell.size());
  if (count_ < limits_.columns) fields_.push_back(cell);
  ++count_;
}

inline const char* Scanner::plain_cell(const char* at) {
  const char* stop = find_special(at);
  if (stop != end_ && *stop == '"') {
    // Inside a cell a quote is a quote (6'37.8"N); behind blanks it was meant to open the cell, and its delimiters would split it.
    if (std::string_view(at, static_cast<std::size_t>(stop - at)).find_first_not_of(" \t") == std::string_view::npos)
      fault(Fault::Kind::stray_quote);
    while (stop != end_ && *stop == '"') stop = find_special(stop + 1);
  }
  keep({at, static_cast<std::size_t>(stop - at)});
  return stop;
}

const char* Scanner::quoted_cell(const char* at) {
  const char* from = ++at;
  std::string* copy = nullptr;
  for (;;) {
    const std::size_t distance = std::string_view(at, static_cast<std::size_t>(end_ - at)).find('"');
    if (distance == std::string_view::npos) {
      fault(Fault::Kind::unclosed_quote);
      keep({from, static_cast<std::size_t>(end_ - from)});
      return end_;
    }
    const char* quote = at + distance;
    const bool doubled = quote + 1 != end_ && quote[1] == '"';
    if (!doubled) {
      if (copy != nullptr) {
        copy->append(from, quote);
        keep(*copy);
      } else {
        keep({from, static_cast<std::size_t>(quote - from)});
      }
      at = quote + 1;
      break;
    }
    if (copy == nullptr) {
      if (unescaped_used_ == unescaped_.size()) unescaped_.push_back(std::make_unique<std::string>());
      copy = unescaped_[unescaped_used_++].get();
      copy->clear();
    }
    copy->append(from, quote + 1);
    at = from = quote + 2;
  }
  if (at != end_ && *at != delimiter_ && *at != '\n' && *at != '\r') {
    --count_;
    fault(Fault::Kind::text_after_quote);
    ++count_;
    do at = find_special(at + 1);
    while (at != end_ && *at == '"');
  }
  return at;
}

bool Scanner::next() {
  fields_.clear();
  faults_.clear();
  unescaped_used_ = 0;
  count_ = 0;
  if (at_ == end_) return false;
  ++row_;
  for (;;) {
    at_ = at_ != end_ && *at_ == '"' ? quoted_cell(at_) : plain_cell(at_);
    if (at_ == end_ || *at_ != delimiter_) break;
    ++at_;
  }
  if (at_ != end_ && *at_++ == '\r' && at_ != end_ && *at_ == '\n') ++at_;
  if (count_ > limits_.columns) {
    const std::size_t size = count_;
    count_ = limits_.columns;
    fault(Fault::Kind::too_many_columns, size);
  }
  return true;
}

}  // namespace assay::facts::csv
