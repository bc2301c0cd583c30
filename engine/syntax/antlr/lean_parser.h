// What the generated parser is derived from instead of ANTLR's own class. It does the same in less time:
//  - a choice between alternatives is looked up in tables that were made while building (make_predictions.cpp); what they leave open is
//    decided by ANTLR's simulation of the grammar, so nothing is read differently;
//  - the nodes of the tree are laid side by side and are freed together;
//  - a rule is left without a look at what type its parent has: every parent is the node of a rule.
// The generated code calls these functions because they stand nearer than those of ANTLR's class.
#pragma once

#include "antlr4-runtime.h"
#include "syntax/antlr/lean_tree.h"
#include "syntax/antlr/node_store.h"
#include "syntax/antlr/predictions.h"
#include "syntax/antlr/token_stream.h"

#include <cstddef>

namespace assay::syntax {

class LeanParser : public antlr4::Parser {
 public:
  explicit LeanParser(antlr4::TokenStream* tokens) : antlr4::Parser(tokens), _input(static_cast<TokenStream*>(tokens)) {}
  ~LeanParser() override = default;
  LeanParser(const LeanParser&) = delete;
  LeanParser& operator=(const LeanParser&) = delete;

  // Without them every choice is simulated.
  void use(const Predictions& predictions) { predictions_ = &predictions; }
  void set_prediction_mode(antlr4::atn::PredictionMode mode) { bare_simulator().setPredictionMode(mode); }

  void reset() override {
    antlr4::Parser::reset();
    _tracker.clear();
  }

  antlr4::Token* match(std::size_t type) final {
    SourceToken* token = _input->current();
    if (token->getType() != type) return _errHandler->recoverInline(this);
    if (type == antlr4::Token::EOF) _matchedEOF = true;
    _errHandler->reportMatch(this);
    consume();
    return token;
  }
  antlr4::Token* consume() final {
    SourceToken* token = _input->current();
    _input->advance();
    LeanLeaf* node = _tracker.createInstance<LeanLeaf>(token);
    node->parent = _ctx;
    add_part(_ctx, node);
    return token;
  }
  // Called by the generated code on what getInterpreter gives it.
  std::size_t adaptivePredict(TokenStream* tokens, std::size_t decision, antlr4::ParserRuleContext* context) {
    if (predictions_ != nullptr) {
      if (const std::size_t chosen = predictions_->choose(decision, *tokens); chosen != 0) return chosen;
    }
    static_cast<void>(getATN());  // builds the simulator's picture of the grammar if nobody has yet
    return bare_simulator().adaptivePredict(tokens, decision, context);
  }

 protected:
  void enterRule(antlr4::ParserRuleContext* context, std::size_t state, std::size_t) final {
    setState(state);
    _ctx = context;
    context->start = _input->current();
    if (context->parent != nullptr) add_part(context->parent, context);
  }
  // What the generated code does on leaving a function, without a std::function to hold it.
  template <class Action>
  class Finally {
   public:
    explicit Finally(Action action) : action_(action) {}
    ~Finally() { action_(); }
    Finally(const Finally&) = delete;
    Finally& operator=(const Finally&) = delete;

   private:
    Action action_;
  };
  template <class Action>
  static Finally<Action> finally(Action action) {
    return Finally<Action>(action);
  }
  void exitRule() {
    _ctx->stop = _matchedEOF ? _input->current() : _input->LT(-1);
    setState(_ctx->invokingState);
    _ctx = static_cast<antlr4::ParserRuleContext*>(_ctx->parent);
  }
  void enterOuterAlt(antlr4::ParserRuleContext*, std::size_t) final {}

  template <class Interpreter>
  LeanParser* getInterpreter() {
    return this;
  }

  TokenStream* _input;
  NodeStore _tracker;

 private:
  void add_part(antlr4::tree::ParseTree* parent, antlr4::tree::ParseTree* part) { static_cast<LeanContext*>(parent)->parts.add(part, _tracker); }
  antlr4::atn::ParserATNSimulator& bare_simulator() { return *antlr4::Parser::getInterpreter<antlr4::atn::ParserATNSimulator>(); }

  const Predictions* predictions_ = nullptr;
};

}  // namespace assay::syntax
