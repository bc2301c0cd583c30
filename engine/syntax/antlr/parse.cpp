// The door: characters, words, grammar, tree; whatever ANTLR throws ends here.
#include "syntax/parse.h"

#include "diagnostics/kinds.h"
#include "syntax/ambiguity.h"
#include "syntax/antlr/builder.h"
#include "syntax/antlr/predictions.h"
#include "syntax/antlr/recovery.h"
#include "syntax/antlr/token_filter.h"
#include "syntax/dump.h"
#include "syntax/scan.h"

#include <exception>
#include <string>
#include <utility>

namespace assay::syntax {

namespace {

// Everything between the text of a file and its tokens.
struct Front {
  Front(const source::Files& files, source::FileId file, const Limits& limits, Problems& problems, Tests tests = Tests::read)
      : scanned(scan(files, file, limits, problems)) {
    if (!scanned.usable || problems.full()) return;
    TokenFilter filter(files.text(file), scanned, limits, problems);
    filter.fill(tokens, tests);
    usable = !filter.too_deep() && !problems.full();
    left_out_tests = filter.left_out_tests();
  }
  Scan scanned;
  TokenStream tokens;
  bool usable = false;
  bool left_out_tests = false;
};

File parse_or_throw(const source::Files& files, source::FileId file, const Limits& limits, Tests tests, Problems& problems) {
  Front front(files, file, limits, problems, tests);
  if (!front.usable) return {file, {}, {}};
  if (front.tokens.tokens.size() == 1) {
    if (problems.size() == 0 && !front.left_out_tests) problems.report(Kind::file_empty, problems.span(0, 0));
    return {file, {}, {}};
  }

  Parser parser(&front.tokens);
  parser.removeErrorListeners();
  parser.use(predictions());
  // Almost every file is parsed by the fast of ANTLR's two ways of prediction; what it cannot read gets the full one, which
  // then has the say in what is wrong.
  parser.set_prediction_mode(antlr4::atn::PredictionMode::SLL);
  parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  Parser::FileContext* tree = nullptr;
  try {
    tree = parser.file();
  } catch (const antlr4::ParseCancellationException&) {
    tree = nullptr;
  }
  if (tree == nullptr) {
    parser.reset();
    parser.set_prediction_mode(antlr4::atn::PredictionMode::LL);
    parser.setErrorHandler(std::make_shared<Recovery>(files.text(file), front.scanned, problems));
    try {
      tree = parser.file();
    } catch (const antlr4::ParseCancellationException&) {
      return {file, {}, {}};
    }
  }
  Builder builder(file, files.text(file), limits, problems);
  return builder.build(*tree);
}

}  // namespace

File parse(const source::Files& files, source::FileId file, const Limits& limits, diagnostics::Sink& sink, Tests tests) {
  Problems problems(file, limits.errors);
  File result;
  result.file = file;
  try {
    result = parse_or_throw(files, file, limits, tests, problems);
  } catch (const std::exception& error) {
    problems.report(Kind::parser_failure, problems.span(0, 0), {error.what()});
  }
  if (tests == Tests::left_out && problems.has_errors()) return parse(files, file, limits, sink, Tests::read);
  problems.hand_over(sink, files.path(file));
  return result;
}

std::string dump_tokens(const source::Files& files, source::FileId file) {
  std::string out;
  try {
    Limits limits;
    Problems problems(file, limits.errors);
    Front front(files, file, limits, problems);
    if (front.tokens.tokens.empty()) return out;
    const Parser names(&front.tokens);
    for (const SourceToken& token : front.tokens.tokens) {
      if (token.kind == SourceToken::kEndOfFile) break;
      const source::Span span = problems.span(token.begin, token.end);
      const source::Position at = files.position(file, span.begin);
      out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + names.getVocabulary().getSymbolicName(token.kind);
      std::string text(files.slice(span));
      for (std::size_t i = 0; (i = text.find('\n', i)) != std::string::npos; i += 2) text.replace(i, 1, "\\n");
      out += " " + text + "\n";
    }
  } catch (const std::exception& error) {
    out += std::string("failed: ") + error.what() + "\n";
  }
  return out;
}

namespace {

class Listener final : public antlr4::BaseErrorListener {
 public:
  Listener(const source::Files& files, source::FileId file, std::vector<std::string>& found) : files_(files), file_(file), found_(found) {}
  void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start, std::size_t, bool, const antlrcpp::BitSet&,
                       antlr4::atn::ATNConfigSet*) override {
    note(parser, dfa, start, "two readings");
  }
  void reportAttemptingFullContext(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start, std::size_t,
                                   const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
    note(parser, dfa, start, "needs the full context");
  }
  void add(const antlr4::Token& token, const std::string& what) {
    const std::uint32_t begin = source_token(&token).begin;
    found_.push_back(files_.place({file_, begin, begin}) + ": " + what);
  }

 private:
  void note(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start, const char* what) {
    add(*parser->getTokenStream()->get(start), parser->getRuleNames()[dfa.atnStartState->ruleIndex] + ": " + what);
  }
  const source::Files& files_;
  source::FileId file_;
  std::vector<std::string>& found_;
};

}  // namespace

std::vector<std::string> find_ambiguities(const source::Files& files, source::FileId file) {
  std::vector<std::string> found;
  try {
    Limits limits;
    Problems problems(file, limits.errors);
    Front front(files, file, limits, problems);
    if (!front.usable) return {files.path(file) + ": not read"};
    Parser parser(&front.tokens);
    Listener listener(files, file, found);
    parser.removeErrorListeners();
    parser.addErrorListener(&listener);
    parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
    parser.set_prediction_mode(antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
    try {
      parser.file();
    } catch (const antlr4::ParseCancellationException&) {
      listener.add(*parser.getCurrentToken(), "not parsed");
    }
  } catch (const std::exception& error) {
    found.emplace_back(error.what());
  }
  return found;
}

}  // namespace assay::syntax
