// Conditions, and parts of them, that are true or false whatever is reported.
#include "lint/findings/findings.h"

#include <algorithm>

namespace assay::lint {

namespace {

using semantics::Compare;
using semantics::Expr;
using semantics::ExprId;
using Node = semantics::Kind;
using Scopes = std::vector<Scope>;

constexpr std::size_t kMostScopes = 64;

// What a comparison with a fixed number comes to for everything in a range; nothing where that differs.
std::optional<bool> decided(Compare op, const Domain& range, const base::Number& with) {
  const bool above = range.low && *range.low > with;
  const bool below = range.high && *range.high < with;
  const bool not_below = range.low && *range.low >= with;
  const bool not_above = range.high && *range.high <= with;
  switch (op) {
    case Compare::ge: return not_below ? std::optional(true) : below ? std::optional(false) : std::nullopt;
    case Compare::gt: return above ? std::optional(true) : not_above ? std::optional(false) : std::nullopt;
    case Compare::le: return not_above ? std::optional(true) : above ? std::optional(false) : std::nullopt;
    case Compare::lt: return below ? std::optional(true) : not_below ? std::optional(false) : std::nullopt;
    case Compare::eq: return above || below ? std::optional(false) : std::nullopt;
    case Compare::ne: return above || below ? std::optional(true) : std::nullopt;
  }
  return std::nullopt;
}

class Search {
 public:
  explicit Search(Lint& lint) : lint_(lint) {}

  void run(Asked& asked) {
    asked_ = &asked;
    const Found found = examine(asked.id, {asked.scope});
    asked.never = found == Found::never;
    asked.always = found == Found::always;
  }

 private:
  enum class Found { varies, never, always };

  // True in one of the scopes, false in one of them.
  Truth truth(ExprId id, const Scopes& scopes) {
    if (id == asked_->id) return asked_->truth;  // read before
    Truth out;
    for (const Scope& scope : scopes) {
      lint_.reader.start();
      const Truth one = lint_.reader.condition(id, scope);
      out.holds = lint_.reader.formulas().any({out.holds, one.holds});
      out.fails = lint_.reader.formulas().any({out.fails, one.fails});
    }
    return out;
  }

  // Neither in one of them.
  FormulaId neither(ExprId id, const Scopes& scopes) {
    FormulaId out = Formulas::never();
    for (const Scope& scope : scopes) {
      lint_.reader.start();
      out = lint_.reader.formulas().any({out, lint_.reader.neither(lint_.reader.condition(id, scope))});
    }
    return out;
  }

  Found classify(ExprId id, const Scopes& scopes) {
    if (lint_.model[id].kind == Node::truth) return Found::varies;  // as it is meant
    const Truth both = truth(id, scopes);
    const bool never = lint_.impossible(both.holds);
    if (!never && !lint_.impossible(both.fails)) return Found::varies;
    // What may have no value at all is not always true.
    if (!never && !lint_.impossible(neither(id, scopes))) return Found::varies;
    const Answer some = lint_.solve(never ? both.fails : both.holds);
    if (never) return some.kind != Answer::Kind::some || evaluates(id, scopes, some.values, false) ? Found::never : Found::varies;
    return some.kind == Answer::Kind::some && evaluates(id, scopes, some.values, true) ? Found::always : Found::varies;
  }

  // In one scope at least, and nowhere the other way round.
  bool evaluates(ExprId id, const Scopes& scopes, const Values& values, bool to) {
    bool found = false;
    for (const Scope& scope : scopes) {
      const auto is = Evaluator(lint_.reader, values).condition(id, scope);
      if (is && *is != to) return false;
      found = found || is == std::optional(to);
    }
    return found;
  }

  Found examine(ExprId id, const Scopes& scopes) {
    const Found found = classify(id, scopes);
    if (found == Found::never) report_never(id, scopes);
    else if (found == Found::always) report_always(id, scopes);
    else parts(id, scopes);
    return found;
  }

  // The conditions within a condition, or within a number.
  void parts(ExprId id, const Scopes& scopes) {
    const Expr& e = lint_.model[id];
    // Over a period by itself an amount is another one, and its range may be, too.
    if (e.kind == Node::at_period) return;
    Scopes inner = scopes;
    if (e.kind == Node::previous || e.kind == Node::growth || e.kind == Node::reduction)
      for (Scope& scope : inner) ++scope.shift;
    if (e.kind == Node::growth || e.kind == Node::reduction) inner.insert(inner.end(), scopes.begin(), scopes.end());
    if (!e.axes.empty()) inner = within(e, scopes);
    if (inner.empty() || inner.size() > kMostScopes) return;
    for (const ExprId child : e.children) {
      const Node kind = lint_.model[child].kind;
      const bool condition = lint_.model[child].type == semantics::Type::truth && kind != Node::fact && kind != Node::field;
      if (condition) examine(child, inner);
      else parts(child, inner);
    }
  }

  // Any member stands for all of them; of periods each is looked at.
  Scopes within(const Expr& e, const Scopes& scopes) {
    Scopes out;
    for (const Scope& scope : scopes) {
      const Scopes some = some_scopes_of(e.axes, scope, lint_.model.schema);
      out.insert(out.end(), some.begin(), some.end());
    }
    if (out.size() > kMostScopes) out.clear();
    return out;
  }

  // Reports what is narrower, if there is anything; tells whether it did.
  bool any_part(const Expr& e, const Scopes& scopes, Found wanted) {
    if (scopes.empty()) return false;  // nothing is gone through
    bool found = false;
    for (const ExprId child : e.children) {
      if (lint_.model[child].type != semantics::Type::truth || classify(child, scopes) != wanted) continue;
      found = true;
      if (wanted == Found::never) report_never(child, scopes);
      else report_always(child, scopes);
    }
    return found;
  }

  void report_never(ExprId id, const Scopes& scopes) {
    const Expr& e = lint_.model[id];
    switch (e.kind) {
      case Node::and_:
        if (contradiction(e, scopes)) return;
        break;
      case Node::or_:
        if (any_part(e, scopes, Found::never)) return;
        break;
      case Node::not_:
        if (any_part(e, scopes, Found::always)) return;
        break;
      case Node::quantifier:
        if (any_part(e, within(e, scopes), e.quantifier == semantics::Quantifier::no ? Found::always : Found::never)) return;
        break;
      case Node::compare:
      case Node::in_range:
      case Node::in_set:
        if (out_of_range(e, scopes, false)) return;
        break;
      default: break;
    }
    lint_.report(Kind::never_true, e.span, {lint_.words(id)});
  }

  void report_always(ExprId id, const Scopes& scopes) {
    const Expr& e = lint_.model[id];
    switch (e.kind) {
      case Node::and_:
      case Node::or_:
        if (any_part(e, scopes, Found::always)) return;
        break;
      case Node::not_:
        if (any_part(e, scopes, Found::never)) return;
        break;
      case Node::implies:
        if (classify(e.children[0], scopes) == Found::never) {
          report_never(e.children[0], scopes);
          return;
        }
        if (classify(e.children[1], scopes) == Found::always) {
          report_always(e.children[1], scopes);
          return;
        }
        break;
      case Node::quantifier:
        if (any_part(e, within(e, scopes), e.quantifier == semantics::Quantifier::no ? Found::never : Found::always)) return;
        break;
      case Node::compare:
      case Node::in_range:
      case Node::in_set:
        if (out_of_range(e, scopes, true)) return;
        break;
      default: break;
    }
    lint_.report(Kind::always_true, e.span, {lint_.words(id)});
  }

  // The parts that no values satisfy together.
  bool contradiction(const Expr& e, const Scopes& scopes) {
    if (scopes.size() != 1) return any_part(e, scopes, Found::never);
    std::vector<Part> parts;
    std::vector<FormulaId> hold;
    for (const ExprId child : e.children) {
      parts.push_back({child, truth(child, scopes)});
      hold.push_back(parts.back().truth.holds);
    }
    const std::vector<std::size_t> core = least_core(lint_, hold);
    if (core.empty()) return false;
    if (core.size() == 1) {
      report_never(e.children[core.front()], scopes);
      return true;
    }
    std::vector<Part> together;
    for (const std::size_t k : core) together.push_back(parts[k]);
    // Where the others leave the last without a value, as a division by 0 does, another of them may be false.
    for (std::size_t k = 0; k < core.size(); ++k) {
      if (contradicts(together, scopes.front())) return true;
      std::rotate(together.begin(), together.end() - 1, together.end());
    }
    return false;
  }

  struct Part {
    ExprId id;
    Truth truth;
  };

  // All but the last can be true together, and then the last is false.
  bool contradicts(const std::vector<Part>& parts, const Scope& scope) {
    const Part& last = parts.back();
    std::vector<FormulaId> others;
    for (std::size_t k = 0; k + 1 < parts.size(); ++k) others.push_back(parts[k].truth.holds);
    Formulas& formulas = lint_.reader.formulas();
    const Answer some = lint_.solve(formulas.all({formulas.all(others), last.truth.fails}));
    if (some.kind != Answer::Kind::some || !lint_.is_false(some.values, last.id, scope)) return false;
    std::string names;
    for (std::size_t k = 0; k + 1 < parts.size(); ++k) {
      if (!lint_.is_true(some.values, parts[k].id, scope)) return false;
      names += (k == 0 ? "`" : ", `") + lint_.words(parts[k].id) + "`";
    }
    others.push_back(last.truth.holds);
    auto& made = lint_.report(Kind::parts_contradict, lint_.model[last.id].span, {lint_.words(last.id), names, lint_.shown(some.values, others)});
    made.arguments_zh = {lint_.words(last.id), names, lint_.shown(some.values, others, semantics::Words::chinese)};
    for (std::size_t k = 0; k + 1 < parts.size(); ++k) made.related.push_back({lint_.model[parts[k].id].span, {}, kTogetherWith});
    return true;
  }

  // A comparison with a fixed number that lies at or beyond the end of what the other side may be.
  bool out_of_range(const Expr& e, const Scopes& scopes, bool always) {
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      if (side == 1 && e.kind != Node::compare) return false;
      const Expr& value = lint_.model[e.children[side]];
      if (value.type != semantics::Type::number) return false;
      std::optional<Domain> range;
      for (const Scope& scope : scopes) {
        const Domain one = lint_.reader.bounds(lint_.reader.number(e.children[side], scope));
        std::vector<std::optional<bool>> parts;
        for (std::size_t i = 0; i < e.children.size(); ++i) {
          if (i == side) continue;
          const Domain other = lint_.reader.bounds(lint_.reader.number(e.children[i], scope));
          if (!other.low || !other.high || *other.low != *other.high) return false;
          const Compare op = e.kind == Node::in_set ? Compare::eq : e.kind == Node::in_range ? (i == 1 ? Compare::ge : Compare::le) : side == 0 ? e.compare : mirrored(e.compare);
          parts.push_back(decided(op, one, *other.low));
        }
        if (one.low && one.high && *one.low == *one.high) break;
        const auto is = [&](bool truth) { return [truth](const std::optional<bool>& part) { return part == std::optional(truth); }; };
        const bool any = e.kind == Node::in_set;
        const bool found = any == always ? std::any_of(parts.begin(), parts.end(), is(always)) : std::all_of(parts.begin(), parts.end(), is(always));
        if (!found) return false;
        range = one;
      }
      if (!range) continue;
      auto& made = lint_.report(always ? Kind::always_in_range : Kind::out_of_range, e.span,
                                {lint_.words(e.span), lint_.words(value.span), range_text(*range, value.unit)});
      if (value.kind == Node::fact && lint_.model.schema[value.fact].range_declared)
        made.related.push_back({lint_.model.fact_spans[value.fact.index()], {}, kDeclaredHere});
      return true;
    }
    return false;
  }

  Lint& lint_;
  const Asked* asked_ = nullptr;
};

}  // namespace

void find_constant_conditions(Lint& lint) {
  Search search(lint);
  for (Asked& asked : lint.asked) search.run(asked);
}

}  // namespace assay::lint
