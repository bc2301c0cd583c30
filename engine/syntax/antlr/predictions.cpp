#include "syntax/antlr/predictions.h"

namespace assay::syntax {

namespace {

#include "AssayParser.predictions.inc"

constexpr Predictions kPredictions{kTokenClasses, kTokenClass, kFirstState, kNextState};

}  // namespace

const Predictions& predictions() { return kPredictions; }

}  // namespace assay::syntax
