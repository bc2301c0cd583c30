# The long texts of the diagnostics are built into the program: one generated source, made again when a page is edited.

file(GLOB pages CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/diagnostics/pages/*.md")
set(page_texts "${PROJECT_BINARY_DIR}/pages/page_texts.cpp")
add_custom_command(OUTPUT "${page_texts}"
  COMMAND "${CMAKE_COMMAND}" "-DPAGES=${CMAKE_CURRENT_SOURCE_DIR}/diagnostics/pages" "-DOUTPUT=${page_texts}"
    -P "${CMAKE_CURRENT_SOURCE_DIR}/embed_pages.cmake"
  DEPENDS ${pages} "${CMAKE_CURRENT_SOURCE_DIR}/embed_pages.cmake"
  COMMENT "Building in the pages of the diagnostics" VERBATIM)
target_sources(assay_diagnostics PRIVATE "${page_texts}")
