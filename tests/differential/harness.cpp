#include "differential/harness.h"

#include "diagnostics/diagnostics.h"
#include "exec/evaluate.h"
#include "reference/evaluate.h"
#include "semantics/analyze.h"
#include "syntax/parse.h"

namespace assay::differential {
namespace {

using exec::Status;

bool same_range(const types::Value& a, const types::Value& b) { return a.range == b.range; }

// Reports the first thing that differs.
class Differ {
 public:
  std::string found;
  void check(bool same, const std::string& what, const std::string& engine, const std::string& reference) {
    if (!same && found.empty()) found = what + ": engine " + engine + ", reference " + reference;
  }
  void check(const std::string& what, Status engine, Status reference) { check(engine == reference, what, show(engine), show(reference)); }
  void check(const std::string& what, bool engine, bool reference) {
    check(engine == reference, what, engine ? "yes" : "no", reference ? "yes" : "no");
  }
  void check(const std::string& what, const types::Value& engine, const types::Value& reference) {
    check(same_range(engine, reference), what, show(engine), show(reference));
  }
  void check(const std::string& what, std::uint32_t engine, std::uint32_t reference) {
    check(engine == reference, what, std::to_string(engine), std::to_string(reference));
  }
};

void check_criterion(Differ& d, const std::string& id, const exec::CriterionOutcome& engine, std::size_t row,
                     const reference::CriterionResult& expected, bool applicable) {
  d.check(id + " status", engine.status[row], expected.status);
  d.check(id + " provisional", engine.provisional.get(row), expected.provisional);
  if (expected.stretch && applicable) {
    d.check(id + " stretch", engine.stretch[row], *expected.stretch);
    d.check(id + " stretch value", engine.stretch_value.at(row), expected.stretch_value);
  }
  if (!applicable) return;
  d.check(id + " attainment", engine.attainment.at(row), expected.attainment);
  d.check(id + " score", engine.score.at(row), expected.score);
}

}  // namespace

std::string show(const types::Value& v) {
  if (v.is_point()) return base::to_string(*v.range.low);
  const auto end = [](const std::optional<base::Number>& n, const char* otherwise) { return n ? base::to_string(*n) : std::string(otherwise); };
  return "[" + end(v.range.low, "-inf") + ", " + end(v.range.high, "inf") + "]" + (v.invalid ? " invalid" : v.lacks ? " lacks" : "");
}

std::string show(types::Truth truth) {
  switch (truth) {
    case types::Truth::false_: return "false";
    case types::Truth::true_: return "true";
    case types::Truth::open_: return "open";
    case types::Truth::unknown: return "unknown";
    case types::Truth::invalid: return "invalid";
  }
  return "?";
}

std::string show(Status status) {
  switch (status) {
    case Status::met: return "met";
    case Status::missed: return "missed";
    case Status::open: return "open";
    case Status::unknown: return "unknown";
    case Status::invalid: return "invalid";
    case Status::not_applicable: return "not applicable";
  }
  return "?";
}

std::unique_ptr<Rulebook> compile(const std::string& text) {
  auto rulebook = std::make_unique<Rulebook>();
  rulebook->text = text;
  diagnostics::Sink sink;
  const source::FileId file = rulebook->sources.add("random.assay", text);
  std::vector<syntax::File> files;
  files.push_back(syntax::parse(rulebook->sources, file, {}, sink));
  if (!sink.has_errors()) rulebook->model = semantics::analyze(files, rulebook->sources, sink);
  if (!rulebook->model) rulebook->problems = diagnostics::draw(sink, rulebook->sources, {});
  return rulebook;
}

std::string difference(const exec::Outcome& outcome, std::size_t row, const reference::Result& expected, const semantics::Model& model,
                       const semantics::Criterion** criterion) {
  Differ d;
  *criterion = nullptr;
  for (std::size_t i = 0; i < model.departments.size(); ++i) {
    const exec::DepartmentOutcome& department = outcome.departments[i];
    const reference::DepartmentResult& reference = expected.departments[i];
    for (std::size_t t = 0; t < reference.targets.size(); ++t) {
      const semantics::Target& target = model.departments[i].targets[t];
      const bool applicable = reference.targets[t].status != Status::not_applicable;
      for (std::size_t c = 0; c < target.criteria.size(); ++c) {
        check_criterion(d, target.criteria[c].id, department.targets[t].criteria[c], row, reference.targets[t].criteria[c], applicable);
        if (!d.found.empty() && *criterion == nullptr) *criterion = &target.criteria[c];
      }
      d.check(target.id + " status", department.targets[t].status[row], reference.targets[t].status);
      d.check(target.id + " provisional", department.targets[t].provisional.get(row), reference.targets[t].provisional);
      if (applicable) {
        d.check(target.id + " attainment", department.targets[t].attainment.at(row), reference.targets[t].attainment);
        d.check(target.id + " score", department.targets[t].score.at(row), reference.targets[t].score);
      }
    }
    const std::string& name = model.departments[i].name;
    d.check(name + " scored", department.scored.get(row), reference.scored);
    if (!reference.scored) continue;
    d.check(name + " score", department.score.at(row), reference.score);
    d.check(name + " rank low", department.rank_low[row], reference.rank_low);
    d.check(name + " rank high", department.rank_high[row], reference.rank_high);
  }
  d.check("scored", outcome.scored.get(row), expected.scored);
  if (expected.scored) d.check("total", outcome.total.at(row), expected.total);
  return d.found;
}

std::string difference(const exec::Outcome& a, std::size_t ra, const exec::Outcome& b, std::size_t rb) {
  Differ d;
  const auto values = [&](const std::string& what, const columns::Column& x, const columns::Column& y) {
    d.check(x.at(ra) == y.at(rb), what, show(x.at(ra)), show(y.at(rb)));
  };
  for (std::size_t i = 0; i < a.departments.size(); ++i) {
    const exec::DepartmentOutcome& x = a.departments[i];
    const exec::DepartmentOutcome& y = b.departments[i];
    for (std::size_t t = 0; t < x.targets.size(); ++t) {
      const exec::TargetOutcome& tx = x.targets[t];
      const exec::TargetOutcome& ty = y.targets[t];
      const bool applicable = tx.status[ra] != Status::not_applicable;
      for (std::size_t c = 0; c < tx.criteria.size(); ++c) {
        d.check("criterion status", tx.criteria[c].status[ra], ty.criteria[c].status[rb]);
        d.check("criterion provisional", tx.criteria[c].provisional.get(ra), ty.criteria[c].provisional.get(rb));
        if (!applicable) continue;
        values("attainment", tx.criteria[c].attainment, ty.criteria[c].attainment);
        values("criterion score", tx.criteria[c].score, ty.criteria[c].score);
      }
      d.check("target status", tx.status[ra], ty.status[rb]);
      d.check("target provisional", tx.provisional.get(ra), ty.provisional.get(rb));
      if (applicable) values("target score", tx.score, ty.score);
    }
    d.check("scored", x.scored.get(ra), y.scored.get(rb));
    if (!x.scored.get(ra)) continue;
    values("department score", x.score, y.score);
    d.check("rank low", x.rank_low[ra], y.rank_low[rb]);
    d.check("rank high", x.rank_high[ra], y.rank_high[rb]);
  }
  return d.found;
}

namespace {

// Compares every sub-expression that has a register of its own for the whole row; says so where all its parts agree.
class Search {
 public:
  Search(const Rulebook& rulebook, const plan::Program& program, const facts::Batch& batch, std::size_t row)
      : rulebook_(rulebook), program_(program), row_(row), facts_(*rulebook.model, batch) {
    exec::evaluate(program, batch, &trace_);
  }

  std::string run(semantics::ExprId id, const plan::Moment& moment, const char* when) {
    moment_ = moment;
    when_ = when;
    visit(id);
    return lines_;
  }

 private:
  bool visit(semantics::ExprId id) {  // false: something below differs
    const semantics::Expr& e = (*rulebook_.model)[id];
    bool below = true;
    for (const semantics::ExprId c : e.children) below = visit(c) && below;
    if (!below) return false;
    const auto found = program_.find(id, moment_);
    if (!found || !program_.registers[found->index()].grain.dimensions.empty() || !program_.registers[found->index()].grain.lists.empty()) return true;
    const reference::Context context = reference::at_moment(facts_, row_, program_.as_of, moment_.at, moment_.due);
    std::string engine;
    std::string reference;
    try {
      if (program_.registers[found->index()].truth) {
        engine = show(trace_.truth(*found, row_));
        reference = show(reference::condition(id, context));
      } else if (e.type == semantics::Type::number || e.type == semantics::Type::grade) {
        engine = show(trace_.value(*found, row_));
        reference = show(reference::number(id, context));
      }
    } catch (const std::exception&) {
      return true;  // inside a quantifier
    }
    if (engine == reference) return true;
    lines_ += std::string("  ") + when_ + ": `" + std::string(rulebook_.sources.slice(e.span)) + "`: engine " + engine + ", reference " + reference + "\n";
    return false;
  }

  const Rulebook& rulebook_;
  const plan::Program& program_;
  std::size_t row_;
  reference::Facts facts_;
  exec::Trace trace_;
  plan::Moment moment_;
  const char* when_ = "";
  std::string lines_;
};

}  // namespace

std::string disagreements(const Rulebook& rulebook, const semantics::Criterion& criterion, const plan::Program& program,
                          const facts::Batch& batch, std::size_t row) {
  std::string lines;
  for (std::size_t d = 0; d < program.departments.size(); ++d) {
    for (std::size_t t = 0; t < program.departments[d].targets.size(); ++t) {
      const auto& criteria = rulebook.model->departments[d].targets[t].criteria;
      for (std::size_t c = 0; c < criteria.size(); ++c) {
        if (&criteria[c] != &criterion) continue;
        const plan::CriterionPlan& p = program.departments[d].targets[t].criteria[c];
        lines += Search(rulebook, program, batch, row).run(criterion.condition, p.now_moment, "now");
        lines += Search(rulebook, program, batch, row).run(criterion.condition, p.future_moment, "future");
        if (!criterion.stretch) continue;
        lines += Search(rulebook, program, batch, row).run(criterion.stretch->condition, p.now_moment, "stretch now");
        lines += Search(rulebook, program, batch, row).run(criterion.stretch->condition, p.future_moment, "stretch future");
      }
    }
  }
  return lines;
}

}  // namespace assay::differential
