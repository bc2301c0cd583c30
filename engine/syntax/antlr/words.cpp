#include "syntax/antlr/words.h"

#include "base/text.h"
#include "syntax/antlr/runtime.h"
#include "syntax/antlr/token_filter.h"
#include "syntax/keywords.h"

#include <algorithm>
#include <array>

namespace assay::syntax {

bool is_word(std::size_t type) { return type < Parser::SPACE || type == Parser::NAME || type == Parser::QUOTED; }

bool is_string(std::size_t type) { return type == Parser::STRING || type == Parser::TEXT_BLOCK || type == Parser::FLAT; }

bool is_connective(std::size_t type) { return type == Parser::AND || type == Parser::OR || type == Parser::IMPLIES; }

bool is_quantifier(std::size_t type) { return type == Parser::EVERY || type == Parser::ANY || type == Parser::NO; }

bool is_ascii(std::string_view words) {
  return std::none_of(words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

bool is_short(std::string_view words) {
  return base::count_code_points(words) <= (is_ascii(words) ? 3U : 4U);
}

std::string spelling(std::size_t type) {
  for (const Keyword& each : keywords()) {
    if (token_type(each) == type) return std::string(each.english.empty() ? each.chinese : each.english);
  }
  switch (type) {
    case Parser::GE: return ">=";
    case Parser::LE: return "<=";
    case Parser::NE: return "!=";
    case Parser::EQ: return "==";
    case Parser::GT: return ">";
    case Parser::LT: return "<";
    case Parser::ASSIGN: return "=";
    case Parser::PLUS: return "+";
    case Parser::MINUS: return "-";
    case Parser::STAR: return "*";
    case Parser::SLASH: return "/";
    case Parser::DOTS: return "..";
    case Parser::DOT: return ".";
    case Parser::COMMA: return ",";
    case Parser::COLON: return ":";
    case Parser::SEMICOLON: return ";";
    case Parser::LPAREN: return "(";
    case Parser::RPAREN: return ")";
    case Parser::LBRACKET: return "[";
    case Parser::RBRACKET: return "]";
    case Parser::LBRACE: return "{";
    case Parser::RBRACE: return "}";
    case Parser::AT_SIGN: return "@";
    default: return {};
  }
}

std::string chinese_spelling(std::string_view english) {
  struct Phrase { std::string_view first, chinese; };
  static constexpr auto kPhrases = std::to_array<Phrase>({{"applies", "适用条件"}, {"at", "至少"}, {"up", "至多"}, {"reports", "填报单位"}, {"all", "全或无"}});
  for (const Phrase& each : kPhrases)
    if (each.first == english) return std::string(each.chinese);
  return chinese_words(english);
}

std::string_view block_word(std::size_t rule) {
  switch (rule) {
    case Parser::RuleDepartmentDeclaration: return "department";
    case Parser::RuleTargetDeclaration: return "target";
    case Parser::RuleTemplateDeclaration: return "template";
    case Parser::RuleScoringDeclaration: return "scoring";
    case Parser::RuleTestDeclaration: return "test";
    case Parser::RuleListDeclaration: return "list";
    default: return {};
  }
}

std::string_view example_word(std::size_t rule) {
  switch (rule) {
    case Parser::RuleDepartmentDeclaration: return "target";
    case Parser::RuleTargetDeclaration: return "require";
    case Parser::RuleTemplateDeclaration: return "require";
    case Parser::RuleScoringDeclaration: return "round";
    case Parser::RuleTestDeclaration: return "expect";
    default: return "department";
  }
}

std::string_view home_of(std::size_t type) {
  switch (type) {
    case Parser::TARGET: case Parser::DIFFICULTY: return "department";
    case Parser::TEXT: case Parser::REQUIRE: case Parser::AIM: case Parser::JUDGE: case Parser::APPLY: return "target";
    case Parser::GIVEN: case Parser::EXPECT: case Parser::AS: case Parser::AS_OF: return "test";
    case Parser::ROUND: case Parser::CRITERION: case Parser::TIES: return "scoring";
    default: return {};
  }
}

}  // namespace assay::syntax
