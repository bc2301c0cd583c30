#include "types/unit.h"

#include <algorithm>

namespace assay::types {

namespace {

Powers combine(const Powers& a, const Powers& b, int sign) {
  Powers out;
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() || j != b.end()) {
    if (j == b.end() || (i != a.end() && i->first < j->first)) {
      out.push_back(*i++);
    } else if (i == a.end() || j->first < i->first) {
      out.emplace_back(j->first, sign * j->second);
      ++j;
    } else {
      if (const int power = i->second + sign * j->second; power != 0) out.emplace_back(i->first, power);
      ++i;
      ++j;
    }
  }
  return out;
}

}  // namespace

Powers multiply(const Powers& a, const Powers& b) { return combine(a, b, 1); }
Powers divide(const Powers& a, const Powers& b) { return combine(a, b, -1); }

Units::Units() {
  const base::Number hundredth = *base::Number::fraction(1, 100);
  add("%", Unit{"%", hundredth, {}, true, false});
  add("‰", Unit{"‰", *base::Number::fraction(1, 1000), {}, true, false});
  for (const char* name : {"pp", "百分点", "个百分点"}) add(name, Unit{name, hundredth, {}, false, true});
}

bool Units::add_base(const std::string& name, const std::string& label) {
  const auto base = static_cast<std::uint32_t>(base_names_.size());
  if (!add(name, Unit{name, base::Number{1}, {{base, 1}}, false, false})) return false;
  base_names_.push_back(name);
  if (!label.empty()) index_.try_emplace(label, units_.size() - 1);
  return true;
}

bool Units::add(const std::string& name, Unit unit) {
  if (!index_.try_emplace(name, units_.size()).second) return false;
  units_.emplace_back(name, std::move(unit));
  return true;
}

const Unit* Units::find(std::string_view name) const {
  const auto it = index_.find(name);
  return it == index_.end() ? nullptr : &units_[it->second].second;
}

std::vector<std::string> Units::names() const {
  std::vector<std::string> out;
  out.reserve(units_.size());
  for (const auto& [name, unit] : units_) out.push_back(name);
  return out;
}

const std::string& Units::base_name(std::uint32_t base) const { return base_names_[base]; }

std::string Units::print(const Powers& powers) const {
  std::string above;
  std::string below;
  for (const auto& [base, power] : powers) {
    std::string& side = power > 0 ? above : below;
    if (power < 0) side += '/';
    else if (!side.empty()) side += "·";
    side += base_names_[base];
    if (const int size = std::abs(power); size == 2) side += "²";
    else if (size == 3) side += "³";
    else if (size > 3) side += "^" + std::to_string(size);
  }
  return (above.empty() ? "1" : above) + below;
}

}  // namespace assay::types
