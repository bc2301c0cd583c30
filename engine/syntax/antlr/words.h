// What kinds of tokens and rules are to the user: words, signs, blocks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay::syntax {

// Of the types of tokens.
bool is_word(std::size_t type);
bool is_string(std::size_t type);
bool is_connective(std::size_t type);
bool is_quantifier(std::size_t type);
std::string spelling(std::size_t type);      // its word or sign; empty where it has none of its own
std::string chinese_spelling(std::string_view english);  // of the first word of a phrase that of the phrase
std::string_view home_of(std::size_t type);  // the block of a statement that is not of the top level

// Of the grammar's rules.
std::string_view block_word(std::size_t rule);    // opens the block whose statements the rule reads
std::string_view example_word(std::size_t rule);  // opens a statement in it

bool is_ascii(std::string_view words);
bool is_short(std::string_view words);  // as units are: 亿元, 万平方米, km

}  // namespace assay::syntax
