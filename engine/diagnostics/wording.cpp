// Puts the arguments of a diagnostic into the templates of its kind.
#include "diagnostics/diagnostics.h"

#include "base/text.h"

#include <string_view>
#include <utility>

namespace assay::diagnostics {

namespace {

// A list of names, of words or of years: `a`, `b`; `a` `b`; `a`, `b` … (5); table, json; 2022, 2023. Not what rules say: max(`a`, `b`).
bool is_list(std::string_view text, std::string_view comma) {
  text = text.substr(0, text.find(" … ("));
  if (text.find(comma) == std::string_view::npos) return false;
  if (comma == ", ") return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-, ") == std::string_view::npos;
  return text.find_first_of("(){}[]=<>") == std::string_view::npos;
}

// Names are joined in Chinese by 、.
std::string joined_in_chinese(std::string text) {
  for (const auto& [comma, joint] : {std::pair("`, `", "`、`"), std::pair("` `", "`、`"), std::pair(", ", "、")}) {
    const std::string_view from = comma;
    if (!is_list(text, from)) continue;
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) text.replace(at, from.size(), joint);
  }
  return text;
}

std::vector<std::string> in_chinese(std::vector<std::string> arguments) {
  for (std::string& each : arguments) each = joined_in_chinese(std::move(each));
  return arguments;
}

// {0} … {9} are arguments, {{ and }} are braces. Arguments are the user's words, so control characters are escaped.
std::string put_in(std::string_view pattern, const std::vector<std::string>& arguments) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    const char next = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
    if ((c == '{' || c == '}') && next == c) {
      out += c;
      ++i;
    } else if (c == '{' && next >= '0' && next <= '9' && i + 2 < pattern.size() && pattern[i + 2] == '}') {
      const auto which = static_cast<std::size_t>(next - '0');
      if (which < arguments.size()) out += base::printable(arguments[which]);
      i += 2;
    } else {
      out += c;
    }
  }
  return out;
}

std::vector<std::string> arguments_of(const Diagnostic& d, Language language) {
  if (language == Language::en) return d.arguments;
  return d.arguments_zh.empty() ? in_chinese(d.arguments) : d.arguments_zh;
}

}  // namespace

std::string message(const Diagnostic& diagnostic, Language language) {
  return put_in(info(diagnostic.kind).message.in(language), arguments_of(diagnostic, language));
}

std::string label(const Diagnostic& diagnostic, Language language) {
  return put_in(info(diagnostic.kind).label.in(language), arguments_of(diagnostic, language));
}

std::string help(const Diagnostic& diagnostic, Language language) {
  return put_in(info(diagnostic.kind).help.in(language), arguments_of(diagnostic, language));
}

}  // namespace assay::diagnostics
