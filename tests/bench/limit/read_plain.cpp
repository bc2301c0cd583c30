#include "read.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace bench::limit {

void refuse(const char* what) {
  std::fprintf(stderr, "bench_limit: %s\n", what);
  std::exit(2);
}

namespace {

int cell(const char* at, const char* end, int places) {
  if (at == end) return kMissing;
  int value = 0;
  int written = -1;  // places so far; -1 before the point
  for (; at != end; ++at) {
    if (*at == '.' && written < 0) {
      written = 0;
      continue;
    }
    const int digit = *at - '0';
    if (digit < 0 || digit > 9 || value > 9'999'999) refuse("a cell that is no plain number");
    value = value * 10 + digit;
    if (written >= 0) ++written;
  }
  for (int i = written < 0 ? 0 : written; i < places; ++i) value *= 10;
  if (written > places) refuse("more places than the column has");
  return value;
}

}  // namespace

const char* read_plain(const char* begin, const char* end, Block& out) {
  out.rows = 0;
  while (begin != end && out.rows < kRows) {
    const auto* line_end = static_cast<const char*>(std::memchr(begin, '\n', static_cast<std::size_t>(end - begin)));
    if (line_end == nullptr) refuse("a line without an end");
    const auto field_end = [&](const char* at) {
      const auto* comma = static_cast<const char*>(std::memchr(at, ',', static_cast<std::size_t>(line_end - at)));
      return comma == nullptr ? line_end : comma;
    };
    const char* at = field_end(begin);
    out.units[out.rows] = {begin, static_cast<std::size_t>(at - begin)};
    for (int c = 0; c < kColumns; ++c) {
      if (at == line_end) refuse("a row that is too short");
      const char* next = field_end(at + 1);
      out.cells[static_cast<std::size_t>(c) * kStride + out.rows] = cell(at + 1, next, fact_of(c).places);
      at = next;
    }
    if (at != line_end) refuse("a row that is too long");
    ++out.rows;
    begin = line_end + 1;
  }
  return begin;
}

}  // namespace bench::limit
