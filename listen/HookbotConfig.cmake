include(CMakeFindDependencyMacro)
find_dependency(Qt6 6.4 COMPONENTS Core Network WebSockets)
include(${CMAKE_CURRENT_LIST_DIR}/HookbotTargets.cmake)
