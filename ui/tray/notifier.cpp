#include "ui/tray/notifier.h"

#include "broker/event/channel.h"
#include "ui/text/format.h"

#include <QtCore/QStringList>

#include <algorithm>
#include <utility>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr auto BetweenNotifications = 4s;
constexpr qsizetype LongestNotified = 240;
constexpr qsizetype MostChannelsNamed = 3;
constexpr qsizetype MostChannelsCounted = 100;

/// Untrusted text, for a place that may interpret markup.
QString notifiedText(const QString &text)
{
    QString safe = visible(text.toUtf8(), LongestNotified);
    return safe.replace(QLatin1Char('<'), QChar(0x2039)).replace(QLatin1Char('>'), QChar(0x203a));
}

} // namespace

Notifier::Notifier(Program &program, QObject *parent) : QObject(parent), m_program(program)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(BetweenNotifications);
    connect(&m_pause, &QTimer::timeout, this, &Notifier::notifyPending);
    connect(&m_program, &Program::noticed, this, &Notifier::takeNotice);
}

void Notifier::take(const Arrivals &arrivals)
{
    if (m_isWatched || !wantsArrivals())
        return;
    for (const EventSummary &event : arrivals.newest) {
        if (!isNotified(event.channel))
            continue;
        if (m_pending.size() >= MostChannelsCounted && !m_pending.contains(event.channel)) {
            ++m_others;
            continue;
        }
        Pending &one = m_pending[event.channel];
        ++one.count;
        one.last = event;
    }
    if (!m_pause.isActive())
        notifyPending();
}

bool Notifier::isNotified(const QByteArray &channel) const
{
    const QSet<QByteArray> &wanted = m_program.preferences().notifiedChannels;
    return std::ranges::any_of(wanted, [&channel](const QByteArray &name) { return Filter{ name }.matches(channel); });
}

void Notifier::takeNotice(const Notice &notice)
{
    if (notice.severity == Notice::Severity::Trouble && m_program.preferences().notifiesTrouble)
        Q_EMIT wanted(notice.title, notifiedText(notice.text), 0, true);
}

void Notifier::notifyOutcome(const QString &text, bool isTrouble)
{
    Q_EMIT wanted(QStringLiteral("hookbot"), notifiedText(text), 0, isTrouble);
}

void Notifier::notifyPending()
{
    if (m_pending.isEmpty())
        return;
    const QMap<QByteArray, Pending> pending = std::exchange(m_pending, {});
    m_pause.start();
    const qint64 others = std::exchange(m_others, 0);
    qint64 count = others;
    EventSummary last;
    for (const Pending &one : pending) {
        count += one.count;
        if (one.last.id > last.id)
            last = one.last;
    }
    const QString kind =
        notifiedText(last.text.isEmpty() ? last.kind : last.kind + QStringLiteral(" \u00b7 ") + last.text);
    if (pending.size() > 1) {
        QStringList names;
        for (auto one = pending.begin(); one != pending.end() && names.size() < MostChannelsNamed; ++one)
            names.append(notifiedText(channelLabel(one.key())));
        if (names.size() < pending.size())
            names.append(QChar(0x2026));
        const QString title = others > 0 ? tr("%n event(s) on more than %1 channels", nullptr, int(count))
                                         : tr("%n event(s) on %1 channels", nullptr, int(count));
        Q_EMIT wanted(title.arg(pending.size()), names.join(QStringLiteral(", ")), last.id, false);
    } else if (count > 1) {
        Q_EMIT wanted(tr("%n event(s) on %1", nullptr, int(count)).arg(notifiedText(channelLabel(last.channel))),
                      tr("Latest: %1").arg(kind), last.id, false);
    } else {
        Q_EMIT wanted(notifiedText(channelLabel(last.channel)), kind, last.id, false);
    }
}

} // namespace hookbot
