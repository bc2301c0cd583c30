#include "case_file.h"

#include "base/text.h"

#include <cstdlib>

namespace assay::golden {

namespace {

constexpr std::string_view kMark = "--- ";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

void append_escape(std::string& out, char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  out += "\\x";
  out += kDigits[value / 16U];
  out += kDigits[value % 16U];
}

// A section's text goes where its heading says.
std::string* open_section(Case& made, std::string_view heading) {
  const std::size_t colon = heading.find(": ");
  const std::string name(heading.substr(0, colon));
  const std::string value(colon == std::string_view::npos ? std::string_view() : heading.substr(colon + 2));
  if (name == "use") {
    made.uses.push_back(value);
    return nullptr;
  }
  if (name == "file" || name == "file without line end") {
    made.files.push_back({value, {}, name == "file"});
    return &made.files.back().text;
  }
  if (name == "run") {
    made.runs.push_back({});
    made.runs.back().command = value;
    return nullptr;
  }
  if (made.runs.empty()) {
    made.problems.push_back("`" + std::string(heading) + "` comes before any run");
    return nullptr;
  }
  Run& run = made.runs.back();
  if (name == "stdin") {
    run.has_input = true;
    return &run.input;
  }
  if (name == "stdout") return &run.output;
  if (name == "stderr") return &run.errors;
  if (name == "exit") {
    run.exit = std::atoi(value.c_str());
    return nullptr;
  }
  made.problems.push_back("there is no section `" + std::string(heading) + "`");
  return nullptr;
}

void put(std::string& out, std::string_view heading, const std::string& text) { out += std::string(kMark) + std::string(heading) + "\n" + text; }

}  // namespace

Case read_case(std::string_view text) {
  Case made;
  std::string* section = &made.words;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.starts_with(kMark)) {
      section = open_section(made, line.substr(kMark.size()));
    } else if (section != nullptr) {
      *section += std::string(line) + "\n";
    } else if (!line.empty()) {
      made.problems.push_back("a line that belongs to no section: " + std::string(line));
    }
  }
  if (made.runs.empty()) made.problems.emplace_back("nothing is run");
  return made;
}

std::string write_case(const Case& from) {
  std::string out = from.words;
  for (const std::string& use : from.uses) put(out, "use: " + use, "");
  for (const VirtualFile& file : from.files) put(out, (file.last_line_ends ? "file: " : "file without line end: ") + file.path, file.text);
  for (const Run& run : from.runs) {
    put(out, "run: " + run.command, "");
    if (run.has_input) put(out, "stdin", run.input);
    if (!run.output.empty()) put(out, "stdout", run.output);
    if (!run.errors.empty()) put(out, "stderr", run.errors);
    if (run.exit != 0) put(out, "exit: " + std::to_string(run.exit), "\n");
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 3 < text.size() && text[i + 1] == 'x' && hex_digit(text[i + 2]) >= 0 && hex_digit(text[i + 3]) >= 0;
    if (!escape) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(hex_digit(text[i + 2]) * 16 + hex_digit(text[i + 3]));
    i += 3;
  }
  return out;
}

std::string escaped(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const std::size_t good = base::find_invalid_utf8(bytes).value_or(bytes.size());
    for (const char c : bytes.substr(0, good)) {
      if (static_cast<unsigned char>(c) < 0x20 && c != '\n') {
        append_escape(out, c);
      } else {
        out += c;
      }
    }
    bytes.remove_prefix(good);
    if (bytes.empty()) break;
    append_escape(out, bytes.front());
    bytes.remove_prefix(1);
  }
  // A section's last line always ends in the case file; this says that it did not.
  if (!out.empty() && !out.ends_with('\n')) out += "\\ no line end\n";
  return out;
}

}  // namespace assay::golden
