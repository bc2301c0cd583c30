// The writers by format, for the table in formats.cpp.
#pragma once

#include "report/writer.h"

#include <memory>

namespace assay::report {

std::unique_ptr<Writer> make_table_writer(const Head& head);
std::unique_ptr<Writer> make_json_writer(const Head& head);
std::unique_ptr<Writer> make_csv_writer(const Head& head);

}  // namespace assay::report
