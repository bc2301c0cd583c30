#include "report/json_text.h"

#include "base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace assay::report {

namespace {

// What stands for a byte inside quotes where that is not the byte itself: the letter after the backslash, `u` for a code.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> all{};
  for (std::size_t c = 0; c < 0x20; ++c) all[c] = 'u';
  all['\b'] = 'b';
  all['\t'] = 't';
  all['\n'] = 'n';
  all['\f'] = 'f';
  all['\r'] = 'r';
  all['"'] = '"';
  all['\\'] = '\\';
  return all;
}();

// Whether all of it is ASCII that stands for itself inside quotes: eight bytes at a time, as most of a report's text is such.
bool stands_for_itself(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U, kTops = 0x8080808080808080U;
  // The top bit of each byte that is zero; with any byte of 0x80 and more the answer is no anyway.
  const auto zeros = [](std::uint64_t word) { return (word - kOnes) & ~word & kTops; };
  std::uint64_t odd = 0;
  for (std::size_t at = 0; at < text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0x2020202020202020U;
    std::memcpy(&word, text.data() + at, std::min(sizeof word, text.size() - at));
    odd |= (word & kTops) | ((word - 0x20 * kOnes) & ~word & kTops) | zeros(word ^ ('"' * kOnes)) | zeros(word ^ ('\\' * kOnes));
  }
  return odd == 0;
}

}  // namespace

JsonText::JsonText(std::size_t depth, Canonical canonical, std::string_view before)
    : text_(before), depth_(depth), begin_(before.size() + depth), keeps_canonical_(canonical == Canonical::kept) {
  text_.append(depth, ' ');
}

void JsonText::reserve(std::size_t bytes) {
  text_.reserve(text_.size() + bytes);
  if (keeps_canonical_) canonical_.reserve(canonical_.size() + bytes);
}

void JsonText::both(char c) {
  text_ += c;
  if (keeps_canonical_) canonical_ += c;
}

void JsonText::next_line() {
  text_ += '\n';
  text_.append(depth_ + 2 * levels_.size(), ' ');
}

// Before each value and each key: the comma behind the one before, and its line.
void JsonText::begin_value() {
  if (std::exchange(after_key_, false) || levels_.empty()) return;
  if (!std::exchange(levels_.back().empty, false)) both(',');
  next_line();
}

void JsonText::open(char begin, char end) {
  begin_value();
  both(begin);
  levels_.push_back({end, true});
}

void JsonText::close() {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.empty) next_line();
  both(level.end);
}

// Every second piece of a text is a key, so what stands before and around it is put down at once.
void JsonText::key(std::string_view name) {
  const std::size_t indent = depth_ + 2 * levels_.size();
  std::array<char, 128> line;
  if (!levels_.empty() && indent + name.size() + 8 < line.size() && stands_for_itself(name)) {
    char* at = line.data();
    if (!std::exchange(levels_.back().empty, false)) {
      *at++ = ',';
      if (keeps_canonical_) canonical_ += ',';
    }
    *at++ = '\n';
    at = std::fill_n(at, indent, ' ');
    char* const begin = at;
    *at++ = '"';
    at = std::copy(name.begin(), name.end(), at);
    *at++ = '"';
    *at++ = ':';
    if (keeps_canonical_) canonical_.append(std::string_view(begin, at));
    *at++ = ' ';
    text_.append(std::string_view(line.data(), at));
    after_key_ = true;
    return;
  }
  begin_value();
  quoted(name);
  text_ += ": ";
  if (keeps_canonical_) canonical_ += ':';
  after_key_ = true;
}

void JsonText::put(const JsonText& written) {
  begin_value();
  text_ += std::string_view(written.text_).substr(written.begin_);
  if (keeps_canonical_) canonical_ += written.canonical_;
}

void JsonText::put(std::string_view text) {
  begin_value();
  quoted(text);
}

void JsonText::put(const std::vector<std::string>& texts) {
  open_array();
  for (const std::string& each : texts) put(each);
  close();
}

void JsonText::field_or_null(std::string_view name, std::string_view text) {
  key(name);
  if (text.empty()) put(nullptr);
  else put(text);
}

void JsonText::token(std::string_view written) {
  begin_value();
  text_ += written;
  if (keeps_canonical_) canonical_ += written;
}

void JsonText::quoted(std::string_view text) {
  const std::size_t start = text_.size();
  if (stands_for_itself(text)) {
    text_ += '"';
    text_ += text;
    text_ += '"';
  } else if (base::find_invalid_utf8(text)) {
    text_ += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  } else {
    text_ += '"';
    std::size_t plain = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      const char escape = kEscapes[byte];
      if (escape == 0) continue;
      text_.append(text, plain, at - plain);
      plain = at + 1;
      text_ += '\\';
      text_ += escape;
      if (escape != 'u') continue;
      constexpr std::string_view kDigits = "0123456789abcdef";
      text_ += "00";
      text_ += kDigits[byte >> 4U];
      text_ += kDigits[byte & 0xFU];
    }
    text_.append(text, plain);
    text_ += '"';
  }
  if (keeps_canonical_) canonical_.append(text_, start);
}

}  // namespace assay::report
