# How the core is compiled. `rsup_flags` carries what the library, its tests and its bindings share;
# no target of ours is compiled any other way, so that numbers come out the same everywhere.
include(CheckCCompilerFlag)

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
if(CMAKE_C_FLAGS_RELEASE STREQUAL "-O3 -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
endif()

add_library(rsup_flags INTERFACE)
target_compile_definitions(rsup_flags INTERFACE _POSIX_C_SOURCE=200809L)
target_compile_options(rsup_flags INTERFACE
  -ffp-contract=off -fno-strict-aliasing -fno-math-errno
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wvla -Wformat=2
  -Wstrict-prototypes -Wmissing-prototypes -Wcast-align -Wdouble-promotion -Wundef
  $<$<BOOL:${RSUP_WERROR}>:-Werror>)

# Hardening of optimised builds. Sanitizer builds bring their own checks.
if(CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo|MinSizeRel)$")
  check_c_compiler_flag(-fstack-clash-protection RSUP_HAS_STACK_CLASH)
  target_compile_options(rsup_flags INTERFACE -fstack-protector-strong -ffunction-sections
    -fdata-sections $<$<BOOL:${RSUP_HAS_STACK_CLASH}>:-fstack-clash-protection>)
  # For the library alone: nothing unwinds through it. LuaJIT does unwind through its modules.
  set(RSUP_LIBRARY_FLAGS -fno-asynchronous-unwind-tables)
  target_compile_options(rsup_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
endif()
