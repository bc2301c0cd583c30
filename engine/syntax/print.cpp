#include "syntax/print.h"

#include <algorithm>

namespace assay::syntax {

namespace {

// How tightly a form holds together; a part that holds less tightly than its place asks gets parentheses.
enum Strength { kLoose, kImplies, kOr, kAnd, kNot, kCompare, kSum, kProduct, kSign, kPostfix };

class Printer {
 public:
  explicit Printer(const File& file) : file_(file) {}

  std::string print(ExprId id, Strength wanted, bool last) {
    const Expr& e = file_[id];
    const Strength strength = strength_of(e);
    const bool trailing = strength == kLoose;
    const bool bare = trailing ? (last && wanted <= kNot) : strength >= wanted;
    if (bare) return body(e, last);
    return "(" + body(e, true) + ")";
  }

 private:
  static Strength strength_of(const Expr& e) {
    switch (e.kind) {
      case ExprKind::quantifier:
      case ExprKind::if_: return kLoose;
      case ExprKind::implies: return kImplies;
      case ExprKind::or_: return kOr;
      case ExprKind::and_: return kAnd;
      case ExprKind::not_: return kNot;
      case ExprKind::compare: case ExprKind::in_set: case ExprKind::in_range: case ExprKind::within: case ExprKind::timing:
      case ExprKind::is_missing: case ExprKind::is_reported: return kCompare;
      case ExprKind::add: case ExprKind::subtract: return kSum;
      case ExprKind::multiply: case ExprKind::divide: return kProduct;
      case ExprKind::negate: return kSign;
      default: return kPostfix;
    }
  }

  static std::string_view op_text(Op op) {
    switch (op) {
      case Op::ge: return ">=";
      case Op::gt: return ">";
      case Op::le: return "<=";
      case Op::lt: return "<";
      case Op::eq: return "==";
      case Op::ne: return "!=";
      case Op::by: return "by";
      case Op::before: return "before";
      case Op::after: return "after";
      case Op::on: return "on";
      case Op::every: return "every";
      case Op::any: return "any";
      case Op::no: return "no";
      case Op::none: break;
    }
    return "";
  }

  std::string child(const Expr& e, std::size_t i, Strength wanted, bool last = false) { return print(e.children[i], wanted, last); }

  std::string list(const Expr& e, std::size_t from, std::string_view separator = ", ") {
    std::string out;
    for (std::size_t i = from; i < e.children.size(); ++i) {
      if (i > from) out += separator;
      out += child(e, i, kLoose, true);
    }
    return out;
  }

  std::string binary(const Expr& e, std::string_view sign, Strength own) {
    // The right side of - and / needs more than the left: a - (b - c).
    return child(e, 0, own) + " " + std::string(sign) + " " + child(e, 1, static_cast<Strength>(own + 1));
  }

  std::string chain(const Expr& e, std::string_view word, Strength part, bool last) {
    std::string out;
    for (std::size_t i = 0; i < e.children.size(); ++i) {
      const bool end = i + 1 == e.children.size();
      if (i > 0) out += " " + std::string(word) + " ";
      out += child(e, i, part, end && last);
    }
    return out;
  }

  std::string years(const Axis& axis) {
    return axis.from.valid() ? " from " + print(axis.from, kSum, false) + " to " + print(axis.to, kSum, false) : "";
  }

  std::string axis(const Axis& axis) {
    std::string out = axis.name.text + years(axis);
    if (axis.where.valid()) out += " where " + print(axis.where, kImplies, false);
    return out;
  }

  std::string body(const Expr& e, bool last) {
    switch (e.kind) {
      case ExprKind::error: return "<error>";
      case ExprKind::number: return e.text;
      case ExprKind::string: return quoted(e.text);
      case ExprKind::date: return base::to_string(e.date);
      case ExprKind::boolean: return e.flag ? "true" : "false";
      case ExprKind::unknown: return "unknown";
      case ExprKind::name: return e.text;
      case ExprKind::member_access: return child(e, 0, kPostfix) + "." + e.text;
      case ExprKind::call:
        return e.text + (e.flag ? " distinct(" : "(") + list(e, 0) + years(e.axis) + (e.where.valid() ? " where " + print(e.where, kLoose, true) : "") + ")";
      case ExprKind::negate: return "-" + child(e, 0, kSign);
      case ExprKind::add: return binary(e, "+", kSum);
      case ExprKind::subtract: return binary(e, "-", kSum);
      case ExprKind::multiply: return binary(e, "*", kProduct);
      case ExprKind::divide: return binary(e, "/", kProduct);
      case ExprKind::compare: {
        std::string out = child(e, 0, kSum);
        for (std::size_t i = 0; i < e.ops.size(); ++i) out += " " + std::string(op_text(e.ops[i])) + " " + child(e, i + 1, kSum);
        return out;
      }
      case ExprKind::in_set: return child(e, 0, kSum) + " in {" + list(e, 1) + "}";
      case ExprKind::in_range: return child(e, 0, kSum) + " in " + child(e, 1, kSum) + ".." + child(e, 2, kSum);
      case ExprKind::within: return child(e, 0, kSum) + " within " + child(e, 1, kSum) + " of " + child(e, 2, kSum);
      case ExprKind::timing: return child(e, 0, kSum) + " " + std::string(op_text(e.op)) + " " + child(e, 1, kSum);
      case ExprKind::is_missing: return child(e, 0, kSum) + " is missing";
      case ExprKind::is_reported: return child(e, 0, kSum) + " is reported";
      case ExprKind::not_: return "not " + child(e, 0, kNot, last);
      case ExprKind::and_: return chain(e, "and", kNot, last);
      case ExprKind::or_: return chain(e, "or", kAnd, last);
      case ExprKind::implies: return child(e, 0, kOr) + " implies " + child(e, 1, kImplies, last);
      case ExprKind::if_:
        return "if " + child(e, 0, kLoose, true) + " then " + child(e, 1, kLoose, true) + " else " + child(e, 2, kLoose, true);
      case ExprKind::quantifier:
        return std::string(op_text(e.op)) + " " + axis(e.axis) + " has " + child(e, 0, kLoose, true);
      case ExprKind::at_least_of: return "at least " + child(e, 0, kSum) + " of { " + list(e, 1, "; ") + " }";
      case ExprKind::index: return child(e, 0, kPostfix) + "[" + list(e, 1) + "]";
      case ExprKind::at_period: return child(e, 0, kPostfix) + "@" + e.text;
      case ExprKind::rank_among: return "rank of " + child(e, 0, kSum) + " among " + e.text;
      case ExprKind::aggregate_among: return e.text + " of " + child(e, 0, kSum) + " among " + e.axis.name.text;
      case ExprKind::set: return "{" + list(e, 0) + "}";
    }
    return "";
  }

  static std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool gap = text.compare(i, 4, "\\…") == 0;
      if (text[i] == '\n') {
        out += "\\n";
      } else {
        if ((text[i] == '"' || text[i] == '\\') && !gap) out += '\\';
        out += text[i];
      }
    }
    return out + "\"";
  }

  const File& file_;
};

}  // namespace

std::string print_expression(const File& file, ExprId id) {
  if (!id.valid()) return "";
  return Printer(file).print(id, kLoose, true);
}

}  // namespace assay::syntax
