// Parses a text for a test: its tree, its dump, the codes of what is wrong with it and where.
#pragma once

#include "diagnostics/diagnostics.h"
#include "source/source.h"
#include "syntax/dump.h"
#include "syntax/parse.h"
#include "syntax/print.h"

#include <string>

namespace assay::test {

struct Parsed {
  source::Files files;
  diagnostics::Sink sink;
  syntax::File tree;
  // "AS0110@1:8 AS0130@3:6", in order of place.
  std::string problems() const {
    std::string out;
    for (const diagnostics::Diagnostic& each : sink.all()) {
      if (!out.empty()) out += ' ';
      out += diagnostics::info(each.kind).code;
      if (!each.span.valid()) continue;
      const source::Position at = files.position(each.span.file, each.span.begin);
      out += "@" + std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    return out;
  }
  std::string dump() const { return syntax::dump_ast(tree, files); }
};

inline Parsed parse(std::string text, const syntax::Limits& limits = {}) {
  Parsed result;
  const source::FileId file = result.files.add("test.assay", std::move(text));
  result.tree = syntax::parse(result.files, file, limits, result.sink);
  return result;
}

// The canonical spelling of one expression, or what is wrong with it.
inline std::string expression(const std::string& text) {
  const Parsed parsed = parse("let it = " + text);
  if (!parsed.sink.all().empty()) return parsed.problems();
  const auto& let = std::get<syntax::Let>(parsed.tree.statements.at(0));
  return syntax::print_expression(parsed.tree, let.value);
}

// A dump without places, to compare two spellings of the same thing.
inline std::string shape(const std::string& text) {
  const Parsed parsed = parse(text);
  std::string out = parsed.problems();
  const std::string dump = parsed.dump();
  std::size_t begin = 0;
  while (begin < dump.size()) {
    const std::size_t end = dump.find('\n', begin);
    const std::string line = dump.substr(begin, end - begin);
    out += line.substr(0, line.rfind(" @")) + "\n";
    begin = end + 1;
  }
  return out;
}

}  // namespace assay::test
