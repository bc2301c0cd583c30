#include "rulebook.h"

#include "syntax/parse.h"

#include <doctest/doctest.h>

namespace assay::tests {

const char* const kSeason = R"(
season 2023 "二〇二三" from 2023-01-01 to 2023-12-31 quarterly
unit 人 "people"; unit 人次; unit 个; unit 家 = 1 个; unit 元; unit 万元 = 10000 元; unit 亿元 = 1亿 元
unit 平方米; unit 亩 = 2000/3 平方米
dimension 区县 { 吴兴区, 德清县 }
dimension 行业 { 工业, 农业 }
scale 评议 { 差 = 0%, 合格 = 60%, 优秀 = 100% } pass 合格
scale 印象 { 不好 = 0%, 好 = 100% }
list 项目 { 营收 : level 亿元; 名称 : text; 开工 : event; 级别 : grade 评议; 入库 : flag }
list 工地 per 区县 { 面积 : level 亩 }
param 前列 = 3
param 目标增速 : % = 5.5%
fact GDP "生产总值" : flow 亿元
)";

namespace {

const char* const kFacts = R"(
  fact 培训 : flow 人
  fact 覆盖 : level %
  fact 达标 : level %
  fact 债务 : level 亿元
  fact 人数 : level 人
  fact 持证 : level 人
  fact 次数 : flow 人次
  fact 年报 : level 家 yearly
  fact 月报 : flow 家 monthly
  fact 收入 : cumulative 元/人
  fact 机构 : level 家 per 区县
  fact 产值 : flow 亿元 per 区县 total sum
  fact 明细 : flow 家 per 区县, 行业
  fact 队伍 : event per 区县
  fact 规范 : event
  fact 排名 : rank
  fact 等次 : grade 评议
  fact 看法 : grade 印象
  fact 有效 : flag
  fact 类别 : text
)";

Rulebook analyzed(const std::vector<std::pair<std::string, std::string>>& files) {
  Rulebook made;
  for (const auto& [path, text] : files) {
    const source::FileId id = made.files.add(path, text);
    made.trees.push_back(syntax::parse(made.files, id, {}, made.sink));
  }
  made.model = semantics::analyze(made.trees, made.files, made.sink);
  made.sink.sort();
  return made;
}

}  // namespace

std::vector<std::string> Rulebook::codes() const {
  std::vector<std::string> out;
  for (const diagnostics::Diagnostic& each : sink.all()) {
    const diagnostics::KindInfo& kind = diagnostics::info(each.kind);
    if (kind.name != "unread_fact") out.emplace_back(kind.name);
  }
  return out;
}

std::string Rulebook::drawn() const { return diagnostics::draw(sink, files, {}); }

Rulebook rulebook(const std::string& text) { return analyzed({{"rules/a.assay", text}}); }

Rulebook rulebook(const std::vector<std::pair<std::string, std::string>>& files) { return analyzed(files); }

Rulebook with_criteria(const std::string& criteria) {
  return analyzed({{"rules/season.assay", kSeason},
                   {"rules/甲.assay", std::string("department 甲 {") + kFacts + "  target 1 \"目标\" {\n" + criteria + "\n}\n}\n"}});
}

Rulebook with_body(const std::string& body) {
  return analyzed({{"rules/season.assay", kSeason},
                   {"rules/甲.assay", std::string("department 甲 {") + kFacts + body + "\n  target 9 { require 规范 }\n}\n"}});
}

Marked unmark(const std::string& marked) {
  static const std::string kOpen = "«";
  static const std::string kClose = "»";
  Marked out;
  out.text = marked;
  out.begin = out.text.find(kOpen);
  REQUIRE(out.begin != std::string::npos);
  out.text.erase(out.begin, kOpen.size());
  out.end = out.text.find(kClose);
  REQUIRE(out.end != std::string::npos);
  out.text.erase(out.end, kClose.size());
  return out;
}

void check_reported(const Rulebook& made, const std::string& name, const std::string& marked_words) {
  CAPTURE(made.drawn());
  const std::vector<std::string> codes = made.codes();
  CHECK(codes.size() == 1);
  if (codes.size() != 1) return;
  CHECK(codes.front() == name);
  for (const diagnostics::Diagnostic& each : made.sink.all()) {
    if (diagnostics::info(each.kind).name != name) continue;
    CHECK(std::string(made.files.slice(each.span)) == marked_words);
    // Both languages say something, and every argument that a template asks for is there.
    for (const auto language : {diagnostics::Language::en, diagnostics::Language::zh}) {
      for (const std::string& text : {diagnostics::message(each, language), diagnostics::label(each, language), diagnostics::help(each, language)})
        CHECK(text.find("``") == std::string::npos);
      CHECK_FALSE(diagnostics::message(each, language).empty());
    }
  }
}

}  // namespace assay::tests
