# Writes the direct links of every target to links.txt in the build folder, and registers the tests that judge them.
# Included before the last target is defined: the links are read when all of the project has been.

function(hookbot_write_links)
    set(lines "")
    set(folders "${CMAKE_SOURCE_DIR}")
    while(folders)
        list(POP_FRONT folders folder)
        get_property(below DIRECTORY "${folder}" PROPERTY SUBDIRECTORIES)
        list(APPEND folders ${below})
        get_property(targets DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
        file(RELATIVE_PATH place "${CMAKE_SOURCE_DIR}" "${folder}")
        foreach(target IN LISTS targets)
            get_target_property(type ${target} TYPE)
            if(type STREQUAL "UTILITY")
                continue()
            endif()
            set(links "")
            foreach(property LINK_LIBRARIES INTERFACE_LINK_LIBRARIES)
                get_target_property(some ${target} ${property})
                if(some)
                    list(APPEND links ${some})
                endif()
            endforeach()
            # A link made from another folder is wrapped in marks of that folder; a private one, in LINK_ONLY; one that
            # is not installed, in BUILD_INTERFACE.
            list(FILTER links EXCLUDE REGEX "^::@")
            list(TRANSFORM links REPLACE "^\\$<LINK_ONLY:(.*)>$" "\\1")
            list(TRANSFORM links REPLACE "^\\$<BUILD_INTERFACE:(.*)>$" "\\1")
            list(REMOVE_DUPLICATES links)
            string(APPEND lines "${target};${place};${links}\n")
        endforeach()
    endwhile()
    file(WRITE "${CMAKE_BINARY_DIR}/links.txt" "${lines}")
endfunction()

cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL hookbot_write_links)

# They judge the sources, which sanitizers do not change.
if(HOOKBOT_TESTS AND NOT HOOKBOT_SANITIZE)
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
    add_test(NAME layering
        COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/layering.py --links ${CMAKE_BINARY_DIR}/links.txt)
    add_test(NAME layering_test
        COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/layering_test.py)
    add_test(NAME lint_words_test
        COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/lint_words_test.py)
    set_tests_properties(layering layering_test lint_words_test PROPERTIES TIMEOUT 120 LABELS layering)
endif()
