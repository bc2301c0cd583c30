#include "print_sql.h"

#include "decimal.h"
#include "seventy.h"

#include <string_view>
#include <vector>

namespace bench::seventy {

namespace {

std::string decimal_of(int value, int places) {
  std::string text;
  append_decimal(text, value, places);
  return text;
}

std::string column_name(int column) {
  return std::string(fact_of(column).name) + "_" + std::to_string(column / kFacts + 1);
}

struct Criterion {
  std::string attained;  // NULL where it is undecided
  std::string most;      // that it may come to then
};

struct Target {
  std::string verdict;  // a condition; NULL where it is undecided
  std::string mean_low, mean_high;
};

class Query {
 public:
  explicit Query(Dialect dialect) : duckdb_(dialect == Dialect::duckdb) {}

  Target target(int d, int t) const {
    const auto f = [d](int fact) { return column_name(d * kFacts + fact); };
    const auto amount_goal = decimal_of(amount(d), 4);
    switch (form_of(d)) {
      case Form::a:
        switch (t) {
          case 0:
            return one(at_least(f(0), amount_goal),
                       stretched(at_least(f(0), amount_goal), f(0) + " >= " + decimal_of(amount_stretch(d), 4)));
          case 1: {
            const Part energy = at_most_of(f(1), decimal_of(seventy::at_most(d), 2));
            const Part covered = at_least(f(2), decimal_of(coverage(d), 1));
            return two_of(both(energy.condition, covered.condition), plain(energy), "0.6", plain(covered), "0.4");
          }
          case 2: return one(ratio(f(3), f(4)));
          case 3: return one(points(f(5), f(6)));
          default:
            return one(
                and_of(at_least(f(7) + " + " + f(8), decimal_of(two(d), 2)), at_least(f(9), decimal_of(number(d), 0))));
        }
      case Form::b:
        switch (t) {
          case 0: return one(at_least(f(0), amount_goal), {steps(f(0), amount(d)), "1"});
          case 1: return one(at_least(f(1) + " + " + f(2) + " + " + f(3), decimal_of(three(d), 2)));
          case 2: return one(or_of(at_least(f(4), decimal_of(number(d), 0)), at_most_of(f(5), decimal_of(few(d), 0))));
          case 3: {
            const Part punctual = at_least(f(6), decimal_of(coverage(d), 1));
            return two_of(punctual.condition, plain(punctual), "0.5",
                          plain(at_least(f(6), decimal_of(coverage_aim(d), 1))), "0.5");
          }
          default: {
            const Part risen = points(f(7), f(8));
            const Part quick = at_most_of(f(9), decimal_of(few(d), 0));
            return two_of(both(risen.condition, quick.condition), plain(risen), "0.5",
                          {proportional(over(decimal_of(few(d), 0), f(9)), "0.6", "1.2"), "1.2"}, "0.5");
          }
        }
      default:
        switch (t) {
          case 0: return one(at_least(f(0), amount_goal), {proportional(over(f(0), amount_goal), "0.6", "1.1"), "1.1"});
          case 1: return one(ratio(f(1), f(2)), stretched(ratio(f(1), f(2)), over(f(1), f(2)) + " >= 0.8"));
          case 2: return one(and_of(points(f(3), f(4)), at_least(f(5), decimal_of(number(d), 0))));
          case 3: {
            const Part waste = at_most_of(f(6), decimal_of(seventy::at_most(d), 2));
            const Part green = at_least(f(7), decimal_of(coverage(d), 1));
            const std::string from = decimal_of(linear_from(d), 1);
            const std::string linear = nine(least(
                "1",
                greatest("0", over("(" + f(7) + " - " + from + ")", decimal_of(coverage(d) - linear_from(d), 1)))));
            return two_of(both(waste.condition, green.condition),
                          stretched(waste, f(6) + " <= " + decimal_of(at_most_stretch(d), 2)), "0.5", {linear, "1"},
                          "0.5");
          }
          default: {
            const Part visits = at_least(f(8), decimal_of(number(d), 0));
            const Part beds = at_least(f(9), decimal_of(number_too(d), 0));
            return two_of(both(visits.condition, beds.condition), plain(visits), "0.5", plain(beds), "0.5");
          }
        }
    }
  }

  std::string text(const std::string& file) const {
    std::string out;
    std::string table;
    if (duckdb_) {
      table = "SELECT * FROM read_csv('" + file + "', header = true, columns = {'unit': 'VARCHAR'";
      for (int c = 0; c < kColumns; ++c) {
        const int places = fact_of(c).places;
        table += ", '" + column_name(c) + "': 'DECIMAL(9, " + std::to_string(places) + ")'";
      }
      table += "})";
    } else {
      out = "CREATE TABLE facts (unit TEXT";
      for (int c = 0; c < kColumns; ++c) out += ", " + column_name(c) + " NUMERIC";
      out += ");\n.import --csv --skip 1 " + file + " facts\n.mode csv\n.headers on\n";
      table = "SELECT unit";
      for (int c = 0; c < kColumns; ++c) table += ", nullif(" + column_name(c) + ", '') AS " + column_name(c);
      table += " FROM facts";
    }
    std::string first;
    std::string second = "unit";
    std::string verdicts;
    std::string low, high;
    for (int d = 0; d < kDepartments; ++d) {
      std::string sum_low, sum_high;
      for (int t = 0; t < kTargets; ++t) {
        const Target made = target(d, t);
        const std::string index = std::to_string(d * kTargets + t);
        first += ",\n  " + made.verdict + " AS c" + index + ",\n  " + made.mean_low + " AS l" + index + ",\n  " +
                 made.mean_high + " AS h" + index;
        verdicts += (verdicts.empty() ? "" : " || ") +
                    ("CASE WHEN c" + index + " THEN 'M' WHEN NOT c" + index + " THEN 'X' ELSE '?' END");
        const std::string by = std::to_string(weight(d, t)) + " * ";
        sum_low += (t == 0 ? "" : " + ") + rounded(by + "l" + index, 4);
        sum_high += (t == 0 ? "" : " + ") + rounded(by + "h" + index, 4);
      }
      const std::string by = decimal_of(difficulty(d), 4) + " * (";
      low += (d == 0 ? "" : " + ") + rounded(by + sum_low + ")", 4);
      high += (d == 0 ? "" : " + ") + rounded(by + sum_high + ")", 4);
    }
    const std::string select = "WITH f AS (" + table + "),\na AS (SELECT unit" + first +
                               "\n  FROM f)\nSELECT unit,\n  " + verdicts + " AS verdicts,\n  " + low +
                               " AS score_low,\n  " + high + " AS score_high\nFROM a";
    return out + select + (duckdb_ ? "\n" : ";\n");
  }

 private:
  struct Part {
    std::string condition;
    std::string attained;  // NULL where a cell is missing
  };

  std::string least(const std::string& a, const std::string& b) const {
    return (duckdb_ ? "least(" : "min(") + a + ", " + b + ")";
  }
  std::string greatest(const std::string& a, const std::string& b) const {
    return (duckdb_ ? "greatest(" : "max(") + a + ", " + b + ")";
  }
  // A quotient. Of DECIMALs DuckDB makes a DOUBLE of it; SQLite would divide whole numbers.
  std::string over(const std::string& a, const std::string& b) const {
    return duckdb_ ? a + " / " + b : "1.0 * " + a + " / " + b;
  }
  std::string rounded(const std::string& x, int places) const {
    const std::string text = "round(" + x + ", " + std::to_string(places) + ")";
    return duckdb_ ? "CAST(" + text + " AS DECIMAL(18, " + std::to_string(places) + "))" : text;
  }
  std::string nine(const std::string& x) const { return rounded(x, 9); }
  // 1 where it is true, the quotient below 1 where it is false.
  Part part(const std::string& condition, const std::string& quotient) const {
    return {"(" + condition + ")", "CASE WHEN " + condition + " THEN 1 WHEN NOT (" + condition + ") THEN " +
                                       nine(least("0.999999999", greatest("0", quotient))) + " END"};
  }
  Part at_least(const std::string& x, const std::string& goal) const {
    return part(x + " >= " + goal, over("(" + x + ")", goal));
  }
  Part at_most_of(const std::string& x, const std::string& goal) const {
    return part(x + " <= " + goal, over(goal, x));
  }
  Part points(const std::string& a, const std::string& b) const {
    return part(a + " - " + b + " >= 3", over("(" + a + " - " + b + ")", "3"));
  }
  Part ratio(const std::string& a, const std::string& b) const {
    return part(over(a, b) + " >= " + over("2.0", "3"), "(" + over(a, b) + ") / (" + over("2.0", "3") + ")");
  }
  static std::string both(const std::string& a, const std::string& b) { return "(" + a + " AND " + b + ")"; }
  static std::string put(const std::string& attained, const char* otherwise) {
    return std::string("coalesce(").append(attained).append(", ") + otherwise + ")";
  }
  // Of both the least, of either the greatest; a half that is missing leaves it open.
  Part and_of(const Part& a, const Part& b) const {
    return {both(a.condition, b.condition), least_known(a.attained, b.attained, true)};
  }
  Part or_of(const Part& a, const Part& b) const {
    return {"(" + a.condition + " OR " + b.condition + ")", least_known(a.attained, b.attained, false)};
  }
  std::string least_known(const std::string& a, const std::string& b, bool least_of) const {
    const std::string both_there =
        least_of ? least("(" + a + ")", "(" + b + ")") : greatest("(" + a + ")", "(" + b + ")");
    return "CASE WHEN (" + a + ") IS NULL OR (" + b + ") IS NULL THEN NULL ELSE " + both_there + " END";
  }
  std::string steps(const std::string& x, int goal) const {
    return "CASE WHEN " + x + " >= " + decimal_of(goal, 4) + " THEN 1 WHEN 10 * " + x +
           " >= " + decimal_of(9 * goal, 4) + " THEN 0.8 WHEN 10 * " + x + " >= " + decimal_of(8 * goal, 4) +
           " THEN 0.6 WHEN " + x + " IS NULL THEN NULL ELSE 0 END";
  }
  std::string proportional(const std::string& r, const std::string& floor, const std::string& cap) const {
    return "CASE WHEN " + r + " < " + floor + " THEN 0 WHEN " + r + " >= " + cap + " THEN " + cap + " ELSE " + nine(r) +
           " END";
  }
  static Criterion plain(const Part& part) { return {part.attained, "1"}; }
  static Criterion stretched(const Part& part, const std::string& stretch) {
    return {"(" + part.attained + ") + CASE WHEN " + stretch + " THEN 0.1 WHEN NOT (" + stretch + ") THEN 0 END",
            "1.1"};
  }
  static Target one(const Part& part) { return one(part, plain(part)); }
  static Target one(const Part& part, const Criterion& criterion) {
    return {part.condition, put(criterion.attained, "0"), put(criterion.attained, criterion.most.c_str())};
  }
  Target two_of(const std::string& condition, const Criterion& a, const std::string& weight_a, const Criterion& b,
                const std::string& weight_b) const {
    const auto mean = [&](const char* most_a, const char* most_b) {
      return nine(weight_a + " * " + put(a.attained, most_a) + " + " + weight_b + " * " + put(b.attained, most_b));
    };
    return {condition, mean("0", "0"), mean(a.most.c_str(), b.most.c_str())};
  }

  bool duckdb_;
};

}  // namespace

std::string query(Dialect dialect, const std::string& file) { return Query(dialect).text(file); }

}  // namespace bench::seventy
