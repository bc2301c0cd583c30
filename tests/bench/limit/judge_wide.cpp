// The rules of seventy.h with AVX-512, sixteen units at a time. A condition over missing cells is judged by the two
// ends of what they may be; where it is undecided its attainment is from the least quotient to 1, and where it is
// false all the same (rare), point.h says what it is.
//
// Attainments and scores are quotients of whole numbers, rounded half up. Each is taken in doubles with a small
// addition that no rounding error reaches and that reaches no next number, so that cutting off the fraction gives
// exactly the right whole number; `half_and` checks the bounds.

#include "point.h"

#include <cstring>
#include <utility>

#if defined(__x86_64__)

#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,avx512cd,bmi,bmi2,popcnt")

#include <immintrin.h>

namespace bench::limit {

namespace {

using Ints = __m512i;
using Mask = __mmask16;

Ints ints(int n) { return _mm512_set1_epi32(n); }
Ints sum(Ints a, Ints b) { return _mm512_add_epi32(a, b); }
Ints difference(Ints a, Ints b) { return _mm512_sub_epi32(a, b); }
Ints product(Ints a, int n) { return _mm512_mullo_epi32(a, ints(n)); }
Ints pick(Mask mask, Ints where_set, Ints otherwise) { return _mm512_mask_mov_epi32(otherwise, mask, where_set); }
Ints least(Ints a, Ints b) { return _mm512_min_epi32(a, b); }
Ints greatest(Ints a, Ints b) { return _mm512_max_epi32(a, b); }
Mask reaches(Ints a, Ints b) { return _mm512_cmpge_epi32_mask(a, b); }

struct Doubles {
  __m512d a, b;
};
Doubles doubles(Ints n) {
  return {_mm512_cvtepi32_pd(_mm512_castsi512_si256(n)), _mm512_cvtepi32_pd(_mm512_extracti64x4_epi64(n, 1))};
}
Doubles doubles(double x) { return {_mm512_set1_pd(x), _mm512_set1_pd(x)}; }
Doubles fused(Doubles x, Doubles y, Doubles z) {
  return {_mm512_fmadd_pd(x.a, y.a, z.a), _mm512_fmadd_pd(x.b, y.b, z.b)};
}
Doubles over(Doubles x, Doubles y) { return {_mm512_div_pd(x.a, y.a), _mm512_div_pd(x.b, y.b)}; }
Doubles and_more(Doubles x, double more) {
  return {_mm512_add_pd(x.a, _mm512_set1_pd(more)), _mm512_add_pd(x.b, _mm512_set1_pd(more))};
}
Ints cut(Doubles x) {
  return _mm512_inserti64x4(_mm512_castsi256_si512(_mm512_cvttpd_epi32(x.a)), _mm512_cvttpd_epi32(x.b), 1);
}

// Results are below 2^31 and exact multiples of 1 / parts before they are cut; a few roundings move them by less than
// 2^-19.
consteval double half_and(double parts) {
  if (parts > 100'000) throw "no room between two results";  // a quarter of 1 / parts is more than 2^-19
  return 0.5 + 0.25 / parts;
}

// What is known of a cell: both ends are the value where there is one.
struct Cell {
  Ints low, high;
  Mask missing;
};

struct Judgement {
  Mask yes, no;
  Ints low, high;  // of the attainment
};

// The cells of one department for sixteen units.
struct Window {
  const std::int32_t* cells;
  const Block* block;
  std::size_t row;

  template <int Column>
  Cell cell() const {
    constexpr Range kRange = range_of(fact_of(Column), kMissing);
    const Ints value = _mm512_loadu_si512(cells + static_cast<std::size_t>(Column) * kStride);
    const Mask missing = _mm512_cmpeq_epi32_mask(value, ints(kMissing));
    return {pick(missing, ints(static_cast<int>(kRange.low)), value),
            pick(missing, ints(static_cast<int>(kRange.high)), value), missing};
  }
};

constexpr int kOneInt = static_cast<int>(kOne);

// `quotient`: of the low end.
Judgement judged(Mask yes, Mask no, Mask missing, Ints quotient) {
  const auto open = static_cast<Mask>(missing & ~no);  // where it is true this is put right below
  Judgement out{yes, no, quotient, pick(open, ints(kOneInt), quotient)};
  out.low = pick(yes, ints(kOneInt), out.low);
  out.high = pick(yes, ints(kOneInt), out.high);
  return out;
}

// Where a condition is false although a cell is missing, unit by unit.
template <class Exactly>
void put_right(Judgement& out, Mask where, Exactly&& exactly) {
  if (where == 0) [[likely]]
    return;
  alignas(64) std::array<std::int32_t, 16> low;
  alignas(64) std::array<std::int32_t, 16> high;
  _mm512_store_si512(low.data(), out.low);
  _mm512_store_si512(high.data(), out.high);
  for (unsigned left = where; left != 0; left &= left - 1) {
    const auto lane = static_cast<std::size_t>(__builtin_ctz(left));
    const Condition right = exactly(lane);
    low[lane] = static_cast<std::int32_t>(right.attained.low);
    high[lane] = static_cast<std::int32_t>(right.attained.high);
  }
  out.low = _mm512_load_si512(low.data());
  out.high = _mm512_load_si512(high.data());
}

// x >= goal of a value whose ends are given; x at the goal or above it does not matter to the quotient.
template <int Goal>
Ints share_of(Ints x) {
  constexpr double kBy = static_cast<double>(kOne) / Goal;
  constexpr double kHalf = half_and(Goal);
  return cut(fused(doubles(greatest(x, ints(0))), doubles(kBy), doubles(kHalf)));
}
template <int Goal>
Judgement at_least(const Cell& x) {
  return judged(reaches(x.low, ints(Goal)), static_cast<Mask>(~reaches(x.high, ints(Goal))), x.missing,
                share_of<Goal>(least(x.low, ints(Goal))));
}
// Of several cells: the ends may both lie below the goal.
template <int Goal, class Exactly>
Judgement at_least(Ints low, Ints high, Mask missing, Exactly&& exactly) {
  Judgement out = judged(reaches(low, ints(Goal)), static_cast<Mask>(~reaches(high, ints(Goal))), missing,
                         share_of<Goal>(least(low, ints(Goal))));
  put_right(out, static_cast<Mask>(missing & out.no), exactly);
  return out;
}
// goal / x; x is positive where it is above the goal.
template <int Goal>
Ints inverse_share_of(Ints x) {
  constexpr double kAbove = static_cast<double>(kOne) * Goal + 0.25;
  return cut(and_more(over(doubles(kAbove), doubles(greatest(x, ints(Goal)))), 0.5));
}
template <int Goal>
Judgement at_most(const Cell& x) {
  return judged(reaches(ints(Goal), x.high), static_cast<Mask>(~reaches(ints(Goal), x.low)), x.missing,
                pick(reaches(x.high, ints(kInfinite)), ints(0), inverse_share_of<Goal>(x.high)));
}
// a / b >= of / in, b positive: attained are (in * a) / (of * b).
template <int Of, int In, class Exactly>
Judgement ratio(const Cell& a, const Cell& b, Exactly&& exactly) {
  const auto missing = static_cast<Mask>(a.missing | b.missing);
  const Mask yes = reaches(product(a.low, In), product(b.high, Of));
  const auto no = static_cast<Mask>(~reaches(product(a.high, In), product(b.low, Of)));
  constexpr double kBy = static_cast<double>(kOne) * In / Of;  // exact
  static_assert(kOne * In % Of == 0);
  const Doubles above = fused(doubles(least(a.low, ints(1000))), doubles(kBy), doubles(0.125));
  const Ints quotient = cut(and_more(over(above, doubles(greatest(b.high, ints(1)))), 0.5));
  Judgement out = judged(yes, no, missing, pick(yes, ints(0), quotient));
  put_right(out, static_cast<Mask>(missing & no), exactly);
  return out;
}

Judgement capped(Mask yes, Mask no, Ints low, Ints high) {
  low = pick(yes, ints(kOneInt), least(low, ints(kOneInt - 1)));
  return {yes, no, low, pick(yes, ints(kOneInt), _mm512_mask_min_epi32(high, no, high, ints(kOneInt - 1)))};
}
Judgement both(const Judgement& a, const Judgement& b) {
  return capped(static_cast<Mask>(a.yes & b.yes), static_cast<Mask>(a.no | b.no), least(a.low, b.low),
                least(a.high, b.high));
}
Judgement either(const Judgement& a, const Judgement& b) {
  return capped(static_cast<Mask>(a.yes | b.yes), static_cast<Mask>(a.no & b.no), greatest(a.low, b.low),
                greatest(a.high, b.high));
}

struct Ends {
  Ints low, high;
};
Ends attained(const Judgement& j) { return {j.low, j.high}; }
Ends stretched(const Judgement& j, Mask yes, Mask no) {
  const Ints more = ints(static_cast<int>(kStretch));
  return {_mm512_mask_add_epi32(j.low, yes, j.low, more),
          _mm512_mask_add_epi32(j.high, static_cast<Mask>(~no), j.high, more)};
}
Ints half_of_sum(Ints a, Ints b) { return _mm512_srli_epi32(sum(sum(a, b), ints(1)), 1); }  // below 2^32
Ends mean(const Ends& a, const Ends& b) { return {half_of_sum(a.low, b.low), half_of_sum(a.high, b.high)}; }
Ints sixty_forty(Ints a, Ints b) {
  return cut(fused(doubles(a), doubles(0.6), fused(doubles(b), doubles(0.4), doubles(half_and(5)))));
}
Ends mean_60_40(const Ends& a, const Ends& b) { return {sixty_forty(a.low, b.low), sixty_forty(a.high, b.high)}; }

// Schemes, of one end each.
template <int Goal>
Ints stepped(Ints x) {
  Ints out = pick(reaches(x, ints((8 * Goal + 9) / 10)), ints(600'000'000), ints(0));
  out = pick(reaches(x, ints((9 * Goal + 9) / 10)), ints(800'000'000), out);
  return pick(reaches(x, ints(Goal)), ints(kOneInt), out);
}
template <int Goal, int Floor, int Cap>
Ints in_proportion(Ints x) {  // x / Goal
  constexpr int kFrom = (Floor * Goal + 99) / 100;
  constexpr int kTo = (Cap * Goal + 99) / 100;
  const Ints quotient = share_of<Goal>(least(x, ints(kTo)));
  return pick(reaches(x, ints(kTo)), ints(10'000'000 * Cap), pick(reaches(x, ints(kFrom)), quotient, ints(0)));
}
template <int Goal, int Floor, int Cap>
Ints in_inverse_proportion(Ints x) {  // Goal / x
  constexpr int kTo = 100 * Goal / Cap;
  constexpr int kFrom = 100 * Goal / Floor;
  constexpr double kAbove = static_cast<double>(kOne) * Goal + 0.25;
  const Ints quotient = cut(and_more(over(doubles(kAbove), doubles(greatest(x, ints(kTo)))), 0.5));
  return pick(reaches(ints(kTo), x), ints(10'000'000 * Cap), pick(reaches(ints(kFrom), x), quotient, ints(0)));
}
template <int From, int To>
Ints linear(Ints x) {
  return pick(reaches(x, ints(To)), ints(kOneInt),
              share_of<To - From>(least(difference(x, ints(From)), ints(To - From))));
}

// A target's score: weight * mean, half up to four places.
template <int Weight>
Ints score_of(Ints mean) {
  constexpr double kHalf = half_and(100'000);
  return cut(fused(doubles(mean), doubles(Weight / 100'000.0), doubles(kHalf)));
}

struct Sixteen {
  Judged* out;
  std::size_t row;
  Ints low, high;

  template <int Target>
  void target(Mask yes, Mask no, const Ends& mean) {
    constexpr int kWeight = weight(Target / kTargets, Target % kTargets);
    put(out->met[Target], yes);
    put(out->unknown[Target], static_cast<Mask>(~(yes | no)));
    low = sum(low, score_of<kWeight>(mean.low));
    high = sum(high, score_of<kWeight>(mean.high));
  }
  template <int Target>
  void target(const Judgement& j) {
    target<Target>(j.yes, j.no, attained(j));
  }
  void put(std::array<std::uint64_t, kWords>& words, Mask mask) const {
    std::memcpy(reinterpret_cast<char*>(words.data()) + row / 8, &mask, sizeof mask);
  }
};

template <int D>
Ints of_department(Ints score) {
  constexpr double kHalf = half_and(10'000);
  return cut(fused(doubles(score), doubles(difficulty(D) / 10'000.0), doubles(kHalf)));
}

// The ends of a cell as point.h wants them.
template <int Column>
Range exact(const Window& w, std::size_t lane) {
  return range_of(fact_of(Column), w.block->cells[static_cast<std::size_t>(Column) * kStride + w.row + lane]);
}

template <int D>
void department(const Window& w, Sixteen& out) {
  constexpr int c = D * kFacts;
  constexpr int t = D * kTargets;
  out.low = ints(0);
  out.high = ints(0);
  const Cell f0 = w.template cell<c>();
  const auto points = [&]<int Above, int Below>(std::integer_sequence<int, Above, Below>) {
    const Cell a = w.template cell<Above>();
    const Cell b = w.template cell<Below>();
    return at_least<kPoints>(difference(a.low, b.high), difference(a.high, b.low),
                             static_cast<Mask>(a.missing | b.missing), [&](std::size_t lane) {
                               return limit::at_least(minus(exact<Above>(w, lane), exact<Below>(w, lane)), kPoints);
                             });
  };
  if constexpr (form_of(D) == Form::a) {
    const Judgement revenue = at_least<amount(D)>(f0);
    out.target<t>(revenue.yes, revenue.no,
                  stretched(revenue, reaches(f0.low, ints(amount_stretch(D))),
                            static_cast<Mask>(~reaches(f0.high, ints(amount_stretch(D))))));
    const Judgement energy = at_most<seventy::at_most(D)>(w.template cell<c + 1>());
    const Judgement covered = at_least<coverage(D)>(w.template cell<c + 2>());
    out.target<t + 1>(static_cast<Mask>(energy.yes & covered.yes), static_cast<Mask>(energy.no | covered.no),
                      mean_60_40(attained(energy), attained(covered)));
    out.target<t + 2>(ratio<2, 3>(w.template cell<c + 3>(), w.template cell<c + 4>(), [&](std::size_t lane) {
      return limit::at_least(times(exact<c + 3>(w, lane), 3), times(exact<c + 4>(w, lane), 2));
    }));
    out.target<t + 3>(points(std::integer_sequence<int, c + 5, c + 6>()));
    const Cell f7 = w.template cell<c + 7>();
    const Cell f8 = w.template cell<c + 8>();
    const Judgement funds = at_least<two(D)>(
        sum(f7.low, f8.low), sum(f7.high, f8.high), static_cast<Mask>(f7.missing | f8.missing),
        [&](std::size_t lane) { return limit::at_least(plus(exact<c + 7>(w, lane), exact<c + 8>(w, lane)), two(D)); });
    out.target<t + 4>(both(funds, at_least<number(D)>(w.template cell<c + 9>())));
  } else if constexpr (form_of(D) == Form::b) {
    constexpr int kGoal = amount(D);
    out.target<t>(reaches(f0.low, ints(kGoal)), static_cast<Mask>(~reaches(f0.high, ints(kGoal))),
                  {stepped<kGoal>(f0.low), stepped<kGoal>(f0.high)});
    const Cell f1 = w.template cell<c + 1>();
    const Cell f2 = w.template cell<c + 2>();
    const Cell f3 = w.template cell<c + 3>();
    out.target<t + 1>(at_least<three(D)>(
        sum(sum(f1.low, f2.low), f3.low), sum(sum(f1.high, f2.high), f3.high),
        static_cast<Mask>(f1.missing | f2.missing | f3.missing), [&](std::size_t lane) {
          return limit::at_least(plus(plus(exact<c + 1>(w, lane), exact<c + 2>(w, lane)), exact<c + 3>(w, lane)),
                                 three(D));
        }));
    out.target<t + 2>(either(at_least<number(D)>(w.template cell<c + 4>()), at_most<few(D)>(w.template cell<c + 5>())));
    const Cell f6 = w.template cell<c + 6>();
    const Judgement punctual = at_least<coverage(D)>(f6);
    out.target<t + 3>(punctual.yes, punctual.no, mean(attained(punctual), attained(at_least<coverage_aim(D)>(f6))));
    const Judgement risen = points(std::integer_sequence<int, c + 7, c + 8>());
    const Cell f9 = w.template cell<c + 9>();
    out.target<t + 4>(static_cast<Mask>(risen.yes & reaches(ints(few(D)), f9.high)),
                      static_cast<Mask>(risen.no | ~reaches(ints(few(D)), f9.low)),
                      mean(attained(risen), {in_inverse_proportion<few(D), 60, 120>(f9.high),
                                             in_inverse_proportion<few(D), 60, 120>(f9.low)}));
  } else {
    constexpr int kGoal = amount(D);
    out.target<t>(reaches(f0.low, ints(kGoal)), static_cast<Mask>(~reaches(f0.high, ints(kGoal))),
                  {in_proportion<kGoal, 60, 110>(f0.low), in_proportion<kGoal, 60, 110>(f0.high)});
    const Cell f1 = w.template cell<c + 1>();
    const Cell f2 = w.template cell<c + 2>();
    const Judgement built = ratio<2, 3>(f1, f2, [&](std::size_t lane) {
      return limit::at_least(times(exact<c + 1>(w, lane), 3), times(exact<c + 2>(w, lane), 2));
    });
    out.target<t + 1>(built.yes, built.no,
                      stretched(built, reaches(product(f1.low, 5), product(f2.high, 4)),
                                static_cast<Mask>(~reaches(product(f1.high, 5), product(f2.low, 4)))));
    out.target<t + 2>(
        both(points(std::integer_sequence<int, c + 3, c + 4>()), at_least<number(D)>(w.template cell<c + 5>())));
    const Cell f6 = w.template cell<c + 6>();
    const Cell f7 = w.template cell<c + 7>();
    const Judgement waste = at_most<seventy::at_most(D)>(f6);
    out.target<t + 3>(
        static_cast<Mask>(waste.yes & reaches(f7.low, ints(coverage(D)))),
        static_cast<Mask>(waste.no | ~reaches(f7.high, ints(coverage(D)))),
        mean(stretched(waste, reaches(ints(at_most_stretch(D)), f6.high),
                       static_cast<Mask>(~reaches(ints(at_most_stretch(D)), f6.low))),
             {linear<linear_from(D), coverage(D)>(f7.low), linear<linear_from(D), coverage(D)>(f7.high)}));
    const Judgement visits = at_least<number(D)>(w.template cell<c + 8>());
    const Judgement beds = at_least<number_too(D)>(w.template cell<c + 9>());
    out.target<t + 4>(static_cast<Mask>(visits.yes & beds.yes), static_cast<Mask>(visits.no | beds.no),
                      mean(attained(visits), attained(beds)));
  }
  out.low = of_department<D>(out.low);
  out.high = of_department<D>(out.high);
}

// One department for all rows, so that its goals stay in registers.
template <int D>
void rows(const Block& block, Judged& judged) {
  for (std::size_t row = 0; row < block.rows; row += 16) {
    Sixteen out{&judged, row, {}, {}};
    department<D>(Window{block.cells.data() + row, &block, row}, out);
    std::int32_t* const low = judged.low.data() + row;
    std::int32_t* const high = judged.high.data() + row;
    if constexpr (D != 0) {
      out.low = sum(out.low, _mm512_load_si512(low));
      out.high = sum(out.high, _mm512_load_si512(high));
    }
    _mm512_store_si512(low, out.low);
    _mm512_store_si512(high, out.high);
  }
}

template <int... D>
void all(const Block& block, Judged& judged, std::integer_sequence<int, D...>) {
  (rows<D>(block, judged), ...);
}

}  // namespace

void judge_wide(const Block& block, Judged& out) { all(block, out, std::make_integer_sequence<int, kDepartments>()); }

}  // namespace bench::limit

#pragma GCC pop_options

#endif
