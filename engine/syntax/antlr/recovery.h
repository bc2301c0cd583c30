// What the parser does about an error: reports it once, in our words, and goes on with the next statement.
#pragma once

#include "syntax/antlr/runtime.h"
#include "syntax/scan.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace assay::syntax {

class Recovery final : public antlr4::DefaultErrorStrategy {
 public:
  Recovery(std::string_view text, const Scan& scan, Problems& problems) : text_(text), scan_(scan), problems_(problems) {}

  void reset(antlr4::Parser* parser) override;
  bool inErrorRecoveryMode(antlr4::Parser*) override { return recovering_; }
  void reportMatch(antlr4::Parser*) override { recovering_ = false; }
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void sync(antlr4::Parser* parser) override;

 private:
  void report(antlr4::Parser* parser, antlr4::Token* found);
  void skip(antlr4::Parser* parser, std::uint32_t depth, bool stop_at_block);

  std::string_view text_;
  const Scan& scan_;
  Problems& problems_;
  bool recovering_ = false;
  // The choices the parser went through before the token it stands at: all of what could have come there.
  std::vector<std::size_t> choices_;
  std::size_t choices_at_ = static_cast<std::size_t>(-1);
};

// The diagnostic for `found` where the parser stands; `possible` is all that could have stood there.
void word_error(antlr4::Parser& parser, antlr4::Token& found, const antlr4::misc::IntervalSet& possible, std::string_view text,
                Problems& problems);

// Words that open a statement somewhere.
bool opens_statement(std::size_t token_type);

}  // namespace assay::syntax
