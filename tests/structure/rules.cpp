#include "structure/rules.h"

#include "structure/tokens.h"

#include <algorithm>
#include <sstream>

namespace assay::structure {
namespace {

// Files of the engine that may speak of floating point, each with its reason beside it.
const std::set<std::string> kFloatingPointFiles = {
    "engine/exec/quotients.cpp",  // guesses, which integers correct
};

const std::set<std::string> kTopLevel = {"CMakeLists.txt", "grammar",   "engine",   "rules",        "examples",
                                         "tests",          "README.md", "Makefile", "CHANGELOG.md", "LICENSE"};

constexpr std::string_view kEngine = "engine/";
constexpr std::string_view kAntlrFolder = "engine/syntax/antlr/";

bool is_cpp(std::string_view path) { return path.ends_with(".h") || path.ends_with(".cpp") || path.ends_with(".def"); }

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> parts;
  std::istringstream stream{std::string(path)};
  for (std::string part; std::getline(stream, part, '/');) parts.push_back(part);
  return parts;
}

// engine/<stage>/…, or nothing for what lies elsewhere.
std::string stage_of(std::string_view path) {
  const auto parts = split(path);
  return parts.size() >= 3 && parts[0] == "engine" ? parts[1] : "";
}

std::string at(const std::string& path, std::size_t line) { return path + ":" + std::to_string(line) + ": "; }

bool is_antlr_header(const Include& include) {
  const auto name = split(include.path).back();
  return include.path.starts_with("antlr4-") || include.path.starts_with("antlr4/") || name.starts_with("AssayLexer") ||
         name.starts_with("AssayParser");
}

bool is_floating(const Token& token) {
  if (token.kind == TokenKind::name) return token.text == "double" || token.text == "float";
  const bool hexadecimal = token.text.starts_with("0x") || token.text.starts_with("0X");
  return token.text.find_first_of(hexadecimal ? ".pP" : ".eE") != std::string::npos;
}

template <class Check>
void each_cpp(const Files& files, Check check) {
  for (const auto& [path, text] : files) {
    if (path.starts_with(kEngine) && is_cpp(path)) check(path, text);
  }
}

}  // namespace

std::vector<Row> read_rows(std::string_view cmake) {
  constexpr std::string_view kOpening = "assay_stage(";
  std::vector<Row> rows;
  std::istringstream lines{std::string(cmake)};
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(kOpening)) continue;
    std::istringstream words(line.substr(kOpening.size(), line.find(')') - kOpening.size()));
    Row row;
    words >> row.stage;
    for (std::string word; words >> word;) {
      if (word != "USES") row.uses.insert(word);
    }
    rows.push_back(row);
  }
  return rows;
}

Findings check_rows(const std::vector<Row>& rows) {
  Findings findings;
  std::set<std::string> above;
  for (const auto& row : rows) {
    for (const auto& used : row.uses) {
      if (!above.contains(used))
        findings.push_back("engine/CMakeLists.txt: " + row.stage + " uses " + used + ", which is not above it");
    }
    if (!above.insert(row.stage).second) findings.push_back("engine/CMakeLists.txt: " + row.stage + " is stated twice");
  }
  return findings;
}

Findings check_folders(const std::vector<Row>& rows, const Files& files) {
  Findings findings;
  each_cpp(files, [&](const std::string& path, const std::string&) {
    const auto stage = stage_of(path);
    if (std::none_of(rows.begin(), rows.end(), [&](const Row& row) { return row.stage == stage; })) {
      findings.push_back(path + ": lies in no stage of engine/CMakeLists.txt");
    }
  });
  return findings;
}

Findings check_includes(const std::vector<Row>& rows, const Files& files) {
  std::map<std::string, std::set<std::string>> allowed;
  for (const auto& row : rows) {
    allowed[row.stage] = row.uses;
    allowed[row.stage].insert("base");
    allowed[row.stage].insert(row.stage);
  }
  Findings findings;
  each_cpp(files, [&](const std::string& path, const std::string& text) {
    const auto stage = stage_of(path);
    for (const auto& include : scan(text).includes) {
      const auto parts = split(include.path);
      const bool names_stage = parts.size() > 1 && allowed.contains(parts[0]);
      if (!names_stage) {
        const bool generated = is_antlr_header(include) && path.starts_with(kAntlrFolder);
        if (include.quoted && !generated) {
          findings.push_back(at(path, include.line) + "`" + include.path + "` is not a path from engine/");
        }
        continue;
      }
      if (!include.quoted) {
        findings.push_back(at(path, include.line) + "`" + include.path + "` is ours: include it in quotes");
      }
      if (!allowed[stage].contains(parts[0])) {
        findings.push_back(at(path, include.line) + stage + " may not include " + parts[0]);
      } else if (parts[0] != stage && parts.size() > 2) {
        findings.push_back(at(path, include.line) + "`" + include.path + "` is private to " + parts[0]);
      }
    }
  });
  return findings;
}

Findings check_antlr(const Files& files) {
  // Every header through which ANTLR's are seen, however far away.
  std::set<std::string> seeing;
  std::map<std::string, Source> sources;
  each_cpp(files, [&](const std::string& path, const std::string& text) { sources.emplace(path, scan(text)); });
  const auto sees = [&](const Include& include) {
    return is_antlr_header(include) || seeing.contains(std::string(kEngine) + include.path);
  };
  for (bool grown = true; grown;) {
    grown = false;
    for (const auto& [path, source] : sources) {
      if (std::any_of(source.includes.begin(), source.includes.end(), sees)) grown |= seeing.insert(path).second;
    }
  }
  Findings findings;
  for (const auto& path : seeing) {
    if (!path.starts_with(kAntlrFolder))
      findings.push_back(path + ": sees ANTLR's headers outside " + std::string(kAntlrFolder));
  }
  return findings;
}

Findings check_openings(const Files& files) {
  Findings findings;
  each_cpp(files, [&](const std::string& path, const std::string& text) {
    if (!path.ends_with(".h")) return;
    if (!text.starts_with("// ")) findings.push_back(path + ": does not open with a sentence that says what it is for");
    if (text.find("\n#pragma once\n") == std::string::npos) findings.push_back(path + ": has no #pragma once");
  });
  return findings;
}

Findings check_floating_point(const Files& files) {
  Findings findings;
  each_cpp(files, [&](const std::string& path, const std::string& text) {
    if (kFloatingPointFiles.contains(path)) return;
    for (const auto& token : scan(text).tokens) {
      if (is_floating(token))
        findings.push_back(at(path, token.line) + "`" + token.text + "` is floating point, which is never exact");
    }
  });
  return findings;
}

Findings check_top_level(const std::vector<std::string>& entries) {
  Findings findings;
  for (const auto& entry : entries) {
    const bool built = entry == "build" || entry.starts_with("build-");
    if (!entry.starts_with('.') && !built && !kTopLevel.contains(entry)) {
      findings.push_back(entry + ": is no entry of the top level");
    }
  }
  return findings;
}

}  // namespace assay::structure
