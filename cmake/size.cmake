# Code that runs once per document, or once per model, is compiled for size; what runs for every day,
# every meeting and every row stays at the speed of the build type. Both give the same bits. See
# docs/decisions/0007-library-size.md for what it saves and costs.
set(RSUP_SMALL_ROOMS safety instrument plan today exchange store)
set(RSUP_SMALL_FILES
    "core/(error|problems|status|names|record_types|embedded)"
    "document/(document_head|file|schema_quote|tree_encode|writer)"
    "person/(person_(erase|merge|write)|tombstones|event_shapes|section_shapes)"
    "meeting/(roles|role_counts|feed_types|type_codes)"
    "risk/(model.*|transforms_read|features_read)")

string(REPLACE ";" "|" rooms "${RSUP_SMALL_ROOMS}")
string(REPLACE ";" "|" files "${RSUP_SMALL_FILES}")
get_target_property(small rsup_objects SOURCES)
list(FILTER small INCLUDE REGEX "/lib/((${rooms})/[^/]*|(${files}))[.]c$")
# What runs over columns is compiled for speed: loops that work on many rows at once. Left alone, gcc
# fetches each byte of these loops up to three times.
set(fast ${small})
list(FILTER fast INCLUDE REGEX "/columns_kernels[.]c$")
list(FILTER small EXCLUDE REGEX "/columns_(kernels|groups|predicates|read|score|skip|write)[.]c$")
set_source_files_properties(${small} PROPERTIES COMPILE_OPTIONS "$<$<CONFIG:Release>:-Os>")
set(each_byte_once "$<$<C_COMPILER_ID:GNU>:-fno-tree-ter;-fno-tree-reassoc;-fno-tree-slp-vectorize>")
set_source_files_properties(${fast} PROPERTIES COMPILE_OPTIONS "$<$<CONFIG:Release>:-O3;${each_byte_once}>")
