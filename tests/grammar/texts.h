// Texts to read in two ways: every rulebook, golden case, page and stored fuzz input, and each of them damaged at random places.
#pragma once

#include <functional>
#include <string>

namespace assay::tests {

// `name` tells the text apart from the others.
void each_text(const std::function<void(const std::string& name, const std::string& text)>& see);

}  // namespace assay::tests
