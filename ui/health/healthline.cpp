#include "ui/health/healthline.h"

#include "ui/parts/shapes.h"
#include "ui/text/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

#include <algorithm>

namespace hookbot {

using namespace std::chrono_literals;

namespace {

struct HealthText
{
    Q_DECLARE_TR_FUNCTIONS(hookbot::HealthLine)
};

struct HealthLook
{
    Shape shape;
    Tone tone;
    QString words;
    QString inFull; ///< plain text
};

using HealthClock = std::chrono::system_clock;

QString healthAge(HealthClock::time_point time)
{
    return durationText(std::max(0s, std::chrono::duration_cast<std::chrono::seconds>(HealthClock::now() - time)));
}

QString healthSince(HealthClock::time_point time)
{
    return timeText(time, HealthClock::now());
}

HealthLook lookOfHealth(const Health &health)
{
    switch (health.state) {
    case Health::State::Unwell: {
        const QString words =
            HealthText::tr("Unhealthy since %1: %2").arg(healthSince(health.since), health.reason.section(u'\n', 0, 0));
        return { Shape::Triangle, Tone::Bad, words,
                 HealthText::tr("Unhealthy since %1\n%2").arg(exactTimeText(health.since), health.reason) };
    }
    case Health::State::Healthy: {
        const QString inFull = HealthText::tr("hookbot checks itself: it publishes an event to its own port and "
                                              "receives it. This has worked since %1.")
                                   .arg(exactTimeText(health.since));
        if (!health.lastHeard)
            return { Shape::Dot, Tone::Good, HealthText::tr("Healthy"), inFull };
        return { Shape::Dot, Tone::Good, HealthText::tr("Healthy: self-check %1 ago").arg(healthAge(*health.lastHeard)),
                 inFull };
    }
    case Health::State::Unknown:
        break;
    }
    return { Shape::Ring, Tone::Plain, HealthText::tr("No self-check yet"), {} };
}

HealthLook lookOfStatus(const ServerStatus &status)
{
    switch (status.state) {
    case ServerStatus::State::Starting:
        return { Shape::Ring, Tone::Plain, HealthText::tr("Starting"), {} };
    case ServerStatus::State::Paused:
        return { Shape::Bars, Tone::Warning, HealthText::tr("Paused"),
                 HealthText::tr("Listeners receive no new events, and publishers are asked to try again later.") };
    case ServerStatus::State::Failed:
        return { Shape::Triangle, Tone::Bad, HealthText::tr("Not serving"), status.trouble };
    case ServerStatus::State::Serving:
        break;
    }
    return lookOfHealth(status.health);
}

QString healthLogWords(const ServerStatus::Log &log)
{
    const QString size = sizeText(log.bytes);
    const QString full = log.maxBytes > 0 ? HealthText::tr("%1 of %2").arg(size, sizeText(log.maxBytes)) : size;
    return log.file.isEmpty() ? HealthText::tr("log in memory, %1").arg(full) : HealthText::tr("log %1").arg(full);
}

} // namespace

HealthLine::HealthLine(Monitor &monitor, QWidget *parent)
    : QWidget(parent),
      m_monitor(monitor),
      m_mark(new ShapeMark(this)),
      m_words(new QLabel(this)),
      m_second(new QTimer(this))
{
    m_words->setTextFormat(Qt::PlainText);
    m_words->setMinimumWidth(1); // a long text must not widen the window; the tooltip has all of it
    m_second->setInterval(1s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(6);
    layout->addWidget(m_mark);
    layout->addWidget(m_words, 1);
    connect(m_second, &QTimer::timeout, this, &HealthLine::tell);
    connect(&m_monitor, &Monitor::statusChanged, this, &HealthLine::tell);
    tell();
}

QString HealthLine::text() const
{
    return m_words->text();
}

void HealthLine::showEvent(QShowEvent *event)
{
    tell();
    m_second->start();
    QWidget::showEvent(event);
}

void HealthLine::hideEvent(QHideEvent *event)
{
    m_second->stop();
    QWidget::hideEvent(event);
}

void HealthLine::tell()
{
    const ServerStatus status = m_monitor.status();
    const HealthLook look = lookOfStatus(status);
    QStringList words{ look.words, healthLogWords(status.log) };
    if (status.log.oldest)
        words.append(tr("oldest event %1").arg(healthAge(*status.log.oldest)));
    QStringList inFull;
    if (!look.inFull.isEmpty())
        inFull.append(look.inFull);
    inFull.append(status.log.file.isEmpty() ? tr("Events are kept in memory and are lost when hookbot quits.")
                                            : tr("Log: %1").arg(status.log.file));

    m_mark->setShape(look.shape, look.tone);
    m_words->setText(words.join(QStringLiteral(" · ")));
    setAccessibleName(m_words->text());
    setAccessibleDescription(inFull.join(u'\n')); // else the markup of the tooltip would be read out
    const QString plain = inFull.join(u'\n').toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    setToolTip(QStringLiteral("<p>") + plain + QStringLiteral("</p>"));
}

} // namespace hookbot
