// Makes the tokens of a file: gives keywords their types, checks names, numbers, days and strings, and leaves out what is no word at all.
#pragma once

#include "syntax/antlr/token_stream.h"
#include "syntax/scan.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace assay::syntax {

class TokenFilter {
 public:
  TokenFilter(std::string_view text, const Scan& scan, const Limits& limits, Problems& problems)
      : text_(text), scan_(scan), limits_(limits), problems_(problems) {}

  // All of them, with the end of the file. Tests that are left out are passed over as a whole, with what is wrong inside of them; but
  // where brackets or strings of the file are in doubt, nobody can say where a test ends, and they are read.
  void fill(TokenStream& stream, Tests tests);
  bool too_deep() const { return too_deep_; }
  bool left_out_tests() const { return left_out_tests_; }

 private:
  void junk(source::Span span, std::string_view text);
  void check(SourceToken& token, source::Span span, std::string_view text);
  void name(SourceToken& token, source::Span span, std::string_view text);
  void wrong_operator(SourceToken& token, source::Span span, std::string_view text);
  bool month_as_day(const std::vector<SourceToken>& tokens, std::size_t index);
  bool month_as_year(const std::vector<SourceToken>& tokens, std::size_t index);
  void report_leading_zeros(const std::vector<SourceToken>& tokens);
  void count_depth(const SourceToken& token, source::Span span);
  bool pass_test(const std::vector<SourceToken>& before, const SourceToken& test, std::size_t& at, std::uint32_t& line);

  std::string_view text_;
  const Scan& scan_;
  const Limits& limits_;
  Problems& problems_;
  std::vector<std::size_t> outer_;  // quantifiers and ifs that wait in each open bracket
  std::size_t waiting_ = 0;         // in the innermost bracket
  std::size_t waiting_outside_ = 0; // the sum of outer_
  std::size_t junk_end_ = static_cast<std::size_t>(-1);
  std::size_t junk_report_ = 0;
  std::vector<std::size_t> zero_led_;  // indices of numbers that begin with a 0 they may not have
  bool leading_zero_ = false;          // the one that is looked at does
  bool too_deep_ = false;
  bool left_out_tests_ = false;
};

std::uint16_t token_type(const struct Keyword& keyword);

}  // namespace assay::syntax
