#include "fuzz/inputs.h"

#include "diagnostics/diagnostics.h"
#include "exec/evaluate.h"
#include "facts/facts.h"
#include "plan/lower.h"
#include "semantics/analyze.h"
#include "syntax/parse.h"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace assay::fuzz {
namespace {

constexpr std::string_view kRulebook = R"(
season 2023 "湖州市2023年度" from 2023-01-01 to 2023-12-31 quarterly
unit 人 ; unit 元 ; unit 万元 = 10000 元 ; unit 平方米 ; unit 亩 = 2000/3 平方米
dimension 区县 { 吴兴区, 南浔区, 德清县 }
scale 评议 { 不合格 = 0%, 合格 = 60%, 良好 = 80%, 优秀 = 100% } pass 合格
list 项目 per 区县 { 开工 : event ; 跨乡镇 : flag ; 投资 : level 万元 range >= 0万元 }
department 市红十字会 {
  difficulty 1.1183
  fact training "救护培训人数" : flow 人 per 区县 total sum
  fact coverage : level % range 0%..100%
  fact standard : event
  fact raised : cumulative 万元
  fact land : flow 亩 signed monthly
  fact place : rank
  fact open_ : flag
  fact sort : text
  target 1 "目标" {
    require training : training >= 16.6万人
    require coverage : coverage == 100% and every 区县 has training >= 1人
    require standard : standard by 2023-06-30
    require money : growth(raised) >= 9% stretch growth(raised) >= 11%
    require land : land / 2 >= 3亩 or place <= 3
    require list : count(项目 where 开工 and 跨乡镇) >= 4 and sum(项目.投资) >= 10万元
    require text : open_ implies sort == "甲"
    judge year on 评议
  }
}
)";

const base::Date kAsOf = *base::make_date(2023, 9, 30);

std::optional<semantics::Model> model_of(std::string_view text) {
  source::Files sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("fuzz.assay", std::string(text));
  std::vector<syntax::File> files;
  files.push_back(syntax::parse(sources, file, {}, sink));
  std::optional<semantics::Model> model;
  if (!sink.has_errors()) model = semantics::analyze(files, sources, sink);
  // No meaning without a word about why, and what is said can be drawn.
  if (!model && !sink.has_errors()) std::abort();
  sink.sort();
  for (const auto language : {diagnostics::Language::en, diagnostics::Language::zh}) {
    diagnostics::DrawOptions options;
    options.language = language;
    diagnostics::draw(sink, sources, options);
  }
  return model;
}

// A file in memory, with a name that can be opened.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view text) : descriptor_(memfd_create("facts.csv", 0)) {
    std::size_t written = 0;
    while (descriptor_ >= 0 && written < text.size()) {
      const auto n = ::write(descriptor_, text.data() + written, text.size() - written);
      if (n <= 0) break;
      written += static_cast<std::size_t>(n);
    }
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

void run(const semantics::Model& model, std::string_view facts_text) {
  const plan::Program program = plan::lower(model, kAsOf);
  if (!plan::verify(program).empty()) std::abort();
  diagnostics::Sink sink;
  facts::Options options;
  options.batch_rows = 3;
  const MemoryFile file(facts_text);
  const auto reader = facts::open(model.schema, {file.path()}, options, sink);
  if (reader) {
    for (facts::Batch batch; reader->next(batch); batch = {}) {
      const exec::Outcome outcome = exec::evaluate(program, batch);
      if (outcome.rows != batch.rows()) std::abort();
    }
    reader->digest();
  }
  sink.sort();
  diagnostics::draw(sink, source::Files{}, {});
}

}  // namespace

void rules(std::string_view text) {
  const auto model = model_of(text);
  if (!model) return;
  const plan::Program program = plan::lower(*model, kAsOf);
  if (!plan::verify(program).empty()) std::abort();
  plan::dump_plan(program);
}

void csv(std::string_view text) {
  static const std::optional<semantics::Model> model = model_of(kRulebook);
  if (!model) {
    std::fputs("the fuzzer's own rulebook has no meaning\n", stderr);
    std::abort();
  }
  run(*model, text);
}

void both(std::string_view text) {
  const std::size_t line = text.find("\n========");
  const auto model = model_of(text.substr(0, line));
  if (!model) return;
  std::string_view rest = line == std::string_view::npos ? std::string_view{} : text.substr(line + 1);
  const std::size_t end = rest.find('\n');
  run(*model, end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1));
}

}  // namespace assay::fuzz
