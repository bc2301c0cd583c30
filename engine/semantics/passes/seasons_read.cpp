// Which earlier years' reports the rules read: by `previous`, by stated periods, and by going through years.
#include "semantics/passes/passes.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <vector>

namespace assay::semantics {

namespace {

class Seasons {
 public:
  explicit Seasons(Model& model) : model_(model) {
    found_.insert(model.schema.read_back.begin(), model.schema.read_back.end());
  }
  void keep() { model_.schema.read_back.assign(found_.begin(), found_.end()); }

  // `back`: years before the season; `previous` of them went that far by `previous`.
  void read(ExprId id, int back, int previous) {
    if (!id.valid() || !is_new(id, back, previous)) return;
    const Expr& e = model_[id];
    const types::Season& season = model_.schema.season;
    if (e.kind == Kind::fact) found_.insert(back);
    if (e.kind == Kind::previous || e.kind == Kind::growth || e.kind == Kind::reduction) {
      read(e.children[0], back + 1, previous + 1);
      if (e.kind == Kind::previous) return;
    }
    if (e.kind == Kind::at_period && e.period) {
      if (const auto placed = types::place(season, *e.period)) back = placed->years_before + previous;
    }
    int first = back;
    int last = back;
    for (const Axis& axis : e.axes) {
      if (!axis.years) continue;
      const int year = types::whole_season(season).year;
      first = year - axis.years->last + previous;
      last = year - axis.years->first + previous;
    }
    for (int each = first; each <= last; ++each)
      for (const ExprId child : e.children) read(child, each, previous);
  }

 private:
  bool is_new(ExprId id, int back, int previous) {
    if (back != 0 || previous != 0) return seen_.insert({id, back, previous}).second;
    if (id.index() >= plain_.size()) plain_.resize(id.index() + 1);
    const bool fresh = !plain_[id.index()];
    plain_[id.index()] = true;
    return fresh;
  }

  Model& model_;
  std::set<int> found_;
  std::vector<bool> plain_;                      // seen in the season itself, as nearly all are
  std::set<std::tuple<ExprId, int, int>> seen_;  // elsewhere
};

}  // namespace

void note_seasons_read(Model& model, ExprId expression) {
  Seasons seasons(model);
  seasons.read(expression, 0, 0);
  seasons.keep();
}

void note_seasons_read(Model& model) {
  Seasons seasons(model);
  for (const Department& d : model.departments)
    for (const Target& t : d.targets) {
      seasons.read(t.applies_when, 0, 0);
      for (const Criterion& c : t.criteria) {
        seasons.read(c.condition, 0, 0);
        if (c.stretch) seasons.read(c.stretch->condition, 0, 0);
      }
    }
  seasons.keep();
}

}  // namespace assay::semantics
