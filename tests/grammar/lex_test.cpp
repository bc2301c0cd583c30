// The engine's own lexer cuts every text as ANTLR's does that was generated from the grammar.
#include "syntax/antlr/lex.h"

#include "syntax/problems.h"
#include "syntax/scan.h"

#include "AssayLexer.h"
#include "antlr4-runtime.h"
#include "doctest/doctest.h"
#include "grammar/texts.h"

#include <memory>
#include <string>
#include <vector>

namespace {

using assay::syntax::Scan;

class Characters final : public antlr4::CharStream {
 public:
  explicit Characters(const std::u32string& text) : text_(text) {}
  void consume() override { ++at_; }
  std::size_t LA(ssize_t i) override {
    if (i == 0) return 0;
    const std::size_t index = at_ + static_cast<std::size_t>(i > 0 ? i - 1 : i);
    return index < text_.size() ? text_[index] : antlr4::IntStream::EOF;
  }
  ssize_t mark() override { return -1; }
  void release(ssize_t) override {}
  std::size_t index() override { return at_; }
  void seek(std::size_t index) override { at_ = index; }
  std::size_t size() override { return text_.size(); }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string toString() const override { return {}; }

 private:
  const std::u32string& text_;
  std::size_t at_ = 0;
};

std::string line(std::size_t type, std::size_t begin, std::size_t end) {
  return std::to_string(type) + " " + std::to_string(begin) + " " + std::to_string(end);
}

std::vector<std::string> generated(const Scan& scan) {
  Characters characters(scan.stand_ins);
  assay_grammar::AssayLexer lexer(&characters);
  lexer.removeErrorListeners();
  std::vector<std::string> found;
  while (true) {
    const std::unique_ptr<antlr4::Token> token = lexer.nextToken();
    if (token->getType() == antlr4::Token::EOF) return found;
    found.push_back(line(token->getType(), token->getStartIndex(), token->getStopIndex() + 1));
  }
}

std::vector<std::string> own(const Scan& scan) {
  std::vector<std::string> found;
  std::size_t at = 0;
  while (true) {
    const assay::syntax::Lexeme lexeme = assay::syntax::next_lexeme(scan.stand_ins, at);
    if (lexeme.type == antlr4::Token::EOF) return found;
    found.push_back(line(lexeme.type, lexeme.begin, lexeme.end));
  }
}

}  // namespace

DOCTEST_TEST_CASE("texts are cut into tokens as the grammar's lexer cuts them") {
  std::size_t texts = 0;
  assay::tests::each_text([&](const std::string& name, const std::string& text) {
    assay::source::Files files;
    const auto file = files.add("a", text);
    const assay::syntax::Limits limits;
    assay::syntax::Problems problems(file, limits.errors);
    const Scan scan = assay::syntax::scan(files, file, limits, problems);
    if (!scan.usable) return;
    ++texts;
    if (own(scan) != generated(scan)) DOCTEST_FAIL_CHECK(name << ": cut differently");
  });
  DOCTEST_CHECK(texts > 1000);
}
