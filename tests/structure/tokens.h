// A C++ source as far as the structure rules look at it: its includes, its names and its numbers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::structure {

struct Include {
  std::string path;
  bool quoted = false;  // "path", not <path>
  std::size_t line = 0;
};

enum class TokenKind { name, number };

struct Token {
  TokenKind kind = TokenKind::name;
  std::string text;
  std::size_t line = 0;
};

struct Source {
  std::vector<Include> includes;
  std::vector<Token> tokens;  // nothing out of comments, strings or characters
};

Source scan(std::string_view text);

}  // namespace assay::structure
