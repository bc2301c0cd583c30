#include "base/text.h"

#include <doctest/doctest.h>
#include <utf8proc.h>

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace assay::base {
namespace {

std::string encoded(char32_t c) {
  std::string out;
  append_utf8(out, c);
  return out;
}

TEST_CASE("text: every code point survives encoding, and only scalar values are valid") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const std::string bytes = encoded(c);
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    REQUIRE(find_invalid_utf8(bytes).has_value() == surrogate);
    if (surrogate) continue;
    std::size_t offset = 0;
    REQUIRE(next_code_point(bytes, offset) == c);
    REQUIRE(offset == bytes.size());
    REQUIRE(count_code_points(bytes) == 1);
  }
}

TEST_CASE("text: where bytes stop being UTF-8") {
  CHECK_FALSE(find_invalid_utf8(""));
  CHECK_FALSE(find_invalid_utf8("plain text of more than eight bytes"));
  CHECK(find_invalid_utf8("\x80") == 0);
  CHECK(find_invalid_utf8("eight by\xFF") == 8);
  CHECK(find_invalid_utf8("\xC0\x80") == 0);          // overlong
  CHECK(find_invalid_utf8("\xE0\x9F\xBF") == 0);      // overlong
  CHECK(find_invalid_utf8("\xF0\x8F\xBF\xBF") == 0);  // overlong
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);  // above U+10FFFF
  CHECK(find_invalid_utf8("湖\xE6\xB9") == 3);        // cut short
  CHECK(find_invalid_utf8("0123456789湖州\xE6") == 16);
  const std::string clean = "0123456789湖州0123456789";
  for (std::size_t i = 0; i <= clean.size(); ++i) {
    std::string broken = clean;
    broken.insert(i, 1, '\xFF');
    const bool inside = i < clean.size() && (static_cast<unsigned char>(clean[i]) & 0xC0U) == 0x80U;
    const auto found = find_invalid_utf8(broken);
    REQUIRE(found.has_value());
    CHECK((inside ? *found < i : *found == i));
  }
}

TEST_CASE("text: bytes stop being UTF-8 at the same place however many are looked at at once") {
  // Of each length, with those that have forms to rule out, and pieces that are none.
  const std::vector<std::string> pieces = {"a", "0123456789", "\u00e9", "湖州市", "湖", "\u0E01", "\uD7A3", "\uFF08", "\U0001F600", "\U0010FFFF", "\uE000",
                                           "\x80", "\xC0\x80", "\xE6\xB9", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xFF", "\xC3"};
  const std::size_t sound = 11;
  std::uint32_t random = 1;
  const auto next = [&](std::size_t below) {
    random = random * 1664525 + 1013904223;
    return (random >> 8U) % below;
  };
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    const bool broken = round % 2 == 0;
    const std::size_t count = next(30), at = next(count + 1);
    for (std::size_t i = 0; i < count; ++i) bytes += pieces[broken && i == at ? sound + next(pieces.size() - sound) : next(sound)];
    std::size_t first = 0;
    while (first < bytes.size()) {
      utf8proc_int32_t c = 0;
      const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data() + first), static_cast<utf8proc_ssize_t>(bytes.size() - first), &c);
      if (length <= 0) break;
      first += static_cast<std::size_t>(length);
    }
    CAPTURE(bytes);
    REQUIRE(find_invalid_utf8(bytes) == (first == bytes.size() ? std::nullopt : std::optional(first)));
  }
}

TEST_CASE("text: bytes that are not UTF-8 are read without leaving the text") {
  const std::string broken = "\xE6\xB9";
  std::size_t offset = 0;
  CHECK(next_code_point(broken, offset) == 0xFFFD);
  CHECK(offset == 1);
  CHECK(next_code_point(broken, offset) == 0xFFFD);
  CHECK(offset == 2);
}

TEST_CASE("text: identifiers") {
  for (const char32_t c :
       {U'a', U'Z', U'_', U'湖', U'é', U'Ω', U'㎡', U'²', U'³', U'℃', U'㎏', U'㎞', U'々', U'Ⅳ', U'ａ'}) {
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK(is_identifier_start(c));
    CHECK(is_identifier_continue(c));
  }
  for (const char32_t c : {U'0', U'９', U'\u0301', U'‿'}) {
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK_FALSE(is_identifier_start(c));
    CHECK(is_identifier_continue(c));
  }
  for (const char32_t c : {U' ', U'-', U'.', U'（', U'。', U'、', U'%', U'\u200B', U'\u202E', U'①', U'\uFFFD', U'\0'}) {
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK_FALSE(is_identifier_start(c));
    CHECK_FALSE(is_identifier_continue(c));
  }
}

TEST_CASE("text: bidirectional controls") {
  int count = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) count += is_bidi_control(c) ? 1 : 0;
  CHECK(count == 12);
  for (const char32_t c : {U'\u061C', U'\u200E', U'\u200F', U'\u202A', U'\u202E', U'\u2066', U'\u2069'})
    CHECK(is_bidi_control(c));
}

TEST_CASE("text: ASCII twins") {
  CHECK(ascii_twin(U'（') == U'(');
  CHECK(ascii_twin(U'：') == U':');
  CHECK(ascii_twin(U'，') == U',');
  CHECK(ascii_twin(U'％') == U'%');
  CHECK(ascii_twin(U'９') == U'9');
  CHECK(ascii_twin(U'Ａ') == U'A');
  CHECK(ascii_twin(U'｛') == U'{');
  CHECK(ascii_twin(U'～') == U'~');
  CHECK(ascii_twin(U'\u3000') == U' ');
  CHECK(ascii_twin(U'×') == U'*');
  CHECK(ascii_twin(U'÷') == U'/');
  CHECK(ascii_twin(U'－') == U'-');
  CHECK(ascii_twin(U'−') == U'-');
  for (const char32_t c : {U'。', U'、', U'“', U'”', U'湖', U'a'}) CHECK(ascii_twin(c) == c);
}

TEST_CASE("text: normal forms") {
  CHECK(to_nfc("plain") == "plain");
  CHECK(to_nfc("e\u0301") == "é");
  CHECK(to_nfc("湖州，2023") == "湖州，2023");
  CHECK(to_nfc("\uF900") == "豈");
  CHECK(to_nfc("か\u3099") == "が");
  CHECK(to_nfkc("１２㎡（％）") == "12m2(%)");
  CHECK(to_nfkc("plain") == "plain");
  CHECK(to_nfkc("") == "");
  CHECK(squeezed("湖 州\u3000市\n（２０２３\u00A0年）") == "湖州市(2023年)");
  CHECK(squeezed(" a\tb ") == "ab");
}

TEST_CASE("text: the short way to NFC gives what the long way gives") {
  const std::vector<char32_t> alphabet = {U'e',      U'é',      U'ÿ',      U'\u02FF', U'\u0301', U'\u0323',
                                          U'\u3000', U'\u3029', U'\u302A', U'か',     U'\u3099', U'\u4E00',
                                          U'\u9FBB', U'\uF900', U'\uFF01', U'\uFF60', U'ﾊ',      U'ﾞ',
                                          U'–',      U'‟',      U'…',      U'≥',      U'\u0338', U'‰'};
  for (const char32_t first : alphabet) {
    for (const char32_t second : alphabet) {
      for (const char32_t third : alphabet) {
        const std::string text = encoded(first) + encoded(second) + encoded(third);
        utf8proc_uint8_t* expected = utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
        REQUIRE(to_nfc(text) == reinterpret_cast<const char*>(expected));
        std::free(expected);
      }
    }
  }
}

TEST_CASE("text: the short way to squeeze gives what the long way gives, and a settled text is in every form") {
  const std::vector<char32_t> alphabet = {U' ',      U'\t',     U'A',      U'!',      U'\u00A0', U'·',      U'×',      U'é',      U'\u0301', U'\u0338', U'\u2003', U'–',  U'―',
                                          U'‘',      U'‟',      U'…',      U'\u2028', U'‰',      U'≤',      U'≥',      U'\u3000', U'、',      U'\u302A', U'州',      U'\u9FBB', U'\uF900',
                                          U'！',     U'～',     U'Ａ',     U'\uFF60', U'ﾞ'};
  for (const char32_t first : alphabet) {
    for (const char32_t second : alphabet) {
      for (const char32_t third : alphabet) {
        const std::string text = encoded(first) + encoded(second) + encoded(third);
        utf8proc_uint8_t* form = utf8proc_NFKC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
        const std::string nfkc(reinterpret_cast<const char*>(form));
        std::free(form);
        std::string expected;
        for (std::size_t at = 0; at < nfkc.size();) {
          const std::size_t from = at;
          const char32_t c = next_code_point(nfkc, at);
          if (c != U' ' && c != U'\t' && c != U'\u2028') expected += nfkc.substr(from, at - from);
        }
        REQUIRE(to_nfkc(text) == nfkc);
        REQUIRE(squeezed(text) == expected);
        if (is_settled(text)) REQUIRE((to_nfc(text) == text && nfkc == text && expected == text));
      }
    }
  }
  CHECK(is_settled("湖州市.1.campaign"));
  CHECK(is_settled("“三服务”≥90%"));
  CHECK_FALSE(is_settled("湖州 市"));
  CHECK_FALSE(is_settled("湖州（市）"));
}

TEST_CASE("text: width on a terminal") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("湖州") == 4);
  CHECK(display_width("（１）") == 6);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("\u3000") == 2);
  CHECK(display_width("\t\x1B") == 0);
}

TEST_CASE("text: nothing that drives a terminal gets through") {
  CHECK(printable("湖州 100%") == "湖州 100%");
  CHECK(printable("\x1B[31m") == "\\u{1b}[31m");
  CHECK(printable("a\nb\tc\x7F") == "a\\u{a}b\\u{9}c\\u{7f}");
  CHECK(printable("\u0085\u202E") == "\\u{85}\\u{202e}");
  CHECK(printable(std::string_view("\0", 1)) == "\\u{0}");
  CHECK(printable("营业\u200B收\uFEFF入") == "营业\\u{200b}收\\u{feff}入");
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || is_bidi_control(c);
    const bool invisible = c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200D) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF ||
                           (c >= 0xFFF9 && c <= 0xFFFB);
    if (c < 0xD800 || c > 0xDFFF) REQUIRE((printable(encoded(c)) != encoded(c)) == (control || invisible));
  }
}

}  // namespace
}  // namespace assay::base
