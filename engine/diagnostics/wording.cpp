// Puts the arguments of a diagnostic into the templates of its kind.
#include "diagnostics/diagnostics.h"

#include "base/text.h"

namespace assay::diagnostics {

namespace {

const std::vector<std::string>& arguments_of(const Diagnostic& d, Language language) {
  return language == Language::zh && !d.arguments_zh.empty() ? d.arguments_zh : d.arguments;
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
