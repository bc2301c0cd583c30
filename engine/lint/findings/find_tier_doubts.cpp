// Tiers of `steps` and `places` that are never reached, whose thresholds lie out of range, that overlap, or that earn less than a worse one, and values
// that no tier catches.
#include "lint/findings/findings.h"
#include "lint/findings/tiers.h"

#include <algorithm>

namespace assay::lint {

namespace {

using base::Number;
using semantics::Compare;
using semantics::Criterion;
using semantics::ExprId;
using semantics::Scheme;
using Piece = TierScale::Piece;

bool lower_is_better(const Scheme& scheme) { return scheme.compare == Compare::le || scheme.compare == Compare::lt; }

bool has(const Piece& piece, std::size_t row) { return std::find(piece.rows.begin(), piece.rows.end(), row) != piece.rows.end(); }

class TierDoubts {
 public:
  TierDoubts(Lint& lint, const Criterion& criterion, const TierScale& scale)
      : lint_(lint), criterion_(criterion), scheme_(*criterion.scheme), scale_(scale) {
    if (const types::Unit* percent = lint.model.schema.units.find("%")) percent_ = *percent;
  }

  void run() {
    all_ = scale_.pieces();
    for (const Piece& piece : all_)
      if (piece.possible) possible_.push_back(&piece);
    for (std::size_t row = 0; row < scheme_.rows.size(); ++row)
      if (!out_of_range(row) && !unreachable(row)) overlap(row);
    gaps();
    falls();
  }

 private:
  std::string tier(std::size_t row) const { return lint_.words(scheme_.rows[row].span); }
  std::string award(const Number& value) const { return range_text({value, value, false}, percent_); }

  std::string operand(ExprId id) const {
    const std::string words = lint_.words(id);
    return words.find(' ') == std::string::npos ? words : "(" + words + ")";
  }

  // What the rows read, as one would write it.
  std::string read() const {
    if (scheme_.kind == Scheme::Kind::places) return lint_.words(scheme_.value);
    const std::string forth = operand(scheme_.value) + " / " + operand(scheme_.goal);
    const std::string back = operand(scheme_.goal) + " / " + operand(scheme_.value);
    if (scheme_.compare == Compare::eq) return "min(" + forth + ", " + back + ")";
    return lower_is_better(scheme_) ? back : forth;
  }
  const types::Unit& unit() const { return scheme_.kind == Scheme::Kind::places ? lint_.model[scheme_.value].unit : percent_; }

  // "90% (coverage = 81%)"; the ratio alone where the goal varies, the value alone where the ratio has no end of digits.
  std::string witness_text(const TierScale::Example& example) const {
    std::string value;
    if (example.value) value = lint_.words(scheme_.value) + " = " + range_text({example.value, example.value, false}, lint_.model[scheme_.value].unit);
    if (scheme_.kind == Scheme::Kind::places || (example.value && !example.read.decimal_places())) return value;
    return range_text({example.read, example.read, false}, percent_) + (value.empty() ? "" : " (" + value + ")");
  }

  bool out_of_range(std::size_t row) {
    const auto holds_in = static_cast<std::size_t>(std::count_if(all_.begin(), all_.end(), [&](const Piece& p) { return has(p, row); }));
    const bool never = holds_in == 0;
    if (!never && (holds_in < all_.size() || !beyond(scheme_.rows[row]))) return false;
    auto& made = lint_.report(never ? Kind::tier_out_of_range : Kind::tier_always, scheme_.rows[row].span,
                              {tier(row), read(), range_text(scale_.range(), unit())});
    const semantics::Expr& value = lint_.model[scheme_.value];
    if (value.kind == semantics::Kind::fact && lint_.model.schema[value.fact].range_declared)
      made.related.push_back({lint_.model.fact_spans[value.fact.index()], {}, kDeclaredHere});
    return true;
  }

  // Its threshold is none that the value could come to; `>= 0%` as the last one is a way to say `else`.
  bool beyond(const Scheme::Row& row) const {
    const Domain& range = scale_.range();
    const bool below = range.low && row.bound < *range.low;
    const bool above = range.high && row.bound > *range.high;
    return !row.last && (below || above);
  }

  bool unreachable(std::size_t row) {
    std::vector<std::size_t> before;  // the rows that come first
    const TierScale::Example* example = nullptr;
    std::size_t first = 0;
    for (const Piece* piece : possible_) {
      if (!has(*piece, row)) continue;
      if (piece->rows.front() == row) return false;
      if (std::find(before.begin(), before.end(), piece->rows.front()) == before.end()) before.push_back(piece->rows.front());
      if (example != nullptr || !piece->example) continue;
      example = &*piece->example;
      first = piece->rows.front();
    }
    if (example == nullptr) return true;  // of whole values none at all
    std::sort(before.begin(), before.end());
    std::string names;
    for (const std::size_t each : before) names += (names.empty() ? "`" : ", `") + tier(each) + "`";
    auto& made = lint_.report(Kind::tier_unreachable, scheme_.rows[row].span,
                              {tier(row), names, witness_text(*example), award(scheme_.rows[first].value)});
    for (const std::size_t each : before) made.related.push_back({scheme_.rows[each].span, {}, kComesFirst});
    return true;
  }

  // With an earlier one that is not a part of it: then each has values of its own, and some are in both.
  void overlap(std::size_t row) {
    for (std::size_t earlier = 0; earlier < row; ++earlier) {
      if (scheme_.rows[earlier].value == scheme_.rows[row].value) continue;
      const auto only = [&](std::size_t one, std::size_t other) {
        return std::any_of(possible_.begin(), possible_.end(), [&](const Piece* p) { return has(*p, one) && !has(*p, other); });
      };
      if (!only(earlier, row) || !only(row, earlier)) continue;
      const auto both = std::find_if(possible_.begin(), possible_.end(),
                                     [&](const Piece* p) { return has(*p, row) && p->rows.front() == earlier && p->example; });
      if (both == possible_.end()) continue;
      lint_.report(Kind::tiers_overlap, scheme_.rows[row].span,
                   {tier(row), tier(earlier), witness_text(*(*both)->example), award(scheme_.rows[earlier].value), award(scheme_.rows[row].value)})
          .related.push_back({scheme_.rows[earlier].span, {}, kComesFirst});
      return;
    }
  }

  void gaps() {
    for (std::size_t from = 0; from < possible_.size();) {
      if (!possible_[from]->rows.empty()) {
        ++from;
        continue;
      }
      std::size_t to = from;
      while (to < possible_.size() && possible_[to]->rows.empty()) ++to;
      gap(from, to);
      from = to;
    }
  }

  // Between two tiers only what `else` gives in their order is meant; beyond the last one nothing is, where more would be better.
  void gap(std::size_t from, std::size_t to) {
    const bool below = from > 0;
    const bool above = to < possible_.size();
    if (below && above) {
      const std::size_t low = possible_[from - 1]->rows.front();
      const std::size_t high = possible_[to]->rows.front();
      const auto [least, most] = std::minmax(scheme_.rows[low].value, scheme_.rows[high].value);
      if (scheme_.has_otherwise && least <= scheme_.otherwise && scheme_.otherwise <= most) return;
      auto* made = report_gap(from + (to - from) / 2, std::max(low, high));
      if (made != nullptr) made->related.push_back({scheme_.rows[std::min(low, high)].span, {}, kOnOtherSide});
      return;
    }
    if (below == above || scheme_.has_otherwise) return;
    const bool steps = scheme_.kind == Scheme::Kind::steps;
    const bool best_is_high = steps || scheme_.compare == Compare::ge || scheme_.compare == Compare::gt;
    const bool best_is_low = !steps && lower_is_better(scheme_) && scale_.range().low;
    if (!(below ? best_is_high : best_is_low)) return;
    const std::size_t row = (below ? possible_[from - 1] : possible_[to])->rows.front();
    if (scheme_.rows[row].value.sign() <= 0) return;
    auto* made = report_gap(below ? from : to - 1, row);
    if (made != nullptr) made->related.push_back({lint_.model[criterion_.condition].span, {}, kBetterThere});
  }

  // From the worst value to the best, what a tier earns should not become less. What no tier catches was looked at by itself, but for the worst values.
  void falls() {
    const bool steps = scheme_.kind == Scheme::Kind::steps;
    const bool best_is_high = steps || scheme_.compare == Compare::ge || scheme_.compare == Compare::gt;
    if (!best_is_high && !lower_is_better(scheme_)) return;
    std::vector<const Piece*> rising = possible_;
    if (!best_is_high) std::reverse(rising.begin(), rising.end());
    std::optional<std::size_t> worse;
    bool after_else = false;
    for (const Piece* piece : rising) {
      if (piece->rows.empty()) {
        after_else = after_else || (!worse && scheme_.has_otherwise);
        continue;
      }
      const std::size_t row = piece->rows.front();
      // `== 100%` is meant for that value alone.
      if (steps && scheme_.rows[row].compare == Compare::eq) continue;
      const Number& earned = scheme_.rows[row].value;
      const bool less = worse ? earned < scheme_.rows[*worse].value : after_else && earned < scheme_.otherwise;
      if (less && piece->example) {
        auto& made = lint_.report(Kind::tier_falls, scheme_.rows[row].span,
                                  {tier(row), award(earned), worse ? tier(*worse) : "else", award(worse ? scheme_.rows[*worse].value : scheme_.otherwise),
                                   witness_text(*piece->example)});
        if (!worse) {
          made.arguments_zh = made.arguments;
          made.arguments_zh[2] = semantics::in_words("else", semantics::Words::chinese);
        }
        if (worse) made.related.push_back({scheme_.rows[*worse].span, {}, kWorse});
      }
      worse = row;
    }
  }

  diagnostics::Diagnostic* report_gap(std::size_t piece, std::size_t row) {
    if (!possible_[piece]->example) return nullptr;
    return &lint_.report(Kind::tier_gap, scheme_.rows[row].span, {witness_text(*possible_[piece]->example), award(scheme_.otherwise)});
  }

  static constexpr diagnostics::Words kComesFirst{"comes first", "先于此处成立"};
  static constexpr diagnostics::Words kOnOtherSide{"holds on the other side of it", "在它的另一侧成立"};
  static constexpr diagnostics::Words kWorse{"worse, and earns more", "更差，得分却更高"};
  static constexpr diagnostics::Words kBetterThere{"by this it would be better", "按此处要求它更好"};

  Lint& lint_;
  const Criterion& criterion_;
  const Scheme& scheme_;
  const TierScale& scale_;
  types::Unit percent_;
  std::vector<Piece> all_;
  std::vector<const Piece*> possible_;
};

}  // namespace

void find_tier_doubts(Lint& lint) {
  for (const AskedTarget& target : lint.targets) {
    for (const Criterion& criterion : target.target->criteria) {
      if (!criterion.scheme || criterion.scheme->rows.empty()) continue;
      const Scheme& scheme = *criterion.scheme;
      // Whole values of a scaled unit are no whole numbers of the base unit in which they are read.
      if (scheme.kind == Scheme::Kind::places && lint.model[scheme.value].unit.factor != Number(1)) continue;
      const Scope scope{criterion.due, criterion.due, 0, false, {}};
      lint.reader.start();
      const Cases value = lint.reader.number(scheme.value, scope);
      const auto spacing = value.size() == 1 && value.front().is_linear() ? lint::spacing(value.front().above, lint.reader.vocabulary().domains()) : std::nullopt;
      const auto scale = TierScale::of(scheme, lint.reader.bounds(value), lint.reader.bounds(lint.reader.number(scheme.goal, scope)), spacing);
      if (scale) TierDoubts(lint, criterion, *scale).run();
    }
  }
}

}  // namespace assay::lint
