// What the checker claims of random rules, looked up in the reference evaluator on random facts: no claim may be refuted by any of them.
//
// ASSAY_SEED=n repeats a run; ASSAY_TEST_LONG=1 takes ten times as many rulebooks.
#include "diagnostics/kinds.h"
#include "differential/harness.h"
#include "differential/random.h"
#include "differential/reported.h"
#include "differential/rulebook.h"
#include "differential/tier_claims.h"
#include "lint/lint.h"
#include "reference/evaluate.h"
#include "reference/reference.h"
#include "reference/time.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace assay::differential {
namespace {

using diagnostics::Diagnostic;
using reference::Context;
using reference::Truth;
using semantics::Criterion;
using semantics::ExprId;
using Claimed = diagnostics::Kind;

const base::Date kSeasonEnd = *base::make_date(2023, 12, 31);

// Rules of few facts and near thresholds, so that much of them contradicts or implies something.
class Narrow {
 public:
  explicit Narrow(Random& random) : random_(random) {}

  std::string write() {
    std::string out =
        "season 2023 from 2023-01-01 to 2023-12-31 quarterly\nunit 人\ndimension 区县 { 甲, 乙, 丙 }\n"
        "scale 评议 { 差 = 0%, 合格 = 60%, 良好 = 80% } pass 合格\nparam 线 : % = 30% from 2023-01-01, 60% from 2023-07-01\n"
        "list 项目 { x : level 人 range 0人..4人 ; y : level 人 whole range 0人..4人 ; z : flag }\n"
        "department 部门 {\n  fact a : level % range 0%..100%\n  fact b : level % range 10%..60%\n  fact n : level 人 whole range 0人..4人\n"
        "  fact f : flow 人 range 0人..5人\n  fact g : flow 人 whole\n  fact p : level 人 range 1人..6人 per 区县\n  fact e : event\n  fact d : event\n  fact c : cumulative 人\n  fact q : flow 人 per 区县 total sum\n"
        "  fact r : rank\n  fact m : grade 评议\n  fact w : flag\n  fact t : text\n";
    for (int i = 1; i <= 3; ++i) {
      out += "  target " + std::to_string(i) + " {\n";
      for (int c = random_.between(1, 3); c > 0; --c) {
        early_ = random_.chance(30);
        out += "    require : " + (random_.chance(25) ? scored() : condition(random_.between(0, 2), true));
        if (random_.chance(15)) out += " stretch (" + atom(true) + ")";
        if (early_) out += random_.one_of<std::string>({" due 2023-06-30", " due 2023-06-30", " due 2023-08-31"});
        out += "\n";
      }
      out += "  }\n";
    }
    return out + "}\n";
  }

 private:
  std::string op() { return random_.one_of<std::string>({" >= ", " > ", " <= ", " < ", " == ", " != "}); }
  std::string people() { return std::to_string(random_.between(0, 6)) + "人"; }
  std::string ratio() { return std::to_string(random_.between(-1, 11) * 10) + "%"; }

  template <class Side>
  std::string between(Side side) {
    std::string low = side(), high = side();
    const auto size = [](const std::string& text) { return std::stoi(text); };
    if (size(low) > size(high)) std::swap(low, high);
    return low + ".." + high;
  }

  // Over a period by itself.
  std::string over_period() {
    if (in_quarter_ && random_.chance(50)) return random_.one_of<std::string>({"f@quarter", "g@quarter", "c@quarter", "q@quarter", "p[甲]@quarter", "(f + g)@quarter"});
    if (!early_ && !in_quarter_ && random_.chance(30)) return random_.one_of<std::string>({"max(g@quarter)", "min(f@quarter)", "sum(f@quarter)", "sum(q@quarter)"});
    if (!early_ && random_.chance(50))
      return random_.one_of<std::string>({"f@2023H2", "g@2023Q3", "g@2023H2", "g@2023Q4", "c@2023H2", "c@2023Q4", "q@2023Q3", "f@2023", "sum(q)@2023Q4", "p[乙]@2023Q3"});
    return random_.one_of<std::string>({"f@2023Q1", "f@2023Q2", "g@2023Q2", "g@2023H1", "p[甲]@2023Q2", "c@2023Q2", "c@2023H1", "(f + g)@2023Q2", "sum(q)@2023Q2", "q@2023Q2", "q@2023H1",
                                        "f@2022Q2", "f@2022", "previous(g@2023Q2)", "(f - previous(f))@2023Q2"});
  }

  std::string amount() {
    if (random_.chance(25)) return over_period();
    return random_.one_of<std::string>({"n", "f", "g", "n", "f", "g", "sum(p)", "min(p)", "max(p)", "avg(p)", "p[甲]", "p[乙]", "(n + f)", "(f - g)",
                                        "previous(f)", "(2 * n)", "c", "q", "(if w then n else g)", "(n - previous(n))", "abs(n - g)", "(g * f / (f + 1人))", "(if f / n >= 2 then n else g)", "(if f / n >= 2 then 1人 else 3人)",
                                        "((if f / n >= 2 then 1人 else 3人) - (if f / n >= 2 then 1人 else 3人))", "(f / n - f / n) * 1人"});
  }

  // Of rows of a list, of which some may have no value.
  std::string rows() {
    switch (random_.between(0, 3)) {
      case 0: return "(" + random_.one_of<std::string>({"every", "any", "no"}) + " 项目 has " + random_.one_of<std::string>({"x", "y", "x / y * 1人", "(x + y)"}) + op() + people() + ")";
      case 1: return "count(项目 where " + random_.one_of<std::string>({"x", "y", "x / y * 1人"}) + op() + people() + ")" + op() + std::to_string(random_.between(0, 3));
      default:
        return random_.one_of<std::string>({"avg", "sum", "min", "max", "median"}) + "(项目." + random_.one_of<std::string>({"x", "y"}) + (random_.chance(40) ? " where z" : "") + ")" + op() +
               random_.one_of<std::string>({people(), people(), "1.5人"});
    }
  }

  std::string day() { return "2023-0" + std::to_string(random_.between(1, 9)) + "-15"; }
  // Of events beside each other and beside stated days.
  std::string days() {
    const std::string event = random_.one_of<std::string>({"e", "d"});
    switch (random_.between(0, 4)) {
      case 0: return day() + op() + event;
      case 1: return random_.one_of<std::string>({"e", "d"}) + op() + event;
      case 2: return event + " in {" + day() + ", " + day() + "}";
      case 3: {
        std::string first = day(), last = day();
        if (first > last) std::swap(first, last);
        return event + " in " + first + ".." + last;
      }
      default: return event + op() + day();
    }
  }

  std::string atom(bool top) {
    switch (random_.between(0, 20)) {
      case 0: return random_.chance(25) ? "e" : days();
      case 1: return "e by 2023-0" + std::to_string(random_.between(1, 9)) + "-15";
      case 2: return "e after 2023-0" + std::to_string(random_.between(1, 9)) + "-15";
      case 3: return "r" + op() + std::to_string(random_.between(1, 3));
      case 4: return "m" + op() + random_.one_of<std::string>({"差", "合格", "良好"});
      case 5: return random_.one_of<std::string>({"w", "w", "elapsed" + op() + random_.one_of<std::string>({"50%", "60%", "100%"})});
      case 6: return "t == " + random_.one_of<std::string>({"\"甲类\"", "\"乙类\""});
      case 7: return "growth(f)" + op() + ratio();
      case 8:
        return random_.one_of<std::string>({"f / (g + 1人)", "f / (g + 1人)", "min(p / (p - 3人))", "max(p / (p - 4人))", "count(f / n >= 1, w)"}) + op() +
               std::to_string(random_.between(0, 6));
      case 9: return top ? "count(区县 where p >= " + people() + ")" + op() + std::to_string(random_.between(0, 3)) : "w";
      case 12: return amount() + " in " + between([&] { return people(); });
      case 13: return random_.one_of<std::string>({"a", "b"}) + " in " + between([&] { return ratio(); });
      case 14:
        return random_.one_of<std::string>({"r in {1, 3}", "r in 2..4", "m in {差, 良好}", "m in 合格..良好", "t in {\"甲类\", \"乙类\"}", "n in {0人, 2人}", "a in {20%, 110%}"});
      case 15: return amount() + " within " + random_.one_of<std::string>({"1人", "50%", "2人"}) + " of " + people();
      case 16: return "at least " + std::to_string(random_.between(1, 2)) + " of { " + atom(false) + " ; " + atom(false) + " }";
      case 10:
      case 11: return random_.one_of<std::string>({"a", "b", "(a - b)", "a", "b"}) + op() + (random_.chance(15) ? "线" : random_.chance(20) ? "b" : ratio());
      case 17: return top ? rows() : "w";
      case 18: return "f / n" + op() + random_.one_of<std::string>({"g / (f + 1人)", "n / f", "median(p) / n"});
      default: return amount() + op() + (random_.chance(25) ? amount() : people());
    }
  }

  // Few rows with bounds that are near each other and awards that differ, in any order.
  std::string scored() {
    const bool places = random_.chance(40);
    const std::string goal = places || random_.chance(80) ? std::to_string(random_.between(1, 4)) + "人" : "(g + 1人)";
    const std::string x = places ? random_.one_of<std::string>({"r", "n"}) : random_.one_of<std::string>({"n", "f", "g", "sum(p)", "p[甲]", "(n + f)"});
    std::string out = x + random_.one_of<std::string>({" >= ", " > ", " <= ", " < ", " == "}) + (x == "r" ? "3" : goal) + (places ? " score places {" : " score steps {");
    for (int i = random_.between(1, 4); i > 0; --i) {
      const int bound = random_.between(0, 6);
      out += places ? " " + std::to_string(bound) + (random_.chance(50) ? ".." + std::to_string(bound + random_.between(0, 4)) : "") + (x == "r" ? "" : "人")
                    : op() + std::to_string(bound * 25 - (bound == 0 ? 10 : 0)) + "%";
      out += ": " + std::to_string(random_.between(0, 24) * 5) + "%,";
    }
    if (random_.chance(50)) out += " else " + std::to_string(random_.between(0, 10) * 10) + "%";
    return out + " }";
  }

  std::string condition(int depth, bool top) {
    if (depth == 0) return atom(top);
    const auto inner = [&] { return "(" + condition(depth - 1, top) + ")"; };
    switch (random_.between(0, 9)) {
      case 0:
      case 1:
      case 2: return inner() + " and " + inner();
      case 3: return inner() + " or " + inner();
      case 4: return "not " + inner();
      case 5: return inner() + " implies " + inner();
      case 6: return "(if " + inner() + " then " + inner() + " else " + inner() + ")";
      case 7: return "(" + random_.one_of<std::string>({"every", "any", "no"}) + " 区县 has p" + op() + people() + ")";
      case 8: {
        if (!top) return atom(top);
        in_quarter_ = true;
        const std::string each = condition(depth - 1, false);
        in_quarter_ = false;
        return "(every quarter has " + each + ")";
      }
      default: return atom(top);
    }
  }

  Random& random_;
  bool early_ = false;       // due in the middle of the year
  bool in_quarter_ = false;
};

// One row of facts against every claim about one rulebook.
class Claims {
 public:
  Claims(const Rulebook& rulebook, const diagnostics::Sink& sink) : rulebook_(rulebook), model_(*rulebook.model) {
    for (const Diagnostic& each : sink.all()) claims_.push_back(&each);
    asks_for_verdicts_ = std::any_of(claims_.begin(), claims_.end(), [](const Diagnostic* each) {
      return each->kind == Claimed::criteria_contradict || each->kind == Claimed::target_implied;
    });
  }

  std::map<std::string, std::size_t> checked;
  std::string refuted;  // what the first refuted claim said

  void check(const facts::Batch& batch) {
    const reference::Facts facts(model_, batch);
    for (const Diagnostic* claim : claims_)
      if (const auto holds = witness_holds(model_, batch, *claim)) count(*claim, *holds);
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      if (asks_for_verdicts_) collect(facts, row);
      for (const Diagnostic* claim : claims_) check(*claim, facts, row);
    }
  }

 private:
  void collect(const reference::Facts& facts, std::size_t row) {
    const reference::Result result = reference::evaluate(facts, row, kSeasonEnd);
    for (std::size_t d = 0; d < result.departments.size(); ++d) {
      for (std::size_t t = 0; t < result.departments[d].targets.size(); ++t) {
        const reference::TargetResult& target = result.departments[d].targets[t];
        const semantics::Target& declared = model_.departments[d].targets[t];
        met_[declared.id] = target.status == reference::Status::met;
        missed_[declared.id] = target.status == reference::Status::missed;
        // Without a value, too, as a division by 0 is, which a fact that is missing would have set aside.
        missing_[declared.id] = !std::all_of(declared.criteria.begin(), declared.criteria.end(), [&](const Criterion& c) {
          return c.kind == Criterion::Kind::judge || reports_all(c.condition, reference::at_moment(facts, row, kSeasonEnd, c.due, c.due));
        });
        for (std::size_t c = 0; c < target.criteria.size(); ++c)
          met_[declared.criteria[c].id] = target.criteria[c].future == Truth::true_;
      }
    }
  }

  void check(const Diagnostic& claim, const reference::Facts& facts, std::size_t row) {
    const std::vector<std::string>& words = claim.arguments;
    switch (claim.kind) {
      case Claimed::criteria_contradict: {
        bool all = met_.at(words[2] + "." + words[0]);
        for (const std::string& name : quoted(words[1])) all = all && met_.at(words[2] + "." + name);
        return count(claim, !all);
      }
      case Claimed::target_implied:
        return count(claim, !met_.at(words[1]) || met_.at(words[0]) || (missing_.at(words[0]) && !missed_.at(words[0])));
      case Claimed::parts_contradict: return check_parts(claim, facts, row);
      case Claimed::never_true:
      case Claimed::out_of_range: return look_up(claim, facts, row, Truth::true_);
      case Claimed::always_true:
      case Claimed::always_in_range: return look_up(claim, facts, row, Truth::false_);
      case Claimed::stretch_no_higher:
      case Claimed::stretch_contradicts: return check_stretch(claim, facts, row);
      default:
        if (const auto holds = claim_holds(facts, row, kSeasonEnd, claim)) count(claim, *holds);
        return;
    }
  }

  void check_stretch(const Diagnostic& claim, const reference::Facts& facts, std::size_t row) {
    for_each_criterion([&](const Criterion& c) {
      if (!c.stretch || model_[c.stretch->condition].span != claim.span) return;
      const Context at = reference::at_moment(facts, row, kSeasonEnd, c.due, c.due);
      if (reference::condition(c.condition, at) != Truth::true_) return;
      const Truth stretch = reference::condition(c.stretch->condition, at);
      // A finding speaks of facts of which none is missing.
      if (stretch != Truth::true_ && stretch != Truth::false_ && !reports_all(c.stretch->condition, at)) return;
      count(claim, (stretch == Truth::true_) == (claim.kind == Claimed::stretch_no_higher));
    });
  }

  template <class Use>
  void for_each_criterion(Use use) {
    for (const semantics::Department& d : model_.departments)
      for (const semantics::Target& t : d.targets)
        for (const Criterion& c : t.criteria) use(c);
  }

  using Look = std::function<void(ExprId, const Context&)>;

  // Every condition of the claim's place, for each member and period around it. What a name stands for is all at one place: which of its parts is
  // meant is not told.
  void at_place(const Diagnostic& claim, const reference::Facts& facts, std::size_t row, const Look& look) {
    for_each_criterion([&](const Criterion& c) {
      const Context at = reference::at_moment(facts, row, kSeasonEnd, c.due, c.due);
      std::set<std::uint32_t> places;
      find(c.condition, claim.span, places);
      if (c.stretch) find(c.stretch->condition, claim.span, places);
      if (places.size() != 1) return;
      visit(c.condition, at, look);
      if (c.stretch) visit(c.stretch->condition, at, look);
    });
  }

  // Of facts of which one is missing, a condition that is always true may be undecided; of all of them it is neither that nor without a value, as a
  // division by 0 would leave it.
  void look_up(const Diagnostic& claim, const reference::Facts& facts, std::size_t row, Truth not_to_be) {
    at_place(claim, facts, row, [&](ExprId id, const Context& at) {
      if (model_[id].type != semantics::Type::truth || model_[id].span != claim.span) return;
      const Truth is = reference::condition(id, at);
      const bool as_said = not_to_be == Truth::true_ || is == Truth::true_ || !reports_all(id, at);
      count(claim, is != not_to_be && as_said);
    });
  }

  // Not all of the parts that are named are true.
  void check_parts(const Diagnostic& claim, const reference::Facts& facts, std::size_t row) {
    std::set<source::Span> parts{claim.span};
    for (const diagnostics::Related& each : claim.related) parts.insert(each.span);
    at_place(claim, facts, row, [&](ExprId id, const Context& at) {
      const semantics::Expr& e = model_[id];
      if (e.kind != semantics::Kind::and_) return;
      std::size_t named = 0;
      bool all = true;
      for (const ExprId child : e.children) {
        if (!parts.contains(model_[child].span)) continue;
        ++named;
        all = all && reference::condition(child, at) == Truth::true_;
      }
      if (named == parts.size()) count(claim, !all);
    });
  }

  void find(ExprId id, source::Span span, std::set<std::uint32_t>& places) {
    const semantics::Expr& e = model_[id];
    if (e.type == semantics::Type::truth && e.span == span) places.insert(id.value);
    for (const ExprId child : e.children) find(child, span, places);
  }

  void visit(ExprId id, const Context& at, const Look& look) {
    const semantics::Expr& e = model_[id];
    look(id, at);
    Context inner = at;
    if (e.kind == semantics::Kind::previous) inner = reference::season_before(at);
    if (e.kind == semantics::Kind::at_period) inner = reference::over(e, at);
    if (e.kind == semantics::Kind::growth || e.kind == semantics::Kind::reduction) visit(e.children[0], reference::season_before(at), look);
    if (e.axes.empty()) {
      for (const ExprId child : e.children) visit(child, inner, look);
      return;
    }
    const auto around = reference::members(e.axes, inner);
    if (!around) return;
    for (const Context& each : *around)
      for (const ExprId child : e.children) visit(child, each, look);
  }

  // Nothing that the expression reads is missing.
  bool reports_all(ExprId id, Context at) {
    if (reference::stands_apart(id, at)) at = reference::outside(at);
    const semantics::Expr& e = model_[id];
    using Node = semantics::Kind;
    const auto children_at = [&](const Context& there) {
      return std::all_of(e.children.begin(), e.children.end(), [&](ExprId child) { return reports_all(child, there); });
    };
    switch (e.kind) {
      case Node::fact:
      case Node::field:
        if (e.type == semantics::Type::event) return !reference::happening(id, at).lacks;
        if (e.type == semantics::Type::text) return !reference::text_to_date(e, at).lacks;
        return !reference::value_to_date(e, at).lacks;
      case Node::event: {
        const Truth is = reference::condition(id, at);
        return is != Truth::unknown;
      }
      case Node::unknown:
      case Node::rank_among:
      case Node::aggregate_among: return false;  // of other units, too
      case Node::previous: return children_at(reference::season_before(at));
      case Node::at_period: return children_at(reference::over(e, at));
      case Node::growth:
      case Node::reduction: return children_at(at) && children_at(reference::season_before(at));
      default: break;
    }
    if (e.axes.empty()) return children_at(at);
    const auto around = reference::members(e.axes, at);
    return around && reference::absent(e.axes, at).none() && std::all_of(around->begin(), around->end(), children_at);
  }

  static std::vector<std::string> quoted(const std::string& words) {
    std::vector<std::string> out;
    for (std::size_t at = words.find('`'); at != std::string::npos; at = words.find('`', at + 1)) {
      const std::size_t end = words.find('`', at + 1);
      out.push_back(words.substr(at + 1, end - at - 1));
      at = end;
    }
    return out;
  }

  void count(const Diagnostic& claim, bool holds) {
    ++checked[std::string(diagnostics::info(claim.kind).name)];
    if (holds || !refuted.empty()) return;
    refuted = diagnostics::message(claim, diagnostics::Language::en) + " at " + rulebook_.sources.place(claim.span);
  }

  const Rulebook& rulebook_;
  const semantics::Model& model_;
  std::vector<const Diagnostic*> claims_;
  bool asks_for_verdicts_ = false;
  std::map<std::string, bool> met_;  // targets and criteria of the current row
  std::map<std::string, bool> missed_, missing_;  // targets of it that are, and that want for facts
};

}  // namespace

TEST_CASE("no finding is refuted by any facts") {
  const char* given = std::getenv("ASSAY_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 20230601;
  const int rulebooks = std::getenv("ASSAY_TEST_LONG") != nullptr ? 6000 : 600;
  std::map<std::string, std::size_t> checked;
  std::map<std::string, std::size_t> said;
  std::size_t refused = 0;
  for (int i = 0; i < rulebooks; ++i) {
    Random random(seed + static_cast<std::uint64_t>(i));
    const bool wide = i % 3 == 0;
    const auto rulebook = compile(wide ? random_rulebook(random) : Narrow(random).write());
    if (!rulebook->model) {
      if (!wide && ++refused == 1) MESSAGE(rulebook->problems);
      continue;
    }
    diagnostics::Sink sink;
    lint::lint(*rulebook->model, rulebook->sources, sink);
    for (const Diagnostic& each : sink.all()) ++said[std::string(diagnostics::info(each.kind).name)];
    Claims claims(*rulebook, sink);
    Mix mix;
    mix.missing = random.chance(70) ? 0 : 20;
    mix.malformed = 0;
    mix.consistent = true;
    claims.check(random_batch(*rulebook->model, 30, mix, random));
    for (const auto& [name, count] : claims.checked) checked[name] += count;
    CHECK_MESSAGE(claims.refuted.empty(), claims.refuted << "\nseed " << seed + static_cast<std::uint64_t>(i) << "\n" << rulebook->text);
    if (!claims.refuted.empty()) break;
  }
  CHECK(refused == 0);
  for (const auto& [name, count] : said) std::printf("%s: %zu findings, %zu times looked up\n", name.c_str(), count, checked[name]);
  for (const char* name : {"criteria_contradict", "parts_contradict", "never_true", "always_true", "out_of_range", "always_in_range", "stretch_no_higher",
                           "stretch_contradicts", "target_implied", "tier_unreachable", "tier_out_of_range", "tier_always", "tiers_overlap", "tier_gap", "tier_falls"})
    CHECK_MESSAGE((checked[name] > 0 || (given != nullptr && said[name] < 5)), std::string(name));  // what is rare may happen to meet no facts
}

}  // namespace assay::differential
