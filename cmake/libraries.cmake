# The two libraries, both made of the same objects.
set(RSUP_MAP ${PROJECT_SOURCE_DIR}/lib/recovery-support.map)

add_library(recovery-support-static STATIC)
target_link_libraries(recovery-support-static PUBLIC Threads::Threads PkgConfig::yaml
                                              PRIVATE $<BUILD_INTERFACE:rsup_objects>)
set_target_properties(recovery-support-static PROPERTIES OUTPUT_NAME recovery-support
                                                         EXPORT_NAME static)
set(RSUP_LIBRARIES recovery-support-static)

if(RSUP_BUILD_SHARED)
  add_library(recovery-support SHARED)
  target_link_libraries(recovery-support PRIVATE $<BUILD_INTERFACE:rsup_objects> PkgConfig::yaml
                                                 Threads::Threads)
  set_target_properties(recovery-support PROPERTIES VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR} LINK_DEPENDS ${RSUP_MAP})
  if(UNIX AND NOT APPLE)
    target_link_options(recovery-support PRIVATE -Wl,--version-script=${RSUP_MAP}
      -Wl,-z,relro,-z,now -Wl,--gc-sections)
    # Code and constants in one segment: nothing is padded to pages between them.
    include(CheckLinkerFlag)
    check_linker_flag(C -Wl,-z,noseparate-code RSUP_HAS_NO_SEPARATE_CODE)
    if(RSUP_HAS_NO_SEPARATE_CODE)
      target_link_options(recovery-support PRIVATE -Wl,-z,noseparate-code)
    endif()
    # The tables of constants are full of addresses: packed, their relocations are a tenth as large.
    check_linker_flag(C -Wl,-z,pack-relative-relocs RSUP_HAS_PACKED_RELOCATIONS)
    if(RSUP_HAS_PACKED_RELOCATIONS)
      target_link_options(recovery-support PRIVATE -Wl,-z,pack-relative-relocs)
    endif()
    if(NOT CMAKE_C_FLAGS MATCHES "-fsanitize")
      target_link_options(recovery-support PRIVATE -Wl,-z,defs)
    endif()
  endif()
  list(APPEND RSUP_LIBRARIES recovery-support)
  add_library(recovery-support::recovery-support ALIAS recovery-support)
endif()
add_library(recovery-support::static ALIAS recovery-support-static)

foreach(library IN LISTS RSUP_LIBRARIES)
  target_include_directories(${library} INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
                                                  $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
endforeach()
