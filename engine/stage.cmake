# How a stage becomes a target: `assay_stage(facts USES columns)` makes the library assay_facts of engine/facts/**/*.cpp.

include(grammar.cmake)

set_property(GLOBAL PROPERTY assay_stages "")

function(assay_stage name)
  cmake_parse_arguments(PARSE_ARGV 1 stage "" "" "USES")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp")
  # A `main*.cpp` belongs to the program alone, so that tests can link the rest; a `make_*.cpp` is a program that runs while building.
  list(FILTER sources EXCLUDE REGEX "/(main|main_[a-z_]+|make_[a-z_]+)\\.cpp$")

  set(uses ${stage_USES})
  if(NOT name STREQUAL "base")
    list(PREPEND uses base)
  endif()
  list(TRANSFORM uses PREPEND assay_)

  if(sources)
    add_library(assay_${name} STATIC ${sources})
    target_link_libraries(assay_${name} PUBLIC ${uses} PRIVATE assay_options)
    target_include_directories(assay_${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
  else()
    add_library(assay_${name} INTERFACE)
    target_link_libraries(assay_${name} INTERFACE ${uses})
    target_include_directories(assay_${name} INTERFACE "${CMAKE_CURRENT_SOURCE_DIR}")
  endif()
  set_property(GLOBAL APPEND PROPERTY assay_stages ${name})
endfunction()

# Third-party headers are SYSTEM everywhere: imported targets are by default, and ours say so.
function(assay_stage_links name)
  cmake_parse_arguments(PARSE_ARGV 1 links "" "" "PUBLIC;PRIVATE")
  get_target_property(type assay_${name} TYPE)
  if(type STREQUAL "INTERFACE_LIBRARY")
    target_link_libraries(assay_${name} INTERFACE ${links_PUBLIC} ${links_PRIVATE})
  else()
    target_link_libraries(assay_${name} PUBLIC ${links_PUBLIC} PRIVATE ${links_PRIVATE})
  endif()
endfunction()

# `assay_program(assay cli)` makes the program of engine/cli/main*.cpp.
function(assay_program name stage)
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${stage}/main*.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE assay_cli assay_options nlohmann_json::nlohmann_json CLI11::CLI11)
  if(NOT ASSAY_SANITIZE)
    target_link_options(${name} PRIVATE -static-libstdc++ -static-libgcc LINKER:--gc-sections)
  endif()
endfunction()
