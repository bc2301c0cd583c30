// Gives the lexer the stand-in of each character, so that it only meets characters its tables are quick for.
#pragma once

#include "syntax/antlr/runtime.h"
#include "syntax/scan.h"

#include <string_view>

namespace assay::syntax {

class StandInStream final : public antlr4::CharStream {
 public:
  StandInStream(const Scan& scan, std::string_view text) : scan_(scan), text_(text) {}

  void consume() override { ++at_; }
  std::size_t LA(ssize_t i) override {
    if (i == 0) return 0;
    const std::size_t index = at_ + static_cast<std::size_t>(i > 0 ? i - 1 : i);
    return index < scan_.stand_ins.size() ? scan_.stand_ins[index] : antlr4::IntStream::EOF;
  }
  ssize_t mark() override { return -1; }
  void release(ssize_t) override {}
  std::size_t index() override { return at_; }
  void seek(std::size_t index) override { at_ = index; }
  std::size_t size() override { return scan_.stand_ins.size(); }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval& interval) override {
    if (interval.a < 0 || interval.b < interval.a) return {};
    return std::string(slice(static_cast<std::size_t>(interval.a), static_cast<std::size_t>(interval.b)));
  }
  std::string toString() const override { return std::string(text_); }

  std::uint32_t byte_begin(std::size_t start) const { return scan_.offsets[std::min(start, scan_.offsets.size() - 1)]; }
  std::uint32_t byte_end(std::size_t stop) const { return byte_begin(stop + 1); }
  std::string_view slice(std::size_t start, std::size_t stop) const {
    const std::uint32_t begin = byte_begin(start);
    return text_.substr(begin, byte_end(stop) - begin);
  }

 private:
  const Scan& scan_;
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace assay::syntax
