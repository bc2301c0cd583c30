#include "base/nearest.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/diagnostics_json.h"
#include "cli/print.h"
#include "cli/problems.h"
#include "cli/values.h"
#include "diagnostics/kinds.h"
#include "diagnostics/page.h"
#include "report/layout.h"
#include "report/words.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace assay::cli {

namespace {

using diagnostics::KindInfo;

constexpr std::size_t kDigits = 4;

Word severity_word(diagnostics::Severity severity) {
  switch (severity) {
    case diagnostics::Severity::error: return Word::severity_error;
    case diagnostics::Severity::limit: return Word::severity_limit;
    case diagnostics::Severity::warning: return Word::severity_warning;
    case diagnostics::Severity::note: return Word::severity_note;
  }
  return Word::severity_note;
}

// AS0301, as0301, AS301, 0301, 301 are one code.
std::string whole_code(std::string_view given) {
  std::string code(given);
  for (char& c : code)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  std::string digits = code.starts_with("AS") ? code.substr(2) : code;
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) return code;
  if (digits.size() < kDigits) digits.insert(0, kDigits - digits.size(), '0');
  return "AS" + digits;
}

// What a kind says, with `…` for what each diagnostic puts in.
std::string plain(std::string_view words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char next = i + 1 < words.size() ? words[i + 1] : '\0';
    if (words[i] == '{' && next >= '0' && next <= '9') {
      text += "…";
      i += 2;
    } else {
      text += words[i];
      if ((words[i] == '{' || words[i] == '}') && next == words[i]) ++i;
    }
  }
  return text;
}

std::string list(Language language) {
  std::string text;
  for (const KindInfo& kind : diagnostics::all_kinds()) {
    const std::string severity(word(severity_word(kind.severity), language));
    text += std::string(kind.code) + "  " + report::padded_right(severity, 9) + plain(kind.message.in(language)) + "\n";
  }
  return text;
}

void paragraph(std::string& text, std::string_view words, std::size_t width) {
  if (words.empty()) return;
  text += "\n";
  for (const std::string& line : report::wrapped(words, width)) text += line + "\n";
}

void example(std::string& text, Word heading, const diagnostics::Example& from, Language language) {
  if (from.parts.empty()) return;
  text += "\n" + report::say(report::Word::heading, language, word(heading, language)) + "\n";
  for (const diagnostics::ExamplePart& part : from.parts) {
    if (from.parts.size() > 1 && !part.file.empty()) text += "  " + part.file + "\n";
    for (std::string_view rest = part.text; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (end > 0) text += "    " + std::string(rest.substr(0, end));
      text += "\n";
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
}

std::string one(const KindInfo& kind, const Terminal& terminal) {
  const Language language = terminal.language;
  std::string text = std::string(kind.code) + "  " + std::string(word(severity_word(kind.severity), language)) + "  " + std::string(kind.name) + "\n";
  paragraph(text, plain(kind.message.in(language)), terminal.width);
  const diagnostics::Page* page = diagnostics::page_of(kind.code);
  if (page == nullptr) return text;
  paragraph(text, language == Language::zh ? page->zh : page->en, terminal.width);
  example(text, Word::draws_it, page->wrong, language);
  example(text, Word::repaired, page->right, language);
  return text;
}

Json in_both(const diagnostics::Words& words) { return {{"en", words.en}, {"zh", words.zh}}; }

Json example_json(const diagnostics::Example& from) {
  Json all = Json::array();
  for (const diagnostics::ExamplePart& part : from.parts) {
    const bool commands = part.kind == diagnostics::ExamplePart::Kind::console;
    all.push_back({{"file", commands ? Json(nullptr) : Json(part.file)}, {commands ? "commands" : "text", part.text}});
  }
  return all;
}

Json kind_json(const KindInfo& kind) {
  Json json{{"code", kind.code}, {"name", kind.name}, {"severity", word(severity_word(kind.severity), Language::en)}};
  json["message"] = in_both(kind.message);
  json["label"] = in_both(kind.label);
  json["help"] = in_both(kind.help);
  if (const diagnostics::Page* page = diagnostics::page_of(kind.code)) {
    json["meaning"] = {{"en", page->en}, {"zh", page->zh}};
    json["wrong"] = example_json(page->wrong);
    json["right"] = example_json(page->right);
  }
  return json;
}

std::string all_json() {
  Json all = Json::array();
  for (const KindInfo& kind : diagnostics::all_kinds()) all.push_back(kind_json(kind));
  return all.dump(2) + "\n";
}

const KindInfo* find(const std::string& given, diagnostics::Sink& sink) {
  const std::string code = whole_code(given);
  std::vector<std::string> codes, names;
  for (const KindInfo& kind : diagnostics::all_kinds()) {
    if (kind.code == code || kind.name == given) return &kind;
    codes.emplace_back(kind.code);
    names.emplace_back(kind.name);
  }
  // Of a code only one character may be wrong: any two codes are alike otherwise.
  auto near = base::nearest(code, codes);
  if (!near || base::edit_distance(code, *near) > 1) near = base::nearest(given, names);
  sink.report(diagnostics::Kind::unknown_code, std::vector<std::string>{given}).suggestion = near;
  return nullptr;
}

}  // namespace

Exit codes_command(const Arguments& arguments, const Terminal& terminal) {
  diagnostics::Sink sink;
  const std::vector<std::string> formats{"table", "json"};
  const bool json = format_of(arguments, "codes", formats, sink) == "json";
  const KindInfo* kind = arguments.positional.empty() ? nullptr : find(arguments.positional.front(), sink);
  if (sink.has_errors()) return show_problems(sink, terminal);
  const auto output = arguments.text(Option::output);
  if (kind == nullptr) return print(json ? all_json() : list(terminal.language), terminal, output);
  return print(json ? kind_json(*kind).dump(2) + "\n" : one(*kind, terminal), terminal, output);
}

}  // namespace assay::cli
