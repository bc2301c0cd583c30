// The General Decimal Arithmetic test cases (decTest) that speak about exact arithmetic within 38 digits.
#include "base/number.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace assay::base {
namespace {

const std::filesystem::path kFolder = "/usr/lib/python3.11/test/decimaltestdata";

struct Case {
  std::string id;
  std::string operation;
  std::vector<std::string> operands;
  std::string result;
  std::vector<std::string> conditions;
  std::string rounding;

  bool has(const std::string& condition) const {
    return std::find(conditions.begin(), conditions.end(), condition) != conditions.end();
  }
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// The words of a line; quotes group, `--` opens a comment.
std::vector<std::string> words(const std::string& line) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < line.size();) {
    if (std::isspace(static_cast<unsigned char>(line[i])) != 0) {
      ++i;
    } else if (line[i] == '\'' || line[i] == '"') {
      const auto end = std::min(line.find(line[i], i + 1), line.size());
      found.push_back(line.substr(i + 1, end - i - 1));
      i = end + 1;
    } else {
      auto end = i;
      while (end < line.size() && std::isspace(static_cast<unsigned char>(line[end])) == 0) ++end;
      const auto word = line.substr(i, end - i);
      if (word.starts_with("--")) break;
      found.push_back(word);
      i = end;
    }
  }
  return found;
}

std::vector<Case> read_cases(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<Case> cases;
  std::string rounding;
  for (std::string line; std::getline(file, line);) {
    const auto parts = words(line);
    if (parts.size() >= 2 && lower(parts[0]) == "rounding:") rounding = lower(parts[1]);
    const auto arrow = std::find(parts.begin(), parts.end(), "->");
    if (arrow == parts.end() || arrow - parts.begin() < 3 || arrow + 1 == parts.end()) continue;
    Case test{parts[0], lower(parts[1]), {parts.begin() + 2, arrow}, *(arrow + 1), {}, rounding};
    for (auto it = arrow + 2; it != parts.end(); ++it) test.conditions.push_back(lower(*it));
    cases.push_back(test);
  }
  return cases;
}

// Finite numbers of decTest may lack digits on one side of the point; Number wants both.
std::string with_both_sides(std::string text) {
  const auto point = text.find('.');
  if (point == std::string::npos) return text;
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  if (!is_digit(point + 1)) text.erase(point, 1);
  if (point == 0 || !is_digit(point - 1)) text.insert(point, "0");
  return text;
}

bool is_finite(const std::string& text) {
  const auto first = text.find_first_not_of("+-");
  return first != std::string::npos &&
         (text[first] == '.' || std::isdigit(static_cast<unsigned char>(text[first])) != 0);
}

// The decimal places that the text of a decimal shows.
int places_shown(const std::string& text) {
  const auto exponent_at = std::min(text.find_first_of("eE"), text.size());
  const auto point = text.find('.');
  const int shown = point == std::string::npos ? 0 : static_cast<int>(exponent_at - point - 1);
  return shown - (exponent_at < text.size() ? std::atoi(text.c_str() + exponent_at + 1) : 0);
}

constexpr const char* kNotFinite = "not a finite number";
constexpr const char* kOperandTooLong = "operand beyond 38 digits";
constexpr const char* kInexact = "rounded by the file's precision";
constexpr const char* kInvalid = "invalid under the file's precision";
constexpr const char* kOtherRounding = "another rounding mode";
constexpr const char* kTooManyPlaces = "more than 37 places";
constexpr const char* kResultTooLong = "result beyond 38 digits";

struct Tally {
  int used = 0;
  std::map<std::string, int> left_out;
};

// Why a case says nothing about exact arithmetic; empty if it does.
std::string reason_to_leave_out(const Case& test) {
  if (test.operands.size() != 2) return kNotFinite;
  for (const auto& operand : test.operands) {
    if (!is_finite(operand)) return kNotFinite;
    if (!Number::parse(with_both_sides(operand))) {
      // A quantum may be beyond the limit: only its exponent counts.
      if (test.operation != "quantize" || &operand == &test.operands[0]) return kOperandTooLong;
    }
  }
  if (test.has("invalid_operation") || test.has("division_impossible")) return kInvalid;
  if (!is_finite(test.result)) return kNotFinite;
  if (test.operation == "quantize") {
    if (test.has("inexact") && test.rounding != "half_up") return kOtherRounding;
    if (places_shown(test.operands[1]) > 37) return kTooManyPlaces;
  } else if (test.has("inexact")) {
    return kInexact;
  }
  if (!Number::parse(with_both_sides(test.result))) return kResultTooLong;
  return "";
}

std::optional<Number> evaluate(const Case& test) {
  const Number a = *Number::parse(with_both_sides(test.operands[0]));
  if (test.operation == "quantize") return rounded(a, places_shown(test.operands[1]));
  const Number b = *Number::parse(with_both_sides(test.operands[1]));
  if (test.operation == "add") return add(a, b);
  if (test.operation == "subtract") return subtract(a, b);
  if (test.operation == "multiply") return multiply(a, b);
  return Number(a < b ? -1 : a > b ? 1 : 0);
}

Tally run_file(const std::string& name, const std::string& operation) {
  Tally tally;
  const auto cases = read_cases(kFolder / (name + ".decTest"));
  for (const auto& test : cases) {
    if (test.operation != operation) continue;
    const auto reason = reason_to_leave_out(test);
    if (!reason.empty()) {
      ++tally.left_out[reason];
      if (reason == kResultTooLong) CHECK_FALSE_MESSAGE(evaluate(test).has_value(), test.id);
      continue;
    }
    ++tally.used;
    const auto result = evaluate(test);
    CHECK_MESSAGE(result == Number::parse(with_both_sides(test.result)), test.id, ": ", test.operands[0], " ",
                  operation, " ", test.operands[1], " gave ", result ? to_string(*result) : std::string("nothing"),
                  ", not ", test.result);
  }
  return tally;
}

struct File {
  const char* name;
  const char* operation;
  int floor;  // a few below what these files hold: fewer used cases mean that they are not read as they should be
};

constexpr File kFiles[] = {{"add", "add", 870},
                           {"subtract", "subtract", 345},
                           {"multiply", "multiply", 160},
                           {"compare", "compare", 480},
                           {"quantize", "quantize", 485},
                           {"ddAdd", "add", 440},
                           {"ddSubtract", "subtract", 295},
                           {"ddMultiply", "multiply", 215},
                           {"ddCompare", "compare", 510},
                           {"ddQuantize", "quantize", 260},
                           {"dqAdd", "add", 450},
                           {"dqSubtract", "subtract", 295},
                           {"dqMultiply", "multiply", 250},
                           {"dqCompare", "compare", 520},
                           {"dqQuantize", "quantize", 270}};

TEST_CASE("decTest: exact cases within 38 digits") {
  if (!std::filesystem::exists(kFolder)) {
    MESSAGE("SKIPPED: ", kFolder.string(), " is absent; install libpython3.11-testsuite to run decTest");
    return;
  }
  for (const auto& file : kFiles) {
    const auto tally = run_file(file.name, file.operation);
    std::ostringstream line;
    line << file.name << ": " << tally.used << " used";
    for (const auto& [reason, count] : tally.left_out) line << "; " << count << " left out: " << reason;
    MESSAGE(line.str());
    CHECK_MESSAGE(tally.used >= file.floor, file.name, " used only ", tally.used, " cases");
  }
}

}  // namespace
}  // namespace assay::base
