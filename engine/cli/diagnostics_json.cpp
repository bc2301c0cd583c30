#include "cli/diagnostics_json.h"

namespace assay::cli {

namespace {

std::string_view name(diagnostics::Severity severity) {
  switch (severity) {
    case diagnostics::Severity::error: return "error";
    case diagnostics::Severity::limit: return "limit";
    case diagnostics::Severity::warning: return "warning";
    case diagnostics::Severity::note: return "note";
  }
  return "";
}

// In the rules line and column in code points, from 1, the end exclusive; in a reported file the record and the column.
void put_place(Json& json, const source::Span& span, const std::optional<diagnostics::Cell>& cell, const source::Files& files) {
  if (span.valid()) {
    const source::Position begin = files.position(span.file, span.begin);
    const source::Position end = files.position(span.file, span.end);
    json["path"] = files.path(span.file);
    json["line"] = begin.line;
    json["column"] = begin.column;
    json["end_line"] = end.line;
    json["end_column"] = end.column;
  } else if (cell) {
    json["path"] = cell->path;
    if (cell->row != 0) json["row"] = cell->row;
    if (cell->column != 0) json["column"] = cell->column;
  }
}

}  // namespace

Json to_json(const diagnostics::Sink& sink, const source::Files& files, diagnostics::Language language) {
  Json all = Json::array();
  for (const diagnostics::Diagnostic& each : sink.all()) {
    const diagnostics::KindInfo kind = diagnostics::info(each.kind);
    Json json{{"code", kind.code}, {"severity", name(kind.severity)}, {"message", diagnostics::message(each, language)}};
    json["label"] = diagnostics::label(each, language);
    json["help"] = diagnostics::help(each, language);
    json["suggestion"] = each.suggestion ? Json(*each.suggestion) : Json(nullptr);
    put_place(json, each.span, each.cell, files);
    json["related"] = Json::array();
    for (const diagnostics::Related& related : each.related) {
      Json place{{"words", related.words.in(language)}};
      put_place(place, related.span, related.cell, files);
      json["related"].push_back(place);
    }
    all.push_back(json);
  }
  return all;
}

}  // namespace assay::cli
