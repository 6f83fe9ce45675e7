#include "hookbot/watch.h"

#include "listen/address.h"
#include "listen/backoff.h"
#include "listen/call.h"
#include "listen/position.h"
#include "listen/record.h"
#include "listen/trust.h"

#include <QtCore/QDateTime>
#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>
#include <QtNetwork/QSslConfiguration>

#include <algorithm>
#include <optional>

namespace hookbot::listen {

namespace {

using namespace std::chrono_literals;

} // namespace

/// The implementation of a Watch: one call after the other, and the position in the log between them. It is a child of
/// the watch, so that it moves to another thread with it; the watch deletes it before its other members.
class Watch::Line : public QObject
{
public:
    Line(Options options, Watch &watch);

    void start();
    void stop();
    bool pause();
    void resume();
    [[nodiscard]] const QByteArray &lastId() const { return m_position.lastId(); }

private:
    [[nodiscard]] std::variant<Pin, QString> trust() const;
    void dial();
    void hangUp();
    void opened();
    void over(const QString &reason, bool isFinal);
    void textReceived(const QString &frame);
    void bytesReceived(const QByteArray &frame);
    void deliver(const Event &event);
    void endWith(const QString &reason);
    [[nodiscard]] std::chrono::milliseconds passed();

    Options m_options;
    Watch &m_watch;
    std::optional<Address> m_address;
    Pin m_tls;
    Position m_position;
    Backoff m_backoff;
    Call *m_call = nullptr; ///< a child; null between calls
    QTimer m_redial{ this };
    QElapsedTimer m_sinceOpened;
    QElapsedTimer m_sinceFirst; ///< since the first call
    qint64 m_firstAt = 0;       ///< the system time of the first call, in ms
    bool m_keepsLog = false;    ///< the server has a log: it has sent JSON
    bool m_isPaused = false;
    bool m_isStopped = false;
};

Watch::Line::Line(Options options, Watch &watch)
    : QObject(&watch),
      m_options(std::move(options)),
      m_watch(watch),
      m_position(QByteArray())
{
    m_redial.setSingleShot(true);
    connect(&m_redial, &QTimer::timeout, this, &Line::dial);
}

void Watch::Line::start()
{
    if (m_isStopped || m_address)
        return;
    if (m_options.pingInterval < 1ms || m_options.longestSilence <= m_options.pingInterval) {
        endWith(tr("the longest silence must be longer than the ping interval, and the ping interval at least 1 ms"));
        return;
    }
    auto address = Address::from(m_options);
    if (const auto *fault = std::get_if<QString>(&address)) {
        endWith(*fault);
        return;
    }
    m_address = std::get<Address>(std::move(address));
    auto tls = trust();
    if (const auto *fault = std::get_if<QString>(&tls)) {
        endWith(*fault);
        return;
    }
    m_tls = std::get<Pin>(std::move(tls));
    m_position = Position(m_address->since());
    m_redial.start(0);
}

std::variant<Pin, QString> Watch::Line::trust() const
{
    if (!m_options.serverCertificateFile.isEmpty())
        return tlsPinning(m_options.serverCertificateFile);
    auto tls = tlsTrusting(m_options.caFile);
    if (const auto *fault = std::get_if<QString>(&tls))
        return *fault;
    return Pin{ std::get<QSslConfiguration>(std::move(tls)), {} };
}

void Watch::Line::stop()
{
    m_isStopped = true;
    hangUp();
    m_redial.stop();
}

bool Watch::Line::pause()
{
    if (!m_keepsLog)
        return false;
    m_isPaused = true;
    hangUp();
    m_redial.stop();
    return true;
}

void Watch::Line::resume()
{
    if (std::exchange(m_isPaused, false) && !m_isStopped)
        m_redial.start(0);
}

void Watch::Line::dial()
{
    m_sinceOpened.invalidate();
    m_call = new Call({ m_address->request(m_position.since(passed())), m_tls.tls, m_tls.expected,
                        m_options.pingInterval, m_options.longestSilence },
                      this);
    connect(m_call, &Call::opened, this, &Line::opened);
    connect(m_call, &Call::over, this, &Line::over);
    connect(m_call, &Call::text, this, &Line::textReceived);
    connect(m_call, &Call::bytes, this, &Line::bytesReceived);
    m_call->dial();
}

void Watch::Line::hangUp()
{
    if (!m_call)
        return;
    m_call->disconnect(this);
    m_call->hangUp();
    std::exchange(m_call, nullptr)->deleteLater();
}

void Watch::Line::opened()
{
    m_sinceOpened.start();
    Q_EMIT m_watch.connected();
}

void Watch::Line::over(const QString &reason, bool isFinal)
{
    if (m_call)
        std::exchange(m_call, nullptr)->deleteLater(); // it is emitting this signal
    if (isFinal) {
        endWith(reason);
        return;
    }
    if (m_sinceOpened.isValid())
        m_backoff.wasUpFor(std::chrono::milliseconds(m_sinceOpened.elapsed()));
    const auto pause = m_backoff.next(QRandomGenerator::global()->generateDouble());
    m_redial.start(pause);
    Q_EMIT m_watch.disconnected(reason, pause);
}

/// A record from a server with a log.
void Watch::Line::textReceived(const QString &frame)
{
    m_keepsLog = true;
    const auto record = parseRecord(frame.toUtf8());
    if (const auto *event = std::get_if<Event>(&record)) {
        deliver(*event);
    } else if (const auto *gap = std::get_if<Gap>(&record)) {
        Q_EMIT m_watch.gap(gap->after, gap->oldest);
    } else {
        hangUp();
        over(std::get<Malformed>(record).why, false);
    }
}

/// The bytes of an event, from a server without JSON (protocol, section 4).
void Watch::Line::bytesReceived(const QByteArray &frame)
{
    m_keepsLog = false;
    Event event;
    event.time = QDateTime::currentDateTimeUtc();
    event.channel = m_address->channel();
    event.body = frame;
    if (const qsizetype nul = frame.indexOf('\0'); m_address->isRecursive() && nul >= 0) {
        event.channel = frame.first(nul);
        event.body = frame.sliced(nul + 1);
    }
    const auto isControlByte = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; };
    if (std::ranges::any_of(event.channel, isControlByte)) {
        hangUp();
        over(tr("the server sent an event whose channel has a control character"), false);
        return;
    }
    deliver(event);
}

void Watch::Line::deliver(const Event &event)
{
    m_position.received(event.id);
    Q_EMIT m_watch.event(event);
}

void Watch::Line::endWith(const QString &reason)
{
    const auto end = [this, reason] {
        if (m_isStopped)
            return;
        stop();
        Q_EMIT m_watch.ended(reason);
    };
    QMetaObject::invokeMethod(this, end, Qt::QueuedConnection);
}

/// The time since the first call; 0 for that call itself. It is the longer of two clocks, because the system clock can
/// be set back and the monotonic one stops while the machine sleeps.
std::chrono::milliseconds Watch::Line::passed()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (!m_sinceFirst.isValid()) {
        m_sinceFirst.start();
        m_firstAt = now;
        return 0ms;
    }
    return std::chrono::milliseconds(std::max({ qint64(1), m_sinceFirst.elapsed(), now - m_firstAt }));
}

Watch::Watch(Options options, QObject *parent)
    : QObject(parent),
      m_line(std::make_unique<Line>(std::move(options), *this))
{
}

Watch::~Watch()
{
    m_line->stop();
}

void Watch::start()
{
    m_line->start();
}

void Watch::stop()
{
    m_line->stop();
}

bool Watch::pause()
{
    return m_line->pause();
}

void Watch::resume()
{
    m_line->resume();
}

QByteArray Watch::lastId() const
{
    return m_line->lastId();
}

} // namespace hookbot::listen
