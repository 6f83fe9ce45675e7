#include "../support/suite.h"
#include "threadend.h"

#include <QtCore/QThread>
#include <QtTest/QTest>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include <pthread.h>

using namespace hookbot;

namespace {

std::atomic<bool> ended = false;

/// What a library keeps for a thread, and takes its time to give back.
void giveBack(void *)
{
    using namespace std::chrono_literals;
    std::this_thread::sleep_for(50ms);
    ended = true;
}

} // namespace

class ThreadEndTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForWhatLibrariesDoAtTheEndOfAThread()
    {
        ended = false;
        pthread_key_t key{};
        QCOMPARE(pthread_key_create(&key, giveBack), 0);
        ThreadEnd end;
        const std::unique_ptr<QThread> thread(QThread::create([&] {
            end.isOfThisThread();
            pthread_setspecific(key, &key);
        }));
        thread->start();
        QVERIFY(thread->wait());
        end.wait();
        QVERIFY(ended);
        pthread_key_delete(key);
    }

    void waitsForThreadsOfOthers()
    {
        ended = false;
        pthread_key_t key{};
        QCOMPARE(pthread_key_create(&key, giveBack), 0);
        {
            const OtherThreads others;
            const std::unique_ptr<QThread> thread(QThread::create([&] { pthread_setspecific(key, &key); }));
            thread->start();
            QVERIFY(thread->wait());
        }
        QVERIFY(ended);
        pthread_key_delete(key);
    }
};

HOOKBOT_TEST(ThreadEndTest)
#include "threadend_test.moc"
