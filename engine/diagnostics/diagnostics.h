// What is wrong, where exactly, why and what to do: kinds with stable codes, collected in a sink, in English and Chinese.
#pragma once

#include "source/source.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::diagnostics {

enum class Language : std::uint8_t { en, zh };
enum class Severity : std::uint8_t { error, limit, warning, note };  // limit: an error that ends with exit status 3

enum class Kind : std::uint16_t;  // its enumerators: kinds.h, which who reports includes

struct Words {
  std::string_view en;
  std::string_view zh;
  std::string_view in(Language language) const { return language == Language::zh ? zh : en; }
};

// `message`, `label` and `help` are templates: {0} {1} … stand for the diagnostic's arguments; {{ and }} for braces.
struct KindInfo {
  std::string_view name;  // the enumerator
  std::string_view code;  // "AS0204"
  Severity severity;
  Words message;
  Words label;  // under the span; may be empty
  Words help;   // the remedy; may be empty
};

KindInfo info(Kind kind);
std::span<const KindInfo> all_kinds();                     // in order of code
std::optional<Kind> find_kind(std::string_view code);      // "AS0204", any letter case

// A cell of a reported file: the record's number and the column, from 1; 0 where it is about the whole row or file.
struct Cell {
  std::string path;
  std::uint64_t row = 0;
  std::uint32_t column = 0;
};

struct Related {
  source::Span span;       // either a place in the rules
  std::optional<Cell> cell;  // or a cell
  Words words;             // "first declared here"
};

struct Diagnostic {
  Kind kind{};
  source::Span span;         // a place in the rules, or
  std::optional<Cell> cell;  // a place in a reported file, or neither (an argument of the command)
  std::vector<std::string> arguments;
  std::vector<std::string> arguments_zh;  // where Chinese has other words for some; else empty
  std::optional<std::string> suggestion;  // did you mean `…`?
  std::vector<Related> related;
  std::string elsewhere, elsewhere_zh;    // where else it is so: "rows 5, 7–9"
};

// Collects all; never throws, never prints. Of reported cells, where there may be millions, only the first so many of each kind are kept; all
// are counted.
class Sink {
 public:
  void keep_of_a_kind(std::size_t most) { most_of_a_kind_ = most; }
  std::size_t most_of_a_kind() const { return most_of_a_kind_; }
  void add(Diagnostic diagnostic);
  void merge(Sink&& other);  // all of the other's, kept or counted
  Diagnostic& report(Kind kind, source::Span span, std::vector<std::string> arguments = {});
  Diagnostic& report(Kind kind, Cell cell, std::vector<std::string> arguments = {});
  Diagnostic& report(Kind kind, std::vector<std::string> arguments = {});
  bool has_errors() const { return errors_ > 0; }    // errors and limits
  bool has_limits() const { return limits_ > 0; }
  std::size_t warnings() const { return warnings_; }
  std::size_t errors() const { return errors_; }
  std::size_t faults() const;   // of reported data: all of cells but notes
  std::size_t dropped() const;  // counted, not kept
  const std::vector<Diagnostic>& all() const { return all_; }
  void revise(const std::function<void(Diagnostic&)>& change);  // of each, but for its kind
  void sort();  // by file, place, code; stable; equal ones once

 private:
  struct OfKind { std::size_t kept = 0, dropped = 0; };
  void count(Severity severity, std::size_t many);
  bool keeps(Kind kind);

  std::vector<Diagnostic> all_;
  std::map<Kind, OfKind> of_cells_;
  Diagnostic unkept_;  // what a caller may still write to
  std::size_t most_of_a_kind_ = 1000;
  std::size_t errors_ = 0, limits_ = 0, warnings_ = 0;
};

std::string message(const Diagnostic& diagnostic, Language language);  // with the arguments put in
std::string label(const Diagnostic& diagnostic, Language language);
std::string help(const Diagnostic& diagnostic, Language language);

struct DrawOptions {
  Language language = Language::en;
  bool colour = false;
  std::size_t most = 1000;
};
// The terminal drawing: `error[AS0301]: …`, `  --> path:line:column`, the source line, carets of the display width, label, help.
std::string draw(const Sink& sink, const source::Files& files, const DrawOptions& options);

}  // namespace assay::diagnostics
