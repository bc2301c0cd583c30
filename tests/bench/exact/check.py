"""Recomputes results of the large workload in fractions, from the rules as they stand and grammar/meaning.md, and counts what the engine has otherwise.

usage: check.py RULES.assay FACTS.csv RESULT.csv [EVERY]

RESULT.csv is `assay run --format csv --per unit`. Looked at are the units on a threshold or one last place from it (every tenth), and of the others
one in EVERY (100). Knows the forms of rule that the workload has, and ends with status 2 at any other. Shares no code with the engine."""

import ast
import csv
import re
import sys
from fractions import Fraction as F

NINE = 10**9
MOST = F(NINE - 1, NINE)
UNITS = {"%": F(1, 100), "pp": F(1, 100), "亿元": F(10**8), "元": F(1)}  # every other unit of the workload counts by ones
INFINITE = None  # an end without bound: of a low end minus, of a high end plus infinity


def half_up(x, places):
    scaled = x * 10**places + F(1, 2)
    return F(scaled.numerator // scaled.denominator, 10**places)


def add(a, b):
    return INFINITE if a is INFINITE or b is INFINITE else a + b


class Value:
    """[low, high]"""

    def __init__(self, low, high):
        self.low, self.high = low, high

    def __add__(self, other):
        return Value(add(self.low, other.low), add(self.high, other.high))

    def __sub__(self, other):
        return self + Value(None if other.high is INFINITE else -other.high, None if other.low is INFINITE else -other.low)

    def __truediv__(self, other):
        # In the workload what is divided is not negative and bounded, and what divides it is positive and bounded.
        if self.low is INFINITE or self.low < 0 or other.low is INFINITE or other.low <= 0 or INFINITE in (self.high, other.high):
            raise NotImplementedError("a quotient of other than positive, bounded values")
        return Value(self.low / other.high, self.high / other.low)


class Condition:
    """truth: True, False or None for undecided; low..high is the attainment."""

    def __init__(self, truth, low, high):
        self.truth = truth
        if truth:
            low = high = F(1)
        else:
            low = min(low, MOST)
            if truth is False:
                high = min(high, MOST)
        self.low, self.high = low, high


def end_quotient(above, below):
    """One end of above / below where a comparison is false: 0 unless both are positive."""
    if above is INFINITE:
        return F(1)
    if below is INFINITE or above <= 0 or below <= 0:
        return F(0)
    return half_up(above / below, 9)


def at_least(a, b):
    if a.low is not INFINITE and b.high is not INFINITE and a.low >= b.high:
        return Condition(True, 1, 1)
    if a.high is not INFINITE and b.low is not INFINITE and a.high < b.low:
        return Condition(False, end_quotient(a.low if a.low is not INFINITE else F(0), b.high), end_quotient(a.high, b.low))
    return Condition(None, end_quotient(a.low if a.low is not INFINITE else F(0), b.high), F(1))


def combine(op, parts):
    truths = [p.truth for p in parts]
    decides = op == "or"
    truth = decides if decides in truths else None if None in truths else not decides
    pick = max if op == "or" else min
    return Condition(truth, pick(p.low for p in parts), pick(p.high for p in parts))


class Expression:
    """`a / b >= 2/3`, `a - b >= 3pp and c >= 350家`: as Python reads it once quantities are calls."""

    def __init__(self, text):
        text = re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)([^\W\d_]+|%)?", lambda m: f"q('{m[1]}','{m[2] or ''}')" if m[2] not in ("and", "or") else m[0], text)
        self.tree = ast.parse(text.strip(), mode="eval").body

    def over(self, facts):
        return self.of(self.tree, facts)

    def of(self, node, facts):
        if isinstance(node, ast.BoolOp):
            return combine("or" if isinstance(node.op, ast.Or) else "and", [self.of(v, facts) for v in node.values])
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            a, b = self.of(node.left, facts), self.of(node.comparators[0], facts)
            if isinstance(node.ops[0], ast.GtE):
                return at_least(a, b)
            if isinstance(node.ops[0], ast.LtE):
                return at_least(b, a)
        if isinstance(node, ast.BinOp):
            a, b = self.of(node.left, facts), self.of(node.right, facts)
            if isinstance(node.op, ast.Add):
                return a + b
            if isinstance(node.op, ast.Sub):
                return a - b
            if isinstance(node.op, ast.Div):
                return a / b
        if isinstance(node, ast.Call):
            number, unit = (a.value for a in node.args)
            return Value(*2 * [F(number) * UNITS.get(unit, F(1))])
        if isinstance(node, ast.Name):
            return facts[node.id]
        raise NotImplementedError(ast.dump(node))

    def sides(self, facts):
        """The value and the goal of a single comparison, and whether lower is better."""
        node = self.tree
        if not isinstance(node, ast.Compare):
            raise NotImplementedError("a scheme over more than one comparison")
        return self.of(node.left, facts), self.of(node.comparators[0], facts), isinstance(node.ops[0], ast.LtE)


def number(text):
    m = re.fullmatch(r"\s*([\d.]+)(\S*)\s*", text)
    return F(m[1]) * UNITS.get(m[2], F(1))


def scheme(text):
    """A function from the ends of the ratio (or of the value), and whether it reads the ratio."""
    if m := re.fullmatch(r"proportional floor (\S+) cap (\S+)", text):
        floor, cap = number(m[1]), number(m[2])
        return True, lambda r: cap if r is INFINITE or r >= cap else F(0) if r < floor else half_up(r, 9)
    if m := re.fullmatch(r"linear from (\S+) to (\S+)", text):
        start, end = number(m[1]), number(m[2])
        return False, lambda x: min(F(1), max(F(0), half_up((x - start) / (end - start), 9)))
    if m := re.fullmatch(r"steps \{(.*), else (\S+) \}", text):
        rows = [tuple(number(side) for side in row.replace(">=", "").split(":")) for row in m[1].split(",")]
        return True, lambda r: rows[0][1] if r is INFINITE else next((award for bound, award in rows if r >= bound), number(m[2]))
    raise NotImplementedError(text)


class Criterion:
    def __init__(self, line):
        m = re.fullmatch(r"(require|aim) : (.*?)(?: stretch (.*?))?(?: weight (\d+))?(?: score (.*))?", line)
        if not m:
            raise NotImplementedError(line)
        self.decides = m[1] == "require"
        self.condition = Expression(m[2])
        self.stretch = Expression(m[3]) if m[3] else None
        self.weight = F(m[4] or 1)
        self.scheme = scheme(m[5]) if m[5] else None

    def judge(self, facts):
        came = self.condition.over(facts)
        low, high = came.low, came.high
        if self.scheme:
            x, goal, lower = self.condition.sides(facts)
            by_ratio, award = self.scheme
            if by_ratio:
                above, below = (goal, x) if lower else (x, goal)
                ends = (above.low / below.high, INFINITE if above.high is INFINITE else above.high / below.low)
            else:
                ends = (x.low, x.high)
            low, high = award(ends[0]), award(ends[1])
        if self.stretch:
            truth = self.stretch.over(facts).truth
            low += F(1, 10) * (truth is True)
            high += F(1, 10) * (truth is not False)
        return came.truth, low, high


class Target:
    def __init__(self, weight):
        self.weight = weight
        self.criteria = []

    def judge(self, facts):
        came = [c.judge(facts) for c in self.criteria]
        deciding = [r[0] for c, r in zip(self.criteria, came) if c.decides] or [r[0] for r in came]
        letter = "X" if False in deciding else "?" if None in deciding else "M"
        all_weights = sum(c.weight for c in self.criteria)
        ends = []
        for end in (1, 2):
            mean = half_up(sum(c.weight * r[end] for c, r in zip(self.criteria, came)) / all_weights, 9)
            ends.append(half_up(self.weight * mean, 4))
        return letter, ends[0], ends[1]


class Fact:
    def __init__(self, line):
        m = re.fullmatch(r"fact (\w+) : (flow|level) (\S+)( whole)?(?: range (.*))?", line)
        if not m:
            raise NotImplementedError(line)
        self.name, self.unit = m[1], UNITS.get(m[3], F(1))
        self.low = F(0) if m[2] == "flow" else INFINITE
        self.high = INFINITE
        if m[5] and m[5].startswith(">= "):
            self.low = number(m[5][3:])
        elif m[5]:
            self.low, self.high = map(number, m[5].split(".."))

    def value(self, cell):
        return Value(self.low, self.high) if cell == "" else Value(*2 * [F(cell) * self.unit])


def read_rules(path):
    departments, facts = [], {}
    for line in map(str.strip, open(path, encoding="utf-8")):
        word = line.split(" ")[0]
        if word == "department":
            departments.append([F(1), []])
        elif word == "difficulty":
            departments[-1][0] = F(line.split()[1])
        elif word == "fact":
            fact = Fact(line)
            facts[fact.name] = fact
        elif word == "target":
            departments[-1][1].append(Target(F(re.search(r"weight (\d+)", line)[1])))
        elif word in ("require", "aim"):
            departments[-1][1][-1].criteria.append(Criterion(line))
        elif word not in ("", "#", "season", "unit", "text", "}"):
            raise NotImplementedError(line)
    return departments, facts


def main():
    rules, facts_path, result_path = sys.argv[1:4]
    every = int(sys.argv[4]) if len(sys.argv) > 4 else 100
    departments, facts = read_rules(rules)
    verdicts = wrong_verdicts = scores = wrong_scores = 0
    with open(facts_path, encoding="utf-8", newline="") as reported, open(result_path, encoding="utf-8", newline="") as results:
        cells_of, result_of = csv.reader(reported), csv.DictReader(results)
        heading = next(cells_of)
        for place, (cells, result) in enumerate(zip(cells_of, result_of, strict=True), 1):
            if place % 10 != 0 and place % every != 1:
                continue
            if cells[0] != result["unit"]:
                sys.exit(f"other units: {cells[0]}, {result['unit']}")
            values = {name: facts[name].value(cell) for name, cell in zip(heading[1:], cells[1:])}
            letters, low, high = "", F(0), F(0)
            for difficulty, targets in departments:
                came = [t.judge(values) for t in targets]
                letters += "".join(c[0] for c in came)
                low += half_up(sum(c[1] for c in came) * difficulty, 4)
                high += half_up(sum(c[2] for c in came) * difficulty, 4)
            verdicts += len(letters)
            scores += 2
            wrong_verdicts += sum(a != b for a, b in zip(letters, result["verdicts"], strict=True))
            wrong_scores += (low != F(result["score_low"])) + (high != F(result["score_high"]))
    print(f"{verdicts} verdicts recomputed in fractions: {wrong_verdicts} wrong; {scores} scores: {wrong_scores} wrong")
    return 0 if verdicts and wrong_verdicts == 0 and wrong_scores == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
