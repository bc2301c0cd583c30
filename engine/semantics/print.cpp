// Expressions of the model in the language's own spelling, with the parentheses they need.
#include "semantics/dump.h"

#include "base/calendar.h"
#include "base/number.h"
#include "base/text.h"
#include "syntax/keywords.h"

#include <cstdint>

namespace assay::semantics {

namespace {

// How tightly a construct binds; a part that binds less tightly than its place asks for is put in parentheses.
enum class Level : std::uint8_t { trailing, implies, or_, and_, not_, comparison, sum, product, sign, postfix };

class Printer {
 public:
  Printer(const Model& model, Words words, const Instead* instead = nullptr) : model_(model), words_(words), instead_(instead) {}

  std::string at(ExprId id, Level needed) const {
    if (!id.valid()) return "?";
    if (instead_ != nullptr)
      if (auto other = (*instead_)(model_[id])) return std::move(*other);
    std::string text = print(id);
    return level(model_[id]) < needed ? "(" + text + ")" : text;
  }

 private:
  // The language's own words in the spelling that is asked for.
  std::string spelled(std::string_view english) const { return in_words(english, words_); }

  static Level level(const Expr& e) {
    switch (e.kind) {
      case Kind::implies: return Level::implies;
      case Kind::or_: return Level::or_;
      case Kind::and_: return Level::and_;
      case Kind::not_: return Level::not_;
      case Kind::compare:
      case Kind::in_set:
      case Kind::in_range:
      case Kind::within:
      case Kind::reported:
      case Kind::member: return Level::comparison;
      case Kind::event: return e.timing == Timing::none ? Level::postfix : Level::comparison;
      case Kind::add:
      case Kind::subtract: return Level::sum;
      case Kind::multiply:
      case Kind::divide: return Level::product;
      case Kind::negate: return Level::sign;
      case Kind::number: return e.number.sign() < 0 ? Level::sign : e.number.decimal_places() ? Level::postfix : Level::product;
      case Kind::quantifier:
      case Kind::if_: return Level::trailing;
      default: return Level::postfix;
    }
  }

  std::string print(ExprId id) const {
    const Expr& e = model_[id];
    switch (e.kind) {
      case Kind::number: return number(e);
      case Kind::truth: return spelled(e.truth ? "true" : "false");
      case Kind::grade: return name(model_.schema[e.scale].grades[e.grade].name);
      case Kind::text: return text(e.text);
      case Kind::date: return base::to_string(e.date);
      case Kind::unknown: return spelled("unknown");
      case Kind::param: return name(model_.params[e.param].name);
      case Kind::elapsed: return spelled("elapsed");
      case Kind::fact: return fact(e);
      case Kind::field: return field(e);
      case Kind::negate: return "-" + at(e.children[0], Level::sign);
      case Kind::add: return binary(e, " + ", Level::sum, Level::product);
      case Kind::subtract: return binary(e, " - ", Level::sum, Level::product);
      case Kind::multiply: return binary(e, " * ", Level::product, Level::sign);
      case Kind::divide: return binary(e, " / ", Level::product, Level::sign);
      case Kind::if_:
        return spelled("if ") + at(e.children[0], Level::trailing) + spelled(" then ") + at(e.children[1], Level::trailing) + spelled(" else ") +
               at(e.children[2], Level::trailing);
      case Kind::previous: return spelled("previous(") + at(e.children[0], Level::trailing) + ")";
      case Kind::at_period:
        return at(e.children[0], Level::postfix) + "@" + (e.period ? base::to_string(*e.period) : spelled(base::step_name(e.step)));
      case Kind::growth: return spelled("growth(") + at(e.children[0], Level::trailing) + ")";
      case Kind::reduction: return spelled("reduction(") + at(e.children[0], Level::trailing) + ")";
      case Kind::aggregate: return aggregate(e);
      case Kind::rank_among: return spelled("rank of ") + at(e.children[0], Level::sum) + spelled(" among units");
      case Kind::aggregate_among: return aggregate_name(e.aggregate, false) + spelled(" of ") + at(e.children[0], Level::sum) + spelled(" among units");
      case Kind::compare: return binary(e, compare(e.compare), Level::sum, Level::sum);
      case Kind::in_set: return at(e.children[0], Level::sum) + spelled(" in ") + "{" + list(e, 1, ", ") + "}";
      case Kind::in_range: return at(e.children[0], Level::sum) + spelled(" in ") + at(e.children[1], Level::sum) + ".." + at(e.children[2], Level::sum);
      case Kind::within:
        return at(e.children[0], Level::sum) + spelled(" within ") + at(e.children[2], Level::sum) + spelled(" of ") + at(e.children[1], Level::sum);
      case Kind::at_least: return spelled("at least ") + at(e.children[0], Level::sum) + spelled(" of ") + "{ " + list(e, 1, " ; ") + " }";
      case Kind::reported: return at(e.children[0], Level::sum) + spelled(e.missing ? " is missing" : " is reported");
      case Kind::function: return function(e);
      case Kind::member: return member(e);
      case Kind::event: return event(e);
      case Kind::not_: return spelled("not ") + at(e.children[0], Level::not_);
      case Kind::and_: return joined(e, spelled(" and "), Level::not_);
      case Kind::or_: return joined(e, spelled(" or "), Level::and_);
      case Kind::implies: return binary(e, spelled(" implies "), Level::or_, Level::implies);
      case Kind::quantifier: return quantifier(e);
      case Kind::quantity: return quantity(e.quantity);
      case Kind::fold:
        return aggregate_name(e.aggregate, true) + spelled(e.of_targets ? "(targets" : "(criteria") +
               (e.children.empty() ? "" : spelled(" where ") + at(e.children[0], Level::trailing)) + ")";
    }
    return "?";
  }

  // The children from `first` on.
  std::string list(const Expr& e, std::size_t first, const std::string& separator) const {
    std::string out;
    for (std::size_t i = first; i < e.children.size(); ++i) out += (i > first ? separator : "") + at(e.children[i], Level::trailing);
    return out;
  }

  std::string function(const Expr& e) const {
    using functions::Function;
    std::string out = function_in_words(functions::entry(e.function).name, words_);
    // One value beside itself is told from one that is gone through by its braces.
    const bool several = e.function == Function::sum || e.function == Function::avg || e.function == Function::min ||
                         e.function == Function::max || e.function == Function::median || e.function == Function::count;
    const bool braces = several && e.children.size() == 1;
    out += braces ? "({" : "(";
    out += list(e, 0, ", ");
    if (e.function == Function::power || (e.function == Function::round && e.places != 0)) out += ", " + std::to_string(e.places);
    return out + (braces ? "})" : ")");
  }

  std::string number(const Expr& e) const {
    const auto shown = base::divide(e.number, e.unit.factor);
    // `100元/人`: the unit's own slash would divide once more.
    return base::to_string(shown.value_or(e.number)) + e.unit.name;
  }

  static std::string text(const std::string& value) {
    std::string out = "\"";
    for (const char c : value) {
      if (c == '"' || c == '\\') out += '\\';
      if (c == '\n') out += "\\n";
      else out += c;
    }
    return out + "\"";
  }

  static std::string name(const std::string& value) {
    bool plain = !value.empty();
    for (std::size_t i = 0; i < value.size() && plain;) {
      const bool first = i == 0;
      const char32_t c = base::next_code_point(value, i);
      plain = first ? base::is_identifier_start(c) : base::is_identifier_continue(c);
    }
    if (const auto* word = syntax::find_keyword(value); word != nullptr && word->word_class != syntax::WordClass::word) plain = false;
    return plain ? value : "`" + value + "`";
  }

  std::string fact(const Expr& e) const {
    const types::Fact& declared = model_.schema[e.fact];
    std::string out = declared.judge ? declared.name : name(declared.name);
    std::string members;
    for (std::size_t i = 0; i < e.bindings.size(); ++i) {
      if (e.bindings[i].kind != Binding::Kind::fixed) continue;
      members += (members.empty() ? "" : ", ") + name(model_.schema[declared.dimensions[i]].members[e.bindings[i].value]);
    }
    return members.empty() ? out : out + "[" + members + "]";
  }

  // Inside an aggregate's value a field is named with its list, elsewhere by itself.
  std::string field(const Expr& e) const {
    const types::Fact& declared = model_.schema[e.fact];
    return qualify_ ? name(model_.schema[declared.list].name) + "." + name(declared.name) : name(declared.name);
  }

  std::string binary(const Expr& e, const std::string& op, Level left, Level right) const {
    return at(e.children[0], left) + op + at(e.children[1], right);
  }

  std::string joined(const Expr& e, const std::string& op, Level needed) const {
    std::string out;
    for (std::size_t i = 0; i < e.children.size(); ++i) {
      if (i > 0) out += op;
      // What reaches as far right as it can comes last without parentheses.
      const bool last = i + 1 == e.children.size();
      const Kind kind = model_[e.children[i]].kind;
      const bool trailing = kind == Kind::quantifier || kind == Kind::if_;
      out += at(e.children[i], last && trailing ? Level::trailing : needed);
    }
    return out;
  }

  std::string member(const Expr& e) const {
    const types::Dimension& dimension = model_.schema[e.dimension];
    std::string members;
    for (const std::uint32_t m : e.members) members += (members.empty() ? "" : ", ") + name(dimension.members[m]);
    return name(dimension.name) + (e.members.size() == 1 ? " == " + members : spelled(" in ") + "{" + members + "}");
  }

  static std::string compare(Compare op) {
    switch (op) {
      case Compare::ge: return " >= ";
      case Compare::gt: return " > ";
      case Compare::le: return " <= ";
      case Compare::lt: return " < ";
      case Compare::eq: return " == ";
      case Compare::ne: return " != ";
    }
    return " ? ";
  }

  std::string event(const Expr& e) const {
    const std::string what = at(e.children[0], Level::sum);
    switch (e.timing) {
      case Timing::none: return what;
      case Timing::by: return what + spelled(" by ") + base::to_string(e.date);
      case Timing::before: return what + spelled(" before ") + base::to_string(e.date);
      case Timing::after: return what + spelled(" after ") + base::to_string(e.date);
      case Timing::on: return what + spelled(" on ") + base::to_string(e.date);
    }
    return what;
  }

  std::string axis(const Axis& axis) const {
    switch (axis.kind) {
      case Axis::Kind::dimension: return name(model_.schema[axis.dimension].name);
      case Axis::Kind::list: return name(model_.schema[axis.list].name);
      case Axis::Kind::period: break;
    }
    std::string out = spelled(base::step_name(axis.step));
    if (axis.years) out += spelled(" from ") + std::to_string(axis.years->first) + spelled(" to ") + std::to_string(axis.years->last);
    return out;
  }

  std::string quantifier(const Expr& e) const {
    std::string out = spelled(e.quantifier == Quantifier::every ? "every " : e.quantifier == Quantifier::any ? "any " : "no ");
    out += axis(e.axes.front());
    const bool outer = qualify_;
    qualify_ = false;
    if (e.children.size() > 1) out += spelled(" where ") + at(e.children[1], Level::trailing);
    out += spelled(" has ") + at(e.children[0], Level::trailing);
    qualify_ = outer;
    return out;
  }

  std::string aggregate_name(Aggregate aggregate, bool mean) const {
    switch (aggregate) {
      case Aggregate::sum: return spelled("sum");
      case Aggregate::avg: return spelled(mean ? "mean" : "avg");
      case Aggregate::min: return spelled("min");
      case Aggregate::max: return spelled("max");
      case Aggregate::median: return spelled("median");
      case Aggregate::count: return spelled("count");
      case Aggregate::share: return spelled("share");
      case Aggregate::streak: return spelled("streak");
      case Aggregate::distinct: return spelled("count distinct");
    }
    return "?";
  }

  std::string aggregate(const Expr& e) const {
    std::string out = aggregate_name(e.aggregate, false) + "(";
    const bool outer = qualify_;
    if (counts(e.aggregate)) {
      qualify_ = false;
      out += axis(e.axes.front());
      const Expr& filter = model_[e.children[0]];
      if (!(filter.kind == Kind::truth && filter.truth)) out += spelled(" where ") + at(e.children[0], Level::trailing);
    } else {
      qualify_ = true;
      out += at(e.children[0], Level::trailing);
      qualify_ = false;
      if (e.children.size() > 1) out += spelled(" where ") + at(e.children[1], Level::trailing);
    }
    qualify_ = outer;
    return out + ")";
  }

  std::string quantity(Quantity quantity) const {
    switch (quantity) {
      case Quantity::attainment: return spelled("attainment");
      case Quantity::stretch: return spelled("stretch");
      case Quantity::met: return spelled("met");
      case Quantity::weight: return spelled("weight");
      case Quantity::difficulty: return spelled("difficulty");
    }
    return "?";
  }

  const Model& model_;
  Words words_;
  const Instead* instead_;
  mutable bool qualify_ = false;
};

}  // namespace

std::string in_words(std::string_view english, Words words) { return words == Words::chinese ? syntax::chinese_words(english) : std::string(english); }

std::string function_in_words(std::string_view english, Words words) {
  return std::string(words == Words::chinese ? syntax::chinese_function(english) : english);
}

std::string print(const Model& model, ExprId expression, Words words) { return Printer(model, words).at(expression, Level::trailing); }

std::string print(const Model& model, ExprId expression, const Instead& instead, Words words) {
  return Printer(model, words, &instead).at(expression, Level::trailing);
}

}  // namespace assay::semantics
