// JSON as it is written: each part goes straight into the text, with an indent of 2 columns.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::report {

// Calls stand in the order of the text; inside an object a key() or a field() before each value. What is opened is closed.
class JsonText {
 public:
  enum class Canonical : std::uint8_t { left_out, kept };

  // The text begins `depth` columns in, behind what stands `before` it; its canonical form, without any white space and of neither, is kept beside it if asked for.
  explicit JsonText(std::size_t depth = 0, Canonical canonical = Canonical::left_out, std::string_view before = {});

  void open_object() { open('{', '}'); }
  void open_array() { open('[', ']'); }
  void close();
  void key(std::string_view name);

  void put(std::string_view text);  // bytes that are not UTF-8 become U+FFFD
  void put(const char* text) { put(std::string_view(text)); }
  void put(const std::string& text) { put(std::string_view(text)); }
  void put(bool value) { token(value ? "true" : "false"); }
  void put(std::nullptr_t) { token("null"); }
  void put(std::unsigned_integral auto number) { token(std::to_string(number)); }
  void put(const std::vector<std::string>& texts);
  void put(const JsonText& written);  // a value that was written by itself, as many columns in as it stands here

  void field(std::string_view name, const auto& value) {
    key(name);
    put(value);
  }
  // Where there is no text, null.
  void field_or_null(std::string_view name, std::string_view text);

  std::size_t size() const { return text_.size(); }
  void reserve(std::size_t bytes);

  // Ends the text.
  std::string take() { return std::move(text_); }
  std::string take_canonical() { return std::move(canonical_); }

 private:
  struct Level {
    char end;
    bool empty;
  };

  void open(char begin, char end);
  void begin_value();
  void token(std::string_view written);
  void next_line();
  void quoted(std::string_view text);
  void both(char c);

  std::string text_, canonical_;
  std::vector<Level> levels_;
  std::size_t depth_;
  std::size_t begin_;  // where the value stands in the text
  bool keeps_canonical_;
  bool after_key_ = false;
};

}  // namespace assay::report
