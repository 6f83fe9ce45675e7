#include "broker/loop/threadend.h"
#include "tests/support/suite.h"

#include <QtCore/QDir>
#include <QtCore/QThread>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
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

    void waitsForThreadsOfTheNetwork()
    {
        ended = false;
        pthread_key_t key{};
        QCOMPARE(pthread_key_create(&key, giveBack), 0);
        const std::unique_ptr<QThread> thread(QThread::create([&] { pthread_setspecific(key, &key); }));
        thread->setObjectName(QStringLiteral("QNetworkAccessManager thread"));
        thread->start();
        QVERIFY(thread->wait());
        waitForNetworkThreads();
        QVERIFY(ended);
        pthread_key_delete(key);
    }

    void qtCallsItsThreadSo()
    {
        QNetworkAccessManager network;
        const std::unique_ptr<QNetworkReply> reply(
            network.get(QNetworkRequest(QUrl(QStringLiteral("http://[::1]:1")))));
        const auto names = [] {
            QStringList all;
            for (const QFileInfo &task : QDir(QStringLiteral("/proc/self/task")).entryInfoList(QDir::Dirs)) {
                QFile name(task.filePath() + QStringLiteral("/comm"));
                if (name.open(QIODevice::ReadOnly))
                    all.append(QString::fromLatin1(name.readAll().trimmed()));
            }
            return all;
        };
        if (names().isEmpty())
            QSKIP("this system does not tell the names of threads");
        QTRY_VERIFY_WITH_TIMEOUT(names().contains(QStringLiteral("QNetworkAccessM")), Patience);
    }
};

HOOKBOT_TEST(ThreadEndTest)
#include "threadend_test.moc"
