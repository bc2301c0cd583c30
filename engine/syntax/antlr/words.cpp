#include "syntax/antlr/words.h"

#include "base/text.h"
#include "syntax/antlr/runtime.h"
#include "syntax/antlr/token_filter.h"
#include "syntax/keywords.h"

#include <algorithm>

namespace assay::syntax {

bool is_word(std::size_t type) { return type < Lexer::SPACE || type == Lexer::NAME || type == Lexer::QUOTED; }

bool is_string(std::size_t type) { return type == Lexer::STRING || type == Lexer::TEXT_BLOCK || type == Lexer::FLAT; }

bool is_connective(std::size_t type) { return type == Lexer::AND || type == Lexer::OR || type == Lexer::IMPLIES; }

bool is_quantifier(std::size_t type) { return type == Lexer::EVERY || type == Lexer::ANY || type == Lexer::NO; }

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
    case Lexer::GE: return ">=";
    case Lexer::LE: return "<=";
    case Lexer::NE: return "!=";
    case Lexer::EQ: return "==";
    case Lexer::GT: return ">";
    case Lexer::LT: return "<";
    case Lexer::ASSIGN: return "=";
    case Lexer::PLUS: return "+";
    case Lexer::MINUS: return "-";
    case Lexer::STAR: return "*";
    case Lexer::SLASH: return "/";
    case Lexer::DOTS: return "..";
    case Lexer::DOT: return ".";
    case Lexer::COMMA: return ",";
    case Lexer::COLON: return ":";
    case Lexer::SEMICOLON: return ";";
    case Lexer::LPAREN: return "(";
    case Lexer::RPAREN: return ")";
    case Lexer::LBRACKET: return "[";
    case Lexer::RBRACKET: return "]";
    case Lexer::LBRACE: return "{";
    case Lexer::RBRACE: return "}";
    case Lexer::AT_SIGN: return "@";
    default: return {};
  }
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
    case Lexer::TARGET: case Lexer::DIFFICULTY: return "department";
    case Lexer::TEXT: case Lexer::REQUIRE: case Lexer::AIM: case Lexer::JUDGE: case Lexer::APPLY: return "target";
    case Lexer::GIVEN: case Lexer::EXPECT: case Lexer::AS: case Lexer::AS_OF: return "test";
    case Lexer::ROUND: case Lexer::CRITERION: case Lexer::TIES: return "scoring";
    default: return {};
  }
}

}  // namespace assay::syntax
