#include "app/output/accesslog.h"
#include "app/output/linelog.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <thread>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

/// What a log is written to: it takes nothing, everything or nothing any more, as it is told. Shared with the writer,
/// who may outlive the log.
class Reader
{
public:
    [[nodiscard]] LogQueue::Write writer() const
    {
        return [state = m_state](QByteArrayView bytes) -> qsizetype {
            std::unique_lock lock(state->mutex);
            ++state->asked;
            state->changed.notify_all();
            state->changed.wait(lock, [&state] { return state->isOpen; });
            if (state->isGone)
                return 0;
            state->text.append(bytes);
            return bytes.size();
        };
    }

    void open()
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->isOpen = true;
        m_state->changed.notify_all();
    }

    void setGone(bool isGone)
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->isGone = isGone;
    }

    /// Returns when the writer has something in its hands.
    void waitUntilAsked() const
    {
        std::unique_lock lock(m_state->mutex);
        m_state->changed.wait(lock, [this] { return m_state->asked > 0; });
    }

    [[nodiscard]] QByteArray text() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->text;
    }

    [[nodiscard]] QList<QByteArray> lines() const { return text().split('\n'); }

private:
    struct State
    {
        std::mutex mutex;
        std::condition_variable changed;
        bool isOpen = false;
        bool isGone = false;
        int asked = 0;
        QByteArray text;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

QByteArray droppedLine(qint64 lines)
{
    return "dropped " + QByteArray::number(lines) + '\n';
}

RefusedRequest refusal(int status, const QByteArray &remote)
{
    return { status, "a reason", "GET", "/sub/a", remote };
}

} // namespace

/// The log where nobody reads it, and where strangers would fill it.
class LogQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesInOrder()
    {
        Reader reader;
        reader.open();
        {
            LogQueue queue(reader.writer(), droppedLine);
            QByteArray all;
            for (int i = 0; i < 10'000; ++i) {
                const QByteArray line = QByteArray::number(i) + '\n';
                queue.add(line, i % 100 == 0);
                all += line;
            }
            QVERIFY(queue.drain(60s));
            QCOMPARE(reader.text(), all);
            queue.add("last\n", false);
        }
        QVERIFY(reader.text().endsWith("9999\nlast\n"));
    }

    void nobodyWaitsForAReaderThatDoesNotRead()
    {
        Reader reader;
        LogQueue queue(reader.writer(), droppedLine);
        const QByteArray line = QByteArray(999, 'x') + '\n';
        queue.add("first\n", true);
        reader.waitUntilAsked();
        constexpr qint64 Lines = 5000;
        for (qint64 i = 0; i < Lines; ++i)
            queue.add(line, true);
        const qint64 fit = LogQueue::Most / line.size();
        QCOMPARE(queue.dropped(), Lines - fit);
        QVERIFY(!queue.drain(1ms));
        reader.open();
        QVERIFY(queue.drain(60s));
        const QList<QByteArray> lines = reader.lines();
        QCOMPARE(lines.first(), QByteArray("first"));
        QCOMPARE(lines.size(), 1 + fit + 1 + 1); // and nothing behind the last line end
        QCOMPARE(lines[lines.size() - 2], "dropped " + QByteArray::number(Lines - fit));
        queue.add("after\n", true); // there is room again
        QVERIFY(queue.drain(60s));
        QVERIFY(reader.text().endsWith("\nafter\n"));
        QCOMPARE(queue.dropped(), Lines - fit);
    }

    void itsEndIsBounded()
    {
        Reader reader;
        {
            LogQueue queue(reader.writer(), droppedLine);
            queue.add("never read\n", true);
            reader.waitUntilAsked();
        }
        QCOMPARE(reader.text(), QByteArray());
        reader.open(); // the writer that was left behind ends
    }

    void aReaderThatIsGoneIsNoEnd()
    {
        Reader reader;
        reader.open();
        reader.setGone(true);
        LogQueue queue(reader.writer(), droppedLine);
        queue.add("1\n2\n", true);
        QVERIFY(queue.drain(60s));
        queue.add("3\n", true);
        QVERIFY(queue.drain(60s));
        QCOMPARE(queue.dropped(), qint64(3));
        reader.setGone(false); // the disk has room again
        queue.add("4\n", true);
        QVERIFY(queue.drain(60s));
        QCOMPARE(reader.text(), QByteArray("4\ndropped 3\n"));
    }

    void threadsMayWriteAtOnce()
    {
        Reader reader;
        reader.open();
        constexpr int PerThread = 2000;
        {
            LineLog log(LineLog::Style::Journal, LogLevel::Info, reader.writer());
            constexpr int Threads = 4;
            std::vector<std::thread> threads;
            threads.reserve(Threads);
            for (int number = 0; number < Threads; ++number) {
                threads.emplace_back([&log, number] {
                    for (int i = 0; i < PerThread; ++i)
                        log.write(LogLevel::Info, QByteArray::number(number) + ' ' + QByteArray::number(i));
                });
            }
            for (std::thread &thread : threads)
                thread.join();
        }
        QList<int> next(4);
        for (const QByteArray &line : reader.lines()) {
            if (line.isEmpty())
                continue;
            QVERIFY2(line.startsWith("<6>"), line.constData());
            const QList<QByteArray> words = line.sliced(3).split(' ');
            QCOMPARE(words[1].toInt(), next[words[0].toInt()]++);
        }
        QCOMPARE(next, QList<int>(4, PerThread));
    }

    void aLineIsShortAndShowable()
    {
        Reader reader;
        reader.open();
        {
            LineLog log(LineLog::Style::Journal, LogLevel::Info, reader.writer());
            log.write(LogLevel::Info, "a\nb\xe2\x80\xae\x9b");
            log.write(LogLevel::Info, QByteArray(LineLog::LongestLine + 7, 'x'));
        }
        QCOMPARE(reader.lines()[0], QByteArray("<6>a\\x0ab\\xe2\\x80\\xae\\x9b"));
        QCOMPARE(reader.lines()[1], "<6>" + QByteArray(LineLog::LongestLine, 'x') + " [and 7 bytes]");
    }

    void messagesOfOneKindAreSummedUp()
    {
        Reader reader;
        reader.open();
        constexpr int Messages = 5000;
        {
            LineLog log(LineLog::Style::Journal, LogLevel::Info, reader.writer());
            for (int i = 0; i < Messages; ++i)
                log.writeMessage(LogLevel::Info, "hookbot.tls", "no TLS connection");
            log.writeMessage(LogLevel::Warning, "hookbot.log", "something else");
        }
        QVERIFY(reader.text().contains("<4>something else\n"));
        qint64 seen = reader.text().count("<6>no TLS connection\n");
        QVERIFY(seen < Messages / 10);
        for (const QByteArray &line : reader.lines()) {
            if (line.endsWith("were suppressed"))
                seen += line.sliced(3).split(' ').first().toInt();
        }
        QCOMPARE(seen, qint64(Messages));
    }

    void refusalsAreSummedUp()
    {
        Reader reader;
        reader.open();
        {
            LineLog log(LineLog::Style::Journal, LogLevel::Info, reader.writer());
            AccessLog accessLog(log);
            for (int i = 0; i < 1000; ++i)
                accessLog.refused(refusal(i % 4 == 0 ? 400 : 401, "192.0.2." + QByteArray::number(i % 5)));
            accessLog.refused(refusal(503, "192.0.2.9"));
            accessLog.secondPassed();
            accessLog.refused(refusal(404, "192.0.2.9"));
            accessLog.secondPassed();
        }
        const QByteArray text = reader.text();
        QCOMPARE(text.count("<6>refuse GET /sub/a from "), AccessLog::MostRefusals + 2);
        QVERIFY2(text.contains("<6>refuse 990 more requests in this second (400: 247, 401: 743) from 5 addresses\n"),
                 text.constData());
        QVERIFY(text.endsWith("from 192.0.2.9: a reason\n")); // and no summary of nothing
    }

    void unsafeEventsAreSummedUp()
    {
        Reader reader;
        reader.open();
        {
            LineLog log(LineLog::Style::Journal, LogLevel::Info, reader.writer());
            AccessLog accessLog(log);
            Publication publication{ 1, "/unsafe/a", 2, 0, "192.0.2.1" };
            for (int i = 0; i < 1000; ++i)
                accessLog.published(publication);
            publication.channel = "a";
            for (int i = 0; i < 1000; ++i)
                accessLog.published(publication);
        }
        const QByteArray text = reader.text();
        QCOMPARE(text.count("publish /unsafe/a"), AccessLog::MostUnsafe);
        QCOMPARE(text.count("publish a:"), qsizetype(1000)); // whoever has a token may fill the log
        QVERIFY(text.endsWith("unsafe channels: 900 more lines about their events were suppressed in this second\n"));
    }
};

HOOKBOT_TEST(LogQueueTest)
#include "logqueue_test.moc"
