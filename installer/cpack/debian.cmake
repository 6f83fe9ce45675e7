# Debian packages: `hookbot` and `libhookbot-listen-dev`, or `hookbot-server` from a tree without a window. Set
# here is only what dpkg-shlibdeps cannot find out.

set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SOURCE hookbot)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_STRIP_FILES ON)
set(debian ${CMAKE_CURRENT_SOURCE_DIR}/debian)

# hookbot_debian_package(COMPONENT PACKAGE DESCRIPTION): what every package has.
macro(hookbot_debian_package component package description)
    string(TOUPPER ${component} upper)
    set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${package})
    set(CPACK_DEBIAN_${upper}_DESCRIPTION "${description}")
    set(documents ${CMAKE_INSTALL_DATAROOTDIR}/doc/${package})
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz ${CMAKE_CURRENT_BINARY_DIR}/copyright
        DESTINATION ${documents} COMPONENT ${component})
endmacro()

hookbot_debian_changelog(${CMAKE_CURRENT_BINARY_DIR}/changelog)
execute_process(COMMAND gzip --best --no-name --force ${CMAKE_CURRENT_BINARY_DIR}/changelog COMMAND_ERROR_IS_FATAL ANY)
file(STRINGS ${PROJECT_SOURCE_DIR}/LICENSE license)
list(POP_FRONT license)                          # its name,
list(FILTER license EXCLUDE REGEX "^Copyright ") # and whose it is, are fields of their own
list(JOIN license "\n " license)
string(REGEX REPLACE "\n (\n|$)" "\n .\\1" license " ${license}")
string(REGEX REPLACE "^[ \n.]+" " " license "${license}")
configure_file(${debian}/copyright ${CMAKE_CURRENT_BINARY_DIR}/copyright @ONLY)

# Read by CPack at its start. All files in a package have the date of the release. Each package has its own summary, and
# CPack must not put the project's before it.
hookbot_date(epoch ${HOOKBOT_RELEASE_DATE} %s)
file(CONFIGURE OUTPUT debian-start.cmake @ONLY CONTENT [[
if(NOT "@CMAKE_INSTALL_PREFIX@" STREQUAL "/usr")
    message(FATAL_ERROR "hookbot: this tree is for @CMAKE_INSTALL_PREFIX@, and packages are for /usr: "
        "cmake --preset package && cmake --build --preset package")
endif()
if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})
    set(ENV{SOURCE_DATE_EPOCH} @epoch@)
endif()
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
]])
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_BINARY_DIR}/debian-start.cmake)

# What debhelper would do before files are packed: compress manual pages, and give folders, which were made under the
# builder's umask, their usual permissions.
file(CONFIGURE OUTPUT debian-finish.cmake @ONLY CONTENT [[
file(GLOB_RECURSE pages LIST_DIRECTORIES OFF "${CPACK_TEMPORARY_DIRECTORY}/*.[1-9]")
list(FILTER pages INCLUDE REGEX "/share/man/man[1-9]/[^/]+$")
if(pages)
    execute_process(COMMAND gzip --best --no-name --force ${pages} COMMAND_ERROR_IS_FATAL ANY)
endif()
file(CHMOD_RECURSE "${CPACK_TEMPORARY_DIRECTORY}" DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
]])
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_BINARY_DIR}/debian-finish.cmake)

# Both packages have /usr/bin/hookbot, and neither has everything that the other has: each replaces the other, and
# neither provides it.
set(CPACK_DEBIAN_HOOKBOT_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_HOOKBOT_PACKAGE_DEPENDS libqt6sql6-sqlite) # a plugin
set(CPACK_DEBIAN_HOOKBOT_PACKAGE_RECOMMENDS ca-certificates)
if(HOOKBOT_UI)
    set(CPACK_COMPONENTS_ALL hookbot listen-dev)
    hookbot_debian_package(hookbot hookbot "webhook relay that forgets nothing
hookbot receives webhooks in one public place and delivers them to every
program that listens: on laptops, in containers, behind firewalls. Events
are kept on disk; a listener that was disconnected gets what it missed.

This package has the desktop program, with its window and tray icon, and the
commands for the terminal. For a machine without a display, install
hookbot-server.")
    set(CPACK_DEBIAN_HOOKBOT_PACKAGE_CONFLICTS hookbot-server)
    set(CPACK_DEBIAN_HOOKBOT_PACKAGE_REPLACES hookbot-server)
    string(APPEND CPACK_DEBIAN_HOOKBOT_PACKAGE_RECOMMENDS ", qt6-wayland") # a plugin; the one for X comes with Qt
    # The key is kept in a keyring if there is one; GNOME shows tray icons only with its extension.
    set(CPACK_DEBIAN_HOOKBOT_PACKAGE_SUGGESTS
        "gnome-keyring | kwalletmanager, gnome-shell-extension-appindicator")

    hookbot_debian_package(listen-dev libhookbot-listen-dev "library for programs that listen to hookbot
hookbot is a webhook relay. With this library, a program in C++ and Qt
subscribes to its channels. When the server restarts or does not answer, the
library reconnects and continues after the last event that it received.

This package has a static library, its headers, and find_package(Hookbot) for
CMake.")
    set(CPACK_DEBIAN_LISTEN-DEV_PACKAGE_SECTION libdevel)
    set(CPACK_DEBIAN_LISTEN-DEV_PACKAGE_DEPENDS
        "qt6-base-dev (>= 6.4), qt6-websockets-dev (>= 6.4) | libqt6websockets6-dev (>= 6.4)")
else()
    set(CPACK_COMPONENTS_ALL hookbot)
    hookbot_debian_package(hookbot hookbot-server "webhook relay that forgets nothing (for servers)
hookbot receives webhooks in one public place and delivers them to every
program that listens: on laptops, in containers, behind firewalls. Events
are kept on disk; a listener that was disconnected gets what it missed.

This package has the server, as a systemd service, and the commands for the
terminal, without the window. It needs no graphics libraries.")
    install(FILES ${PROJECT_SOURCE_DIR}/docs/deploy.md
        DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/hookbot-server COMPONENT hookbot)
    install(DIRECTORY proxies
        DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/hookbot-server/examples COMPONENT hookbot)
    set(CPACK_DEBIAN_HOOKBOT_PACKAGE_CONFLICTS hookbot)
    set(CPACK_DEBIAN_HOOKBOT_PACKAGE_REPLACES hookbot)
    set(CPACK_DEBIAN_HOOKBOT_PACKAGE_CONTROL_EXTRA
        ${debian}/hookbot-server/conffiles ${debian}/hookbot-server/postinst ${debian}/hookbot-server/prerm
        ${debian}/hookbot-server/postrm)
endif()
