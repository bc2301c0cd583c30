// Between lexer and parser: gives keywords their types, checks names, numbers, days and strings, and takes out what is no word at all.
#pragma once

#include "syntax/antlr/stand_in_stream.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::syntax {

class TokenFilter final : public antlr4::TokenSource {
 public:
  TokenFilter(Lexer& lexer, StandInStream& stream, const Scan& scan, const Limits& limits, Problems& problems)
      : lexer_(lexer), stream_(stream), scan_(scan), limits_(limits), problems_(problems) {}

  std::unique_ptr<antlr4::Token> nextToken() override;
  std::size_t getLine() const override { return lexer_.getLine(); }
  std::size_t getCharPositionInLine() override { return lexer_.getCharPositionInLine(); }
  antlr4::CharStream* getInputStream() override { return &stream_; }
  std::string getSourceName() override { return {}; }
  antlr4::TokenFactory<antlr4::CommonToken>* getTokenFactory() override { return lexer_.getTokenFactory(); }

  // What the recovery of the parser asks about the token with this index.
  std::uint32_t brace_depth(std::size_t index) const { return index < braces_.size() ? braces_[index] : 0; }
  bool beside_damage(std::size_t index) const { return index < beside_.size() && beside_[index]; }
  bool too_deep() const { return too_deep_; }

 private:
  void junk(source::Span span, std::string_view text);
  void check(antlr4::CommonToken& token, source::Span span, std::string_view text);
  void name(antlr4::CommonToken& token, source::Span span, std::string_view text);
  void wrong_operator(antlr4::CommonToken& token, source::Span span, std::string_view text);
  void count_depth(const antlr4::Token& token, source::Span span);

  Lexer& lexer_;
  StandInStream& stream_;
  const Scan& scan_;
  const Limits& limits_;
  Problems& problems_;
  std::vector<std::uint32_t> braces_;
  std::vector<bool> beside_;
  std::vector<std::size_t> outer_;  // quantifiers and ifs that wait in each open bracket
  std::size_t waiting_ = 0;         // in the innermost bracket
  std::size_t waiting_outside_ = 0; // the sum of outer_
  std::uint32_t brace_depth_ = 0;
  std::size_t next_damage_ = 0;
  std::size_t junk_end_ = static_cast<std::size_t>(-1);
  std::size_t junk_report_ = 0;
  bool after_damage_ = false;
  bool too_deep_ = false;
};

std::size_t token_type(const struct Keyword& keyword);

}  // namespace assay::syntax
