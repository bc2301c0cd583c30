#include "differential/rulebook.h"

#include "differential/condition.h"
#include "differential/declared.h"

#include <utility>

namespace assay::differential {
namespace {

std::string numeral(Random& random) {
  static const std::vector<std::string> kPool{"1", "2", "3", "5", "10", "12.5", "20", "30", "33", "40", "50", "60", "80", "99.5", "100", "120"};
  return random.one_of(kPool);
}

// Texts of declarations and of departments, over what has been declared so far.
class Writer {
 public:
  explicit Writer(Random& random) : random_(random) {}

  std::string write() {
    declared_.monthly = random_.chance(30);
    out_ = "season 2023 \"二〇二三年度\" from 2023-01-01 to 2023-12-31 " + std::string(declared_.monthly ? "monthly" : "quarterly") + "\n";
    if (random_.chance(40)) {
      out_ += "reports from { ";
      for (int i = 1; i <= 130; ++i) out_ += (i > 1 ? ", 单位" : "单位") + std::to_string(i);
      out_ += " }\n";
    }
    out_ += "unit 人\nunit 元\nunit 万元 = 10000 元\nunit 亿元 = 1亿 元\nunit 平方米\nunit 亩 = 2000/3 平方米\n";
    dimensions();
    scales();
    params();
    for (int i = random_.between(1, 3); i > 0; --i) fact("");
    list();
    const int departments = random_.between(1, 3);
    target_formula_ = random_.one_of<std::string>({"weight * mean(criteria)", "weight * mean(criteria)", "weight * mean(criteria)", "weight * min(criteria)",
                                                   "weight * max(criteria)", "weight * met", "sum(criteria)", "weight * mean(criteria where met)",
                                                   "weight * share(criteria where attainment >= 60%)", "sum(criteria where not stretch)",
                                                   "weight * mean(criteria) + count(criteria where met)"});
    const bool states_scoring = random_.chance(60);
    combines_ = !states_scoring || target_formula_.find("mean(criteria)") != std::string::npos;
    for (int d = 0; d < departments; ++d) department(d);
    if (states_scoring) scoring();
    return out_;
  }

 private:
  void dimensions() {
    const std::vector<DeclaredDimension> kAll{{"区县", {"吴兴区", "南浔区", "德清县", "长兴县"}}, {"季节", {"旺季", "淡季"}}};
    for (std::size_t d = 0; d < static_cast<std::size_t>(random_.between(1, 2)); ++d) {
      DeclaredDimension dimension = kAll[d];
      while (dimension.members.size() > 2 && random_.chance(40)) dimension.members.pop_back();
      out_ += "dimension " + dimension.name + " { ";
      for (std::size_t m = 0; m < dimension.members.size(); ++m) out_ += (m > 0 ? ", " : "") + dimension.members[m];
      out_ += " }\n";
      declared_.dimensions.push_back(dimension);
    }
  }

  void scales() {
    declared_.scales = {{"评议", {"不合格", "合格", "良好", "优秀"}, true}, {"星级", {"一星", "二星", "三星"}, false}};
    // Grades may be worth more than the whole, less than nothing, and what has more than 9 places.
    const char* judged[] = {"不合格 = 0%, 合格 = 60%, 良好 = 80%, 优秀 = 100%", "不合格 = 0%, 合格 = 60%, 良好 = 100%, 优秀 = 120%",
                            "不合格 = -20%, 合格 = 50%, 良好 = 200% / 3, 优秀 = 150%"};
    const char* starred[] = {"一星 = 20%, 二星 = 55.5%, 三星 = 100%", "一星 = -100% / 7, 二星 = 0, 三星 = 100% / 3", "一星 = 110%, 二星 = 115%, 三星 = 130%"};
    out_ += std::string("scale 评议 { ") + judged[random_.below(3)] + " } pass 合格\n";
    out_ += std::string("scale 星级 { ") + starred[random_.below(3)] + " }\n";
  }

  void params() {
    out_ += "param 目标率 : % = 5.5% from 2023-01-01, " + numeral(random_) + "% from 2023-07-01 source \"快报\"\n";
    declared_.values.push_back({"目标率", Family::ratio});
    if (random_.chance(60)) {
      out_ += "param 限额 : 万元 = " + numeral(random_) + "万元 assumed \"没有说\"\n";
      declared_.values.push_back({"限额", Family::money});
    }
    if (random_.chance(60)) {
      out_ += "param 前列 = " + std::to_string(random_.between(1, 4)) + "\n";
      declared_.values.push_back({"前列", Family::plain});
    }
  }

  std::string range(const DeclaredFact& f) {
    const std::string unit = f.unit;
    switch (random_.between(0, 3)) {
      case 0: return " range 0" + unit + ".." + random_.one_of<std::string>({"100", "150", "400"}) + unit;
      case 1: return f.sort == Sort::level ? " range >= 0" + unit : "";
      case 2: return f.sort == Sort::level ? " range 10" + unit + ".." + random_.one_of<std::string>({"60", "200"}) + unit : "";
      default: return "";
    }
  }

  void number_options(DeclaredFact& f, std::string& text) {
    const bool is_signed = f.sort != Sort::level && random_.chance(15);
    if (random_.chance(55) && !is_signed) text += range(f);
    if (is_signed) text += " signed";
    if (random_.chance(15) && f.family != Family::ratio) text += " whole";
    const int step = random_.between(1, 100);
    if (step <= 15) {
      text += " monthly";
      f.step = 0;
    } else if (step <= 30) {
      text += " yearly";
      f.step = 2;
    } else if (step <= 45) {
      text += " quarterly";
      f.step = 1;
    } else {
      f.step = declared_.monthly ? 0 : 1;
    }
  }

  void dimensions_of(DeclaredFact& f, std::string& text) {
    if (!random_.chance(45)) return;
    for (std::size_t d = 0; d < declared_.dimensions.size(); ++d)
      if (f.dimensions.empty() ? random_.chance(70) || d + 1 == declared_.dimensions.size() : random_.chance(20)) f.dimensions.push_back(d);
    text += " per ";
    for (std::size_t i = 0; i < f.dimensions.size(); ++i) text += (i > 0 ? ", " : "") + declared_.dimensions[f.dimensions[i]].name;
    if (f.is_number() && random_.chance(60)) {
      f.total = true;
      // Of an amount the least and the greatest have two readings.
      text += " total " + (f.sort == Sort::flow ? random_.one_of<std::string>({"sum", "sum", "mean"}) : random_.one_of<std::string>({"sum", "sum", "mean", "min", "max"}));
    }
  }

  void give_unit(DeclaredFact& f) {
    f.family = random_.one_of<Family>({Family::money, Family::money, Family::people, Family::area, Family::ratio, Family::plain});
    if (f.family == Family::ratio && f.sort != Sort::level) f.family = Family::money;
    f.unit = unit_of(f.family, random_);
  }

  void fact(const std::string& indent) {
    DeclaredFact f;
    f.name = "指标" + std::to_string(++facts_);
    f.sort = random_.one_of<Sort>({Sort::flow, Sort::flow, Sort::cumulative, Sort::level, Sort::level, Sort::event, Sort::event, Sort::rank,
                                   Sort::grade, Sort::flag, Sort::text});
    f.step = declared_.monthly ? 0 : 1;
    std::string text;
    switch (f.sort) {
      case Sort::flow:
      case Sort::cumulative:
      case Sort::level: {
        give_unit(f);
        const std::string word = f.sort == Sort::flow ? "flow" : f.sort == Sort::cumulative ? "cumulative" : "level";
        text = word + (f.unit.empty() ? "" : " " + f.unit);
        dimensions_of(f, text);
        number_options(f, text);
        break;
      }
      case Sort::event: text = "event"; dimensions_of(f, text); break;
      case Sort::rank: text = "rank"; break;
      case Sort::grade:
        f.scale = random_.below(declared_.scales.size());
        text = "grade " + declared_.scales[f.scale].name;
        dimensions_of(f, text);
        break;
      case Sort::flag:
        text = "flag";
        if (random_.chance(40)) text += declared_.monthly ? " monthly" : " quarterly";
        else f.step = 0;
        dimensions_of(f, text);
        break;
      case Sort::text:
        text = "text";
        if (random_.chance(40)) text += declared_.monthly ? " monthly" : " quarterly";
        else f.step = 0;
        break;
    }
    out_ += indent + "fact " + f.name + " : " + text + "\n";
    declared_.facts.push_back(f);
  }

  void list() {
    if (!random_.chance(75)) return;
    DeclaredList l;
    l.name = "项目";
    out_ += "list 项目";
    if (random_.chance(55)) {
      l.dimension = 0;
      out_ += " per " + declared_.dimensions[0].name;
    }
    if (random_.chance(40)) out_ += " size " + std::to_string(random_.between(2, 4));
    out_ += " { 开工 : event ; 合格否 : flag ; 投资 : level 万元 range >= 0万元 ; 人数 : level 人 ; 类别 : text ; 等次 : grade 评议 }\n";
    const auto field = [&](const char* name, Sort sort, Family family, const char* unit) {
      DeclaredFact f;
      f.name = name;
      f.sort = sort;
      f.family = family;
      f.unit = unit;
      f.step = 0;
      l.fields.push_back(f);
    };
    field("开工", Sort::event, Family::plain, "");
    field("合格否", Sort::flag, Family::plain, "");
    field("投资", Sort::level, Family::money, "万元");
    field("人数", Sort::level, Family::people, "人");
    field("类别", Sort::text, Family::plain, "");
    field("等次", Sort::grade, Family::plain, "");
    declared_.lists.push_back(l);
    if (!random_.chance(60)) return;
    DeclaredList other;
    other.name = "平台";
    out_ += "list 平台";
    if (random_.chance(40)) {
      other.dimension = random_.below(declared_.dimensions.size());
      out_ += " per " + declared_.dimensions[*other.dimension].name;
    }
    out_ += " { 认定 : event ; 营收 : level 万元 ; 行业 : text }\n";
    l = other;
    field("认定", Sort::event, Family::plain, "");
    field("营收", Sort::level, Family::money, "万元");
    field("行业", Sort::text, Family::plain, "");
    declared_.lists.push_back(l);
  }

  void lets(const std::string& indent) {
    for (int i = random_.between(0, 3); i > 0; --i) let(indent);
  }

  void let(const std::string& indent) {
    Conditions conditions(declared_, random_);
    const Family family = random_.one_of<Family>({Family::money, Family::money, Family::ratio, Family::people, Family::plain});
    Scope scope;
    NamedValue made{"中间" + std::to_string(++lets_), family, std::nullopt, false};
    if (random_.chance(35)) scope.dimensions.push_back(*(made.dimension = random_.below(declared_.dimensions.size())));
    scope.elsewhere = random_.chance(50);
    const std::string value = conditions.number(family, 2, scope);
    // It may be used under any quantifier, and over any period: nothing coarser than the season's step, no period of its own.
    if (conditions.coarsest() > (declared_.monthly ? 0 : 1) || value.find('@') != std::string::npos) return;
    made.lists = !scope.elsewhere;
    out_ += indent + "let " + made.name + " = " + value + "\n";
    let_values_.push_back(made);
  }

  void department(int number) {
    const std::size_t facts_before = declared_.facts.size();
    const std::vector<NamedValue> values_before = declared_.values;
    out_ += "department 部门" + std::to_string(number + 1) + " {\n";
    if (random_.chance(70)) {
      out_ += "  difficulty " + random_.one_of<std::string>({"1.1183", "1", "0.95"});
      if (random_.chance(40)) out_ += " from 2023-01-01, 1.25 from 2023-07-01";
      out_ += random_.chance(50) ? " source \"办公室\"\n" : "\n";
    }
    for (int i = random_.between(3, 7); i > 0; --i) fact("  ");
    lets("  ");
    declared_.values.insert(declared_.values.end(), let_values_.begin(), let_values_.end());
    const auto targets = static_cast<std::size_t>(random_.chance(8) ? random_.between(5, 6) : random_.between(1, 3));
    const std::vector<std::vector<std::string>> kWeights{
        {"100"}, {"60", "40"}, {"25", "35", "40"}, {}, {"10", "20", "30", "15", "25"}, {"10", "20", "30", "15", "5", "20"}};
    often_conditional_ = targets > 3;
    const bool weighted = random_.chance(60);
    for (std::size_t t = 0; t < targets; ++t) target(t, weighted ? " weight " + kWeights[targets - 1][t] : "");
    out_ += "}\n";
    declared_.facts.resize(facts_before);
    declared_.values = values_before;
    let_values_.clear();
  }

  void target(std::size_t number, const std::string& weight) {
    Conditions conditions(declared_, random_);
    out_ += "  target " + std::to_string(number + 1) + " \"目标\"" + weight;
    if (random_.chance(often_conditional_ ? 85 : 25)) out_ += " applies when (" + conditions.condition(1, {}) + ")";
    if (combines_ && random_.chance(40)) out_ += " combine " + random_.one_of<std::string>({"min", "all or nothing", "share met", "mean"});
    out_ += " {\n";
    if (random_.chance(8)) {
      out_ += "    judge c1 on 评议\n  }\n";
      return;
    }
    const auto criteria = static_cast<std::size_t>(random_.between(1, 4));
    const bool weighted = criteria == 2 && random_.chance(40);
    for (std::size_t c = 0; c < criteria; ++c) criterion(c, weighted ? (c == 0 ? " weight 70" : " weight 30") : "");
    out_ += "  }\n";
  }

  void criterion(std::size_t number, const std::string& weight) {
    const std::string name = "c" + std::to_string(number + 1);
    const int kind = number == 0 ? random_.between(11, 100) : random_.between(1, 100);
    if (kind <= 10) {
      out_ += "    judge " + name + " on " + random_.one_of<std::string>({"评议", "星级"}) + weight + "\n";
      return;
    }
    if (kind <= 15) {
      out_ += "    require judge " + name + " on 评议 at least " + random_.one_of<std::string>({"良好", "优秀"}) + weight + "\n";
      return;
    }
    Conditions conditions(declared_, random_);
    const auto [condition, scheme] = random_.chance(35) ? scored(conditions) : std::pair(conditions.condition(random_.between(0, 3), {}), std::string());
    out_ += "    " + std::string(kind <= 30 ? "aim " : "require ") + name + " : " + condition + scheme;
    if (random_.chance(25)) out_ += " stretch " + conditions.condition(1, {});
    if (random_.chance(25) && conditions.coarsest() < 2)
      out_ += " due " + random_.one_of<std::string>({"2023-06-30", "2023-09-30", "2023-08-15", "2023-12-31", "2023-03-31"});
    out_ += weight + "\n";
  }

  // A condition, and a way to score it that fits it.
  std::pair<std::string, std::string> scored(Conditions& conditions) {
    if (random_.chance(12)) return {conditions.condition(2, {}), " score all or nothing"};
    const auto percent = [&] { return random_.one_of<std::string>({"0%", "20%", "33.3%", "60%", "80%", "90%", "95%", "100%", "110%", "150%"}); };
    const bool lower = random_.chance(35);
    const auto op = [&](bool equality) {
      if (equality && random_.chance(15)) return std::string(" == ");
      return lower ? random_.one_of<std::string>({" <= ", " < "}) : random_.one_of<std::string>({" >= ", " > "});
    };
    if (random_.chance(15)) {
      std::vector<std::string> ranks;
      for (const DeclaredFact& f : declared_.facts)
        if (f.sort == Sort::rank) ranks.push_back(f.name);
      if (std::string among = conditions.among(Family::plain, 1, {}); among.starts_with("(rank")) ranks.push_back(std::move(among));
      if (!ranks.empty())
        return {random_.one_of(ranks) + random_.one_of<std::string>({" <= ", " == ", " != "}) + std::to_string(random_.between(1, 5)),
                " score places { 1: 100%, " + std::string(random_.chance(50) ? "2: 95%, " : "") + "3..5: " + percent() + (random_.chance(60) ? ", else " + percent() : "") + " }"};
    }
    const Family family = random_.one_of<Family>({Family::money, Family::people, Family::area, Family::ratio, Family::plain});
    std::string x = conditions.number(family, 1, {});
    if (family == Family::plain && random_.chance(20))
      if (std::string days = conditions.number_of_days({}); !days.empty()) x = std::move(days);
    if (x.find("指标") == std::string::npos) return {conditions.condition(1, {}), ""};  // what the goal alone reads would be the value
    const std::string goal = random_.chance(75) ? numeral(random_) + unit_of(family, random_) : conditions.number(family, 0, {});
    if (goal.starts_with("0")) return {x + op(true) + goal, ""};  // of which there is no share
    const auto amount = [&] { return numeral(random_) + unit_of(family, random_); };
    switch (random_.between(0, 4)) {
      case 0: {
        std::string scheme = " score proportional";
        if (random_.chance(60)) scheme += " floor " + random_.one_of<std::string>({"0%", "30%", "60%"});
        if (random_.chance(60)) scheme += " cap " + random_.one_of<std::string>({"60%", "100%", "120%", "133.3333%"});
        return {x + op(true) + goal, scheme};
      }
      case 1: {
        const std::string unit = unit_of(family, random_);
        const std::string low = random_.one_of<std::string>({"0", "10", "30"});
        const std::string high = random_.one_of<std::string>({"37", "60", "100"});
        return {x + op(false) + goal, " score linear from " + (lower ? high : low) + unit + " to " + (lower ? low : high) + unit};
      }
      case 2: {
        std::string rows;
        for (int i = random_.between(1, 4); i > 0; --i)
          rows += (rows.empty() ? "" : ", ") + random_.one_of<std::string>({">= ", ">= ", "> ", "<= ", "< ", "== ", "!= "}) + percent() + ": " + percent();
        return {x + op(true) + goal, " score steps { " + rows + (random_.chance(70) ? ", else " + percent() : "") + " }"};
      }
      case 3: return {x + op(false) + goal, " score deduct " + random_.one_of<std::string>({"5%", "12.5%", "100%"}) + " per " + amount() + " short"};
      default: {
        const bool of_goal = random_.chance(50);
        std::string scheme = " score bonus " + random_.one_of<std::string>({"2%", "7.5%"}) + " per " + (of_goal ? "5% of goal" : amount()) + " over";
        if (random_.chance(70)) scheme += " up to " + random_.one_of<std::string>({"10%", "25%"});
        return {x + op(false) + goal, scheme};
      }
    }
  }

  void scoring() {
    out_ += "scoring {\n  round half up " + std::to_string(random_.between(0, 4)) + "\n";
    out_ += "  criterion = " + random_.one_of<std::string>({"attainment + 10% * stretch", "attainment", "met", "attainment * met", "60% * attainment + 40% * met"}) + "\n";
    out_ += "  target = " + target_formula_ + "\n";
    if (random_.chance(50)) out_ += "  ties " + random_.one_of<std::string>({"shared", "difficulty", "order"}) + "\n";
    out_ += "  department = " + random_.one_of<std::string>({"sum(targets) * difficulty", "sum(targets)", "max(targets) * difficulty + 5", "mean(targets)",
                                                             "sum(targets where met)", "min(targets where attainment >= 50%)"}) + "\n}\n";
  }

  Random& random_;
  Declared declared_;
  std::vector<NamedValue> let_values_;
  std::string out_;
  std::string target_formula_;
  bool often_conditional_ = false;
  bool combines_ = false;  // the target's formula has a mean for `combine` to stand for
  int facts_ = 0, lets_ = 0;
};

}  // namespace

std::string unit_of(Family family, Random& random) {
  switch (family) {
    case Family::money: return random.one_of<std::string>({"元", "万元", "万元", "亿元"});
    case Family::people: return "人";
    case Family::area: return random.one_of<std::string>({"平方米", "亩"});
    case Family::ratio: return "%";
    case Family::plain: return "";
  }
  return "";
}

std::string literal(Family family, Random& random) {
  if (random.chance(2)) return "0" + (family == Family::plain ? "" : unit_of(family, random));
  return numeral(random) + unit_of(family, random);
}

std::string random_rulebook(Random& random) { return Writer(random).write(); }

}  // namespace assay::differential
