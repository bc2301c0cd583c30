// Quotation marks inside of a text, and judgements without their scale.
#include "syntax/antlr/wording.h"

#include "diagnostics/kinds.h"
#include "syntax/antlr/recovery.h"
#include "syntax/antlr/words.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::syntax {

using antlr4::Token;

// "他说"好"了": words stand close behind a text, and close before the next one.
bool Wording::quote_inside() {
  if (before_type_ != Parser::STRING || before_span_.end != span_.begin) return false;
  if (type_ == Parser::STRING) {
    problems_.report(Kind::quote_inside, {span_.file, before_span_.end - 1, before_span_.end}, {text_});
    return true;
  }
  if (!is_word(type_) && type_ != Parser::NAME && type_ != Parser::QUOTED && type_ != Parser::NUMBER) return false;
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  std::uint32_t end = span_.end;
  for (std::size_t i = found_index_ + 1; i + 1 < tokens->size() && tokens->get(i)->getLine() == found_line_; ++i) {
    const source::Span each = span_of(*tokens->get(i));
    if (tokens->get(i)->getType() == Parser::STRING && each.begin == end) {
      problems_.report(Kind::quote_inside, {span_.file, before_span_.end - 1, before_span_.end}, {text_});
      return true;
    }
    end = each.end;
  }
  return false;
}

namespace {

struct WrittenScale {
  std::string name;
  std::vector<std::string> grades;
};

}  // namespace

// Whether the target around has a criterion that decides, and the judgement here is none.
bool Wording::beside_deciding() const {
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  const auto type = [&](std::size_t i) { return tokens->get(i)->getType(); };
  std::size_t from = found_index_;
  while (from > 0 && type(from) != Parser::JUDGE) --from;
  if (from > 0 && type(from - 1) == Parser::REQUIRE) return false;
  while (from > 0 && type(from) != Parser::TARGET) --from;
  for (std::size_t i = from + 1; i < tokens->size() && type(i) != Parser::TARGET && type(i) != Parser::DEPARTMENT; ++i)
    if (type(i) == Parser::REQUIRE || type(i) == Parser::AIM) return true;
  return false;
}

// judge "…": the scales that the file declares are those it may be judged on.
bool Wording::judgement_without_scale() {
  if (!inside(Parser::RuleJudgement, 3) || !expects(Parser::ON)) return false;
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  std::vector<WrittenScale> scales;
  for (std::size_t i = 0; i + 2 < tokens->size(); ++i) {
    const std::size_t name = tokens->get(i + 1)->getType();
    if (tokens->get(i)->getType() != Parser::SCALE || (name != Parser::NAME && name != Parser::QUOTED)) continue;
    WrittenScale& scale = scales.emplace_back(WrittenScale{text_of(*tokens->get(i + 1)), {}});
    for (i += 2; i + 1 < tokens->size() && tokens->get(i)->getType() != Parser::RBRACE; ++i)
      if (tokens->get(i + 1)->getType() == Parser::ASSIGN) scale.grades.push_back(text_of(*tokens->get(i)));
  }
  // What is judged, as far as it was written.
  std::string head;
  for (std::size_t i = found_index_; i > 0 && tokens->get(i)->getType() != Parser::JUDGE;) {
    --i;
    if (tokens->get(i)->getType() != Parser::JUDGE) head = text_of(*tokens->get(i)) + " " + head;
  }
  std::string en, zh;
  if (scales.empty()) {
    en = "write `judge " + head + "on quality`, and declare the scale: `scale quality { poor = 0%, fair = 60%, good = 100% } pass fair`";
    zh = "请写`评判 " + head + "于 评议`，并声明等级：`等级 评议 { 不合格 = 0%, 合格 = 60%, 优秀 = 100% } 及格 合格`";
  } else {
    const WrittenScale& first = scales.front();
    std::string list, list_zh;
    for (const std::string& each : first.grades) {
      list += (list.empty() ? "`" : ", `") + each + "`";
      list_zh += (list_zh.empty() ? "`" : "、`") + each + "`";
    }
    const std::string grade = first.grades.empty() ? "…" : first.grades.back();
    en = "write `judge " + head + "on " + first.name + "`, its grades being " + list + "; `at least " + grade + "` behind it asks for more than its pass";
    zh = "请写`评判 " + head + "于 " + first.name + "`，其等级有" + list_zh + "；要求高于及格的，在后面加`至少 " + grade + "`";
  }
  if (beside_deciding()) {
    const std::string on = scales.empty() ? "评议" : scales.front().name;
    en += "; beside a `require` or an `aim` it counts in the score alone: `require judge " + head + "on " + (scales.empty() ? "quality" : on) + "` decides, too";
    zh += "；目标中另有`要求`或`力争`，只写`评判`仅计入得分；也要由它决定是否达成的，请写`要求 评判 " + head + "于 " + on + "`";
  }
  problems_.report(Kind::judgement_without_scale, place(), {std::move(en)}).arguments_zh = {std::move(zh)};
  return true;
}

// judge q on 评议 良好以上, judge q on 评议 >= 良好
bool Wording::grade_without_word() {
  if (earlier_type() != Parser::ON || new_line_) return false;
  antlr4::TokenStream* tokens = parser_.getTokenStream();
  std::size_t opener = before_index_;
  while (opener > 0 && !opens_statement(tokens->get(opener)->getType())) --opener;
  if (tokens->get(opener)->getType() != Parser::JUDGE) return false;
  const bool sign = type_ == Parser::GE;
  if (!sign && ((type_ != Parser::NAME && type_ != Parser::QUOTED) || meant())) return false;
  std::string grade = sign ? word_after() : text_;
  for (const std::string_view end : {"及以上", "以上"})
    if (grade.size() > end.size() && grade.ends_with(end)) grade.resize(grade.size() - end.size());
  problems_.report(Kind::unexpected_word, span_, {text_, "write `at least " + grade + "`"}).arguments_zh = {text_, "请写`至少 " + grade + "`"};
  return true;
}

}  // namespace assay::syntax
