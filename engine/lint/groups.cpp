#include "lint/groups.h"

#include <numeric>
#include <optional>
#include <utility>

namespace assay::lint {

namespace {

class Groups {
 public:
  explicit Groups(const semantics::Model& model)
      : model_(model), parents_(model.departments.size()), readers_(model.schema.facts.size() + model.schema.lists.size()) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  }

  std::vector<std::vector<std::size_t>> make() {
    for (std::size_t d = 0; d < model_.departments.size(); ++d) {
      for (const semantics::Target& target : model_.departments[d].targets) {
        found_ = false;
        visit(target, d);
        // What reads nothing may follow from whatever other targets say.
        if (!found_) return {all()};
      }
    }
    std::vector<std::vector<std::size_t>> out;
    std::vector<std::optional<std::size_t>> places(parents_.size());
    for (std::size_t d = 0; d < parents_.size(); ++d) {
      std::optional<std::size_t>& place = places[root(d)];
      if (!place) {
        place = out.size();
        out.emplace_back();
      }
      out[*place].push_back(d);
    }
    return out;
  }

 private:
  std::vector<std::size_t> all() const {
    std::vector<std::size_t> out(parents_.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    return out;
  }

  void visit(const semantics::Target& target, std::size_t department) {
    visit(target.applies_when, department);
    for (const semantics::Criterion& each : target.criteria) {
      visit(each.condition, department);
      if (each.stretch) visit(each.stretch->condition, department);
      if (each.scheme) {
        visit(each.scheme->value, department);
        visit(each.scheme->goal, department);
      }
    }
  }

  void visit(semantics::ExprId id, std::size_t department) {
    if (!id.valid()) return;
    const semantics::Expr& e = model_[id];
    if (e.fact.valid()) read(e.fact.index(), department);
    if (e.fact.valid() && model_.schema[e.fact].list.valid()) read(model_.schema[e.fact].list, department);
    for (const semantics::Axis& axis : e.axes)
      if (axis.kind == semantics::Axis::Kind::list) read(axis.list, department);
    for (const semantics::ExprId child : e.children) visit(child, department);
  }

  void read(types::ListId list, std::size_t department) { read(model_.schema.facts.size() + list.index(), department); }

  void read(std::size_t thing, std::size_t department) {
    found_ = true;
    std::optional<std::size_t>& reader = readers_[thing];
    if (reader) parents_[root(department)] = root(*reader);
    else reader = department;
  }

  std::size_t root(std::size_t department) {
    while (parents_[department] != department) department = parents_[department] = parents_[parents_[department]];
    return department;
  }

  const semantics::Model& model_;
  std::vector<std::size_t> parents_;
  std::vector<std::optional<std::size_t>> readers_;  // of each fact, then of each list: the first department
  bool found_ = false;                               // the target reads something
};

}  // namespace

std::vector<std::vector<std::size_t>> independent_groups(const semantics::Model& model) { return Groups(model).make(); }

}  // namespace assay::lint
