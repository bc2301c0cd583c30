// Bare numbers that were perhaps filled in in another unit: 12000 in a column of 亿元 where the other quarters are 1.1 and 1.3.
#include "facts/rollup/steps.h"

#include "diagnostics/kinds.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <tuple>

namespace assay::facts::rollup {

namespace {

using base::Number;
using diagnostics::Kind;

constexpr std::size_t kFewestAlike = 2;   // so many agree before another is odd; of so many alone one may be
constexpr std::int64_t kAbout = 3;        // by how much the change of unit may miss the others
constexpr std::size_t kMostNamed = 3;     // of the others, in the message
constexpr int kOrdersApart = 2;           // what lies kApart times apart differs by so many digits

struct ChangeOfUnit {
  std::int64_t times;
  const char* text;
  bool usual;  // doubted also where no unit of that size is declared
};
constexpr std::array<ChangeOfUnit, 4> kChangesOfUnit = {{{1000, "1,000", true}, {10'000, "10,000", true}, {1'000'000, "1,000,000", false}, {100'000'000, "100,000,000", false}}};

int digits_of(base::Int128 value) {
  int count = 0;
  for (; value != 0; value /= 10) ++count;
  return count;
}

constexpr std::array<std::uint64_t, 20> kTens = [] {
  std::array<std::uint64_t, 20> out{};
  std::uint64_t ten = 1;
  for (std::uint64_t& each : out) {
    each = ten;
    ten *= 10;
  }
  return out;
}();

// Every reported number is asked for its digits, so they are not counted one by one: the binary length times log10(2), and one more or not.
int digits_of(std::int64_t value) {
  const std::uint64_t size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  const auto about = static_cast<int>(static_cast<unsigned>(std::bit_width(size)) * 1233U >> 12U);
  return about + (size >= kTens[static_cast<std::size_t>(about)] ? 1 : 0);
}

// A unit of that size in which a cell may be written, if there is one: 万元, or 万人 where only 人 is declared.
std::optional<std::string> unit_of_size(const types::Units& units, const types::Powers& powers, const Number& size, bool multiplied) {
  const auto is = [&](const types::Unit& unit, const Number& factor) {
    return unit.powers == powers && !unit.percent && !unit.points && unit.factor == factor;
  };
  const std::vector<std::string> names = units.names();
  for (const std::string& name : names)
    if (is(*units.find(name), size)) return name;
  if (!multiplied) return std::nullopt;
  for (const std::string_view multiplier : {"万", "百万", "千万", "亿", "千"}) {
    const auto factor = divide(size, types::leading_multiplier(multiplier).first);
    for (const std::string& name : names)
      if (factor && is(*units.find(name), *factor)) return std::string(multiplier) + name;
  }
  return std::nullopt;
}

// The same period of two years, which growth compares.
bool are_of_two_years(const CellKey& a, const CellKey& b) {
  return a.member == b.member && a.period.step == b.period.step && a.period.index == b.period.index && a.period.year != b.period.year;
}

class MagnitudeCheck {
 public:
  MagnitudeCheck(Context& context, std::span<const Series> all) : context_(context), fact_(context.schema[all.front().key.fact]), all_(all) {
  }

  void run() {
    if (all_.size() < kFewestAlike) return;
    found_.assign(all_.size(), nullptr);
    doubted_.assign(all_.size(), false);
    const std::vector<Sizes> owners = owners_with_a_wide_spread();
    for (const Sizes& own : owners) {
      for (const auto& [series, entry] : own) found_[series] = entry;
      for (const std::vector<std::size_t>& line : lines_of(own)) look_at(line);
      for (const auto& [series, entry] : own) {
        found_[series] = nullptr;
        doubted_[series] = false;
      }
    }
  }

 private:
  struct Sized {
    Number size;  // without its sign
    std::size_t series = 0;
  };
  using Sizes = std::vector<std::pair<std::size_t, const Entry*>>;  // of one owner: series, ascending, and what it has there

  // 0 says nothing of the unit it was filled in in.
  static bool has_size(const Entry& entry) { return entry.held == Held::wide || (entry.held == Held::point && entry.data != 0); }

  // How many digits stand before the point, at least and at most.
  std::pair<int, int> orders(const Entry& entry) const {
    if (entry.held == Held::point) {
      const int order = digits_of(entry.data) - entry.scale;
      return {order, order};
    }
    const Number value = context_.store.value(entry);
    const int order = digits_of(base::absolute(value).numerator()) - digits_of(value.denominator());
    return {order, order + 1};
  }

  // A pass over all that is reported, without exact numbers: most owners have nothing that is far from anything.
  std::vector<Sizes> owners_with_a_wide_spread() const {
    struct Spread { std::int16_t least = 1000, most = -1000; };
    std::vector<Spread> spreads(context_.store.units.size());
    for (const Series& each : all_)
      for (const Entry& entry : each.entries) {
        if (!has_size(entry)) continue;
        Spread& spread = spreads[entry.owner];
        const auto [least, most] = orders(entry);
        spread.least = static_cast<std::int16_t>(std::min<int>(spread.least, least));
        spread.most = static_cast<std::int16_t>(std::max<int>(spread.most, most));
      }
    std::vector<std::size_t> places(spreads.size(), 0);  // from 1
    std::size_t wide = 0;
    for (std::size_t owner = 0; owner < spreads.size(); ++owner)
      if (spreads[owner].most - spreads[owner].least >= kOrdersApart) places[owner] = ++wide;
    std::vector<Sizes> out(wide);
    if (wide == 0) return out;
    for (std::size_t i = 0; i < all_.size(); ++i)
      for (const Entry& entry : all_[i].entries)
        if (places[entry.owner] != 0 && has_size(entry)) out[places[entry.owner] - 1].emplace_back(i, &entry);
    return out;
  }

  // Those in which the owner has something: most have few of the periods, of which there may be many.
  std::vector<std::vector<std::size_t>> lines_of(const Sizes& own) const {
    std::vector<CellKey> keys;
    for (const auto& [series, entry] : own) keys.push_back(all_[series].key);
    std::vector<std::vector<std::size_t>> out = magnitude_lines(keys);
    for (std::vector<std::size_t>& line : out)
      for (std::size_t& i : line) i = own[i].first;
    return out;
  }

  static bool at_most(const Number& a, std::int64_t times, const Number& b) {
    const auto product = multiply(b, Number{times});
    return product && a <= *product;
  }

  // The other periods of a member, or the other members of a period: a few that lie far from those which are alike.
  void look_at(const std::vector<std::size_t>& line) {
    std::vector<Sized> sizes;
    for (const std::size_t i : line)
      if (found_[i] != nullptr) sizes.push_back({base::absolute(context_.store.value(*found_[i])), i});
    if (sizes.size() < kFewestAlike) return;
    const bool pair = sizes.size() == kFewestAlike;
    if (pair && !are_of_two_years(all_[sizes[0].series].key, all_[sizes[1].series].key)) return;
    std::stable_sort(sizes.begin(), sizes.end(), [](const Sized& a, const Sized& b) { return a.size < b.size; });
    for (std::size_t i = 1; i < sizes.size(); ++i) {
      const auto far = multiply(sizes[i - 1].size, Number{kApart});
      if (!far || *far > sizes[i].size) continue;
      const std::span low(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(i));
      const std::span high(sizes.begin() + static_cast<std::ptrdiff_t>(i), sizes.end());
      if (pair) {
        if (!doubt(high.front(), low, true, true)) doubt(low.front(), high, false, true);
        return;
      }
      const bool above = low.size() >= high.size();
      const std::span alike = above ? low : high;
      if (alike.size() < kFewestAlike || !at_most(alike.back().size, kAlike, alike.front().size)) return;
      for (const Sized& odd : above ? high : low) doubt(odd, alike, above, false);
      return;
    }
  }

  // Whether it is. Of a pair either may be the odd one, and an amount may well have grown a thousandfold: only by a declared unit.
  bool doubt(const Sized& odd, std::span<const Sized> alike, bool above, bool pair) {
    const Entry& entry = *found_[odd.series];
    if (entry.bare == kUnitNamed || doubted_[odd.series]) return doubted_[odd.series];
    const Number one = multiply(fact_.unit.factor, Number::scaled(1, -entry.bare).value_or(Number{1})).value_or(fact_.unit.factor);
    const ChangeOfUnit* best = nullptr;
    std::optional<std::string> unit;
    for (const ChangeOfUnit& step : kChangesOfUnit) {
      const auto size = above ? divide(odd.size, Number{step.times}) : multiply(odd.size, Number{step.times});
      const auto in = above ? divide(one, Number{step.times}) : multiply(one, Number{step.times});
      if (!size || !in || !at_most(alike.front().size, kAbout, *size) || !at_most(*size, kAbout, alike.back().size)) continue;
      auto name = unit_of_size(context_.schema.units, fact_.unit.powers, *in, above && step.usual && !pair);
      if (!name && (pair || !above || !step.usual)) continue;
      if (best != nullptr && (unit || !name)) continue;
      best = &step;
      unit = std::move(name);
    }
    if (best == nullptr) return false;
    doubted_[odd.series] = true;
    report(odd, alike, above, *best, unit);
    return true;
  }

  void report(const Sized& odd, std::span<const Sized> alike, bool above, const ChangeOfUnit& step, const std::optional<std::string>& unit) {
    const Entry& entry = *found_[odd.series];
    const CellKey& key = all_[odd.series].key;
    const auto text = [&](const Entry& each) { return value_text(context_, key.fact, each, diagnostics::Language::en); };
    const auto others = [&](std::string_view comma, std::string_view more) {
      std::string out;
      for (std::size_t i = 0; i < std::min(alike.size(), kMostNamed); ++i)
        out += std::string(i == 0 ? "" : comma) + "`" + cell_name(context_.schema, all_[alike[i].series].key) + "` " + text(*found_[alike[i].series]);
      return alike.size() > kMostNamed ? out + std::string(more) : out;
    };
    context_.store.doubt(entry, key.fact, above ? Kind::cell_far_above : Kind::cell_far_below);
    std::vector<std::string> arguments = {cell_name(context_.schema, key), text(entry), step.text, others(", ", ", …"), text(entry)};
    auto& made = context_.sink.report(above ? Kind::cell_far_above : Kind::cell_far_below, context_.store.cell(entry, key.fact), arguments);
    arguments[3] = others("、", "等");
    made.arguments_zh = std::move(arguments);
    for (std::size_t i = 0; i < std::min(alike.size(), kMostNamed); ++i)
      relate(context_, made, *found_[alike[i].series], key.fact, {"beside it", "其他填报值"});
    const auto written = multiply(context_.store.value(entry), Number::scaled(1, entry.bare).value_or(Number{1}));
    if (unit && written) made.suggestion = to_string(*written) + *unit;
  }

  Context& context_;
  const types::Fact& fact_;
  std::span<const Series> all_;
  std::vector<const Entry*> found_;              // of the owner that is looked at, as all_
  std::vector<bool> doubted_;                    // as all_
};

}  // namespace

std::vector<std::vector<std::size_t>> magnitude_lines(std::span<const CellKey> keys) {
  using Line = std::tuple<int, std::uint32_t, base::Step, base::Period>;
  std::map<Line, std::vector<std::size_t>> lines;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const CellKey& key = keys[i];
    lines[{0, key.member, key.period.step, {}}].push_back(i);
    if (key.member != kTotal) lines[{1, 0, key.period.step, key.period}].push_back(i);
  }
  std::vector<std::vector<std::size_t>> out;
  for (auto& [line, members] : lines) {
    const bool pair = members.size() == kFewestAlike && are_of_two_years(keys[members[0]], keys[members[1]]);
    if (pair || members.size() > kFewestAlike) out.push_back(std::move(members));
  }
  return out;
}

bool has_magnitude(const types::Fact& fact) {
  const bool amount = fact.kind == types::FactKind::flow || fact.kind == types::FactKind::cumulative || fact.kind == types::FactKind::level;
  // Where there is no unit none can be mistaken, and of percentages no other is a thousand times as large.
  return amount && !fact.unit.name.empty() && !fact.unit.percent && !fact.unit.points;
}

void check_magnitudes(Context& context, std::span<const Series> all) {
  if (has_magnitude(context.schema[all.front().key.fact])) MagnitudeCheck(context, all).run();
}

}  // namespace assay::facts::rollup
