#include "facts/cells/cell_reader.h"

#include "base/nearest.h"
#include "base/powers.h"
#include "diagnostics/kinds.h"
#include "facts/binding/month_first.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace assay::facts::cells {

namespace {

using base::Number;
using diagnostics::Kind;
using types::FactKind;
using types::QuantityProblem;

constexpr int kMostShift = 12;
constexpr std::size_t kMostSuffixes = 8;

Entry invalid_entry() {
  Entry entry;
  entry.held = Held::invalid;
  return entry;
}

Entry missing_entry(Absence absence) {
  Entry entry;
  entry.data = absence == Absence::said ? 1 : 0;
  return entry;
}

Entry whole_entry(std::int64_t data) {
  Entry entry;
  entry.data = data;
  entry.held = Held::point;
  return entry;
}

// Reports a fault of the cell; {0} is its text, {1} the fact.
Entry fault(Kind kind, std::string_view cell, const types::Fact& fact, const Context& context,
            std::vector<std::string> more = {}, std::optional<std::string> suggestion = std::nullopt) {
  std::vector<std::string> arguments = {std::string(cell), types::qualified_name(fact)};
  arguments.insert(arguments.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  context.sink.report(kind, diagnostics::Cell{context.path, context.row, context.column}, std::move(arguments)).suggestion =
      std::move(suggestion);
  return invalid_entry();
}

// bound * 10^scale for a scale and those that follow it, each rounded by `round` and kept within int64.
class ScaledBound {
 public:
  ScaledBound(const Number& bound, int scale, Number (*round)(const Number&)) : bound_(bound), scale_(scale), round_(round) {}

  std::int64_t next() {
    // Once it is whole each is ten times the one before.
    if (!whole_) put(multiply(bound_, Number::scaled(1, -scale_).value_or(Number{1})));
    else if (!beyond_) beyond_ = __builtin_mul_overflow(data_, std::int64_t{10}, &data_);
    ++scale_;
    if (!beyond_) return data_;
    return bound_.sign() < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
  }

 private:
  void put(const std::optional<Number>& scaled) {
    const auto data = scaled ? round_(*scaled).to_scaled(0) : std::nullopt;
    beyond_ = !data;
    data_ = data.value_or(0);
    whole_ = scaled && scaled->is_whole();
  }

  const Number& bound_;
  int scale_;
  Number (*round_)(const Number&);
  std::int64_t data_ = 0;
  bool whole_ = false;
  bool beyond_ = false;
};

std::optional<bool> yes_or_no(std::string_view text) {
  std::array<char, 8> lower{};  // more than the longest of them
  if (text.size() > lower.size()) return std::nullopt;
  std::transform(text.begin(), text.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const std::string_view folded(lower.data(), text.size());
  if (folded == "√" || folded == "✓" || folded == "✔") return true;
  if (folded == "是" || folded == "yes" || folded == "true" || folded == "1") return true;
  if (folded == "否" || folded == "no" || folded == "false" || folded == "0") return false;
  return std::nullopt;
}

// `无` says nothing of whether there was none or nothing is known.
bool is_none(std::string_view text) { return text == "无" || text == "没有" || text == "none" || text == "None" || text == "nil"; }

bool is_spreadsheet_error(std::string_view text) {
  if (!text.starts_with('#')) return false;
  constexpr std::array<std::string_view, 8> kErrors = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!"};
  const bool too_narrow = text.size() > 2 && text.find_first_not_of('#') == std::string_view::npos;
  return too_narrow || std::find(kErrors.begin(), kErrors.end(), text) != kErrors.end();
}

// 2024/9/12 0:00, as a spreadsheet writes a day that it keeps as a time.
std::string_view without_midnight(std::string_view text) {
  for (const std::string_view clock : {" 00:00:00", " 0:00:00", " 00:00", " 0:00"})
    if (text.ends_with(clock)) return text.substr(0, text.size() - clock.size());
  return text;
}

// A date as a spreadsheet keeps it, days since 1899-12-30, of this century.
std::optional<base::Date> spreadsheet_day(std::string_view text) {
  constexpr std::int32_t kOf1970 = 25'569;
  constexpr std::int32_t kOf2000 = 36'526, kOf2100 = 73'051;
  if (text.size() != 5 || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  std::int32_t days = 0;
  for (const char c : text) days = days * 10 + (c - '0');
  return days >= kOf2000 && days < kOf2100 ? std::optional(base::Date{days - kOf1970}) : std::nullopt;
}

std::optional<std::string> some(std::string text) { return text.empty() ? std::nullopt : std::optional(std::move(text)); }

std::string year_text(const types::Season& season) { return std::to_string(types::whole_season(season).year); }

std::string unit_text(const types::Schema& schema, const types::Unit& unit) {
  return unit.name.empty() ? schema.units.print(unit.powers) : unit.name;
}

// No money, no people, no share of anything.
bool is_plain_number(const types::Unit& unit) { return unit.powers.empty() && unit.name.empty(); }

std::string in_digits(const Number& number, const std::string& unit) { return to_string(number) + unit; }
// So many of the base unit; a ratio in hundredths.
std::string in_base_units(const Number& number, const types::Schema& schema, const types::Unit& unit) {
  if (!unit.powers.empty()) return in_digits(number, schema.units.print(unit.powers));
  return in_digits(multiply(number, Number{100}).value_or(number), "%");
}

// The unit that was probably meant, of those that the fact may be reported in, its own first.
std::optional<std::string> likely_unit(const QuantityProblem& problem, const types::Fact& fact, const types::Units& units) {
  const auto fits = [&](const std::string& name) {
    const types::Unit* unit = units.find(name);
    return unit != nullptr && unit->powers == fact.unit.powers;
  };
  if (!problem.other.empty() && (fits(problem.other) || fits(problem.other.substr(types::leading_multiplier(problem.other).second)))) return problem.other;
  const std::string& own = fact.unit.name;
  if (!own.empty() && problem.text.find(own) != std::string::npos) return own;
  std::vector<std::string> candidates = {own};
  for (std::string& name : units.names())
    if (fits(name)) candidates.push_back(std::move(name));
  return base::nearest(problem.text, candidates);
}

}  // namespace

Absence absence(std::string_view text) {
  constexpr std::size_t kLongest = 12;
  constexpr std::array<std::string_view, 9> kBlank = {"", "-", "--", "---", "—", "——", "–", "/", "\\"};
  constexpr std::array<std::string_view, 11> kSaid = {"未报", "N/A", "n/a", "NA", "N/a", "n/A", "未填报", "未上报", "暂无", "暂无数据", "无数据"};
  constexpr std::string_view kFirst = "-/\\nN\xE2\xE6";  // the first bytes of all of them
  if (text.size() > kLongest || (!text.empty() && kFirst.find(text.front()) == std::string_view::npos)) return Absence::none;
  if (std::find(kBlank.begin(), kBlank.end(), text) != kBlank.end()) return Absence::blank;
  return std::find(kSaid.begin(), kSaid.end(), text) != kSaid.end() ? Absence::said : Absence::none;
}

struct CellReader::Suffix {
  std::string text;
  std::unique_ptr<CellReader> reader;
};

CellReader::CellReader(CellReader&&) noexcept = default;
CellReader::~CellReader() = default;

CellReader::CellReader(const types::Schema& schema, types::FactId fact, const std::optional<binding::HeadingUnit>& unit)
    : declared_(schema[fact]), fact_(fact), unit_one_(declared_.unit.factor), unit_name_(unit_text(schema, declared_.unit)) {
  whole_ = declared_.whole;
  const bool numeric = declared_.kind == FactKind::flow || declared_.kind == FactKind::cumulative || declared_.kind == FactKind::level;
  if (numeric && unit && !unit->fits) {
    other_unit_ = unit->name;
    other_kind_ = !unit->unit.powers.empty();
    return;
  }
  if (numeric && unit) {
    unit_one_ = multiply(unit->multiplier, unit->unit.factor).value_or(unit->unit.factor);
    unit_name_ = unit->name;
    ratio_ = divide(unit_one_, declared_.unit.factor).value_or(Number{1});
  }
  if (ratio_ != Number{1})
    for (shift_ = -kMostShift; shift_ <= kMostShift; ++shift_)
      if (Number::scaled(1, -shift_) == ratio_) break;
  plain_ = (numeric || declared_.kind == FactKind::rank) && shift_ <= kMostShift;
  if (!plain_) return;
  // What stands in a cell with so many decimals is in units of 10^-scale of the fact's unit.
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min(), kMost = std::numeric_limits<std::int64_t>::max();
  const bool from_zero = declared_.low && declared_.low->sign() == 0;
  const bool ratio = declared_.unit.percent && ratio_ == Number{1};
  for (std::size_t i = 0; i < bounds_.size(); ++i) {
    const int scale = static_cast<int>(i) - shift_;
    const std::int64_t one = scale <= 0 ? 1 : scale <= base::kMaxPow10Int64 ? base::pow10_int64(scale) : kMost;
    bounds_[i] = {from_zero ? 0 : kLeast, kMost, ratio ? one : -1, one};
  }
  if (declared_.low && !from_zero) {
    ScaledBound low(*declared_.low, -shift_, base::ceiling);
    for (Bounds& each : bounds_) each.low = low.next();
  }
  if (declared_.high) {
    ScaledBound high(*declared_.high, -shift_, base::floor);
    for (Bounds& each : bounds_) each.high = high.next();
  }
}

std::size_t CellReader::number_length(std::string_view cell) const {
  const std::size_t length = cell.find_first_not_of("0123456789.-");
  return length == std::string_view::npos ? cell.size() : length;
}

bool CellReader::read_suffixed(std::string_view cell, Entry& entry) const {
  if (suffixes_.empty()) return false;
  const std::size_t length = number_length(cell);
  for (const Suffix& suffix : suffixes_)
    if (suffix.text == cell.substr(length)) {
      const bool read = suffix.reader->read_plain(cell.substr(0, length), entry);
      entry.bare = kUnitNamed;
      return read;
    }
  return false;
}

void CellReader::remember_suffix(std::string_view cell, const types::Quantity& quantity, Context& context) const {
  const std::size_t length = number_length(cell);
  if (length == 0 || length == cell.size() || suffixes_.size() == kMostSuffixes) return;
  // An exponent belongs to the number and not to what follows it.
  if (cell[length] == 'e' || cell[length] == 'E' || cell[length] == ',') return;
  for (const Suffix& suffix : suffixes_)
    if (suffix.text == cell.substr(length)) return;
  auto reader = std::make_unique<CellReader>(context.schema, fact_, binding::HeadingUnit{quantity.multiplier, quantity.unit, std::string(cell.substr(length))});
  for (Bounds& bounds : reader->bounds_) bounds.small = -1;
  suffixes_.push_back({std::string(cell.substr(length)), std::move(reader)});
}

std::string CellReader::range_text() const {
  const std::string unit = declared_.unit.name.empty() ? "" : (declared_.unit.percent ? "" : " ") + declared_.unit.name;
  if (!declared_.high) return ">= " + to_string(*declared_.low) + unit;
  if (!declared_.low) return "<= " + to_string(*declared_.high) + unit;
  return to_string(*declared_.low) + unit + ".." + to_string(*declared_.high) + unit;
}

Entry CellReader::checked(const Number& value, const Number& place, std::string_view cell, Context& context) const {
  if (declared_.whole && !value.is_whole()) return fault(Kind::cell_not_whole, cell, declared_, context);
  if ((declared_.low && value < *declared_.low) || (declared_.high && value > *declared_.high)) {
    const bool sign = !declared_.range_declared && declared_.kind != FactKind::rank && declared_.low && value < *declared_.low;
    return sign ? fault(Kind::cell_negative, cell, declared_, context)
                : fault(Kind::cell_out_of_range, cell, declared_, context, {range_text()});
  }
  return context.store.make(value, place, 0, 0);
}

Entry CellReader::read_number(std::string_view cell, std::string_view text, Context& context) const {
  const auto read = types::parse_quantity(text, context.schema.units, true);
  if (const auto* problem = std::get_if<QuantityProblem>(&read)) {
    switch (problem->kind) {
      case QuantityProblem::Kind::malformed:
      case QuantityProblem::Kind::leading_zero: return fault(Kind::cell_not_a_number, cell, declared_, context);
      case QuantityProblem::Kind::too_long: return fault(Kind::cell_too_long, cell, declared_, context);
      case QuantityProblem::Kind::ambiguous:
        return fault(Kind::cell_ambiguous_unit, cell, declared_, context, {problem->text, problem->other});
      case QuantityProblem::Kind::unknown_unit:
        return fault(Kind::cell_unknown_unit, cell, declared_, context, {problem->text},
                     likely_unit(*problem, declared_, context.schema.units));
    }
  }
  const auto& quantity = std::get<types::Quantity>(read);
  if (quantity.bare && other_unit_ && quantity.number.sign() != 0) {
    // Of a unit that nobody knows the number may as well be a multiple.
    const std::string& own = declared_.unit.name;
    return fault(Kind::cell_other_unit, cell, declared_, context, {*other_unit_}, own.empty() || !other_kind_ ? std::nullopt : std::optional(std::string(text) + own));
  }
  Number one = unit_one_;
  if (!quantity.bare) {
    if (quantity.unit.powers != declared_.unit.powers && is_plain_number(declared_.unit)) return fault(Kind::cell_unit_unasked, cell, declared_, context);
    if (quantity.unit.powers != declared_.unit.powers)
      return fault(Kind::cell_unit_misfit, cell, declared_, context, {unit_text(context.schema, declared_.unit)});
    one = quantity.unit.factor;
    remember_suffix(cell, quantity, context);
  } else if (quantity.multiplier != Number{1} && unit_one_ != Number{1}) {
    return fault(Kind::cell_unclear_multiple, cell, declared_, context, {in_digits(quantity.number, unit_name_), in_base_units(quantity.number, context.schema, declared_.unit)});
  }
  const auto ratio = divide(one, declared_.unit.factor);
  const auto value = ratio ? multiply(quantity.number, *ratio) : std::nullopt;
  // Rules compute in the base unit, in which it has to fit, too.
  if (!value || !multiply(*value, declared_.unit.factor)) return fault(Kind::cell_too_long, cell, declared_, context);
  const Number place = multiply(quantity.place, *ratio).value_or(Number{0});
  if (quantity.bare && declared_.unit.percent && ratio_ == Number{1} && value->sign() != 0 && base::absolute(*value) <= Number{1}) {
    fault(Kind::cell_small_percentage, cell, declared_, context, {declared_.unit.name});
    context.doubt = Kind::cell_small_percentage;
  }
  Entry entry = checked(*value, place, cell, context);
  if (quantity.bare && quantity.multiplier == Number{1} && shift_ <= kMostShift) entry.bare = static_cast<std::int8_t>(shift_);
  return entry;
}

Entry CellReader::read_rank(std::string_view cell, std::string_view text, Context& context) const {
  // 第3名, 3位
  std::string_view number = text;
  if (number.starts_with("第")) number.remove_prefix(std::string_view("第").size());
  for (const std::string_view word : {"名", "位"})
    if (number.ends_with(word)) number.remove_suffix(word.size());
  const auto read = Number::parse(number);
  if (!read) return fault(Kind::cell_not_a_number, cell, declared_, context);
  if (!read->is_whole()) return fault(Kind::cell_not_whole, cell, declared_, context);
  return checked(*read, Number{1}, cell, context);
}

Entry CellReader::read_grade(std::string_view cell, Context& context) const {
  if (const auto grade = context.names.grade(declared_.scale, cell)) return whole_entry(*grade);
  const types::Scale& scale = context.schema[declared_.scale];
  std::vector<std::string> all;
  std::string listed;
  for (const types::Grade& grade : scale.grades) {
    all.push_back(grade.name);
    listed += (listed.empty() ? "`" : ", `") + grade.name + "`";
  }
  return fault(Kind::cell_unknown_grade, cell, declared_, context, {scale.name, listed}, base::nearest(cell, all));
}

Entry CellReader::read_flag(std::string_view cell, std::string_view text, Context& context) const {
  const auto answer = yes_or_no(text);
  return answer ? whole_entry(*answer ? 1 : 0) : fault(Kind::cell_not_yes_or_no, cell, declared_, context);
}

// 2052 for 2025: it counts as a day, on which nothing has happened yet.
void CellReader::doubt_far_day(base::Date day, std::string_view cell, Context& context) const {
  constexpr int kFar = 10;
  const int years = base::civil(day).year - base::civil(context.schema.season.to).year;
  if (years <= kFar) return;
  fault(Kind::cell_far_day, cell, declared_, context, {std::to_string(years)});
  context.doubt = Kind::cell_far_day;
}

Entry CellReader::read_event(std::string_view cell, std::string_view text, Context& context) const {
  if (const auto date = base::parse_date(without_midnight(text))) {
    const int year = base::civil(*date).year;
    if (year < 1900 || year >= 2200) return fault(Kind::cell_odd_date, cell, declared_, context);
    doubt_far_day(*date, cell, context);
    return whole_entry(date->days);
  }
  if (const auto day = spreadsheet_day(text)) return fault(Kind::cell_day_number, cell, declared_, context, {to_string(*day)});
  const auto answer = yes_or_no(text);
  return answer ? whole_entry(*answer ? kEventYes : kEventNo) : fault(Kind::cell_not_an_event, cell, declared_, context, {year_text(context.schema.season)}, some(binding::month_first_day(text)));
}

Entry CellReader::read(std::string_view cell, Context& context) const {
  context.doubt.reset();
  cell = binding::trimmed(cell);
  if (const Absence found = absence(cell); found != Absence::none) return missing_entry(found);
  if (Entry entry; read_suffixed(cell, entry)) return entry;
  const binding::PlainText plain(cell);
  const std::string_view text = plain.view();
  if (const Absence found = absence(text); found != Absence::none) return missing_entry(found);
  if (declared_.kind != FactKind::text && declared_.kind != FactKind::grade && is_none(text)) return fault(Kind::cell_says_none, cell, declared_, context);
  if (is_spreadsheet_error(text)) return fault(Kind::cell_spreadsheet_error, cell, declared_, context);
  switch (declared_.kind) {
    case FactKind::flow:
    case FactKind::cumulative:
    case FactKind::level: return read_number(cell, text, context);
    case FactKind::rank: return read_rank(cell, text, context);
    case FactKind::grade: return read_grade(cell, context);
    case FactKind::flag: return read_flag(cell, text, context);
    case FactKind::event: return read_event(cell, text, context);
    case FactKind::text: return whole_entry(context.store.texts.add(cell));
  }
  return invalid_entry();
}

}  // namespace assay::facts::cells
