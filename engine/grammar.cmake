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

# The lexer gives the tokens their numbers; the engine cuts texts into them itself (syntax/antlr/lex.h), and only tests run the generated one.
set(lexer_files "${grammar_output}/AssayLexer.cpp" "${grammar_output}/AssayLexer.h")
set(parser_files "${grammar_output}/AssayParser.cpp" "${grammar_output}/AssayParser.h")
add_custom_command(OUTPUT ${lexer_files} "${grammar_output}/AssayLexer.tokens"
  COMMAND ${antlr_command} AssayLexer.g4
  WORKING_DIRECTORY "${grammar_folder}" DEPENDS "${grammar_folder}/AssayLexer.g4"
  COMMENT "Generating the lexer" VERBATIM)
add_custom_command(OUTPUT ${parser_files}
  COMMAND ${antlr_command} -DsuperClass=assay::syntax::LeanParser -DcontextSuperClass=assay::syntax::LeanContext AssayParser.g4
  COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${grammar_output}" -P "${CMAKE_CURRENT_SOURCE_DIR}/lazy_grammar.cmake"
  WORKING_DIRECTORY "${grammar_folder}"
  DEPENDS "${grammar_folder}/AssayParser.g4" "${grammar_output}/AssayLexer.tokens" "${CMAKE_CURRENT_SOURCE_DIR}/lazy_grammar.cmake"
  COMMENT "Generating the parser" VERBATIM)

function(assay_generated name)
  add_library(${name} STATIC ${ARGN})
  target_compile_options(${name} PRIVATE -w)
  target_include_directories(${name} SYSTEM PUBLIC "${grammar_output}" "${ASSAY_ANTLR_HEADERS}")
  target_link_libraries(${name} PUBLIC "${ASSAY_ANTLR_LIBRARY}" Threads::Threads)
endfunction()

assay_generated(assay_grammar ${parser_files})
target_include_directories(assay_grammar PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
target_compile_options(assay_grammar PRIVATE -include syntax/antlr/lean_parser.h)
assay_generated(assay_grammar_lexer ${lexer_files})
set_target_properties(assay_grammar_lexer PROPERTIES CXX_STANDARD 17)

# The parser's choices, worked out once while building.
set(predictions "${grammar_output}/AssayParser.predictions.inc")
add_executable(make_predictions syntax/antlr/make_predictions.cpp)
target_include_directories(make_predictions PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
target_link_libraries(make_predictions PRIVATE assay_grammar assay_options)
add_custom_command(OUTPUT "${predictions}"
  COMMAND "${CMAKE_COMMAND}" -E env ASAN_OPTIONS=detect_leaks=0 ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:make_predictions> "${grammar_output}/AssayParser.cpp" > "${predictions}"
  DEPENDS make_predictions "${grammar_output}/AssayParser.cpp"
  COMMENT "Working out the parser's choices" VERBATIM)
