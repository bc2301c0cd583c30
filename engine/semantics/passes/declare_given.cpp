#include "semantics/passes/passes.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace assay::semantics {

namespace {

using syntax::ExprKind;

// One thing that is given, with its names looked up.
struct Assignment {
  const syntax::Test::Given* written = nullptr;
  FactId fact;
  std::vector<std::uint32_t> members;
  bool of_members = false;  // they were named
  std::optional<base::Period> period;
  std::optional<GivenValue> value;
  // What says more precisely where it stands comes later and takes the place of the rest.
  int precision() const { return (of_members ? 1 : 0) + (period ? 2 : 0); }
};

class Giver {
 public:
  Giver(Analysis& a, const syntax::File& file, const syntax::Test& test, const std::vector<const Scope*>& named, Test& made)
      : a_(a), file_(file), test_(test), named_(named), made_(made) {}

  void give() {
    for (const syntax::Test::Given& each : test_.given) take(each);
    std::stable_sort(taken_.begin(), taken_.end(), [](const Assignment& a, const Assignment& b) { return a.precision() < b.precision(); });
    for (const Assignment& each : taken_) place(each);
    for (auto& [key, cell] : cells_) made_.cells.push_back(std::move(cell));
    for (GivenItem& item : items_) finish(item);
  }

 private:
  using Key = std::tuple<FactId, std::uint32_t, base::Period>;

  void take(const syntax::Test::Given& given) {
    const auto found = find_given(a_, given, named_);
    if (!found) return;
    if (found->list.valid()) return take_field(given, found->list);
    const FactId fact = found->fact;
    if (given.field) {
      a_.report(Problem::given_not_fact, given.span, {a_.words(given.span)});
      return;
    }
    Assignment made;
    made.written = &given;
    made.fact = fact;
    bool ok = members(given, made) & period(given, made);
    if (auto written = written_value(a_, file_, fact, given.value)) made.value = std::move(written->value);
    else ok = false;
    if (!ok || repeated(given, std::to_string(fact.value) + (given.period ? "@" + given.period->text : ""), made.members)) return;
    if (made.value) made.value->place = given.span;
    taken_.push_back(std::move(made));
  }

  bool members(const syntax::Test::Given& given, Assignment& made) {
    const types::Fact& fact = a_.model.schema[made.fact];
    if (given.members.empty()) {
      if (fact.total != types::Total::none) {
        made.members = {types::kTotal};
      } else {
        for (std::size_t i = 0; i < fact.members; ++i) made.members.push_back(static_cast<std::uint32_t>(i));
      }
      return true;
    }
    made.of_members = true;
    if (fact.dimensions.empty()) {
      a_.report(Problem::index_needs_fact, given.path.back().span, {dotted(given.path)});
      return false;
    }
    std::vector<std::optional<std::uint32_t>> fixed(fact.dimensions.size());
    for (const syntax::ExprId id : given.members)
      if (!fix(file_[id], fact.dimensions, fixed)) return false;
    for (std::uint32_t member = 0; member < fact.members; ++member) {
      std::uint32_t rest = member;
      bool in = true;
      for (std::size_t d = fixed.size(); d-- > 0;) {
        const auto size = static_cast<std::uint32_t>(a_.model.schema[fact.dimensions[d]].members.size());
        in = in && (!fixed[d] || *fixed[d] == rest % size);
        rest /= size;
      }
      if (in) made.members.push_back(member);
    }
    return true;
  }

  // The dimension that a member is of takes it.
  bool fix(const syntax::Expr& member, const std::vector<DimensionId>& dimensions, std::vector<std::optional<std::uint32_t>>& fixed) {
    std::vector<std::string> candidates;
    bool taken = false;
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
      const auto& all = a_.model.schema[dimensions[d]].members;
      candidates.insert(candidates.end(), all.begin(), all.end());
      const auto it = member.kind == ExprKind::name ? std::find(all.begin(), all.end(), member.text) : all.end();
      if (it == all.end()) continue;
      taken = taken || fixed[d];
      if (fixed[d]) continue;
      fixed[d] = static_cast<std::uint32_t>(it - all.begin());
      return true;
    }
    if (member.kind == ExprKind::error) return false;
    if (taken) a_.report(Problem::second_member, member.span, {a_.words(member.span)});
    else a_.unknown(Problem::unknown_member, member.span, {a_.words(member.span), a_.model.schema[dimensions.front()].name}, candidates);
    return false;
  }

  bool period(const syntax::Test::Given& given, Assignment& made) {
    if (!given.period) return true;
    made.period = base::parse_period(given.period->text);
    if (made.period) return true;
    a_.report(Problem::given_period, given.period->span, {a_.words(given.period->span), a_.year(), std::to_string(std::stoi(a_.year()) - 1)});
    return false;
  }

  bool repeated(const syntax::Test::Given& given, const std::string& what, const std::vector<std::uint32_t>& which) {
    const auto [first, fresh] = seen_.emplace(std::pair(what, which), given.span);
    if (!fresh) a_.report(Problem::given_twice, given.span, {a_.words(given.span)}).related.push_back({first->second, {}, kFirstDeclared});
    return !fresh;
  }

  void place(const Assignment& from) {
    const types::Season& season = a_.model.schema.season;
    const types::Fact& fact = a_.model.schema[from.fact];
    for (const std::uint32_t member : from.members) {
      if (!from.period && from.of_members)
        std::erase_if(cells_, [&](const auto& each) { return std::get<0>(each.first) == from.fact && std::get<1>(each.first) == member; });
      if (!from.value) {
        if (from.period) cells_.erase(Key(from.fact, member, *from.period));
        continue;
      }
      const GivenCell cell{from.fact, member, from.period.value_or(types::whole_season(season)), *from.value};
      std::vector<GivenCell> made = from.period ? std::vector{cell} : season_so_far(season, fact, made_.as_of, cell);
      if (made.empty() || (from.period && !is_read(fact, cell)))
        a_.report(Problem::given_not_read, from.written->span, {a_.words(from.written->span), base::to_string(made_.as_of)});
      for (GivenCell& each : made) {
        const Key key(each.fact, each.member, each.period);
        cells_.insert_or_assign(key, std::move(each));
      }
    }
  }

  bool is_read(const types::Fact& fact, const GivenCell& cell) const {
    const types::Season& season = a_.model.schema.season;
    if (cell.value.held == GivenValue::Held::day) return true;
    const bool whole = cell.period == types::whole_season(season);
    if (whole && fact.once && !fact.judge) return true;
    return (whole ? season.to : base::last_day(cell.period)) <= made_.as_of;
  }

  // `平台["甲"].营收 = 12亿元`: a field of a row, or the member of a dimension that the row belongs to.
  void take_field(const syntax::Test::Given& given, ListId id) {
    const types::List& list = a_.model.schema[id];
    const bool named = given.members.size() == 1 && file_[given.members.front()].kind == ExprKind::string;
    if (!named || !given.field) {
      if (given.members.size() == 1 && file_[given.members.front()].kind == ExprKind::error) return;
      const std::string field = given.field ? given.field->text : list.fields.empty() || !list.fields.front().valid() ? "…" : a_.model.schema[list.fields.front()].name;
      a_.report(Problem::given_item_missing, given.span, {a_.words(given.span), list.name + "[\"…\"]." + field});
      return;
    }
    if (given.period) {
      a_.report(Problem::given_period, given.period->span, {a_.words(given.period->span), a_.year(), std::to_string(std::stoi(a_.year()) - 1)});
      return;
    }
    const std::string& name = file_[given.members.front()].text;
    GivenItem& item = item_of(id, name, given.span);
    std::vector<std::string> candidates;
    for (std::size_t d = 0; d < list.dimensions.size(); ++d) {
      const types::Dimension& dimension = a_.model.schema[list.dimensions[d]];
      candidates.push_back(dimension.name);
      if (dimension.name != given.field->text) continue;
      if (!repeated(given, "." + list.name + "." + name, {static_cast<std::uint32_t>(d)})) fix(file_[given.value], {list.dimensions[d]}, belongs_[index_of(item)], d);
      return;
    }
    for (std::size_t f = 0; f < list.fields.size(); ++f) {
      if (!list.fields[f].valid()) continue;
      candidates.push_back(a_.model.schema[list.fields[f]].name);
      if (candidates.back() != given.field->text) continue;
      auto written = written_value(a_, file_, list.fields[f], given.value);
      if (!written || repeated(given, list.name + "." + name, {static_cast<std::uint32_t>(f)})) return;
      if (written->value) written->value->place = given.span;
      item.fields[f] = std::move(written->value);
      return;
    }
    a_.unknown(Problem::unknown_field, given.field->span, {given.field->text, list.name}, candidates);
  }

  void fix(const syntax::Expr& member, const std::vector<DimensionId>& dimension, std::vector<std::optional<std::uint32_t>>& fixed, std::size_t d) {
    std::vector<std::optional<std::uint32_t>> one(1);
    fix(member, dimension, one);
    fixed[d] = one.front().value_or(0);  // a wrong one was reported
  }

  GivenItem& item_of(ListId list, const std::string& name, Span span) {
    for (GivenItem& item : items_)
      if (item.list == list && item.name == name) return item;
    GivenItem& made = items_.emplace_back();
    made.list = list;
    made.name = name;
    made.fields.resize(a_.model.schema[list].fields.size());
    belongs_.emplace_back(a_.model.schema[list].dimensions.size());
    item_spans_.push_back(span);
    return made;
  }
  std::size_t index_of(const GivenItem& item) const { return static_cast<std::size_t>(&item - items_.data()); }

  void finish(GivenItem& item) {
    const types::List& list = a_.model.schema[item.list];
    const std::size_t index = index_of(item);
    for (std::size_t d = 0; d < list.dimensions.size(); ++d) {
      const types::Dimension& dimension = a_.model.schema[list.dimensions[d]];
      if (!belongs_[index][d]) a_.report(Problem::given_item_member, item_spans_[index], {item.name, list.name, dimension.name});
      item.member = item.member * static_cast<std::uint32_t>(dimension.members.size()) + belongs_[index][d].value_or(0);
    }
    made_.items.push_back(item);
  }

  Analysis& a_;
  const syntax::File& file_;
  const syntax::Test& test_;
  const std::vector<const Scope*>& named_;
  Test& made_;
  std::vector<Assignment> taken_;
  std::map<Key, GivenCell> cells_;
  std::vector<GivenItem> items_;
  std::vector<std::vector<std::optional<std::uint32_t>>> belongs_;  // as items_: the member of each of the list's dimensions
  std::vector<Span> item_spans_;
  std::map<std::pair<std::string, std::vector<std::uint32_t>>, Span> seen_;
};

}  // namespace

void declare_given(Analysis& a, const syntax::File& file, const syntax::Test& test, const std::vector<const Scope*>& named, Test& made) {
  Giver(a, file, test, named, made).give();
}

}  // namespace assay::semantics
