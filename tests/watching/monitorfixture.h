#pragma once

#include "broker/auth/token.h"
#include "broker/broker.h"
#include "broker/monitor/monitor.h"
#include "tests/support/suite.h"

#include <QtCore/QTemporaryDir>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

namespace hookbot {

/// Tests of a Monitor over a real broker and real sockets, with each kind of log.
class MonitorFixture : public QObject
{
public:
    static inline const QByteArray TestKey = "0123456789abcdef0123456789abcdef";

protected:
    std::unique_ptr<QTemporaryDir> m_folder;
    BindAddress m_address;

    [[nodiscard]] virtual Monitor &monitor() = 0;

    static void addLogs()
    {
        QTest::addColumn<bool>("isInFile");
        QTest::newRow("memory") << false;
        QTest::newRow("file") << true;
    }

    Settings settings() const
    {
        QFETCH_GLOBAL(bool, isInFile);
        Settings settings;
        settings.key = TestKey;
        settings.bind = { QHostAddress(QHostAddress::LocalHost), 0 };
        settings.sync = Sync::Normal;
        if (isInFile)
            settings.logFile = m_folder->filePath(QStringLiteral("events"));
        return settings;
    }

    /// Asks, and waits for the answer.
    template<typename T, typename Ask>
    T answerOf(Ask ask)
    {
        std::optional<T> answer;
        ask([&answer](const T &given) { answer = given; });
        if (answer)
            qFatal("an answer came before the call had returned");
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer, Patience); }();
        return answer.value_or(T());
    }

    Outcome publish(const QByteArray &channel, const QByteArray &body = "x")
    {
        NewEvent event;
        event.channel = channel;
        event.body = body;
        return answerOf<Outcome>([&](auto done) { monitor().publish(event, this, done); });
    }

    static NewEvent eventFor(const QByteArray &channel)
    {
        NewEvent event;
        event.channel = channel;
        return event;
    }

    EventsPage find(const EventQuery &query)
    {
        return answerOf<EventsPage>([&](auto done) { monitor().findEvents(query, this, done); });
    }

    QList<EventSummary> findAll(EventQuery query)
    {
        QList<EventSummary> all;
        for (;;) {
            const EventsPage page = find(query);
            all += page.events;
            if (page.isEnd || !page.error.isEmpty())
                return all;
            query.from = page.upTo;
        }
    }

    std::optional<EventDetail> detail(qint64 id)
    {
        return answerOf<std::optional<EventDetail>>([&](auto done) { monitor().findEvent(id, this, done); });
    }

    /// The answer to a POST.
    QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &fields = {}) const
    {
        QTcpSocket socket;
        socket.connectToHost(m_address.host, m_address.port);
        if (!socket.waitForConnected(Patience))
            return "not connected";
        socket.write("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " +
                     makeToken(TestKey, path) + "\r\n" + fields + "Content-Length: " + QByteArray::number(body.size()) +
                     "\r\n\r\n" + body);
        while (socket.waitForReadyRead(Patience)) {
        }
        return socket.readAll();
    }

    std::unique_ptr<QWebSocket> listen(const QByteArray &path, const QString &query = {}) const
    {
        auto socket = std::make_unique<QWebSocket>();
        QUrl url(QStringLiteral("ws://127.0.0.1:%1").arg(m_address.port));
        url.setPath(QString::fromUtf8(path));
        url.setQuery(query);
        QNetworkRequest request(url);
        request.setRawHeader("Authorization", "Bearer " + makeToken(TestKey, path));
        request.setRawHeader("User-Agent", "a test");
        QSignalSpy connected(socket.get(), &QWebSocket::connected);
        socket->open(request);
        return connected.wait(Patience) ? std::move(socket) : nullptr;
    }

    /// Asks, though nobody is interested.
    QList<ListenerStatus> listenersNow()
    {
        return answerOf<QList<ListenerStatus>>([&](auto done) { monitor().findListeners(this, done); });
    }

    /// The listeners that are told last, once there are so many.
    QList<ListenerStatus> listeners(qsizetype count)
    {
        QList<ListenerStatus> last;
        const auto connection = connect(&monitor(), &Monitor::listenersChanged, this,
                                        [&](const QList<ListenerStatus> &told) { last = told; });
        monitor().setInterests({});
        monitor().setInterests(Monitor::Interest::Listeners);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(last.size(), count, Patience); }();
        disconnect(connection);
        return last;
    }
};

} // namespace hookbot
