# assay_grammar: the parser that ANTLR generates from grammar/, compiled apart from our own warnings and standard.

find_program(ASSAY_ANTLR antlr4)
find_path(ASSAY_ANTLR_HEADERS antlr4-runtime.h PATH_SUFFIXES antlr4-runtime)
# The static runtime first: it has no relocations to resolve when the program starts.
find_library(ASSAY_ANTLR_LIBRARY NAMES libantlr4-runtime.a antlr4-runtime)
if(NOT ASSAY_ANTLR OR NOT ASSAY_ANTLR_HEADERS OR NOT ASSAY_ANTLR_LIBRARY)
  message(FATAL_ERROR "ANTLR 4 was not found: install antlr4 and libantlr4-runtime-dev (make install-deps)")
endif()

set(grammar_folder "${PROJECT_SOURCE_DIR}/grammar")
set(grammar_output "${PROJECT_BINARY_DIR}/grammar")
set(antlr_command "${ASSAY_ANTLR}" -Dlanguage=Cpp -no-visitor -no-listener -Werror -package assay_grammar
  -Xexact-output-dir -o "${grammar_output}" -lib "${grammar_output}")
file(GLOB grammars CONFIGURE_DEPENDS "${grammar_folder}/*.g4")
file(MAKE_DIRECTORY "${grammar_output}")

set(lexer_files "${grammar_output}/AssayLexer.cpp" "${grammar_output}/AssayLexer.h")
set(parser_files "${grammar_output}/AssayParser.cpp" "${grammar_output}/AssayParser.h")
set(generated "")
if("${grammar_folder}/AssayLexer.g4" IN_LIST grammars AND "${grammar_folder}/AssayParser.g4" IN_LIST grammars)
  add_custom_command(OUTPUT ${lexer_files} "${grammar_output}/AssayLexer.tokens"
    COMMAND ${antlr_command} AssayLexer.g4
    WORKING_DIRECTORY "${grammar_folder}" DEPENDS "${grammar_folder}/AssayLexer.g4"
    COMMENT "Generating the lexer" VERBATIM)
  add_custom_command(OUTPUT ${parser_files}
    COMMAND ${antlr_command} AssayParser.g4
    WORKING_DIRECTORY "${grammar_folder}" DEPENDS "${grammar_folder}/AssayParser.g4" "${grammar_output}/AssayLexer.tokens"
    COMMENT "Generating the parser" VERBATIM)
  set(generated ${lexer_files} ${parser_files})
elseif("${grammar_folder}/Assay.g4" IN_LIST grammars)
  add_custom_command(OUTPUT ${lexer_files} ${parser_files}
    COMMAND ${antlr_command} Assay.g4
    WORKING_DIRECTORY "${grammar_folder}" DEPENDS "${grammar_folder}/Assay.g4"
    COMMENT "Generating the lexer and the parser" VERBATIM)
  set(generated ${lexer_files} ${parser_files})
endif()

if(generated)
  add_library(assay_grammar STATIC ${generated})
  set_target_properties(assay_grammar PROPERTIES CXX_STANDARD 17)
  target_compile_options(assay_grammar PRIVATE -w)
  set(grammar_scope PUBLIC)
else()
  add_library(assay_grammar INTERFACE)
  set(grammar_scope INTERFACE)
endif()
target_include_directories(assay_grammar SYSTEM ${grammar_scope} "${grammar_output}" "${ASSAY_ANTLR_HEADERS}")
target_link_libraries(assay_grammar ${grammar_scope} "${ASSAY_ANTLR_LIBRARY}" Threads::Threads)
