# What `cmake --install` puts where: headers, both libraries, pkg-config and CMake packages.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/recovery-support)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        COMPONENT development)
install(TARGETS ${RSUP_LIBRARIES} EXPORT recovery-support-targets COMPONENT development)

file(RELATIVE_PATH RSUP_PREFIX_FROM_PC
     ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(${PROJECT_SOURCE_DIR}/recovery-support.pc.in
               ${PROJECT_BINARY_DIR}/recovery-support.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/recovery-support.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/recovery-support-config.cmake.in
  ${PROJECT_BINARY_DIR}/recovery-support-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/recovery-support-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/recovery-support-config.cmake
              ${PROJECT_BINARY_DIR}/recovery-support-config-version.cmake
        DESTINATION ${package_dir} COMPONENT development)
install(EXPORT recovery-support-targets NAMESPACE recovery-support:: DESTINATION ${package_dir}
        COMPONENT development)
