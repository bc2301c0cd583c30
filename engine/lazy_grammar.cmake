# Makes the generated parser build its picture of the grammar when it is first asked for, not whenever a program starts: as the choices are
# worked out while building, few runs ask.  cmake -DFOLDER=… -P lazy_grammar.cmake
function(replace_once file old new)
  file(READ "${FOLDER}/${file}" text)
  string(FIND "${text}" "${old}" first)
  string(FIND "${text}" "${old}" last REVERSE)
  if(first EQUAL -1 OR NOT first EQUAL last)
    message(FATAL_ERROR "${file}: `${old}` is not there once, as lazy_grammar.cmake expects")
  endif()
  string(REPLACE "${old}" "${new}" text "${text}")
  file(WRITE "${FOLDER}/${file}" "${text}")
endfunction()

replace_once(AssayParser.cpp "AssayParser::Initializer AssayParser::_init;" "")
replace_once(AssayParser.h "getATN() const override { return _atn; };" "getATN() const override { static const Initializer once; return _atn; }")
