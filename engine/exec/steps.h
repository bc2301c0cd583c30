// One function a family of operations: computes a step's register for all rows of the batch.
#pragma once

#include "exec/context.h"

namespace assay::exec {

// Any step: what its operation says.
Register run_step(Context& context, const plan::Step& step);

// The day of what never happens: later than any that can be written.
using plan::kNever;

Register step_flow(Context& context, const plan::Step& step);
Register step_cumulative(Context& context, const plan::Step& step);
Register step_newest(Context& context, const plan::Step& step);
Register step_once(Context& context, const plan::Step& step);
Register step_event(Context& context, const plan::Step& step);
Register step_field(Context& context, const plan::Step& step);
Register step_total_or(Context& context, const plan::Step& step);
Register step_flag_truth(Context& context, const plan::Step& step);

Register step_is_member(Context& context, const plan::Step& step);
Register step_constant(Context& context, const plan::Step& step);
Register step_arithmetic(Context& context, const plan::Step& step);
Register step_scale_by(Context& context, const plan::Step& step);
Register step_round(Context& context, const plan::Step& step);
Register step_choose(Context& context, const plan::Step& step);
Register step_broadcast(Context& context, const plan::Step& step);

Register step_side_by_side(Context& context, const plan::Step& step);
Register step_not_yet(Context& context, const plan::Step& step);

Register step_among(Context& context, const plan::Step& step);
Register step_function(Context& context, const plan::Step& step);
Register step_several(Context& context, const plan::Step& step);
Register step_default(Context& context, const plan::Step& step);
Register step_default_truth(Context& context, const plan::Step& step);
Register step_reported(Context& context, const plan::Step& step);
Register step_event_reported(Context& context, const plan::Step& step);

Register step_fold_number(Context& context, const plan::Step& step);
Register step_fold_truth(Context& context, const plan::Step& step);

Register step_compare(Context& context, const plan::Step& step);
Register step_compare_quotient(Context& context, const plan::Step& step);
Register step_event_test(Context& context, const plan::Step& step);
Register step_compare_days(Context& context, const plan::Step& step);
Register step_days(Context& context, const plan::Step& step);
Register step_at_least(Context& context, const plan::Step& step);
Register step_connective(Context& context, const plan::Step& step);
Register step_choose_truth(Context& context, const plan::Step& step);
Register step_will_fail(Context& context, const plan::Step& step);

Register step_attain_truth(Context& context, const plan::Step& step);
Register step_attain_compare(Context& context, const plan::Step& step);
Register step_attain_quotient(Context& context, const plan::Step& step);
Register step_attain_parts(Context& context, const plan::Step& step);
Register step_attain_choose(Context& context, const plan::Step& step);
Register step_attain_fold(Context& context, const plan::Step& step);
Register step_attain_final(Context& context, const plan::Step& step);
Register step_attain_then(Context& context, const plan::Step& step);
Register step_attain_scheme(Context& context, const plan::Step& step);
Register step_grade_value(Context& context, const plan::Step& step);

Register step_decided(Context& context, const plan::Step& step);
Register step_score(Context& context, const plan::Step& step);
Register step_sum_weights(Context& context, const plan::Step& step);
Register step_share_weight(Context& context, const plan::Step& step);
Register step_is_undecided(Context& context, const plan::Step& step);
Register step_count_undecided(Context& context, const plan::Step& step);
Register step_assume(Context& context, const plan::Step& step);
Register step_case_hull(Context& context, const plan::Step& step);
Register step_gate(Context& context, const plan::Step& step);

}  // namespace assay::exec
