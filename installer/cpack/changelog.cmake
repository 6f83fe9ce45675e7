# What CHANGELOG.md says, for packages:
#
#   HOOKBOT_RELEASE_DATE   the date of this version, 2026-11-28
#   HOOKBOT_RELEASES       all releases as AppStream has them: <release version="0.1.0" date="2026-11-28"/>, one a line
#
# and hookbot_debian_changelog(FILE) writes it as Debian has it (deb-changelog(5)).

set(changelog ${PROJECT_SOURCE_DIR}/CHANGELOG.md)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${changelog})
set(release_line "^## \\[([0-9.]+)\\] - ([0-9]+-[0-9]+-[0-9]+)$")

file(STRINGS ${changelog} release_lines REGEX "${release_line}")
set(HOOKBOT_RELEASES "")
foreach(line IN LISTS release_lines)
    string(REGEX MATCH "${release_line}" matched "${line}")
    if(NOT HOOKBOT_RELEASES)
        set(HOOKBOT_RELEASE_DATE ${CMAKE_MATCH_2})
        if(NOT CMAKE_MATCH_1 VERSION_EQUAL PROJECT_VERSION)
            message(FATAL_ERROR "The newest release in CHANGELOG.md is ${CMAKE_MATCH_1}, but this is "
                "${PROJECT_VERSION}: say there what is new, as \"## [${PROJECT_VERSION}] - YYYY-MM-DD\"")
        endif()
    endif()
    string(APPEND HOOKBOT_RELEASES "    <release version=\"${CMAKE_MATCH_1}\" date=\"${CMAKE_MATCH_2}\"/>\n")
endforeach()
if(NOT HOOKBOT_RELEASES)
    message(FATAL_ERROR "CHANGELOG.md has no release: a line \"## [${PROJECT_VERSION}] - YYYY-MM-DD\"")
endif()
string(STRIP "${HOOKBOT_RELEASES}" HOOKBOT_RELEASES)

# hookbot_date(VARIABLE DATE FORMAT): midnight of that day in UTC, as date(1) writes it.
function(hookbot_date variable date format)
    execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C date --utc --date=${date} +${format}
        OUTPUT_VARIABLE written OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    set(${variable} "${written}" PARENT_SCOPE)
endfunction()

# hookbot_wrap(VARIABLE MARK TEXT): the text in lines of up to 79 characters behind the mark.
function(hookbot_wrap variable mark text)
    set(lines "")
    set(line "${mark}")
    string(REGEX REPLACE "." " " margin "${mark}")
    string(REPLACE "`" "" text "${text}")
    string(REPLACE ";" "\\;" text "${text}")
    string(REPLACE " " ";" words "${text}")
    foreach(word IN LISTS words)
        string(LENGTH "${line} ${word}" length)
        if(length GREATER 80)
            string(APPEND lines "${line}\n")
            set(line "${margin}")
        endif()
        string(APPEND line "${word} ")
    endforeach()
    string(REPLACE " \n" "\n" lines "${lines}${line}\n")
    set(${variable} "${lines}" PARENT_SCOPE)
endfunction()

function(hookbot_debian_changelog file)
    file(STRINGS ${changelog} lines)
    set(text "")
    set(signature "")
    foreach(line IN LISTS lines)
        if(line MATCHES "${release_line}")
            hookbot_date(date ${CMAKE_MATCH_2} "%a, %d %b %Y %T %z")
            string(APPEND text "${signature}hookbot (${CMAKE_MATCH_1}) stable; urgency=medium\n\n")
            set(signature "\n -- ${CPACK_PACKAGE_CONTACT}  ${date}\n\n")
        elseif(line MATCHES "^- (.*)" AND signature)
            hookbot_wrap(item "  * " "${CMAKE_MATCH_1}")
            string(APPEND text "${item}")
        endif()
    endforeach()
    file(WRITE ${file} "${text}${signature}")
endfunction()
