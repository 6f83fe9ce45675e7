#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <cstdio>
#include <map>

namespace hookbot {

namespace {

using Classes = std::map<QByteArray, Suite::Make>;

Classes &classes()
{
    static Classes all;
    return all;
}

/// `routerrunner` and `watch_end` of RouterRunnerTest and WatchEndTest.
QByteArray plain(const QByteArray &name)
{
    return name.toLower().replace('_', QByteArray());
}

} // namespace

bool Suite::add(const char *className, Make make)
{
    return classes().emplace(plain(className), make).second;
}

int Suite::run(int argc, char **argv)
{
    const QByteArray name = argc > 1 ? argv[1] : "";
    const auto found = classes().find(plain(name) + "test");
    if (found == classes().end()) {
        std::fprintf(stderr, "Usage: %s TEST [ARGUMENT OF QT TEST...]\nThere is no test \"%s\", but:", argv[0],
                     name.constData());
        for (const auto &[each, make] : classes())
            std::fprintf(stderr, " %s", each.chopped(int(qstrlen("test"))).constData());
        std::fprintf(stderr, "\n");
        return 1;
    }
    argv[1] = argv[0];
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(found->second().get(), argc - 1, argv + 1);
}

} // namespace hookbot
