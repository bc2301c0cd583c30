#include "mutation.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace assay::mutants {

namespace {

constexpr std::string_view kText = "\"\"\"";
constexpr std::string_view kFlatOpen = "“", kFlatClose = "”";

bool starts(std::string_view text, std::size_t at, std::string_view what) { return text.substr(at).starts_with(what); }

// Behind the closing one; the end of the text where there is none.
std::size_t behind(std::string_view text, std::string_view closing, std::size_t from) {
  const std::size_t at = text.find(closing, from);
  return at == std::string_view::npos ? text.size() : at + closing.size();
}

std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return std::min(at + 1, text.size());
}

bool is_number(std::string_view text, std::size_t at) { return text[at] >= '0' && text[at] <= '9'; }

// Digits, and the letters glued to them: 16.6万人, 97.5%, 2023-12-31.
std::size_t end_of_number(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    std::size_t next = at;
    const char32_t c = base::next_code_point(text, next);
    const bool inner = (c == '.' || c == '-') && next < text.size() && is_number(text, next);
    if (!inner && c != '_' && c != '%' && c != U'‰' && !base::is_identifier_continue(c)) break;
    at = next;
  }
  return at;
}

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    std::size_t next = at;
    if (!base::is_identifier_continue(base::next_code_point(text, next))) break;
    at = next;
  }
  return at;
}

Token token_at(std::string_view text, std::size_t at) {
  if (starts(text, at, kText)) return {TokenKind::string, at, behind(text, kText, at + kText.size())};
  if (starts(text, at, kFlatOpen)) return {TokenKind::string, at, behind(text, kFlatClose, at)};
  if (text[at] == '"') return {TokenKind::string, at, end_of_string(text, at)};
  if (text[at] == '`') return {TokenKind::name, at, behind(text, "`", at + 1)};
  if (is_number(text, at)) return {TokenKind::number, at, end_of_number(text, at)};
  std::size_t next = at;
  if (base::is_identifier_start(base::next_code_point(text, next))) return {TokenKind::word, at, end_of_word(text, at)};
  for (const std::string_view two : {">=", "<=", "==", "!=", ".."})
    if (starts(text, at, two)) return {TokenKind::sign, at, at + two.size()};
  return {TokenKind::sign, at, next};
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Brackets and quotes, which may be dropped alone.
std::vector<std::pair<std::size_t, std::size_t>> droppable(std::string_view text, const Token& token) {
  const std::string_view word = text.substr(token.begin, token.end - token.begin);
  static constexpr std::array<std::string_view, 12> kBrackets{"(", ")", "[", "]", "{", "}", "（", "）", "［", "］", "｛", "｝"};
  if (std::find(kBrackets.begin(), kBrackets.end(), word) != kBrackets.end()) return {{token.begin, token.end}};
  if (token.kind == TokenKind::name) return {{token.begin, token.begin + 1}, {token.end - 1, token.end}};
  if (token.kind != TokenKind::string) return {};
  const std::size_t size = word.starts_with(kFlatOpen) ? kFlatOpen.size() : 1;
  return {{token.begin, token.begin + size}, {token.end - size, token.end}};
}

// Whether the word that ends before `left` and the one that begins at `right` would be one.
bool glued(std::string_view before, std::size_t left, std::string_view after, std::size_t right) {
  if (left == 0 || right >= after.size()) return false;
  std::size_t begin = left - 1;
  while (begin > 0 && (static_cast<unsigned char>(before[begin]) & 0xC0U) == 0x80U) --begin;
  return base::is_identifier_continue(base::next_code_point(before, begin)) && base::is_identifier_continue(base::next_code_point(after, right));
}

std::vector<std::string> context_of(std::string_view text, const std::vector<Token>& tokens, std::size_t which) {
  std::vector<std::string> out;
  const auto line_of = [&](std::size_t at) { return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'); };
  const auto line = line_of(tokens[which].begin);
  for (std::size_t i = 0; i <= which; ++i)
    if (line_of(tokens[i].begin) == line) out.emplace_back(text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin));
  return out;
}

}  // namespace

std::string_view name(Slip slip) {
  switch (slip) {
    case Slip::deleted: return "deleted";
    case Slip::doubled: return "doubled";
    case Slip::swapped: return "swapped with its neighbour";
    case Slip::letter: return "a letter changed";
    case Slip::bracket: return "a bracket or quote dropped";
  }
  return "";
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      ++at;
    } else if (text[at] == '#') {
      at = std::min(text.find('\n', at), text.size());
    } else {
      out.push_back(token_at(text, at));
      at = out.back().end;
    }
  }
  return out;
}

// Another letter of the same kind, so that the word stays one.
std::string Mutator::other_letter(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kHan{"人", "元", "区", "率", "数", "新", "业", "年", "大", "产", "万", "项"};
  std::vector<std::pair<std::size_t, std::size_t>> letters;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    const char32_t c = base::next_code_point(word, at);
    if (base::is_identifier_start(c)) letters.emplace_back(begin, at);
  }
  if (letters.empty()) return std::string(word);
  const auto [begin, end] = letters[below(letters.size())];
  std::string changed(word);
  const std::string was = changed.substr(begin, end - begin);
  std::string other = was;
  while (other == was) other = end - begin == 1 ? std::string(1, static_cast<char>('a' + below(26))) : std::string(kHan[below(kHan.size())]);
  return changed.replace(begin, end - begin, other);
}

Mutant Mutator::mutate(const std::string& text, const std::vector<Token>& tokens) {
  while (true) {
    Mutant made;
    made.slip = static_cast<Slip>(below(5));
    const std::size_t which = below(tokens.size());
    const Token token = tokens[which];
    const std::string word = text.substr(token.begin, token.end - token.begin);
    made.begin = token.begin;
    made.end = token.end;
    std::string after;
    switch (made.slip) {
      case Slip::deleted: break;
      case Slip::doubled: after = word + " " + word; break;
      case Slip::swapped: {
        if (which + 1 == tokens.size()) continue;
        const Token next = tokens[which + 1];
        const std::string other = text.substr(next.begin, next.end - next.begin);
        if (other == word) continue;
        after = other + text.substr(token.end, next.begin - token.end) + word;
        made.end = next.end;
        break;
      }
      case Slip::letter:
        if (token.kind != TokenKind::word && token.kind != TokenKind::number && token.kind != TokenKind::name) continue;
        after = other_letter(word);
        if (after == word) continue;
        break;
      case Slip::bracket: {
        const auto places = droppable(text, token);
        if (places.empty()) continue;
        const auto [begin, end] = places[below(places.size())];
        after = word;
        after.erase(begin - token.begin, end - begin);
        break;
      }
    }
    // Words stay words: what would run together is kept apart.
    if (!after.empty() && glued(text, token.begin, after, 0)) after.insert(0, " ");
    const std::size_t last = after.find_last_not_of(' ');
    if (after.empty() ? glued(text, made.begin, text, made.end) : last + 1 == after.size() && glued(after, after.size(), text, made.end)) after += ' ';
    made.context = context_of(text, tokens, which);
    made.before = text.substr(made.begin, made.end - made.begin);
    made.after = after;
    made.text = text;
    made.text.replace(made.begin, made.end - made.begin, after);
    return made;
  }
}

}  // namespace assay::mutants
