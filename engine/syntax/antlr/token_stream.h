// The tokens of a file, side by side, as the parser reads them. The last one is the end of the file.
#pragma once

#include "syntax/antlr/source_token.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace assay::syntax {

class TokenStream final : public antlr4::TokenStream {
 public:
  // Filled before it is read: no token moves afterwards.
  std::vector<SourceToken> tokens;

  std::size_t kind_ahead(std::size_t k) const { return at_ + k - 1 < tokens.size() ? tokens[at_ + k - 1].kind : SourceToken::kEndOfFile; }
  SourceToken* current() { return &tokens[at_]; }
  void advance() {
    if (at_ + 1 < tokens.size()) ++at_;
  }

  void consume() override { advance(); }
  std::size_t LA(ssize_t k) override {
    const antlr4::Token* token = LT(k);
    return token == nullptr ? antlr4::Token::INVALID_TYPE : token->getType();
  }
  antlr4::Token* LT(ssize_t k) override {
    if (k > 0) return &tokens[std::min(at_ + static_cast<std::size_t>(k) - 1, tokens.size() - 1)];
    return k == 0 || static_cast<std::size_t>(-k) > at_ ? nullptr : &tokens[at_ - static_cast<std::size_t>(-k)];
  }
  antlr4::Token* get(std::size_t index) const override { return const_cast<SourceToken*>(&tokens[index]); }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  std::size_t index() override { return at_; }
  void seek(std::size_t index) override { at_ = std::min(index, tokens.size() - 1); }
  std::size_t size() override { return tokens.size(); }
  // Nobody asks for text here: it is in the file.
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

 private:
  std::size_t at_ = 0;
};

}  // namespace assay::syntax
