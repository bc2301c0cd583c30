// The words of the language in both spellings; the table itself is keywords.def.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assay::syntax {

enum class WordClass : std::uint8_t { reserved, opener, word };

struct Keyword {
  std::string_view token;    // its name in the grammar
  WordClass word_class;
  std::string_view english;  // may be empty: a phrase that is one word in Chinese only, or another spelling
  std::string_view chinese;  // may be empty: part of a phrase
};

std::span<const Keyword> keywords();
const Keyword* find_keyword(std::string_view word);  // in either spelling
// The English name of a built-in function or of `elapsed`, for its Chinese spelling; the word itself otherwise.
std::string_view english_function(std::string_view word);
std::string_view english_value(std::string_view word);
// The Chinese spelling of English words as the language writes them, a phrase word by word; what is no word of it stays.
std::string chinese_words(std::string_view english);
std::string_view chinese_function(std::string_view english);
// The Chinese keyword inside an identifier, as `且` in `甲且乙`: words are separated by spaces, and here none was written.
std::optional<std::string_view> keyword_inside(std::string_view identifier);

}  // namespace assay::syntax
