#include "exec/steps.h"

#include <algorithm>
#include <array>
#include <optional>

namespace assay::exec {

using base::Number;
using plan::Op;

namespace {

// How many members behind each element: segments of the inner shape a segment of the outer.
std::size_t members_of(const Context& context, const plan::Step& step) {
  return context.shape(step.in.back()).segments / context.shape(step.out).segments;
}

// From the different values known, to those that may be in and one more for each that is not known.
Value distinct(std::span<const Member> members) {
  std::vector<Number> certain, possible;
  std::int64_t missing = 0;
  bool invalid = false, lacks = false;
  for (const Member& m : members) {
    if (m.in == Truth::false_) continue;
    invalid = invalid || m.in == Truth::invalid || m.value.invalid;
    lacks = lacks || m.in == Truth::unknown || m.value.lacks;
    if (!m.value.is_point()) ++missing;
    else if (m.in == Truth::true_) certain.push_back(*m.value.range.low);
    if (m.value.is_point()) possible.push_back(*m.value.range.low);
  }
  const auto different = [](std::vector<Number>& all) {
    std::sort(all.begin(), all.end());
    return static_cast<std::int64_t>(std::unique(all.begin(), all.end()) - all.begin());
  };
  return settled({{Number(different(certain)), Number(different(possible) + missing)}, invalid, lacks});
}

Value fold(Op op, std::span<const Member> members) {
  switch (op) {
    case Op::fold_sum: return sum(members);
    case Op::fold_avg: return average(members);
    case Op::fold_min: return least(members);
    case Op::fold_max: return greatest(members);
    case Op::fold_median: return median(members);
    case Op::fold_count: return count(members);
    case Op::fold_streak: return streak(members);
    case Op::fold_distinct: return distinct(members);
    default: return divide(count(members), Value::point(Number(static_cast<std::int64_t>(members.size()))));
  }
}

// Adds the rows that are not there to the members; what comes of any number of them where that is not known.
std::optional<Value> add_absent(const Context& context, const plan::Step& step, std::size_t element, std::vector<Member>& members) {
  if (!step.absent) return std::nullopt;
  const auto more = context.absent_rows(*step.absent, context.grain(step.in[0]), context.grain(step.out), element);
  if (!more) {
    if (step.op != Op::fold_count) return Value{{}, false, step.lacks};
    Value out = count(members);
    for (const Member& m : members) {
      out.invalid = out.invalid || m.in == Truth::invalid;
      out.lacks = out.lacks || m.in == Truth::unknown;
    }
    return Value{{out.range.low, std::nullopt}, out.invalid, out.lacks || step.lacks};
  }
  if (*more == 0) return std::nullopt;
  const Truth undecided = step.lacks ? Truth::unknown : Truth::open_;
  if (step.op == Op::fold_count || step.op == Op::fold_share) {
    if (step.op == Op::fold_share && step.absent->partial && members.empty()) return Value{{}, false, step.lacks};
    members.insert(members.end(), *more, {Value::point(Number(0)), undecided});
    return std::nullopt;
  }
  const bool certain = !step.absent->partial && step.small == 0;
  members.insert(members.end(), *more, {settled({step.absent->range, false, step.lacks}), certain ? Truth::true_ : undecided});
  return std::nullopt;
}

Member member(Op op, const Register& first, const Register* filter, std::size_t element) {
  if (op == Op::fold_count || op == Op::fold_share || op == Op::fold_streak) return {Value::point(Number(0)), first.truth.at(element)};
  return {first.number.at(element), filter ? filter->truth.at(element) : Truth::true_};
}

// Whole words at once, where every member of a row is a valid point and every filter decided.
void fold_points(Op op, const Register& values, const Register* filter, const Shape& shape, std::size_t count, Register& out) {
  const std::size_t words = shape.stride / 64;
  const bool counts = op == Op::fold_count;
  if (!counts && values.bound > kRoom / std::max<std::size_t>(count, 1)) return;
  if (filter && op != Op::fold_sum) return;
  out.number.scale = counts ? 0 : values.number.scale;
  out.bound = counts ? count : op == Op::fold_sum ? values.bound * count : values.bound;
  for (std::size_t s = 0; s < shape.segments; ++s) {
    std::int64_t* to = out.number.data.data() + s * shape.stride;
    std::uint64_t* valid = out.number.valid.data() + s * words;
    std::fill_n(valid, words, ~std::uint64_t{0});
    for (std::size_t m = 0; m < count; ++m) {
      const std::size_t segment = s * count + m;
      const std::int64_t* from = counts ? nullptr : values.number.data.data() + segment * shape.stride;
      for (std::size_t w = 0; w < words; ++w) {
        const TruthColumn& t = counts ? values.truth : filter ? filter->truth : values.truth;
        const std::uint64_t in = counts || filter ? t.is_true.data()[segment * words + w] : ~std::uint64_t{0};
        if (counts || filter) valid[w] &= t.is_true.data()[segment * words + w] | t.is_false.data()[segment * words + w];
        if (counts) {
          for (std::size_t i = 0; i < 64; ++i) to[w * 64 + i] += static_cast<std::int64_t>((in >> i) & 1U);
          continue;
        }
        valid[w] &= values.number.valid.data()[segment * words + w] | ~in;
        for (std::size_t i = 0; i < 64; ++i) {
          const std::size_t e = w * 64 + i;
          if (op == Op::fold_sum) to[e] += ((in >> i) & 1U) != 0 ? from[e] : 0;
          else if (m == 0) to[e] = from[e];
          else to[e] = op == Op::fold_min ? std::min(to[e], from[e]) : std::max(to[e], from[e]);
        }
      }
    }
  }
}

// The longest runs, of rows of which every period is decided.
void streak_points(const TruthColumn& values, const Shape& shape, std::size_t count, Register& out) {
  const std::size_t words = shape.stride / 64;
  out.bound = count;
  for (std::size_t s = 0; s < shape.segments; ++s)
    for (std::size_t w = 0; w < words; ++w) {
      std::int64_t* longest = out.number.data.data() + s * shape.stride + w * 64;
      std::array<std::int64_t, 64> run{};
      std::uint64_t decided = ~std::uint64_t{0};
      for (std::size_t p = 0; p < count; ++p) {
        const std::size_t at = (s * count + p) * words + w;
        const std::uint64_t in = values.is_true.data()[at];
        decided &= in | values.is_false.data()[at];
        for (std::size_t i = 0; i < 64; ++i) {
          run[i] = (run[i] + 1) * static_cast<std::int64_t>((in >> i) & 1U);
          longest[i] = std::max(longest[i], run[i]);
        }
      }
      out.number.valid.data()[s * words + w] = decided;
    }
}

}  // namespace

Register step_fold_number(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const Register& values = context.in(step, 0);
  const Register* filter = step.small == 1 ? &context.in(step, 1) : nullptr;
  Register out = number_register(shape, 0);
  const plan::Grain& inner = context.grain(step.in[0]);
  std::vector<Member> members;
  const auto keep = [&](std::size_t element) {
    out.number.odd.push_back({static_cast<std::uint32_t>(element), fold(step.op, members)});
  };

  if (const plan::Grain& outer = context.grain(step.out); inner.lists != outer.lists) {
    const Groups& groups = context.items.groups(inner, outer);
    out.number.gap = settled({{}, false, step.lacks});
    for_each_dead(shape, out.number.valid, [&](std::size_t element) {
      if (!context.lists_reported(inner, outer, element)) return;
      members.clear();
      for (std::uint32_t i = groups.offsets[element]; i < groups.offsets[element + 1]; ++i)
        members.push_back(member(step.op, values, filter, groups.inner[i]));
      if (const auto any = add_absent(context, step, element, members)) out.number.odd.push_back({static_cast<std::uint32_t>(element), *any});
      else keep(element);
    });
    return out;
  }

  const std::size_t count = members_of(context, step);
  if (step.op == Op::fold_streak) streak_points(values.truth, shape, count, out);
  else if (step.op != Op::fold_avg && step.op != Op::fold_share && step.op != Op::fold_median && step.op != Op::fold_distinct) fold_points(step.op, values, filter, shape, count, out);
  for_each_dead(shape, out.number.valid, [&](std::size_t element) {
    const std::size_t segment = element / shape.stride * count;
    members.clear();
    for (std::size_t m = 0; m < count; ++m)
      members.push_back(member(step.op, values, filter, (segment + m) * shape.stride + element % shape.stride));
    keep(element);
  });
  return out;
}

Register step_fold_truth(Context& context, const plan::Step& step) {
  const Shape shape = context.shape(step.out);
  const TruthColumn& body = context.in(step, 0).truth;
  const plan::Grain& inner = context.grain(step.in[0]);
  const bool every = step.op == Op::fold_every;
  Register out = truth_register(shape);

  if (const plan::Grain& outer = context.grain(step.out); inner.lists != outer.lists) {
    const Groups& groups = context.items.groups(inner, outer);
    for_each_dead(shape, columns::Bitmap(shape.elements()), [&](std::size_t element) {
      if (!context.lists_reported(inner, outer, element)) {
        put(out.truth, element, step.lacks ? Truth::unknown : Truth::open_);
        return;
      }
      bool dominated = false, invalid = false, lacks = false, undecided = false;
      for (std::uint32_t i = groups.offsets[element]; i < groups.offsets[element + 1]; ++i) {
        const Truth t = body.at(groups.inner[i]);
        dominated = dominated || t == (every ? Truth::false_ : Truth::true_);
        invalid = invalid || t == Truth::invalid;
        lacks = lacks || t == Truth::unknown;
        undecided = undecided || t == Truth::open_;
      }
      if (step.absent && context.absent_rows(*step.absent, inner, outer, element) != 0) (step.lacks ? lacks : undecided) = true;
      put(out.truth, element,
          dominated   ? (every ? Truth::false_ : Truth::true_)
          : invalid   ? Truth::invalid
          : lacks     ? Truth::unknown
          : undecided ? Truth::open_
                      : (every ? Truth::true_ : Truth::false_));
    });
    return out;
  }

  const std::size_t count = members_of(context, step);
  const std::size_t words = shape.stride / 64;
  const columns::Bitmap& in_dominant = every ? body.is_false : body.is_true;
  const columns::Bitmap& in_neutral = every ? body.is_true : body.is_false;
  columns::Bitmap& dominant = every ? out.truth.is_false : out.truth.is_true;
  columns::Bitmap& neutral = every ? out.truth.is_true : out.truth.is_false;
  for (std::size_t s = 0; s < shape.segments; ++s)
    for (std::size_t w = 0; w < words; ++w) {
      std::uint64_t some_dominant = 0, some_invalid = 0, some_lacks = 0, all_neutral = ~std::uint64_t{0};
      for (std::size_t m = 0; m < count; ++m) {
        const std::size_t at = (s * count + m) * words + w;
        some_dominant |= in_dominant.data()[at];
        all_neutral &= in_neutral.data()[at];
        some_invalid |= body.invalid.data()[at];
        some_lacks |= body.lacks.data()[at];
      }
      dominant.data()[s * words + w] = some_dominant;
      neutral.data()[s * words + w] = all_neutral;
      out.truth.invalid.data()[s * words + w] = some_invalid & ~some_dominant;
      out.truth.lacks.data()[s * words + w] = some_lacks & ~some_dominant & ~some_invalid;
    }
  return out;
}

}  // namespace assay::exec
