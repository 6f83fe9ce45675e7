#pragma once

#include "broker/loop/eventdispatcher.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>
#include <QtTest/QTest>

namespace hookbot {

/// main() of a test whose application runs on makeEventDispatcher(): QTest's own waiting goes through it too.
template<typename Test>
int runOnEventDispatcher(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(makeEventDispatcher().release());
    const QCoreApplication application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

/// A thread that runs a loop on makeEventDispatcher() until its end.
class LoopThread : public QThread
{
public:
    LoopThread() { setEventDispatcher(makeEventDispatcher().release()); }
    ~LoopThread() override
    {
        quit();
        wait();
    }
    Q_DISABLE_COPY_MOVE(LoopThread)
};

} // namespace hookbot
