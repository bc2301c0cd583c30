#include "facts/stream/shape.h"

#include "base/text.h"
#include "facts/csv/scanner.h"
#include "facts/read/read_file.h"

#include <algorithm>

namespace assay::facts::stream {

namespace {

constexpr std::size_t kHead = 1 << 20;  // so much of the file is looked at for its heading
constexpr std::size_t kTail = 1 << 16;  // and so much for blank lines at its end

std::optional<std::string> bytes_of(const csv::RandomFile& file, std::uint64_t offset, std::size_t most) {
  std::string out(static_cast<std::size_t>(std::min<std::uint64_t>(most, file.size() - offset)), '\0');
  return file.read(offset, out) ? std::optional(std::move(out)) : std::nullopt;
}

// Whether the heading has nothing that is not read piece by piece.
bool is_plain_layout(const types::Schema& schema, const binding::Layout& layout) {
  using Form = binding::Layout::Form;
  const bool unproven = !layout.evidence && std::any_of(layout.facts.begin(), layout.facts.end(), [&](const binding::FactColumn& each) { return schema[each.fact].evidence; });
  return layout.form != Form::list && layout.unit && layout.columns > 1 && !layout.by && (!layout.measure || layout.form == Form::by_cell) && !unproven &&
         layout.unnamed.empty();
}

// Finds where the last row ends; false where all of the tail is blank.
bool find_end(const csv::RandomFile& file, Shape& shape) {
  const std::uint64_t from = std::max<std::uint64_t>(shape.begin, file.size() > kTail ? file.size() - kTail : 0);
  const auto tail = bytes_of(file, from, kTail);
  if (!tail) return false;
  std::size_t end = tail->size();
  for (;;) {
    if (end == 0) return false;
    shape.fed = (*tail)[end - 1] == '\n';
    if (!shape.fed) break;
    std::size_t text = end - 1;
    if (text > 0 && (*tail)[text - 1] == '\r') --text;
    if (text == 0) return false;
    if ((*tail)[text - 1] != '\n') break;
    end = text;
  }
  shape.end = from + end;
  return true;
}

// Han ideographs are themselves in every normal form, and no space.
bool is_han(const unsigned char* at) { return at[0] >= 0xE4 && at[0] <= 0xE9 && (at[0] != 0xE4 || at[1] >= 0xB8); }

// Printable ASCII but a colon, and Han only, with no space at either end.
bool is_simple(std::string_view name) {
  if (name.empty() || name.front() == ' ' || name.back() == ' ') return false;
  const auto* at = reinterpret_cast<const unsigned char*>(name.data());
  const auto* const end = at + name.size();
  while (at < end) {
    if (*at >= 0x80) {
      if (!is_han(at)) return false;
      at += 3;
    } else if (*at < 0x20 || *at == 0x7F || *at == ':') {
      return false;
    } else {
      ++at;
    }
  }
  return true;
}

// Whether a simple name may be a row of totals or of units of measure, or the beginning of a remark under the table: all their names end so.
bool may_be_no_unit(std::string_view name) {
  if (name.back() == 'l' || name.back() == 'L') return true;
  if (static_cast<unsigned char>(name.back()) < 0x80) return false;
  return name.ends_with("计") || name.ends_with("人") || name.ends_with("注") || name.ends_with("位");
}
bool is_no_unit(std::string_view name) { return binding::is_total(name) || binding::is_footer(name) || binding::is_measure_label(name); }

}  // namespace

std::optional<Shape> shape_of(const types::Schema& schema, const binding::Names& names, const std::string& path, const csv::RandomFile& file,
                              const Options& options) {
  auto head = bytes_of(file, 0, kHead);
  if (!head) return std::nullopt;
  const std::size_t feed = head->rfind('\n');
  if (feed == std::string::npos) return std::nullopt;
  head->resize(feed + 1);
  diagnostics::Sink found;
  if (!csv::check_text(*head, path, found)) return std::nullopt;
  auto heading = read::read_heading(schema, names, path, options, *head, found);
  if (!heading || !found.all().empty() || !is_plain_layout(schema, heading->layout)) return std::nullopt;
  Shape out;
  out.layout = std::move(heading->layout);
  out.begin = heading->end;
  out.heading = std::string_view(*head).substr(0, static_cast<std::size_t>(out.begin));
  if (out.heading.starts_with("\xEF\xBB\xBF")) out.heading.erase(0, 3);
  out.heading.erase(out.heading.find_last_not_of("\r\n") + 1);
  if (!find_end(file, out)) return std::nullopt;
  out.unit = *out.layout.unit;
  csv::Scanner scanner(out.heading, {options.field_limit, options.column_limit});
  if (!scanner.next() || out.unit >= scanner.fields().size()) return std::nullopt;
  out.unit_heading = base::to_nfc(binding::trimmed(scanner.fields()[out.unit]));
  if (out.layout.period) out.keys.push_back(*out.layout.period);
  for (const auto& [dimension, column] : out.layout.dimensions) out.keys.push_back(column);
  if (out.layout.form == binding::Layout::Form::by_cell) {
    out.keys.push_back(*out.layout.fact);
    if (out.layout.measure) out.keys.push_back(*out.layout.measure);
    out.values.push_back(*out.layout.value);
  }
  for (const binding::FactColumn& each : out.layout.facts) out.values.push_back(each.column);
  std::sort(out.keys.begin(), out.keys.end());
  out.last_key = std::max(out.unit, out.keys.empty() ? 0 : out.keys.back());
  out.sample = head->substr(static_cast<std::size_t>(out.begin), 1 << 16);
  out.sample.resize(out.sample.rfind('\n') + 1);
  return out;
}

std::vector<std::string_view> cells_of_key(const Shape& shape, std::string_view key) {
  std::vector<std::string_view> out;
  if (shape.keys.size() == 1) return {key};
  for (std::size_t i = 0; i < shape.keys.size(); ++i) {
    const std::size_t end = key.find(kBetweenKeys);
    out.push_back(key.substr(0, end));
    key.remove_prefix(end + 1);
  }
  return out;
}

std::optional<std::string_view> unit_name(std::string_view cell, std::string& scratch) {
  if (is_simple(cell)) return may_be_no_unit(cell) && is_no_unit(cell) ? std::nullopt : std::optional(cell);
  const std::string_view name = binding::trimmed(cell);
  if (name.empty() || binding::bidi_control(name)) return std::nullopt;
  scratch = base::to_nfc(name);
  return is_no_unit(scratch) ? std::nullopt : std::optional<std::string_view>(scratch);
}

}  // namespace assay::facts::stream
