#include "suite.h"

#include <QtCore/QCoreApplication>
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

} // namespace hookbot

int main(int argc, char **argv)
{
    const QByteArray name = argc > 1 ? argv[1] : "";
    const auto found = hookbot::classes().find(hookbot::plain(name) + "test");
    if (found == hookbot::classes().end()) {
        std::fprintf(stderr, "Usage: %s TEST [ARGUMENT OF QT TEST...]\nThere is no test \"%s\", but:", argv[0],
                     name.constData());
        for (const auto &[each, make] : hookbot::classes())
            std::fprintf(stderr, " %s", each.chopped(int(qstrlen("test"))).constData());
        std::fprintf(stderr, "\n");
        return 1;
    }
    argv[1] = argv[0];
    int count = argc - 1;
    const QCoreApplication application(count, argv + 1);
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(found->second().get(), count, argv + 1);
}
