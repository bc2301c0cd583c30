// Tests as the XML that JUnit made common: a suite a file, a case a test. Without durations, so that equal runs are equal bytes.
#include "base/text.h"
#include "report/test_result.h"

#include <cstdint>
#include <utility>

namespace assay::report {

namespace {

// Text or an attribute's value. What XML 1.0 cannot hold becomes U+FFFD.
std::string escaped(std::string_view text, bool attribute) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = base::next_code_point(text, at);
    switch (c) {
      case U'&': out += "&amp;"; continue;
      case U'<': out += "&lt;"; continue;
      case U'>': out += "&gt;"; continue;
      case U'"': out += attribute ? "&quot;" : "\""; continue;
      case U'\n': out += attribute ? "&#10;" : "\n"; continue;
      case U'\t': out += attribute ? "&#9;" : "\t"; continue;
      default: break;
    }
    const bool allowed = (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
    base::append_utf8(out, allowed ? c : U'\uFFFD');
  }
  return out;
}

class Xml {
 public:
  // `<name a="…" b="…">`, or closed at once.
  void open(std::string_view name, const std::vector<std::pair<std::string_view, std::string>>& attributes, bool closed = false) {
    out_ += std::string(depth_ * 2, ' ') + "<" + std::string(name);
    for (const auto& [key, value] : attributes) out_ += " " + std::string(key) + "=\"" + escaped(value, true) + "\"";
    out_ += closed ? "/>\n" : ">\n";
    if (!closed) ++depth_;
  }
  void close(std::string_view name) {
    --depth_;
    out_ += std::string(depth_ * 2, ' ') + "</" + std::string(name) + ">\n";
  }
  // An element that holds a text and nothing else.
  void text(std::string_view name, const std::vector<std::pair<std::string_view, std::string>>& attributes, std::string_view words) {
    open(name, attributes);
    out_.pop_back();
    out_ += escaped(words, false) + "</" + std::string(name) + ">\n";
    --depth_;
  }
  const std::string& written() const { return out_; }

 private:
  std::string out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  std::size_t depth_ = 0;
};

struct Counts {
  std::size_t tests = 0, failures = 0;
};

Counts count(const std::vector<const TestResult*>& tests) {
  Counts counts;
  for (const TestResult* each : tests) {
    ++counts.tests;
    counts.failures += each->holds ? 0U : 1U;
  }
  return counts;
}

void put(Xml& xml, const TestResult& test, Language language) {
  const std::vector<std::pair<std::string_view, std::string>> attributes = {
      {"name", test.name}, {"classname", test.path}, {"file", test.path}, {"line", std::to_string(test.line)}, {"time", "0"}};
  xml.open("testcase", attributes, test.holds);
  if (test.holds) return;
  for (const Checked& check : test.checks) {
    if (check.holds) continue;
    const std::string came = std::string(word(Word::came_out, language)) + " " + came_text(check, language);
    std::string words = check.place + "\n" + check.expected + "\n" + came + "\n";
    for (const std::string& line : failure_lines(check, language)) words += line + "\n";
    xml.text("failure", {{"message", check.expected + std::string(word(Word::colon, language)) + came}, {"type", "expectation"}}, words);
  }
  xml.close("testcase");
}

}  // namespace

std::string tests_junit(const TestReport& report, Language language) {
  std::vector<std::pair<std::string, std::vector<const TestResult*>>> suites;  // in the order of the files
  for (const TestResult& test : report.tests) {
    if (suites.empty() || suites.back().first != test.path) suites.emplace_back(test.path, std::vector<const TestResult*>{});
    suites.back().second.push_back(&test);
  }
  const auto attributes = [](std::string_view name, std::size_t tests, std::size_t failures) {
    return std::vector<std::pair<std::string_view, std::string>>{{"name", std::string(name)},
                                                                 {"tests", std::to_string(tests)},
                                                                 {"failures", std::to_string(failures)},
                                                                 {"errors", "0"},
                                                                 {"skipped", "0"},
                                                                 {"time", "0"}};
  };
  Xml xml;
  xml.open("testsuites", attributes("assay test", report.tests.size(), report.tests.size() - report.passed()));
  for (const auto& [path, tests] : suites) {
    const Counts counts = count(tests);
    xml.open("testsuite", attributes(path, counts.tests, counts.failures));
    for (const TestResult* test : tests) put(xml, *test, language);
    xml.close("testsuite");
  }
  xml.close("testsuites");
  return xml.written();
}

}  // namespace assay::report
