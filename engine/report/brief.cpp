#include "report/brief.h"

#include "report/atom_text.h"

#include <algorithm>

namespace assay::report {

namespace {

constexpr std::size_t kMostMissing = 1;  // the others are counted

bool stands_in_the_way(const Criterion& c) { return c.status != exec::Status::met && c.status != exec::Status::not_applicable; }

bool is_short(const Criterion& c) { return c.attainment && c.attainment->low && *c.attainment->low < base::Number(1); }

const Criterion* pick(const Target& target) {
  const auto first = [&](auto&& is) {
    const auto at = std::find_if(target.criteria.begin(), target.criteria.end(), is);
    return at == target.criteria.end() ? nullptr : &*at;
  };
  if (const auto* c = first([&](const Criterion& each) { return each.decides && each.status == target.status && stands_in_the_way(each); })) return c;
  if (const auto* c = first([](const Criterion& each) { return each.decides && stands_in_the_way(each); })) return c;
  if (const auto* c = first(stands_in_the_way)) return c;
  const Criterion* least = nullptr;
  for (const Criterion& each : target.criteria)
    if (is_short(each) && (least == nullptr || *each.attainment->low < *least->attainment->low)) least = &each;
  return least;
}

}  // namespace

const Atom* deciding_atom(const Criterion& c) {
  const Atom* first = nullptr;
  for (const Atom& atom : c.atoms) {
    if (!atom.decisive) continue;
    if (atom.as_asked() != types::Truth::true_) return &atom;
    if (first == nullptr) first = &atom;
  }
  return first;
}

namespace {

std::string text_of(const std::vector<Cell>& needs, const std::vector<Cell>& faults, Language language) {
  if (!faults.empty()) return fault_text(faults.front(), language);
  if (!needs.empty() && (needs.front().wants_day || !needs.front().own_place.empty())) return need_text(needs.front(), language);
  return needs.empty() ? std::string() : say(Word::missing, language, cell_names(needs, kMostMissing, language));
}

std::string text_of(const Criterion& c, Language language) {
  if (c.status == exec::Status::invalid || c.status == exec::Status::unknown)
    if (std::string text = text_of(c.needs, c.faults, language); !text.empty()) return text;
  if (const auto why = undefined_word(c.reason_code)) return std::string(word(*why, language));
  const Atom* atom = deciding_atom(c);
  if (atom == nullptr) return text_of(c.needs, c.faults, language);
  std::string text = atom_text(*atom, language);
  if (c.status == exec::Status::missed && !c.faults.empty()) return text + std::string(word(Word::joint, language)) + fault_text(c.faults.front(), language);
  if (const Cell* cell = deciding_cell(c); cell != nullptr && !cell->place.empty()) text += say(Word::remark, language, cell->place);
  return text;
}

}  // namespace

const Cell* deciding_cell(const Criterion& criterion) {
  for (const Cell& cell : criterion.faults)
    if (!cell.place.empty()) return &cell;
  const Atom* atom = deciding_atom(criterion);
  const bool lacks = criterion.status == exec::Status::unknown && !criterion.needs.empty();
  if (atom == nullptr || lacks) return nullptr;
  // The figure itself and not what it is compared with: of the fact that is read first the newest, and not the plan or last season's.
  const Cell* newest = nullptr;
  for (const Cell& cell : atom->cells) {
    // Of many items none is the figure.
    if (cell.of_list && newest != nullptr && newest->name == cell.name) return nullptr;
    if (cell.place.empty() || (newest != nullptr && (cell.name != newest->name || cell.period < newest->period))) continue;
    newest = &cell;
  }
  return newest;
}

std::optional<Brief> brief(const Target& target, Language language) {
  if (std::string text = text_of(target.needs, target.faults, language); !text.empty()) return Brief{nullptr, std::move(text), 0};
  if (target.status == exec::Status::not_applicable) return std::nullopt;
  const Criterion* picked = pick(target);
  if (picked == nullptr) return std::nullopt;
  Brief made{picked, text_of(*picked, language), 0};
  for (const Criterion& each : target.criteria) made.others += &each != picked && stands_in_the_way(each);
  return made;
}

}  // namespace assay::report
