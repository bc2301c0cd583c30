// One word of a rules file changed, as a slip of the hand would.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace assay::mutants {

enum class Slip : std::uint8_t { deleted, doubled, swapped, letter, bracket };
std::string_view name(Slip slip);

enum class TokenKind : std::uint8_t { word, number, string, name, sign };

struct Token {
  TokenKind kind{};
  std::size_t begin = 0, end = 0;
};
// The words of a rules file, without comments and blanks.
std::vector<Token> tokens_of(std::string_view text);

struct Mutant {
  Slip slip{};
  std::string text;           // the whole file
  std::size_t begin = 0, end = 0;  // what was changed, in the original text
  std::vector<std::string> context;  // the words of that line up to the changed one, then the changed one
  std::string before, after;  // that place, as it was and as it is
};

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(engine_() % n); }
  Mutant mutate(const std::string& text, const std::vector<Token>& tokens);

 private:
  std::string other_letter(std::string_view word);

  std::mt19937_64 engine_;
};

}  // namespace assay::mutants
