# rsup_embed(<list-variable> <NAME> <file>...)
#
# Makes a C file at build time that holds the bytes of the given files, packed (our YAML to a third),
# and appends its path to <list-variable>. In lib/config/CMakeLists.txt, say:
#
#   file(GLOB defaults CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/defaults/*.yaml)
#   rsup_embed(embedded config_defaults ${defaults})
#   target_sources(rsup_objects PRIVATE config.c ${embedded})
#
# and in C, where core/embedded.h says how to get the files' bytes back:
#
#   #include "core/embedded.h"
#   extern const rsupi_embedded rsupi_embedded_config_defaults;
#
# The files come in the order of their names; a name is the file's without folders. A changed file
# is embedded again by the next build. Packing needs nothing but CMake, so that a cross build needs no
# compiler or interpreter of the machine it runs on; it takes about a second for 50 KB.
set(RSUP_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake)

function(rsup_embed list_variable name)
  set(files)
  foreach(file IN LISTS ARGN)
    get_filename_component(file ${file} ABSOLUTE BASE_DIR ${CMAKE_CURRENT_SOURCE_DIR})
    list(APPEND files ${file})
  endforeach()
  list(SORT files)
  set(output ${PROJECT_BINARY_DIR}/embedded/${name}.c)
  string(REPLACE ";" "|" joined "${files}")
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} "-DFILES=${joined}" -DOUTPUT=${output}
            -P ${RSUP_EMBED_SCRIPT}
    DEPENDS ${files} ${RSUP_EMBED_SCRIPT} COMMENT "Embedding ${name}" VERBATIM)
  # The rooms' folders are not the folder that owns rsup_objects, so a target carries the order.
  add_custom_target(rsup_embed_${name} DEPENDS ${output})
  add_dependencies(rsup_objects rsup_embed_${name})
  set_source_files_properties(${output} TARGET_DIRECTORY rsup_objects PROPERTIES GENERATED TRUE)
  set(${list_variable} ${${list_variable}} ${output} PARENT_SCOPE)
endfunction()
