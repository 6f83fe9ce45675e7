# macOS and Windows: the program with the parts of Qt that it needs beside it, as an image to drag it from or an
# installer. Written after CMake's and Qt's documentation; no such machine has run it yet.

set(CPACK_PACKAGE_NAME hookbot)
set(CPACK_COMPONENTS_ALL hookbot)

if(APPLE)
    set(CPACK_GENERATOR DragNDrop)
    set_target_properties(hookbot PROPERTIES
        MACOSX_BUNDLE ON
        MACOSX_BUNDLE_BUNDLE_NAME hookbot
        MACOSX_BUNDLE_GUI_IDENTIFIER ${HOOKBOT_APPLICATION_ID}
        MACOSX_BUNDLE_BUNDLE_VERSION ${PROJECT_VERSION}
        MACOSX_BUNDLE_SHORT_VERSION_STRING ${PROJECT_VERSION})
else()
    set(CPACK_GENERATOR NSIS)
    set(CPACK_PACKAGE_EXECUTABLES hookbot hookbot) # the start menu
    set(CPACK_NSIS_DISPLAY_NAME hookbot)
    set(CPACK_NSIS_PACKAGE_NAME hookbot)
    set(CPACK_NSIS_MODIFY_PATH ON)
    set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
endif()

qt_generate_deploy_app_script(TARGET hookbot FILENAME_VARIABLE deploy NO_UNSUPPORTED_PLATFORM_ERROR)
install(SCRIPT ${deploy} COMPONENT hookbot)
