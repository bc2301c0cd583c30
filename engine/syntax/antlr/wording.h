// What is wrong where the parser could not go on, in the user's terms: each question looks for one thing that people do, and reports it.
#pragma once

#include "base/calendar.h"
#include "syntax/antlr/runtime.h"
#include "syntax/antlr/token_filter.h"
#include "syntax/problems.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::syntax {

class Wording {
 public:
  Wording(antlr4::Parser& parser, antlr4::Token& found, const antlr4::misc::IntervalSet& possible, std::string_view text, Problems& problems);
  void say();

 private:
  // Each says whether it was that, having reported it. In wording_forms.cpp,
  bool nearly_right();
  bool is_fact(std::string_view name) const;
  bool in_fact() const;
  bool is_rank(std::string_view name) const;  // the file declares it so
  bool near_form();
  bool asks_for_at_most() const;
  bool is_member(std::string_view name) const;
  bool has_members(std::string_view fact) const;
  bool missing_colon();
  bool in_quantifier();
  bool in_conditional();
  bool named_part();
  // in wording_quotes.cpp,
  bool quote_inside();
  bool judgement_without_scale();
  bool beside_deciding() const;
  bool grade_without_word();
  // in wording_statements.cpp,
  bool swallowed_statement();
  bool block();
  bool opener_as_operand();
  bool reserved();
  // in wording_values.cpp,
  bool grouped_number();
  bool unit_of_no_number();
  bool after_number();
  bool not_last();
  bool where_value_belongs();
  bool connective_in_words();
  bool dotted_day();
  bool range_in_words();
  bool juxtaposed();
  // in wording_meant.cpp.
  bool range_meant();
  bool deadline_of_condition();
  bool day_behind_condition();
  bool aggregate_behind_name();
  bool percent_apart();
  bool as_of_for_by();
  bool product_meant();
  bool quote_misplaced();
  // What is said where it was none of these.
  void few_choices();
  void did_not_expect();
  bool said_otherwise();

  // The first and the last day of the season, where the file states it.
  std::pair<std::optional<base::Date>, std::optional<base::Date>> season_days() const;
  std::string year() const;  // of the season, for examples
  std::string between(std::size_t first, std::size_t last) const;  // the text of these tokens
  std::pair<std::string, std::size_t> amount_at(std::size_t at) const;
  std::pair<std::string, std::size_t> other_end(std::size_t at) const;
  std::string text_of(antlr4::Token& token) const;
  source::Span span_of(const antlr4::Token& token) const { return problems_.span(source_token(&token).begin, source_token(&token).end); }
  bool inside(std::size_t rule, std::size_t levels = 3) const;
  std::size_t rule() const { return rules_.empty() ? 0 : rules_.front(); }
  bool expects(std::size_t type) const { return expected_.contains(type); }
  bool expects_value() const { return expects(Parser::NUMBER) && expects(Parser::LPAREN); }
  // Where the next statement has begun already, the place to look at is the end of the one before.
  source::Span place() const { return new_line_ && before_span_.valid() ? before_span_ : span_; }
  std::string back_quoted() const { return "`" + text_ + "`"; }
  std::string word_after(std::size_t which = 1) const;  // empty behind the last
  std::string words_after() const;  // those that stand together without a space: -5%
  std::string word_before_that() const;  // before the one before
  // Of a stretch, or of an aim behind a condition, the left side of its criterion's comparison, as it is written; empty where there is none.
  std::string left_side() const;
  std::optional<std::string> meant() const;
  void suggest(Diagnostic& d) const { d.suggestion = meant(); }
  // The type of the word before the one before; EOF where there is none.
  std::size_t earlier_type() const;

  antlr4::Parser& parser_;
  std::string_view all_;
  Problems& problems_;
  std::size_t type_;
  source::Span span_;
  std::string text_;
  std::size_t before_type_ = antlr4::Token::EOF;
  std::string before_;
  source::Span before_span_;
  std::size_t before_index_ = 0;
  std::size_t found_line_;
  std::size_t found_index_;
  bool new_line_;
  antlr4::misc::IntervalSet expected_;  // where the parser stands
  antlr4::misc::IntervalSet possible_;  // and what it has decided against before
  std::vector<std::size_t> rules_;
};

}  // namespace assay::syntax
