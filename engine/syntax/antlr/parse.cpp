// The door: characters, words, grammar, tree; whatever ANTLR throws ends here.
#include "syntax/parse.h"

#include "diagnostics/kinds.h"
#include "syntax/ambiguity.h"
#include "syntax/antlr/builder.h"
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
  Front(const source::Files& files, source::FileId file, const Limits& limits, Problems& problems)
      : scanned(scan(files, file, limits, problems)),
        stream(scanned, files.text(file)),
        lexer(&stream),
        filter(lexer, stream, scanned, limits, problems),
        tokens(&filter) {
    lexer.removeErrorListeners();
  }
  Scan scanned;
  StandInStream stream;
  Lexer lexer;
  TokenFilter filter;
  antlr4::CommonTokenStream tokens;
};

File parse_or_throw(const source::Files& files, source::FileId file, const Limits& limits, Problems& problems) {
  Front front(files, file, limits, problems);
  if (!front.scanned.usable || problems.full()) return {file, {}, {}};
  front.tokens.fill();
  if (front.filter.too_deep() || problems.full()) return {file, {}, {}};
  if (front.tokens.LA(1) == antlr4::Token::EOF) {
    if (problems.size() == 0) problems.report(Kind::file_empty, problems.span(0, 0));
    return {file, {}, {}};
  }

  Parser parser(&front.tokens);
  parser.removeErrorListeners();
  // Almost every file is parsed by the fast of ANTLR's two ways of prediction; what it cannot read gets the full one, which
  // then has the say in what is wrong.
  auto* interpreter = parser.getInterpreter<antlr4::atn::ParserATNSimulator>();
  interpreter->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  Parser::FileContext* tree = nullptr;
  try {
    tree = parser.file();
  } catch (const antlr4::ParseCancellationException&) {
    tree = nullptr;
  }
  if (tree == nullptr) {
    parser.reset();
    interpreter->setPredictionMode(antlr4::atn::PredictionMode::LL);
    parser.setErrorHandler(std::make_shared<Recovery>(front.filter, front.stream, front.scanned, problems));
    try {
      tree = parser.file();
    } catch (const antlr4::ParseCancellationException&) {
      return {file, {}, {}};
    }
  }
  Builder builder(file, front.stream, limits, problems);
  return builder.build(*tree);
}

}  // namespace

File parse(const source::Files& files, source::FileId file, const Limits& limits, diagnostics::Sink& sink) {
  Problems problems(file, limits.errors);
  File result;
  result.file = file;
  try {
    result = parse_or_throw(files, file, limits, problems);
  } catch (const std::exception& error) {
    problems.report(Kind::parser_failure, problems.span(0, 0), {error.what()});
  }
  problems.hand_over(sink, files.path(file));
  return result;
}

std::string dump_tokens(const source::Files& files, source::FileId file) {
  std::string out;
  try {
    Limits limits;
    Problems problems(file, limits.errors);
    Front front(files, file, limits, problems);
    if (!front.scanned.usable) return out;
    front.tokens.fill();
    for (const antlr4::Token* token : front.tokens.getTokens()) {
      if (token->getType() == antlr4::Token::EOF) break;
      const source::Span span = problems.span(front.stream.byte_begin(token->getStartIndex()), front.stream.byte_end(token->getStopIndex()));
      const source::Position at = files.position(file, span.begin);
      out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + front.lexer.getVocabulary().getSymbolicName(token->getType());
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
  Listener(const source::Files& files, source::FileId file, const StandInStream& stream, std::vector<std::string>& found)
      : files_(files), file_(file), stream_(stream), found_(found) {}
  void syntaxError(antlr4::Recognizer*, antlr4::Token* token, std::size_t, std::size_t, const std::string&, std::exception_ptr) override {
    if (token != nullptr) add(*token, "not parsed");
  }
  void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start, std::size_t, bool, const antlrcpp::BitSet&,
                       antlr4::atn::ATNConfigSet*) override {
    note(parser, dfa, start, "two readings");
  }
  void reportAttemptingFullContext(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start, std::size_t,
                                   const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
    note(parser, dfa, start, "needs the full context");
  }

 private:
  void note(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start, const char* what) {
    add(*parser->getTokenStream()->get(start), parser->getRuleNames()[dfa.atnStartState->ruleIndex] + ": " + what);
  }
  void add(const antlr4::Token& token, const std::string& what) {
    const std::uint32_t begin = stream_.byte_begin(token.getStartIndex());
    found_.push_back(files_.place({file_, begin, begin}) + ": " + what);
  }
  const source::Files& files_;
  source::FileId file_;
  const StandInStream& stream_;
  std::vector<std::string>& found_;
};

}  // namespace

std::vector<std::string> find_ambiguities(const source::Files& files, source::FileId file) {
  std::vector<std::string> found;
  try {
    Limits limits;
    Problems problems(file, limits.errors);
    Front front(files, file, limits, problems);
    Parser parser(&front.tokens);
    Listener listener(files, file, front.stream, found);
    parser.removeErrorListeners();
    parser.addErrorListener(&listener);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION);
    parser.file();
  } catch (const std::exception& error) {
    found.emplace_back(error.what());
  }
  return found;
}

}  // namespace assay::syntax
