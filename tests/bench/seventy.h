// The large workload: 14 departments of 5 targets and 10 facts each. The departments are of three forms in turn; their
// goals, weights and difficulties differ. What stands here is what the generator, the printer of the rules and the
// hand-written limit must agree on.
//
//   form A  1  f0 >= goal, with a stretch                         form B  1  f0 >= goal, by steps
//           2  f1 <= goal (60) ; f2 >= goal (40)                          2  f1 + f2 + f3 >= goal
//           3  f3 / f4 >= 2/3                                             3  f4 >= goal or f5 <= goal
//           4  f5 - f6 >= 3pp                                             4  f6 >= goal ; aim: f6 >= a higher one
//           5  f7 + f8 >= goal and f9 >= goal                             5  f7 - f8 >= 3pp ; f9 <= goal, in proportion
//
//   form C  1  f0 >= goal, in proportion
//           2  f1 / f2 >= 2/3, stretch 4/5
//           3  f3 - f4 >= 3pp and f5 >= goal
//           4  f6 <= goal, with a stretch ; f7 >= goal, linear
//           5  aim: f8 >= goal ; aim: f9 >= goal
#pragma once

#include "random.h"

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

namespace bench::seventy {

constexpr int kDepartments = 14;
constexpr int kFacts = 10;   // of a department
constexpr int kTargets = 5;  // of a department
constexpr int kColumns = kDepartments * kFacts;
constexpr int kMissing = std::numeric_limits<int>::min();

enum class Form { a, b, c };
constexpr Form form_of(int department) { return static_cast<Form>(department % 3); }

struct Fact {
  std::string_view name;
  std::string_view kind;  // as declared, before the range
  std::string_view unit;  // of the range
  int places;             // a value is a whole number of the last of them
  int least, most;        // that the generator writes
  int low, high;          // the declared range; kMissing: that end is not declared
};

constexpr std::array<std::array<Fact, kFacts>, 3> kFactsOf = {{
    {{{"revenue", "flow 亿元", "亿元", 4, 1, 99999, kMissing, kMissing},
      {"energy", "level 吨", "吨", 2, 1, 999, 0, 1000},
      {"coverage", "level %", "%", 1, 11, 1000, 0, 1000},
      {"passed", "flow 人 whole", "人", 0, 0, 999, 0, 1000},
      {"tested", "flow 人 whole", "人", 0, 1, 999, 1, 1000},
      {"share", "level %", "%", 1, 11, 1000, 0, 1000},
      {"share_before", "level %", "%", 1, 11, 1000, 0, 1000},
      {"saved", "flow 亿元", "亿元", 2, 1, 999, 0, 1000},
      {"raised", "flow 亿元", "亿元", 2, 1, 999, 0, 1000},
      {"sites", "level 个 whole", "个", 0, 0, 999, 0, 1000}}},
    {{{"output", "flow 亿元", "亿元", 4, 1, 99999, kMissing, kMissing},
      {"roads", "flow 亿元", "亿元", 2, 1, 999, 0, 1000},
      {"rails", "flow 亿元", "亿元", 2, 1, 999, 0, 1000},
      {"ports", "flow 亿元", "亿元", 2, 1, 999, 0, 1000},
      {"jobs", "flow 人 whole", "人", 0, 0, 999, 0, 1000},
      {"complaints", "level 件 whole", "件", 0, 0, 999, 0, kMissing},
      {"punctual", "level %", "%", 1, 11, 1000, 0, 1000},
      {"quota", "level %", "%", 1, 11, 1000, 0, 1000},
      {"quota_before", "level %", "%", 1, 11, 1000, 0, 1000},
      {"days_taken", "level 天 whole", "天", 0, 1, 999, 1, 1000}}},
    {{{"invested", "flow 亿元", "亿元", 4, 1, 99999, 0, 100000},
      {"built", "flow 亿元", "亿元", 2, 1, 999, 0, 1000},
      {"planned", "flow 亿元", "亿元", 2, 1, 999, 1, 1000},
      {"digital", "level %", "%", 1, 11, 1000, 0, 1000},
      {"digital_before", "level %", "%", 1, 11, 1000, 0, 1000},
      {"firms", "level 家 whole", "家", 0, 0, 999, 0, 1000},
      {"waste", "level 吨", "吨", 2, 1, 999, 0, 1000},
      {"green", "level %", "%", 1, 11, 1000, 0, 1000},
      {"visits", "flow 人次 whole", "人次", 0, 0, 999, 0, 1000},
      {"beds", "level 个 whole", "个", 0, 0, 999, 0, 1000}}},
}};
constexpr const Fact& fact_of(int column) {
  return kFactsOf[static_cast<std::size_t>(column / kFacts % 3)][static_cast<std::size_t>(column % kFacts)];
}

// Goals, in the last place of what they are compared with.
constexpr int amount(int d) { return 40000 + 1537 * d; }  // f0
constexpr int amount_stretch(int d) { return amount(d) + 20000; }
constexpr int at_most(int d) { return 450 + 23 * d; }  // A f1, C f6
constexpr int at_most_stretch(int d) { return at_most(d) - 250; }
constexpr int coverage(int d) { return 500 + 27 * d; }  // A f2, B f6, C f7
constexpr int coverage_aim(int d) { return coverage(d) + 100; }
constexpr int linear_from(int d) { return coverage(d) - 300; }
constexpr int two(int d) { return 900 + 17 * d; }         // A f7 + f8
constexpr int three(int d) { return 1300 + 19 * d; }      // B f1 + f2 + f3
constexpr int number(int d) { return 350 + 13 * d; }      // A f9, B f4, C f5, f8
constexpr int number_too(int d) { return 420 + 11 * d; }  // C f9
constexpr int few(int d) { return 300 + 7 * d; }          // B f5, f9
constexpr int kPoints = 30;                               // 3pp

constexpr int difficulty(int d) { return 10000 + (1183 + 617 * d) % 3000; }  // of 4 places
constexpr int weight(int d, int target) {
  constexpr std::array<int, kTargets> kWeights = {30, 25, 20, 15, 10};
  return kWeights[static_cast<std::size_t>((target + d) % kTargets)];
}

// What a unit (from 1) reports. Of every 20 units one (the 20th) stands exactly on the threshold of every target that
// has one, and one (the 10th) short of it by one last place. Of all other cells 2 % are missing. `series` tells the
// members, or the periods, of one unit apart.
constexpr bool on_threshold(std::uint64_t unit) { return unit % 20 == 0; }
constexpr bool short_of_it(std::uint64_t unit) { return unit % 20 == 10; }

inline void report(std::uint64_t unit, int department, int* values, unsigned series = 0) {
  const std::uint64_t place = ((unit * 8 + series) * kDepartments + static_cast<unsigned>(department)) * kFacts;
  const auto& facts = kFactsOf[static_cast<std::size_t>(department % 3)];
  for (int f = 0; f < kFacts; ++f) {
    const std::uint64_t random = mixed(place + static_cast<unsigned>(f));
    const Fact& fact = facts[static_cast<std::size_t>(f)];
    values[f] = (random & 0xffffU) < 1332
                    ? kMissing
                    : between(random, fact.least,
                              fact.most);  // 1332 of 65536, so that 2 % remain where 10 % of the units have few
  }
  const int below = short_of_it(unit) ? 1 : 0;
  if (!on_threshold(unit) && below == 0) return;
  const int d = department;
  const std::uint64_t random = mixed(~place);
  const int part = between(random, 1, 300);
  const int points = between(random << 20U, 11, 960);
  switch (form_of(d)) {
    case Form::a:
      values[0] = amount(d) - below;
      values[1] = at_most(d) + below;
      values[2] = coverage(d) - below;
      values[3] = 2 * part - below;
      values[4] = 3 * part;
      values[5] = points + kPoints - below;
      values[6] = points;
      values[7] = 200 + part;
      values[8] = two(d) - values[7] - below;
      values[9] = number(d);
      break;
    case Form::b:
      values[0] = amount(d) - below;
      values[1] = 100 + part;
      values[2] = 600 - part;
      values[3] = three(d) - 700 - below;
      values[4] = number(d) - below;
      values[5] = few(d) + below;
      values[6] = coverage(d) - below;
      values[7] = points + kPoints - below;
      values[8] = points;
      values[9] = few(d) + below;
      break;
    case Form::c:
      values[0] = amount(d) - below;
      values[1] = 2 * part - below;
      values[2] = 3 * part;
      values[3] = points + kPoints - below;
      values[4] = points;
      values[5] = number(d);
      values[6] = at_most(d) + below;
      values[8] = number(d) - below;
      values[9] = number_too(d);
      break;
  }
}

}  // namespace bench::seventy
