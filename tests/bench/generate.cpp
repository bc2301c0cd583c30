// Writes the data of a workload: the same bytes for the same number of units, on every machine. Or prints the rules of
// the large one.

#include "decimal.h"
#include "print_rules.h"
#include "print_sql.h"
#include "random.h"
#include "seventy.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

using namespace bench;

class Output {
 public:
  ~Output() { flush(); }
  // Room for `bytes` more; what is written is said with `wrote`.
  char* room(std::size_t bytes) {
    if (used_ + bytes > buffer_.size()) flush();
    return buffer_.data() + used_;
  }
  void wrote(const char* end) { used_ = static_cast<std::size_t>(end - buffer_.data()); }
  void text(std::string_view text) {
    if (text.size() > buffer_.size()) {
      flush();
      if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) std::exit(1);
      return;
    }
    char* at = room(text.size());
    std::memcpy(at, text.data(), text.size());
    wrote(at + text.size());
  }

 private:
  void flush() {
    if (std::fwrite(buffer_.data(), 1, used_, stdout) != used_) std::exit(1);
    used_ = 0;
  }
  std::string buffer_ = std::string(1U << 20U, '\0');
  std::size_t used_ = 0;
};

constexpr std::size_t kLine = 4096;  // no line of these files is longer

char* put(char* at, std::uint64_t value) { return std::to_chars(at, at + 20, value).ptr; }
char* put(char* at, std::string_view text) {
  std::memcpy(at, text.data(), text.size());
  return at + text.size();
}

// A decimal as append_decimal writes it, by a table of the first thousands.
class Decimals {
 public:
  Decimals() {
    for (int places = 0; places <= 4; ++places) {
      for (int value = 0; value < kValues; ++value) {
        std::string text;
        append_decimal(text, value, places);
        Entry& entry = entries_[static_cast<std::size_t>(places * kValues + value)];
        std::memcpy(entry.text.data(), text.data(), text.size());
        entry.length = static_cast<unsigned char>(text.size());
      }
    }
  }
  char* put(char* at, int value, int places) const {
    if (value < kValues) {
      const Entry& entry = entries_[static_cast<std::size_t>(places * kValues + value)];
      std::memcpy(at, entry.text.data(), entry.text.size());
      return at + entry.length;
    }
    std::string text;
    append_decimal(text, value, places);
    return ::put(at, text);
  }

 private:
  static constexpr int kValues = 1001;
  struct Entry {
    std::array<char, 7> text{};
    unsigned char length = 0;
  };
  std::array<Entry, static_cast<std::size_t>(5 * kValues)> entries_{};
};

const Decimals& decimals() {
  static const Decimals table;
  return table;
}

// The fifteen facts of rules/firms.
void firms(Output& out, std::uint64_t units) {
  struct Column {
    std::string_view name;
    std::uint64_t most;  // in units of the last place
    int places;
  };
  constexpr std::array<Column, 15> kColumns = {{
      {"revenue", 100'000'000, 4},
      {"budget", 60'000'000, 4},
      {"staff", 2000, 0},
      {"trained", 1000, 0},
      {"certified", 400, 0},
      {"coverage", 10'000, 2},
      {"energy", 1'200'000'000, 2},
      {"debt", 80'000'000, 4},
      {"shops", 40, 0},
      {"grants", 90'000'000, 2},
      {"exports", 40'000'000, 4},
      {"tax", 10'000'000, 4},
      {"place", 999, 0},
      {"quality", 10'000, 2},
      {"saved", 50'000'000, 2},
  }};
  std::string line = "unit,period";
  for (const Column& c : kColumns) line.append(",").append(c.name);
  out.text(line + "\n");
  for (std::uint64_t u = 1; u <= units; ++u) {
    line = "firm-" + std::to_string(u) + ",2023";
    for (std::size_t c = 0; c < kColumns.size(); ++c) {
      line += ',';
      const std::uint64_t random = mixed(u * kColumns.size() + c);
      if (random % 50 == 0) continue;
      append_decimal(line, static_cast<long long>(1 + mixed(random) % kColumns[c].most), kColumns[c].places);
    }
    line += '\n';
    out.text(line);
  }
}

std::string name_of(int column) {
  return std::string(seventy::fact_of(column).name) + "_" + std::to_string(column / seventy::kFacts + 1);
}

std::string heading(std::string_view first) {
  std::string line(first);
  for (int c = 0; c < seventy::kColumns; ++c) line += "," + name_of(c);
  return line + "\n";
}

using Values = std::array<int, seventy::kColumns>;

void report(std::uint64_t unit, Values& values, unsigned series = 0) {
  for (int d = 0; d < seventy::kDepartments; ++d)
    seventy::report(unit, d, values.data() + static_cast<std::ptrdiff_t>(d) * seventy::kFacts, series);
}

char* cells(char* at, const Values& values) {
  for (int c = 0; c < seventy::kColumns; ++c) {
    *at++ = ',';
    const int value = values[static_cast<std::size_t>(c)];
    if (value != seventy::kMissing) at = decimals().put(at, value, seventy::fact_of(c).places);
  }
  *at++ = '\n';
  return at;
}

char* unit_name(char* at, std::uint64_t unit) {
  at = put(at, "unit-");
  return put(at, unit);
}

void wide(Output& out, std::uint64_t units) {
  out.text(heading("unit"));
  Values values;
  for (std::uint64_t u = 1; u <= units; ++u) {
    report(u, values);
    out.wrote(cells(unit_name(out.room(kLine), u), values));
  }
}

// A row a value; what is missing has no row.
char* long_row(char* at, std::uint64_t unit, int column, int value,
               const std::array<std::string, seventy::kColumns>& names) {
  at = unit_name(at, unit);
  *at++ = ',';
  at = put(at, names[static_cast<std::size_t>(column)]);
  *at++ = ',';
  at = decimals().put(at, value, seventy::fact_of(column).places);
  *at++ = '\n';
  return at;
}

std::array<std::string, seventy::kColumns> names() {
  std::array<std::string, seventy::kColumns> all;
  for (int c = 0; c < seventy::kColumns; ++c) all[static_cast<std::size_t>(c)] = name_of(c);
  return all;
}

void grouped(Output& out, std::uint64_t units) {
  out.text("unit,fact,value\n");
  const auto named = names();
  Values values;
  for (std::uint64_t u = 1; u <= units; ++u) {
    report(u, values);
    for (int c = 0; c < seventy::kColumns; ++c) {
      const int value = values[static_cast<std::size_t>(c)];
      if (value != seventy::kMissing) out.wrote(long_row(out.room(kLine), u, c, value, named));
    }
  }
}

// All rows of `grouped`, in an order of which nothing can be foreseen: a Feistel network of the number of the row,
// walked until it is in range.
void shuffled(Output& out, std::uint64_t units) {
  out.text("unit,fact,value\n");
  const auto named = names();
  const std::uint64_t rows = units * seventy::kColumns;
  unsigned half = 1;
  while ((1ULL << (2 * half)) < rows) ++half;
  const std::uint64_t mask = (1ULL << half) - 1;
  for (std::uint64_t i = 0; i < rows; ++i) {
    std::uint64_t row = i;
    do {
      std::uint64_t left = row >> half;
      std::uint64_t right = row & mask;
      for (std::uint64_t round = 0; round < 4; ++round) {
        const std::uint64_t next = left ^ (mixed(right * 4 + round) & mask);
        left = right;
        right = next;
      }
      row = left << half | right;
    } while (row >= rows);
    const std::uint64_t unit = row / seventy::kColumns + 1;
    const int column = static_cast<int>(row % seventy::kColumns);
    std::array<int, seventy::kFacts> values{};
    seventy::report(unit, column / seventy::kFacts, values.data());
    const int value = values[static_cast<std::size_t>(column % seventy::kFacts)];
    if (value != seventy::kMissing) out.wrote(long_row(out.room(kLine), unit, column, value, named));
  }
}

void members(Output& out, std::uint64_t units) {
  constexpr std::array<std::string_view, 7> kMembers = {"吴兴区", "南浔区",     "德清县", "长兴县",
                                                        "安吉县", "南太湖新区", "长合区"};
  out.text(heading("unit,区县"));
  Values values;
  for (std::uint64_t u = 1; u <= units; ++u) {
    for (unsigned m = 0; m < kMembers.size(); ++m) {
      report(u, values, m);
      char* at = unit_name(out.room(kLine), u);
      *at++ = ',';
      out.wrote(cells(put(at, kMembers[m]), values));
    }
  }
}

void quarters(Output& out, std::uint64_t units) {
  out.text(heading("unit,period"));
  Values values;
  for (std::uint64_t u = 1; u <= units; ++u) {
    for (unsigned q = 0; q < 8; ++q) {
      report(u, values, q);
      char* at = unit_name(out.room(kLine), u);
      at = put(at, q < 4 ? ",2022Q" : ",2023Q");
      *at++ = static_cast<char>('1' + q % 4);
      out.wrote(cells(at, values));
    }
  }
}

struct Workload {
  std::string_view name;
  void (*write)(Output&, std::uint64_t units);
};
constexpr std::array<Workload, 6> kWorkloads = {{{"firms", firms},
                                                 {"seventy", wide},
                                                 {"grouped", grouped},
                                                 {"shuffled", shuffled},
                                                 {"members", members},
                                                 {"quarters", quarters}}};

struct Printed {
  std::string_view name;
  seventy::Rules rules;
};
constexpr std::array<Printed, 4> kPrinted = {{{"seventy", seventy::Rules::seventy},
                                              {"members", seventy::Rules::members},
                                              {"quarters", seventy::Rules::quarters},
                                              {"many", seventy::Rules::many}}};

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3) {
    const std::string_view first = argv[1];
    const std::string_view second = argv[2];
    Output out;
    if (first == "rules") {
      for (const Printed& printed : kPrinted) {
        if (printed.name != second) continue;
        out.text(seventy::rules(printed.rules));
        return 0;
      }
    }
    if (first == "duckdb" || first == "sqlite") {
      out.text(seventy::query(first == "duckdb" ? seventy::Dialect::duckdb : seventy::Dialect::sqlite, argv[2]));
      return 0;
    }
    for (const Workload& workload : kWorkloads) {
      if (workload.name != first) continue;
      workload.write(out, std::strtoull(argv[2], nullptr, 10));
      return 0;
    }
  }
  std::fputs(
      "usage: bench_generate firms|seventy|grouped|shuffled|members|quarters UNITS > facts.csv\n"
      "       bench_generate rules seventy|members|quarters|many > rules.assay\n"
      "       bench_generate duckdb|sqlite FACTS.csv > query.sql\n",
      stderr);
  return 2;
}
