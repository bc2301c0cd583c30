// Shows a model: schema, expressions with types and units, criteria, weights.
#pragma once

#include "semantics/model.h"
#include "source/source.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace assay::semantics {

std::string dump_model(const Model& model, const source::Files& sources);
// In which of its two spellings the language's words are printed.
enum class Words : std::uint8_t { english, chinese };
// Words of the language, and the name of a function, as they are printed; both are given in English.
std::string in_words(std::string_view english, Words words);
std::string function_in_words(std::string_view english, Words words);
// One line in the language's own spelling, from the model: `sum(institutions) >= 10家`.
std::string print(const Model& model, ExprId expression, Words words = Words::english);
// The same with other words for some parts: what `instead` gives for an expression stands in its place.
using Instead = std::function<std::optional<std::string>(const Expr&)>;
std::string print(const Model& model, ExprId expression, const Instead& instead, Words words = Words::english);
// `steps { >= 100%: 100%, else 0% }`
std::string print(const Model& model, const Scheme& scheme, Words words = Words::english);

}  // namespace assay::semantics
