#include "ui/detail/detailpane.h"

#include "ui/detail/bodypane.h"
#include "ui/detail/detailactions.h"
#include "ui/detail/diffpane.h"
#include "ui/detail/pairsview.h"
#include "ui/text/eventtext.h"
#include "ui/text/format.h"

#include <QtCore/QSettings>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QTabWidget>

#include <utility>

namespace hookbot {

namespace {

constexpr qsizetype LongestInHead = 300;

QLabel *makeTextLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setMinimumWidth(1); // else a long word of an event would widen the window
    return label;
}

} // namespace

DetailPane::DetailPane(Monitor &monitor, QWidget *parent)
    : QWidget(parent),
      m_monitor(monitor),
      m_pages(new QStackedLayout(this)),
      m_nothing(new QLabel(this)),
      m_kind(nullptr),
      m_channel(nullptr),
      m_facts(nullptr),
      m_tabs(nullptr),
      m_body(nullptr),
      m_headers(nullptr),
      m_diff(nullptr),
      m_actions(nullptr)
{
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_pages->addWidget(m_nothing);
    m_pages->addWidget(makeEventPage());
    showEventDetail({});
}

QWidget *DetailPane::makeEventPage()
{
    auto *page = new QWidget(this);
    m_kind = makeTextLabel(page);
    QFont large = m_kind->font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setWeight(QFont::DemiBold);
    m_kind->setFont(large);
    m_channel = makeTextLabel(page);
    m_facts = makeTextLabel(page);

    m_tabs = new QTabWidget(page);
    m_tabs->setDocumentMode(true);
    m_body = new BodyPane(m_tabs);
    m_headers = new PairsView(m_tabs);
    m_headers->setAccessibleName(tr("Headers"));
    m_diff = new DiffPane(m_monitor, m_tabs);
    m_tabs->addTab(m_body, tr("Body"));
    m_tabs->addTab(m_headers, tr("Headers"));
    m_tabs->addTab(m_diff, tr("Diff"));
    m_tabs->setTabToolTip(2, tr("Changes since the previous event on this channel"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailPane::showDiffIfSeen);

    m_actions = new DetailActions(m_monitor, page);
    connect(m_actions, &DetailActions::replayAsked, this, &DetailPane::replayAsked);
    connect(m_actions, &DetailActions::editAsked, this, &DetailPane::editAsked);
    connect(m_actions, &DetailActions::replayToAsked, this, &DetailPane::replayToAsked);
    connect(m_actions, &DetailActions::headersAsked, this, &DetailPane::copyHeaders);
    connect(m_actions, &DetailActions::done, this, &DetailPane::done);
    connect(m_actions, &DetailActions::failed, this, &DetailPane::failed);

    auto *head = new QVBoxLayout;
    head->setContentsMargins(10, 8, 10, 2);
    head->setSpacing(2);
    head->addWidget(m_kind);
    head->addWidget(m_channel);
    head->addWidget(m_facts);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(head);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_actions);
    return page;
}

void DetailPane::setEvent(qint64 id)
{
    if (std::exchange(m_wanted, id) != id)
        m_takesFocus = false;
    if (id == 0)
        showEventDetail({});
    else if (!m_isAsking && (!m_event || m_event->summary.id != id))
        ask();
}

void DetailPane::ask()
{
    m_isAsking = true;
    m_monitor.findEvent(m_wanted, this, [this, asked = m_wanted](const std::optional<EventDetail> &event) {
        m_isAsking = false;
        if (asked == m_wanted)
            showEventDetail(event);
        else if (m_wanted != 0)
            ask();
    });
}

void DetailPane::showEventDetail(const std::optional<EventDetail> &event)
{
    m_event = event;
    m_actions->setEvent(event);
    m_pages->setCurrentIndex(m_event ? 1 : 0);
    if (!m_event) {
        m_nothing->setText(m_wanted == 0 ? tr("No event selected") : tr("This event is no longer in the log."));
        m_body->setBody({}, {});
        m_headers->pairs().setPairs({});
        m_diff->compare({});
        return;
    }
    showHead();
    m_body->setBody(m_event->body, m_event->summary.contentType);
    m_headers->pairs().setPairs(m_event->headers);
    m_tabs->setTabText(1, tr("Headers (%1)").arg(m_event->headers.size()));
    m_diff->compare({});
    showDiffIfSeen();
    if (m_takesFocus)
        focusBody();
}

void DetailPane::showHead()
{
    const EventSummary &summary = m_event->summary;
    m_kind->setText(kindText(summary));
    const QString channel = visible(channelLabel(summary.channel).toUtf8(), LongestInHead);
    m_channel->setText(summary.isUnsafe() ? QStringLiteral("\u26a0 ") + channel : channel);
    m_channel->setToolTip(summary.isUnsafe() ? tr("Anyone can publish here: the publisher is unknown.") : QString());
    QStringList facts{ tr("id %1").arg(summary.id), exactTimeText(summary.time), sizeText(summary.size),
                       tr("from %1").arg(visible(summary.remote, 100)), deliveredSentence(summary) };
    if (!m_event->query.isEmpty())
        facts += tr("query %1").arg(visible(m_event->query, LongestInHead));
    if (summary.replayOf != 0)
        facts += tr("\u21bb replay of %1").arg(summary.replayOf);
    m_facts->setText(facts.join(QStringLiteral(" \u00b7 ")));
}

/// The diff costs two reads of the log, so it is made only while it is shown.
void DetailPane::showDiffIfSeen()
{
    if (m_event && m_tabs->currentWidget() == m_diff)
        m_diff->compare(m_event);
}

void DetailPane::focusBody()
{
    m_takesFocus = !m_event || m_event->summary.id != m_wanted;
    if (m_takesFocus)
        return;
    if (m_tabs->currentWidget() == m_body)
        m_body->focusBody();
    else if (m_tabs->currentWidget() == m_diff)
        m_diff->focusLines();
    else
        m_headers->setFocus(Qt::ShortcutFocusReason);
}

void DetailPane::focusFind()
{
    if (!m_event)
        return;
    m_tabs->setCurrentWidget(m_body);
    m_body->focusFind();
}

void DetailPane::copyHeaders()
{
    if (!m_event)
        return;
    QGuiApplication::clipboard()->setText(m_headers->text());
    Q_EMIT done(tr("Headers copied."));
}

void DetailPane::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("detail/tab"), m_tabs->currentIndex());
    m_body->saveState(settings);
}

void DetailPane::restoreState(QSettings &settings)
{
    m_tabs->setCurrentIndex(settings.value(QStringLiteral("detail/tab")).toInt());
    m_body->restoreState(settings);
}

} // namespace hookbot
