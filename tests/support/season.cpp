#include "support/season.h"

#include "semantics/analyze.h"
#include "support/scratch.h"
#include "syntax/parse.h"

#include <doctest/doctest.h>


namespace assay::test {

const std::string_view kPrelude = R"(
season 2023 "2023" from 2023-01-01 to 2023-12-31 quarterly
reports from { 市 }
unit 人 ; unit 家 ; unit 元 ; unit 万元 = 10000 元 ; unit 亿元 = 1亿 元 ; unit 平方米 ; unit 亩 = 2000/3 平方米
dimension 区县 { 甲, 乙, 丙 }
scale 评议 { 不合格 = 0%, 合格 = 60%, 良好 = 80%, 优秀 = 100% } pass 合格
)";

std::string print(const types::Value& value) {
  const auto end = [](const std::optional<base::Number>& n, const char* infinite) { return n ? base::to_string(*n) : std::string(infinite); };
  if (value.is_point()) return base::to_string(*value.range.low);
  return "[" + end(value.range.low, "-inf") + ", " + end(value.range.high, "inf") + "]";
}

std::unique_ptr<Season> evaluate(const std::string& rules, const std::vector<std::string>& files, std::string_view as_of) {
  auto out = std::make_unique<Season>();
  const source::FileId id = out->files.add("rules.assay", rules);
  const syntax::File tree = syntax::parse(out->files, id, {}, out->sink);
  if (!out->sink.has_errors()) out->model = semantics::analyze({tree}, out->files, out->sink);
  INFO(diagnostics::draw(out->sink, out->files, {}));
  REQUIRE(out->model.has_value());
  out->program = plan::lower(*out->model, *base::parse_date(as_of));
  const std::vector<std::string> broken = plan::verify(out->program);
  INFO((broken.empty() ? std::string() : broken.front()));
  REQUIRE(broken.empty());

  const tests::Scratch folder;
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < files.size(); ++i) paths.push_back(folder.put(std::to_string(i) + ".csv", files[i]));
  facts::Options options;
  options.keep_raw = true;
  const auto reader = facts::open(out->model->schema, paths, options, out->sink);
  const bool any = reader->next(out->batch);
  INFO(diagnostics::draw(out->sink, out->files, {}));
  REQUIRE_FALSE(out->sink.has_errors());
  REQUIRE(any);
  out->outcome = exec::evaluate(out->program, out->batch, &out->trace);
  return out;
}

std::unique_ptr<Season> season(std::string_view department, std::string_view facts, std::string_view as_of) {
  std::string rules(kPrelude);
  rules.append("department 局 {\n").append(department).append("\n}\n");
  return evaluate(rules, {"fact,period,区县,value\n" + std::string(facts)}, as_of);
}

exec::Status Season::status(std::size_t target, std::size_t criterion, std::size_t row) const {
  return outcome.departments[0].targets[target].criteria[criterion].status[row];
}
bool Season::provisional(std::size_t target, std::size_t criterion, std::size_t row) const {
  return outcome.departments[0].targets[target].criteria[criterion].provisional.get(row);
}
std::string Season::attainment(std::size_t target, std::size_t criterion, std::size_t row) const {
  return print(outcome.departments[0].targets[target].criteria[criterion].attainment.at(row));
}
std::string Season::score(std::size_t target, std::size_t row) const { return print(outcome.departments[0].targets[target].score.at(row)); }

explain::CriterionReasons Season::reasons(std::size_t target, std::size_t criterion, std::size_t row) const {
  return explain::explain(*model, program, batch, trace, outcome, 0, target, criterion, row);
}

}  // namespace assay::test
