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

struct HealthView
{
    Shape shape;
    Tone tone;
    QString text;
    QString detail; ///< plain text
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

HealthView viewOfHealth(const Health &health)
{
    switch (health.state) {
    case Health::State::Unwell: {
        const QString text =
            HealthText::tr("Unhealthy since %1: %2").arg(healthSince(health.since), health.reason.section(u'\n', 0, 0));
        return { Shape::Triangle, Tone::Bad, text,
                 HealthText::tr("Unhealthy since %1\n%2").arg(exactTimeText(health.since), health.reason) };
    }
    case Health::State::Healthy: {
        const QString detail = HealthText::tr("hookbot checks itself: it publishes an event to its own port and "
                                              "receives it. This has worked since %1.")
                                   .arg(exactTimeText(health.since));
        if (!health.lastHeard)
            return { Shape::Dot, Tone::Good, HealthText::tr("Healthy"), detail };
        return { Shape::Dot, Tone::Good, HealthText::tr("Healthy: self-check %1 ago").arg(healthAge(*health.lastHeard)),
                 detail };
    }
    case Health::State::Unknown:
        break;
    }
    return { Shape::Ring, Tone::Plain, HealthText::tr("No self-check yet"), {} };
}

HealthView viewOfStatus(const ServerStatus &status)
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
    return viewOfHealth(status.health);
}

QString healthLogText(const ServerStatus::Log &log)
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
      m_text(new QLabel(this)),
      m_second(new QTimer(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setMinimumWidth(1); // a long text must not widen the window; the tooltip has all of it
    m_second->setInterval(1s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(6);
    layout->addWidget(m_mark);
    layout->addWidget(m_text, 1);
    connect(m_second, &QTimer::timeout, this, &HealthLine::refresh);
    connect(&m_monitor, &Monitor::statusChanged, this, &HealthLine::refresh);
    refresh();
}

QString HealthLine::text() const
{
    return m_text->text();
}

void HealthLine::showEvent(QShowEvent *event)
{
    refresh();
    m_second->start();
    QWidget::showEvent(event);
}

void HealthLine::hideEvent(QHideEvent *event)
{
    m_second->stop();
    QWidget::hideEvent(event);
}

void HealthLine::refresh()
{
    const ServerStatus status = m_monitor.status();
    const HealthView view = viewOfStatus(status);
    QStringList texts{ view.text, healthLogText(status.log) };
    if (status.log.oldest)
        texts.append(tr("oldest event %1").arg(healthAge(*status.log.oldest)));
    QStringList detail;
    if (!view.detail.isEmpty())
        detail.append(view.detail);
    detail.append(status.log.file.isEmpty() ? tr("Events are kept in memory and are lost when hookbot quits.")
                                            : tr("Log: %1").arg(status.log.file));

    m_mark->setShape(view.shape, view.tone);
    m_text->setText(texts.join(QStringLiteral(" · ")));
    setAccessibleName(m_text->text());
    setAccessibleDescription(detail.join(u'\n')); // else the markup of the tooltip would be read out
    const QString plain = detail.join(u'\n').toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    setToolTip(QStringLiteral("<p>") + plain + QStringLiteral("</p>"));
}

} // namespace hookbot
