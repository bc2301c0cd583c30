// Tests' results as JUnit's XML: well-formed whatever stands in a test's name.
#include "report/test_result.h"

#include <doctest/doctest.h>

#include <cctype>
#include <string>
#include <vector>

using namespace assay;

namespace {

// A small reader of the XML that the program writes: what is wrong with it, or nothing; and the names of its elements in order.
class Xml {
 public:
  explicit Xml(const std::string& text) : text_(text) {
    const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    if (!text.starts_with(declaration)) problem = "no declaration";
    at_ = declaration.size();
    while (problem.empty() && at_ < text_.size()) text_[at_] == '<' ? tag() : character(false);
    if (problem.empty() && !open_.empty()) problem = "<" + open_.back() + "> is not closed";
  }

  std::string problem;
  std::vector<std::string> elements;

 private:
  void tag() {
    const std::size_t begin = ++at_;
    const bool closing = at_ < text_.size() && text_[at_] == '/';
    if (closing) ++at_;
    const std::string name = word();
    if (name.empty()) problem = "no name at byte " + std::to_string(begin);
    if (closing) {
      if (open_.empty() || open_.back() != name) problem = "</" + name + "> closes nothing";
      else open_.pop_back();
      expect('>');
      return;
    }
    if (open_.empty() && !elements.empty()) problem = "two roots";
    elements.push_back(name);
    while (problem.empty() && at_ < text_.size() && text_[at_] == ' ') {
      ++at_;
      if (word().empty()) problem = "no attribute at byte " + std::to_string(at_);
      expect('=');
      expect('"');
      while (problem.empty() && at_ < text_.size() && text_[at_] != '"') character(true);
      expect('"');
    }
    if (at_ < text_.size() && text_[at_] == '/') ++at_;
    else open_.push_back(name);
    expect('>');
  }

  std::string word() {
    std::string out;
    while (at_ < text_.size() && std::isalnum(static_cast<unsigned char>(text_[at_])) != 0) out += text_[at_++];
    return out;
  }

  void expect(char c) {
    if (at_ < text_.size() && text_[at_] == c) ++at_;
    else if (problem.empty()) problem = std::string("expected ") + c + " at byte " + std::to_string(at_);
  }

  void character(bool attribute) {
    const auto c = static_cast<unsigned char>(text_[at_]);
    if (c < 0x20 && (attribute || (c != '\n' && c != '\t'))) problem = "a control character at byte " + std::to_string(at_);
    if (c == '<' || c == '>') problem = "a bare bracket at byte " + std::to_string(at_);
    if (c == '&') {
      const std::size_t end = text_.find(';', at_);
      const std::string entity = text_.substr(at_, end == std::string::npos ? 1 : end - at_ + 1);
      const bool known = entity == "&amp;" || entity == "&lt;" || entity == "&gt;" || entity == "&quot;" || entity == "&#10;" || entity == "&#9;";
      if (!known) problem = "an unknown entity at byte " + std::to_string(at_);
      at_ += entity.size();
      return;
    }
    ++at_;
  }

  std::string text_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
};

report::TestResult result(const std::string& name, const std::string& path, bool holds) {
  report::TestResult made;
  made.name = name;
  made.path = path;
  made.place = path + ":3:6";
  made.line = 3;
  made.holds = holds;
  report::Checked& check = made.checks.emplace_back();
  check.holds = holds;
  check.expected = "expect A.1 \"met\" & more";
  check.place = path + ":5:3";
  check.status = exec::Status::missed;
  check.because = {"a<b", "c"};
  return made;
}

}  // namespace

TEST_CASE("JUnit: well-formed, a suite a file, a case a test") {
  report::TestReport report;
  report.tests = {result("plain", "a.assay", true), result("a < b & \"c\" > 'd'\n\t\x07\xEF\xBF\xBF", "a.assay", false), result("中文", "b & c.assay", false)};
  for (const report::Language language : {report::Language::en, report::Language::zh}) {
    const std::string text = report::tests_junit(report, language);
    const Xml xml(text);
    CHECK(xml.problem == "");
    CHECK(xml.elements == std::vector<std::string>{"testsuites", "testsuite", "testcase", "testcase", "failure", "testsuite", "testcase", "failure"});
    CHECK(text.find("tests=\"3\" failures=\"2\"") != std::string::npos);
    CHECK(text.find("name=\"a &lt; b &amp; &quot;c&quot; &gt; 'd'&#10;&#9;\xEF\xBF\xBD\xEF\xBF\xBD\"") != std::string::npos);
  }
}

TEST_CASE("JUnit: no test at all") {
  const Xml xml(report::tests_junit({}, report::Language::en));
  CHECK(xml.problem == "");
  CHECK(xml.elements == std::vector<std::string>{"testsuites"});
}

TEST_CASE("the reader of XML sees what is wrong") {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  CHECK(Xml("<a/>").problem != "");
  CHECK(Xml(head + "<a>\n").problem != "");
  CHECK(Xml(head + "<a></b>\n").problem != "");
  CHECK(Xml(head + "<a b=\"<\"/>\n").problem != "");
  CHECK(Xml(head + "<a>&nbsp;</a>\n").problem != "");
  CHECK(Xml(head + "<a b=\"\x07\"/>\n").problem != "");
  CHECK(Xml(head + "<a/><b/>\n").problem != "");
}

TEST_CASE("what came out, in words that can be copied into an expectation") {
  report::Checked check = result("t", "a", false).checks.front();
  CHECK(report::came_text(check, report::Language::en) == "missed because a<b, c");
  CHECK(report::came_text(check, report::Language::zh) == "未达成 因为 a<b, c");
  check.because.clear();
  check.status = exec::Status::met;
  check.provisional = true;
  CHECK(report::came_text(check, report::Language::en) == "provisional met");
  check.what = semantics::Expectation::What::attainment;
  check.range = types::Interval::point(*base::Number::fraction(39, 40));
  CHECK(report::came_text(check, report::Language::en) == "attainment 97.5%");
  check.what = semantics::Expectation::What::score;
  check.range = types::Interval{base::Number(20), *base::Number::fraction(57, 2)};
  CHECK(report::came_text(check, report::Language::en) == "score 20..28.5");
  check.range = std::nullopt;
  CHECK(report::came_text(check, report::Language::en) == "no score");
}
