// A token as the parser holds it: its place in the file and nothing that can be looked up there.
#pragma once

#include "antlr4-runtime.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace assay::syntax {

class SourceToken final : public antlr4::Token {
 public:
  static constexpr std::uint16_t kEndOfFile = 0;

  std::uint16_t kind = kEndOfFile;  // the token's type; 0 is that of the end of the file
  bool beside_damage = false;       // what stands before it was reported already
  std::uint32_t begin = 0;          // bytes
  std::uint32_t end = 0;
  std::uint32_t index = 0;          // among the tokens of the file
  std::uint32_t line = 0;           // counts on at line ends outside of texts, which is enough to tell two lines apart
  std::uint32_t braces = 0;         // open around it; a closing one is inside of its own

  std::string getText() const override { return {}; }
  std::size_t getType() const override { return kind == kEndOfFile ? EOF : kind; }
  std::size_t getLine() const override { return line; }
  std::size_t getCharPositionInLine() const override { return 0; }
  std::size_t getChannel() const override { return DEFAULT_CHANNEL; }
  std::size_t getTokenIndex() const override { return index; }
  std::size_t getStartIndex() const override { return begin; }
  std::size_t getStopIndex() const override { return static_cast<std::size_t>(end) - 1; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }
};

// The parser knows no other tokens.
inline const SourceToken& source_token(const antlr4::Token* token) { return *static_cast<const SourceToken*>(token); }

}  // namespace assay::syntax
