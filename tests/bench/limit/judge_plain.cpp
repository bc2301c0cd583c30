// The rules of seventy.h in plain loops, a unit at a time: what a machine without AVX-512 runs, and what judge_wide
// must equal.

#include "point.h"

namespace bench::limit {

namespace {

struct Target {
  Truth truth;
  Range mean;  // of the scores of its criteria
};

constexpr Truth all(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}

using Targets = std::array<Target, kTargets>;

Targets form_a(int d, const std::array<Range, kFacts>& f) {
  const Condition revenue = at_least(f[0], amount(d));
  const Condition energy = at_most(f[1], bench::seventy::at_most(d));
  const Condition covered = at_least(f[2], coverage(d));
  const Condition passed = at_least(times(f[3], 3), times(f[4], 2));
  const Condition risen = at_least(minus(f[5], f[6]), kPoints);
  const Condition funds = both(at_least(plus(f[7], f[8]), two(d)), at_least(f[9], number(d)));
  return {{{revenue.truth, stretched(revenue.attained, at_least(f[0], amount_stretch(d)).truth)},
           {all(energy.truth, covered.truth), mean(energy.attained, 60, covered.attained, 40)},
           {passed.truth, passed.attained},
           {risen.truth, risen.attained},
           {funds.truth, funds.attained}}};
}

Targets form_b(int d, const std::array<Range, kFacts>& f) {
  const Condition output = at_least(f[0], amount(d));
  const Condition built = at_least(plus(plus(f[1], f[2]), f[3]), three(d));
  const Condition work = either(at_least(f[4], number(d)), at_most(f[5], few(d)));
  const Condition punctual = at_least(f[6], coverage(d));
  const Condition aim = at_least(f[6], coverage_aim(d));
  const Condition risen = at_least(minus(f[7], f[8]), kPoints);
  const Condition quick = at_most(f[9], few(d));
  const Range days{proportional(few(d), f[9].high, 60, 120), proportional(few(d), f[9].low, 60, 120)};
  return {{{output.truth, {stepped(f[0].low, amount(d)), stepped(f[0].high, amount(d))}},
           {built.truth, built.attained},
           {work.truth, work.attained},
           {punctual.truth, mean(punctual.attained, 1, aim.attained, 1)},
           {all(risen.truth, quick.truth), mean(risen.attained, 1, days, 1)}}};
}

Targets form_c(int d, const std::array<Range, kFacts>& f) {
  const Condition invested = at_least(f[0], amount(d));
  const Condition built = at_least(times(f[1], 3), times(f[2], 2));
  const Condition digital = both(at_least(minus(f[3], f[4]), kPoints), at_least(f[5], number(d)));
  const Condition waste = at_most(f[6], bench::seventy::at_most(d));
  const Condition green = at_least(f[7], coverage(d));
  const Condition visits = at_least(f[8], number(d));
  const Condition beds = at_least(f[9], number_too(d));
  const int from = linear_from(d);
  const int to = coverage(d);
  return {{{invested.truth, {proportional(f[0].low, amount(d), 60, 110), proportional(f[0].high, amount(d), 60, 110)}},
           {built.truth, stretched(built.attained, at_least(times(f[1], 5), times(f[2], 4)).truth)},
           {digital.truth, digital.attained},
           {all(waste.truth, green.truth), mean(stretched(waste.attained, at_most(f[6], at_most_stretch(d)).truth), 1,
                                                {linear(f[7].low, from, to), linear(f[7].high, from, to)}, 1)},
           {all(visits.truth, beds.truth), mean(visits.attained, 1, beds.attained, 1)}}};
}

}  // namespace

void judge_plain(const Block& block, Judged& out) {
  for (auto& words : out.met) words.fill(0);
  for (auto& words : out.unknown) words.fill(0);
  for (std::size_t row = 0; row < block.rows; ++row) {
    Range total{0, 0};
    for (int d = 0; d < kDepartments; ++d) {
      std::array<Range, kFacts> facts;
      for (int f = 0; f < kFacts; ++f) {
        const int column = d * kFacts + f;
        facts[static_cast<std::size_t>(f)] =
            range_of(fact_of(column), block.cells[static_cast<std::size_t>(column) * kStride + row]);
      }
      const Targets targets = form_of(d) == Form::a   ? form_a(d, facts)
                              : form_of(d) == Form::b ? form_b(d, facts)
                                                      : form_c(d, facts);
      Range sum{0, 0};
      for (int t = 0; t < kTargets; ++t) {
        const Target& target = targets[static_cast<std::size_t>(t)];
        sum.low += (weight(d, t) * target.mean.low + 50'000) / 100'000;
        sum.high += (weight(d, t) * target.mean.high + 50'000) / 100'000;
        const auto index = static_cast<std::size_t>(d * kTargets + t);
        const std::uint64_t bit = std::uint64_t{1} << (row % 64);
        if (target.truth == Truth::yes) out.met[index][row / 64] |= bit;
        if (target.truth == Truth::unknown) out.unknown[index][row / 64] |= bit;
      }
      total.low += (sum.low * difficulty(d) + 5'000) / 10'000;
      total.high += (sum.high * difficulty(d) + 5'000) / 10'000;
    }
    out.low[row] = static_cast<std::int32_t>(total.low);
    out.high[row] = static_cast<std::int32_t>(total.high);
  }
}

}  // namespace bench::limit
