#include "facts/rollup/steps.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace assay::facts::rollup {

namespace {

using base::Number;
using types::Total;

// What the parts make, and how far their last written places let that be off; nothing where it cannot be computed.
struct Made { Number value, slack; };

std::optional<Made> put_together(const Store& store, const types::Fact& fact, const Parts& parts) {
  Made made;
  bool first = true;
  for (const Entry& part : parts.entries) {
    const Number value = store.value(part);
    const Number place = slack_of(store, fact, part);
    if (parts.how == Total::min || parts.how == Total::max) {
      const bool better = first || (parts.how == Total::min ? value < made.value : value > made.value);
      if (better) made.value = value;
      made.slack = std::max(made.slack, place);
    } else {
      const auto sum = add(made.value, value);
      const auto slack = add(made.slack, place);
      if (!sum || !slack) return std::nullopt;
      made = {*sum, *slack};
    }
    first = false;
  }
  if (parts.how == Total::mean) {
    const Number count(static_cast<std::int64_t>(parts.entries.size()));
    const auto mean = divide(made.value, count);
    const auto slack = divide(made.slack, count);
    if (!mean || !slack) return std::nullopt;
    made = {*mean, *slack};
  }
  return made;
}

// Whether what is said of a whole and what its parts make cannot both be; of parts that are not all there (or a whole of which some is not) only the
// least sum, or a better one, is known.
bool contradict(const Made& whole, bool whole_complete, const Made& parts, bool parts_complete, Total how) {
  const auto apart = subtract(whole.value, parts.value);
  const auto twice = apart ? multiply(base::absolute(*apart), Number{2}) : std::nullopt;
  if (!twice || *twice <= std::max(parts.slack, whole.slack)) return false;
  if (whole_complete && parts_complete) return true;
  // Amounts do not grow less by the others; the least is not above any one of them, the greatest not below.
  return how == Total::min || !whole_complete ? apart->sign() > 0 : apart->sign() < 0;
}

// A number that is written to the last single unit: 12 人, and not 1.2万人 or 3亿元. Where such ones are rounded, there are fractions that nobody wrote.
bool is_single(const Store& store, const types::Fact& fact, const Entry& entry) {
  const bool of_one = fact.unit.factor == Number{1} && !fact.unit.percent && !fact.unit.points;
  return of_one && !fact.whole && (entry.single || store.written_place(entry) == Number{1});
}

bool never_negative(const types::Fact& fact) { return fact.low && fact.low->sign() >= 0; }

void report_apart(Context& context, diagnostics::Kind kind, const CellKey& key, const Made& whole, std::span<const Entry> stated, const Made& parts,
                  std::span<const Entry> made_of) {
  const std::string unit = context.schema[key.fact].unit.name;
  std::vector<std::string> values = {cell_name(context.schema, key), to_string(whole.value) + unit, to_string(parts.value) + unit};
  auto& diagnostic = context.sink.report(kind, context.store.cell(stated.front(), key.fact), values);
  if (kind == diagnostics::Kind::cell_parts_disagree) {
    const auto reviewed = [&](const Entry& each) { return context.store.is_review(each); };
    const bool of_total = key.member == kTotal && !context.schema[key.fact].dimensions.empty();
    std::string en, zh;
    if (of_total && std::any_of(stated.begin(), stated.end(), reviewed) && std::none_of(made_of.begin(), made_of.end(), reviewed)) {
      const std::string dimension = "`" + context.schema[context.schema[key.fact].dimensions.front()].name + "`";
      en = "a review of the total does not say which of its parts was wrong: review each " + dimension + ", with its reason";
      zh = "复核合计数没有说明哪一部分有误：请把复核写到各" + dimension + "，并写明理由";
    }
    diagnostic.arguments.push_back(std::move(en));
    diagnostic.arguments_zh = std::move(values);
    diagnostic.arguments_zh.push_back(std::move(zh));
  }
  for (const Entry& part : made_of)
    diagnostic.related.push_back({{}, context.store.cell(part, key.fact), {"a part of it", "其中一部分"}});
}

// Of what agrees within rounding: whole numbers that do not agree as they are written are doubted.
void doubt_rounding(Context& context, const CellKey& key, const Made& whole, bool whole_complete, std::span<const Entry> stated, const Made& parts,
                    bool parts_complete, std::span<const Entry> made_of) {
  const types::Fact& fact = context.schema[key.fact];
  const auto single = [&](const Entry& each) { return is_single(context.store, fact, each); };
  if (!std::all_of(stated.begin(), stated.end(), single) || !std::all_of(made_of.begin(), made_of.end(), single)) return;
  if (!contradict({whole.value, {}}, whole_complete, {parts.value, {}}, parts_complete, Total::sum)) return;
  report_apart(context, diagnostics::Kind::cell_within_rounding, key, whole, stated, parts, made_of);
  for (const Entry& each : stated) context.store.doubt(each, key.fact, diagnostics::Kind::cell_within_rounding);
}

}  // namespace

Number slack_of(const Store& store, const types::Fact& fact, const Entry& entry) {
  const Number place = store.written_place(entry);
  return fact.whole && place <= Number(1) ? Number(0) : place;
}

bool agrees(Context& context, const CellKey& key, const Entry& whole, Parts parts) {
  // What cannot be used is not known: the others must not make more than the whole.
  if (std::erase_if(parts.entries, [](const Entry& part) { return part.held == Held::invalid; }) > 0) parts.complete = false;
  if (whole.held == Held::invalid || parts.entries.empty()) return true;
  const types::Fact& fact = context.schema[key.fact];
  if (!parts.complete && (parts.how == Total::mean || (parts.how == Total::sum && !never_negative(fact)))) return true;
  const auto made = put_together(context.store, fact, parts);
  if (!made) return true;
  const Made stated{context.store.value(whole), slack_of(context.store, fact, whole)};
  if (!contradict(stated, true, *made, parts.complete, parts.how)) {
    if (parts.how == Total::sum) doubt_rounding(context, key, stated, true, {&whole, 1}, *made, parts.complete, parts.entries);
    return true;
  }
  report_apart(context, diagnostics::Kind::cell_parts_disagree, key, stated, {&whole, 1}, *made, parts.entries);
  return false;
}

Entry no_less_than(Context& context, const CellKey& key, const Entry& whole, std::span<const Entry> parts) {
  const types::Fact& fact = context.schema[key.fact];
  if (whole.held == Held::invalid || fact.kind != types::FactKind::flow || !never_negative(fact)) return whole;
  Parts usable;
  for (const Entry& part : parts)
    if (part.held != Held::invalid) usable.entries.push_back(part);
  if (usable.entries.empty()) return whole;
  const auto made = put_together(context.store, fact, usable);
  const Number stated = context.store.value(whole);
  if (!made || made->value <= stated) return whole;
  const auto single = [&](const Entry& each) { return is_single(context.store, fact, each); };
  // Of whole numbers doubt_rounding has told.
  if (!single(whole) || !std::all_of(usable.entries.begin(), usable.entries.end(), single)) {
    report_apart(context, diagnostics::Kind::cell_total_rounded, key, {stated, {}}, {&whole, 1}, *made, usable.entries);
    context.store.doubt(whole, key.fact, diagnostics::Kind::cell_total_rounded);
  }
  Entry out = context.store.make(made->value, context.store.written_place(whole), whole.owner, whole.row);
  out.bare = whole.bare;
  return out;
}

namespace {

// The least, the greatest and the mean of members, each period by itself.
void check_by_period(Context& context, const types::Fact& fact, std::vector<Series>& all) {
  std::map<base::Period, std::pair<Series*, std::vector<const Series*>>> periods;
  for (Series& each : all) {
    auto& [total, parts] = periods[each.key.period];
    if (each.key.member == kTotal) total = &each;
    else parts.push_back(&each);
  }
  for (auto& [period, found] : periods) {
    auto& [total, parts] = found;
    if (total == nullptr || parts.empty()) continue;
    std::vector<const Series*> sources = {total};
    sources.insert(sources.end(), parts.begin(), parts.end());
    std::vector<std::uint32_t> wrong;
    merge(sources, [&, total = total](std::uint32_t owner, const std::vector<const Entry*>& entries) {
      if (entries[0] == nullptr) return;
      Parts of{{}, fact.total, sources.size() == fact.members + 1};
      for (std::size_t i = 1; i < entries.size(); ++i) {
        if (entries[i] != nullptr) of.entries.push_back(*entries[i]);
        else of.complete = false;
      }
      if (!agrees(context, total->key, *entries[0], std::move(of))) wrong.push_back(owner);
    });
    for (Entry& entry : total->entries)
      if (std::binary_search(wrong.begin(), wrong.end(), entry.owner)) entry = invalid_like(entry);
  }
}

// What one unit states of one total or member, by period: cells of the step and longer ones, of which a missing one is what its parts make.
struct Statement {
  std::optional<std::size_t> source;
  std::vector<Statement> parts;
  bool empty() const { return !source && parts.empty(); }
};

// What a statement comes to for one unit.
struct Sum {
  Made made;
  bool complete = false;
  std::vector<std::size_t> sources;
};

// Sums over members and periods at once: a total of a longer period against members of shorter ones, and the other way round.
class SumCheck {
 public:
  SumCheck(Context& context, types::FactId id, std::vector<Series>& all) : context_(context), fact_(context.schema[id]), all_(all) {
    for (std::size_t i = 0; i < all.size(); ++i) index_[{all[i].key.member, all[i].key.period}] = i;
    std::set<std::uint32_t> members;
    std::set<base::Period> periods;
    for (const Series& each : all) {
      periods.insert(each.key.period);
      if (each.key.member != kTotal) members.insert(each.key.member);
    }
    all_members_ = members.size() == fact_.members;
    for (const base::Period period : periods) {
      Balance balance{period, statement(kTotal, period), {}};
      for (const std::uint32_t member : members)
        if (Statement of = statement(member, period); !of.empty()) balance.members.push_back(std::move(of));
        else balance.lacks = true;
      if (!balance.total.empty() && !balance.members.empty()) balances_.push_back(std::move(balance));
    }
  }

  void run() {
    if (balances_.empty()) return;
    std::vector<const Series*> sources;
    for (const Series& each : all_) sources.push_back(&each);
    std::vector<std::pair<std::size_t, std::uint32_t>> wrong;
    std::vector<std::pair<std::size_t, Entry>> raised;
    merge(sources, [&](std::uint32_t owner, const std::vector<const Entry*>& entries) {
      entries_ = entries;
      for (const Balance& balance : balances_)
        for (const std::size_t source : check(balance)) {
          wrong.emplace_back(source, owner);
          entries_[source] = &invalid_;
        }
      for (const auto& [source, entry] : std::exchange(raised_, {})) raised.push_back({source, entry});
    });
    for (const auto& [source, entry] : raised) *of_owner(source, entry.owner) = entry;
    for (const auto& [source, owner] : wrong) {
      const auto at = of_owner(source, owner);
      *at = invalid_like(*at);
    }
  }

 private:
  // Of one period, the total's side and the members'.
  struct Balance {
    base::Period period;
    Statement total;
    std::vector<Statement> members;
    bool lacks = false;  // a member of which nothing is stated
  };

  std::vector<Entry>::iterator of_owner(std::size_t source, std::uint32_t owner) {
    std::vector<Entry>& entries = all_[source].entries;
    return std::lower_bound(entries.begin(), entries.end(), owner, [](const Entry& e, std::uint32_t o) { return e.owner < o; });
  }

  Statement statement(std::uint32_t member, base::Period period) const {
    Statement out;
    if (const auto found = index_.find({member, period}); found != index_.end()) out.source = found->second;
    const bool divides = fact_.kind == types::FactKind::flow && is_finer(fact_.step, period.step);
    if (!divides) return out;
    bool any = false;
    for (const base::Period part : types::parts_of(context_.schema.season, period)) {
      out.parts.push_back(statement(member, part));
      any = any || !out.parts.back().empty();
    }
    if (!any) out.parts.clear();
    return out;
  }

  static bool add_to(Sum& sum, const Made& made) {
    const auto value = base::add(sum.made.value, made.value);
    const auto slack = base::add(sum.made.slack, made.slack);
    if (value && slack) sum.made = {*value, *slack};
    return value && slack;
  }

  // The parts' sum, of what is there.
  Sum sum_of_parts(const std::vector<Statement>& parts, bool complete) const {
    Sum out;
    out.complete = complete;
    for (const Statement& part : parts) {
      Sum of = sum(part);
      out.complete = out.complete && of.complete;
      if (!add_to(out, of.made)) return {};
      out.sources.insert(out.sources.end(), of.sources.begin(), of.sources.end());
    }
    return out;
  }

  Sum sum(const Statement& statement) const {
    const Entry* entry = statement.source ? entries_[*statement.source] : nullptr;
    if (entry == nullptr || entry->held == Held::invalid) return sum_of_parts(statement.parts, entry == nullptr && !statement.parts.empty());
    return {{context_.store.value(*entry), slack_of(context_.store, fact_, *entry)}, true, {*statement.source}};
  }

  // The cells of the total that its members contradict.
  std::vector<std::size_t> check(const Balance& balance) {
    const Sum total = sum(balance.total);
    if (total.sources.empty()) return {};
    const Sum members = sum_of_parts(balance.members, all_members_ && !balance.lacks);
    if (members.sources.empty() || (!total.complete && !members.complete)) return {};
    if (!(total.complete && members.complete) && !never_negative(fact_)) return {};
    const auto cells = [&](const std::vector<std::size_t>& sources) {
      std::vector<Entry> out;
      for (const std::size_t source : sources) out.push_back(*entries_[source]);
      return out;
    };
    const std::vector<Entry> stated = cells(total.sources);
    const std::vector<Entry> made_of = cells(members.sources);
    const CellKey key{all_.front().key.fact, kTotal, balance.period};
    if (!contradict(total.made, total.complete, members.made, members.complete, Total::sum)) {
      doubt_rounding(context_, key, total.made, total.complete, stated, members.made, members.complete, made_of);
      if (stated.size() == 1) raised_.push_back({total.sources.front(), no_less_than(context_, key, stated.front(), made_of)});
      return {};
    }
    report_apart(context_, diagnostics::Kind::cell_parts_disagree, key, total.made, stated, members.made, made_of);
    return total.sources;
  }

  Context& context_;
  const types::Fact& fact_;
  std::vector<Series>& all_;
  bool all_members_ = false;
  std::map<std::pair<std::uint32_t, base::Period>, std::size_t> index_;
  std::vector<Balance> balances_;  // shorter periods first
  std::vector<const Entry*> entries_;  // of the unit that is looked at, by source
  std::vector<std::pair<std::size_t, Entry>> raised_;  // of it, what counts of totals, by source
  const Entry invalid_ = invalid_like({});
};

}  // namespace

void check_totals(Context& context, types::FactId id, std::vector<Series>& all) {
  const types::Fact& fact = context.schema[id];
  if (fact.total == Total::none) return;
  if (fact.total == Total::sum) SumCheck(context, id, all).run();
  else check_by_period(context, fact, all);
}

}  // namespace assay::facts::rollup
