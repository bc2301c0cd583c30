#include "cli/values.h"

#include "base/nearest.h"
#include "cli/words.h"
#include "diagnostics/kinds.h"
#include "report/status.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace assay::cli {

namespace {

using diagnostics::Kind;
using Words = std::vector<std::string>;

std::string joined(std::span<const std::string> names, Language language = Language::en) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : language == Language::zh ? "、" : ", ") + name;
  return text;
}

std::optional<std::size_t> whole_number(const std::string& text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string_view long_name(Option option) {
  for (const OptionRow& row : all_options())
    if (row.option == option) return row.flags.substr(row.flags.find("--"));
  return {};
}

diagnostics::Diagnostic& bad(const std::string& value, Option option, std::string help, diagnostics::Sink& sink) {
  return sink.report(Kind::bad_argument, Words{value, std::string(long_name(option)), std::move(help)});
}

}  // namespace

std::size_t most_diagnostics(const Arguments& arguments, diagnostics::Language language, diagnostics::Sink& sink) {
  const auto given = arguments.text(Option::max_diagnostics);
  if (!given) return kMostDiagnostics;
  const auto number = whole_number(*given);
  if (!number) bad(*given, Option::max_diagnostics, std::string(word(Word::a_count, language)), sink);
  return number.value_or(kMostDiagnostics);
}

std::optional<std::size_t> thread_count(const Arguments& arguments, diagnostics::Language language, diagnostics::Sink& sink) {
  const auto given = arguments.text(Option::threads);
  if (!given) return std::nullopt;
  const auto number = whole_number(*given);
  if (number && *number >= 1 && *number <= 1024) return number;
  bad(*given, Option::threads, std::string(word(Word::a_number, language)), sink);
  return std::nullopt;
}

std::optional<base::Date> date_of(const Arguments& arguments, Option option, diagnostics::Sink& sink) {
  const auto given = arguments.text(option);
  if (!given) return std::nullopt;
  const auto date = base::parse_date(*given);
  if (!date) sink.report(Kind::bad_date_argument, Words{*given, std::string(long_name(option))});
  return date;
}

base::Date as_of_date(const Arguments& arguments, const types::Season& season, diagnostics::Sink& sink) {
  const auto given = date_of(arguments, Option::as_of, sink);
  if (!given) return season.to;
  if (*given < season.from || given->days > season.to.days + 366)
    sink.report(Kind::as_of_outside, Words{base::to_string(*given), base::to_string(season.from), base::to_string(season.to)});
  return *given;
}

api::Limits limits_of(const Arguments& arguments, diagnostics::Language language, diagnostics::Sink& sink) {
  api::Limits limits;
  std::vector<std::string> names;
  for (const api::LimitRow& row : api::limit_rows()) names.emplace_back(row.name);
  for (const std::string& given : arguments.all(Option::limit)) {
    const auto equals = given.find('=');
    const std::string name = given.substr(0, std::min(equals, given.size()));
    const auto number = equals == std::string::npos ? std::nullopt : whole_number(given.substr(equals + 1));
    const auto row = std::find_if(api::limit_rows().begin(), api::limit_rows().end(), [&](const api::LimitRow& r) { return r.name == name; });
    if (row == api::limit_rows().end()) {
      bad(given, Option::limit, say(Word::one_of, language, joined(names, language)), sink).suggestion = base::nearest(name, names);
    } else if (!number || api::raise_limit(limits, name, *number) != api::LimitChange::made) {
      bad(given, Option::limit, say(Word::limit_between, language, name, row->usual, row->most), sink);
    }
  }
  return limits;
}

facts::Options reading_options(const Arguments& arguments, const api::Limits& limits, diagnostics::Sink& sink) {
  facts::Options options;
  options.field_limit = limits.cell;
  options.column_limit = limits.columns;
  options.reported_by = date_of(arguments, Option::reported_by, sink);
  options.only_unit = arguments.text(Option::unit);
  return options;
}

std::optional<std::size_t> department_of(const Arguments& arguments, const semantics::Model& model, diagnostics::Sink& sink) {
  const auto given = arguments.text(Option::department);
  if (!given) return std::nullopt;
  std::vector<std::string> names;
  for (std::size_t d = 0; d < model.departments.size(); ++d) {
    if (model.departments[d].name == *given || model.departments[d].label == *given) return d;
    names.push_back(model.departments[d].name);
  }
  sink.report(Kind::unknown_department_argument, Words{*given}).suggestion = base::nearest(*given, names);
  return std::nullopt;
}

std::string format_of(const Arguments& arguments, std::string_view command, std::span<const std::string> allowed, diagnostics::Sink& sink) {
  std::string format = allowed.front();
  if (const auto given = arguments.text(Option::format)) {
    format = *given;
  } else if (const auto file = arguments.text(Option::output)) {
    const report::Format* found = report::format_of_file(*file);
    const std::string ending = std::filesystem::path(*file).extension().string();
    std::error_code ignored;
    const bool plain = !std::filesystem::exists(*file, ignored) || std::filesystem::is_regular_file(*file, ignored);
    const bool junit = ending == ".xml" && std::find(allowed.begin(), allowed.end(), "junit") != allowed.end();
    if (junit) format = "junit";
    else if (found != nullptr) format = found->name;
    else if (*file != "-" && !ending.empty() && plain) sink.report(Kind::unknown_ending, Words{*file, ending, joined(allowed)});
  }
  if (std::find(allowed.begin(), allowed.end(), format) != allowed.end()) return format;
  sink.report(Kind::format_misfit, Words{std::string(command), format, joined(allowed)}).suggestion = base::nearest(format, allowed);
  return allowed.front();
}

void check_output(const Arguments& arguments, const std::string& rules, const std::vector<std::string>& inputs, diagnostics::Sink& sink) {
  const auto file = arguments.text(Option::output);
  if (!file || *file == "-") return;
  std::vector<std::string> read = inputs;
  std::error_code ignored;
  if (std::filesystem::is_directory(rules, ignored)) {
    for (const auto& entry : std::filesystem::directory_iterator(rules, ignored)) read.push_back(entry.path().string());
  } else {
    read.push_back(rules);
  }
  for (const std::string& each : read)
    if (std::filesystem::equivalent(*file, each, ignored)) {
      sink.report(Kind::output_is_input, Words{*file});
      return;
    }
}

report::Per per_of(const Arguments& arguments, diagnostics::Language language, diagnostics::Sink& sink) {
  const auto given = arguments.text(Option::per);
  if (!given) return report::Per::target;
  if (const auto per = report::find_per(*given)) return *per;
  const std::vector<std::string> names{"criterion", "target", "department", "unit"};
  bad(*given, Option::per, say(Word::one_of, language, joined(names, language)), sink).suggestion = base::nearest(*given, names);
  return report::Per::target;
}

std::vector<exec::Status> fail_on(const Arguments& arguments, diagnostics::Language language, diagnostics::Sink& sink) {
  std::vector<exec::Status> wanted;
  std::string given = arguments.text(Option::fail_on).value_or("");
  for (const std::string_view comma : {"，", "、"})
    for (std::size_t at = 0; (at = given.find(comma, at)) != std::string::npos;) given.replace(at, comma.size(), ",");
  if (given.empty() && arguments.has(Option::fail_on)) bad(given, Option::fail_on, say(Word::one_of, language, "missed, unknown, invalid"), sink);
  for (std::size_t begin = 0; begin < given.size();) {
    const std::size_t end = std::min(given.find(',', begin), given.size());
    const std::string name = given.substr(begin, end - begin);
    begin = end + 1;
    if (const auto status = report::find_status(name)) {
      wanted.push_back(*status);
      continue;
    }
    std::vector<std::string> names;
    for (const report::StatusRow& row : report::statuses()) names.emplace_back(row.name);
    bad(name, Option::fail_on, say(Word::one_of, language, joined(names, language)), sink).suggestion = base::nearest(name, names);
  }
  return wanted;
}

}  // namespace assay::cli
