#include "print_rules.h"

#include "decimal.h"
#include "seventy.h"

#include <utility>
#include <vector>

namespace bench::seventy {

namespace {

constexpr std::array<std::string_view, kDepartments> kNames = {
    "市发改委",     "市经信局", "市教育局",     "市科技局",     "市公安局", "市民政局",     "市财政局",
    "市人力社保局", "市建设局", "市交通运输局", "市农业农村局", "市商务局", "市文广旅游局", "市卫生健康委"};

// A number of the last of `places` in a unit: `4.15亿元`.
std::string quantity(int value, int places, std::string_view unit) {
  std::string text;
  append_decimal(text, value, places);
  return text.append(unit);
}

std::string percent(int tenths) { return quantity(tenths, 1, "%"); }

struct Printer {
  Rules kind;
  int d;
  int copy = 0;  // of a department; moves its goals
  std::string out;

  int goal(int first) const { return first + copy; }
  int part(int first) const { return first + copy % 40; }  // a percentage, which stays below 100
  std::string two_thirds() const { return copy == 0 ? "2/3" : std::to_string(2000 + copy) + "/3000"; }
  std::string points() const { return quantity(kPoints + copy, 1, "pp"); }

  std::string name(int f) const {
    return std::string(kFactsOf[static_cast<std::size_t>(d % 3)][static_cast<std::size_t>(f)].name) + "_" +
           std::to_string(d + 1);
  }
  // Of a fact for each member the mean, which has the size of one value, so that the goals stay what they are.
  std::string x(int f) const { return kind == Rules::members ? "avg(" + name(f) + ")" : name(f); }

  void open(int target, std::string_view title) {
    out += "  target " + std::to_string(target) + " \"" + std::string(title) + "\" weight " +
           std::to_string(weight(d, target - 1)) + " {\n";
    out += "    text \"\"\"" + std::string(title) + "\"\"\"\n";
  }
  void line(const std::string& text) { out += "    " + text + "\n"; }
  void close() { out += "  }\n"; }

  void facts() {
    for (int f = 0; f < kFacts; ++f) {
      const Fact& fact = kFactsOf[static_cast<std::size_t>(d % 3)][static_cast<std::size_t>(f)];
      out += "  fact " + name(f) + " : " + std::string(fact.kind);
      if (fact.low != kMissing && fact.high != kMissing) {
        out +=
            " range " + quantity(fact.low, fact.places, fact.unit) + ".." + quantity(fact.high, fact.places, fact.unit);
      } else if (fact.low != kMissing) {
        out += " range >= " + quantity(fact.low, fact.places, fact.unit);
      }
      if (kind == Rules::members) out += " per 区县";
      out += '\n';
    }
  }

  // What differs between the rulebooks: members are counted and compared, quarters grow.
  std::string each(int f, std::string_view compared) const {
    const std::string plain = name(f) + std::string(compared);
    return kind == Rules::members    ? "every 区县 has " + plain
           : kind == Rules::quarters ? "every quarter has " + plain
                                     : plain;
  }
  std::string most(int f, std::string_view compared) const {
    const std::string plain = name(f) + std::string(compared);
    if (kind == Rules::members) return "share(区县 where " + plain + ") >= 50%";
    if (kind == Rules::quarters) return "count(quarter where " + plain + ") >= 2";
    return plain;
  }
  std::string amount_of(int f) const {
    if (kind == Rules::members) return "avg(" + name(f) + ")";
    if (kind == Rules::quarters) return name(f) + " / 4";
    return name(f);
  }
  std::string grows(int f, const std::string& goal) const {
    return kind == Rules::quarters ? "growth(" + name(f) + ") >= 5%" : x(f) + goal;
  }
  std::string sum(int first, int last) const {
    std::string text = kind == Rules::quarters ? "(" : "";
    for (int f = first; f <= last; ++f) text += (f > first ? " + " : "") + x(f);
    return text + (kind == Rules::quarters ? ") / 4" : "");
  }

  void form_a() {
    open(1, "收入");
    line("require : " + amount_of(0) + " >= " + quantity(goal(amount(d)), 4, "亿元") + " stretch " +
         grows(0, " >= " + quantity(goal(amount_stretch(d)), 4, "亿元")));
    close();
    open(2, "能耗与覆盖");
    line("require : " + each(1, " <= " + quantity(goal(at_most(d)), 2, "吨")) + " weight 60");
    line("require : " + x(2) + " >= " + percent(part(coverage(d))) + " weight 40");
    close();
    open(3, "合格率");
    line("require : " + x(3) + " / " + x(4) + " >= " + two_thirds());
    close();
    open(4, "占比提高");
    line("require : " + x(5) + " - " + x(6) + " >= " + points());
    close();
    open(5, "节约与筹集");
    line("require : " + sum(7, 8) + " >= " + quantity(goal(two(d)), 2, "亿元") + " and " +
         most(9, " >= " + quantity(goal(number(d)), 0, "个")));
    close();
  }
  void form_b() {
    open(1, "产值");
    line("require : " + amount_of(0) + " >= " + quantity(goal(amount(d)), 4, "亿元") +
         " score steps { >= 100%: 100%, >= 90%: 80%, >= 80%: 60%, else 0% }");
    close();
    open(2, "投资");
    line("require : " + sum(1, 3) + " >= " + quantity(goal(three(d)), 2, "亿元"));
    close();
    open(3, "就业或投诉");
    line("require : " + grows(4, " >= " + quantity(goal(number(d)), 0, "人")) + " or " +
         most(5, " <= " + quantity(goal(few(d)), 0, "件")));
    close();
    open(4, "准点");
    line("require : " + each(6, " >= " + percent(part(coverage(d)))));
    line("aim : " + x(6) + " >= " + percent(part(coverage_aim(d))));
    close();
    open(5, "配额与时限");
    line("require : " + x(7) + " - " + x(8) + " >= " + points());
    line("require : " + x(9) + " <= " + quantity(goal(few(d)), 0, "天") + " score proportional floor 60% cap 120%");
    close();
  }
  void form_c() {
    open(1, "投入");
    line("require : " + amount_of(0) + " >= " + quantity(goal(amount(d)), 4, "亿元") +
         " score proportional floor 60% cap 110%");
    close();
    open(2, "建成率");
    line("require : " + x(1) + " / " + x(2) + " >= " + two_thirds() + " stretch " + x(1) + " / " + x(2) + " >= 4/5");
    close();
    open(3, "数字化");
    line("require : " + x(3) + " - " + x(4) + " >= " + points() + " and " +
         most(5, " >= " + quantity(goal(number(d)), 0, "家")));
    close();
    open(4, "绿色");
    line("require : " + x(6) + " <= " + quantity(goal(at_most(d)), 2, "吨") + " stretch " + x(6) +
         " <= " + quantity(goal(at_most_stretch(d)), 2, "吨"));
    line("require : " + x(7) + " >= " + percent(part(coverage(d))) + " score linear from " +
         percent(part(linear_from(d))) + " to " + percent(part(coverage(d))));
    close();
    open(5, "服务");
    line("aim : " + grows(8, " >= " + quantity(goal(number(d)), 0, "人次")));
    line("aim : " + each(9, " >= " + quantity(goal(number_too(d)), 0, "个")));
    close();
  }
};

}  // namespace

std::string rules(Rules kind) {
  std::string out =
      "# The large workload of the benchmarks: 14 departments, 70 targets, 140 facts. `bench_generate rules ";
  out += kind == Rules::seventy    ? "seventy"
         : kind == Rules::members  ? "members"
         : kind == Rules::quarters ? "quarters"
                                   : "many";
  out += "` printed this.\n\nseason 2023 \"bench\" from 2023-01-01 to 2023-12-31 ";
  out += kind == Rules::quarters ? "quarterly" : "yearly";
  out += "\nunit 元 ; unit 亿元 = 1亿 元 ; unit 吨 ; unit 人 ; unit 个 ; unit 件 ; unit 天 ; unit 家 ; unit 人次\n";
  if (kind == Rules::members) out += "dimension 区县 { 吴兴区, 南浔区, 德清县, 长兴县, 安吉县, 南太湖新区, 长合区 }\n";
  const int copies = kind == Rules::many ? 100 : 1;
  if (kind == Rules::many) {
    for (int d = 0; d < kDepartments; ++d) {
      Printer print{kind, d, 0, {}};
      print.facts();
      out += print.out;
    }
  }
  for (int copy = 0; copy < copies; ++copy) {
    for (int d = 0; d < kDepartments; ++d) {
      Printer print{kind, d, copy, {}};
      print.out = "\ndepartment " + std::string(kNames[static_cast<std::size_t>(d)]) +
                  (kind == Rules::many ? "_" + std::to_string(copy + 1) : "") + " {\n  difficulty " +
                  quantity(difficulty(d), 4, "") + "\n";
      if (kind != Rules::many) print.facts();
      switch (form_of(d)) {
        case Form::a: print.form_a(); break;
        case Form::b: print.form_b(); break;
        case Form::c: print.form_c(); break;
      }
      out += print.out + "}\n";
    }
  }
  return out;
}

}  // namespace bench::seventy
