// Runs while building: follows the parser's choices with ANTLR's own simulation, over every token that may come next, and writes the
// automata it finds as tables (predictions.h). An alternative stands in them only where the tokens read leave no other, as ANTLR itself
// would decide in any mode; where more tokens than kDepth would have to be read, the tables say nothing.
//   make_predictions AssayParser.cpp > AssayParser.predictions.inc
#include "syntax/antlr/runtime.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using antlr4::Token;
using antlr4::dfa::DFAState;
using assay::syntax::Predictions;

constexpr std::size_t kDepth = 3;

class Simulator final : public antlr4::atn::ParserATNSimulator {
 public:
  using ParserATNSimulator::ParserATNSimulator;

  DFAState* start(std::size_t decision) {
    _dfa = &decisionToDFA[decision];
    auto closure = computeStartState(_dfa->atnStartState, &antlr4::ParserRuleContext::EMPTY, false);
    return addDFAState(*_dfa, new DFAState(std::move(closure)));
  }
  // Nothing where no alternative goes on with the token.
  DFAState* step(std::size_t decision, DFAState* from, std::size_t token) {
    _dfa = &decisionToDFA[decision];
    DFAState* to = computeTargetState(*_dfa, from, token);
    mergeCache.clear();
    return to == ERROR.get() ? nullptr : to;
  }
};

// The decisions that the generated parser leaves to the simulation; the others are decided by one token in its code.
std::set<std::size_t> open_decisions(const char* path) {
  constexpr std::string_view kCall = "adaptivePredict(_input, ";
  std::set<std::size_t> found;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (const auto at = line.find(kCall); at != std::string::npos) found.insert(std::stoul(line.substr(at + kCall.size())));
  }
  return found;
}

class Tables {
 public:
  Tables(Simulator& simulator, std::size_t decisions, std::size_t types) : simulator_(simulator), types_(types), first_(decisions, Predictions::kUnknown) {}

  void follow(std::size_t decision) {
    std::map<DFAState*, std::uint16_t> known;
    std::vector<std::pair<DFAState*, std::size_t>> queue;  // with the tokens read
    const auto number = [&](DFAState* state, std::size_t read) {
      const auto [place, added] = known.emplace(state, static_cast<std::uint16_t>(rows_.size()));
      if (added) {
        rows_.emplace_back(types_, Predictions::kUnknown);
        queue.emplace_back(state, read);
      }
      return place->second;
    };
    first_[decision] = number(simulator_.start(decision), 0);
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const auto [from, read] = queue[i];
      const std::uint16_t row = known.at(from);
      for (std::size_t type = 0; type < types_; ++type) {
        DFAState* to = simulator_.step(decision, from, type == 0 ? Token::EOF : type);
        if (to == nullptr || to->requiresFullContext) continue;
        if (to->isAcceptState) {
          rows_[row][type] = static_cast<std::uint16_t>(Predictions::kChosen | to->prediction);
        } else if (read + 1 < kDepth || known.contains(to)) {
          const std::uint16_t next = number(to, read + 1);
          rows_[row][type] = next;
        }
      }
    }
  }

  bool write() const {
    // Token types with the same column in every state are one class.
    std::map<std::vector<std::uint16_t>, std::size_t> classes;
    std::vector<std::size_t> class_of;
    std::vector<std::size_t> example;
    for (std::size_t type = 0; type < types_; ++type) {
      std::vector<std::uint16_t> column;
      for (const auto& row : rows_) column.push_back(row[type]);
      const auto [place, added] = classes.emplace(std::move(column), classes.size());
      if (added) example.push_back(type);
      class_of.push_back(place->second);
    }
    if (classes.size() > 256 || rows_.size() >= Predictions::kChosen) return false;
    std::printf("// Made by make_predictions.cpp.\nconstexpr std::size_t kTokenClasses = %zu;\n", classes.size());
    print("std::uint8_t kTokenClass", class_of);
    print("std::uint16_t kFirstState", first_);
    std::vector<std::uint16_t> next;
    for (const auto& row : rows_) {
      for (const std::size_t type : example) next.push_back(row[type]);
    }
    print("std::uint16_t kNextState", next);
    return std::ferror(stdout) == 0;
  }

 private:
  template <class Numbers>
  static void print(const char* name, const Numbers& numbers) {
    std::printf("constexpr %s[] = {", name);
    std::size_t count = 0;
    for (const auto each : numbers) std::printf("%s%zu,", count++ % 32 == 0 ? "\n" : "", static_cast<std::size_t>(each));
    std::printf("\n};\n");
  }

  Simulator& simulator_;
  std::size_t types_;
  std::vector<std::uint16_t> first_;
  std::vector<std::vector<std::uint16_t>> rows_;  // a state a row, a column a token type; the end of the file is 0
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  assay::syntax::TokenStream no_tokens;
  no_tokens.tokens.emplace_back();
  assay::syntax::Parser parser(&no_tokens);
  const antlr4::atn::ATN& grammar = parser.getATN();
  std::vector<antlr4::dfa::DFA> automata;
  automata.reserve(grammar.getNumberOfDecisions());
  for (std::size_t i = 0; i < grammar.getNumberOfDecisions(); ++i) automata.emplace_back(grammar.getDecisionState(i), i);
  antlr4::atn::PredictionContextCache cache;
  Simulator simulator(&parser, grammar, automata, cache);
  Tables tables(simulator, grammar.getNumberOfDecisions(), grammar.maxTokenType + 1);
  for (const std::size_t decision : open_decisions(argv[1])) tables.follow(decision);
  return tables.write() ? 0 : 1;
}
