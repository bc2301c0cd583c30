// With the tables that were made while building, the parser reads every text as it does when it simulates each choice.
#include "syntax/antlr/predictions.h"

#include "syntax/antlr/runtime.h"
#include "syntax/antlr/token_filter.h"
#include "syntax/problems.h"
#include "syntax/scan.h"

#include "doctest/doctest.h"
#include "grammar/texts.h"

#include <memory>
#include <string>

namespace {

using assay::syntax::Parser;
using assay::syntax::TokenStream;

std::string tree(antlr4::tree::ParseTree* node) {
  if (assay::syntax::leaf(node) != nullptr) return ".";
  auto* context = static_cast<assay::syntax::LeanContext*>(node);
  std::string out = "(" + std::to_string(context->getRuleIndex());
  for (antlr4::tree::ParseTree* part : context->parts) out += " " + tree(part);
  return out + ")";
}

// The tree; where there is none, the place where reading stopped.
std::string read(TokenStream& tokens, const assay::syntax::Predictions* predictions, antlr4::atn::PredictionMode mode) {
  tokens.seek(0);
  Parser parser(&tokens);
  parser.removeErrorListeners();
  parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  parser.set_prediction_mode(mode);
  if (predictions != nullptr) parser.use(*predictions);
  try {
    return tree(parser.file());
  } catch (const antlr4::ParseCancellationException&) {
    return "stopped at " + std::to_string(parser.getCurrentToken()->getTokenIndex());
  }
}

}  // namespace

DOCTEST_TEST_CASE("texts have the same tree with the tables of choices as without") {
  std::size_t trees = 0;
  assay::tests::each_text([&](const std::string& name, const std::string& text) {
    assay::source::Files files;
    const auto file = files.add("a", text);
    const assay::syntax::Limits limits;
    assay::syntax::Problems problems(file, limits.errors);
    const assay::syntax::Scan scan = assay::syntax::scan(files, file, limits, problems);
    if (!scan.usable) return;
    TokenStream tokens;
    assay::syntax::TokenFilter filter(files.text(file), scan, limits, problems);
    filter.fill(tokens, assay::syntax::Tests::read);
    for (const auto mode : {antlr4::atn::PredictionMode::SLL, antlr4::atn::PredictionMode::LL}) {
      const std::string simulated = read(tokens, nullptr, mode);
      if (!simulated.starts_with("stopped")) ++trees;
      if (read(tokens, &assay::syntax::predictions(), mode) != simulated) DOCTEST_FAIL_CHECK(name << ": read differently");
    }
  });
  DOCTEST_CHECK(trees > 300);
}
