#include "ui/events/eventspane.h"

#include "ui/events/eventfilterbar.h"
#include "ui/events/eventsview.h"
#include "ui/text/format.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedLayout>
#include <QtWidgets/QVBoxLayout>

namespace hookbot {

namespace {

/// Most searches end sooner than this, and show no progress.
constexpr std::chrono::milliseconds SearchPause(300);

} // namespace

EventsPane::EventsPane(Monitor &monitor, QWidget *parent)
    : QWidget(parent),
      m_model(monitor),
      m_filter(new EventFilterBar(this)),
      m_stateLine(new QWidget(this)),
      m_state(new QLabel(m_stateLine)),
      m_stateAction(new QPushButton(m_stateLine)),
      m_body(new QWidget(this)),
      m_pages(new QStackedLayout(m_body)),
      m_view(new EventsView(m_model, m_body)),
      m_nothingFound(makeNothingFound()),
      m_placeholder(new QWidget(m_body)),
      m_unseen(new QPushButton(m_body))
{
    m_stateAction->setObjectName(QStringLiteral("stateAction"));
    m_state->setObjectName(QStringLiteral("state"));
    m_unseen->setObjectName(QStringLiteral("unseen"));
    m_unseen->setVisible(false);
    m_body->installEventFilter(this);
    m_searchPause.setSingleShot(true);
    m_searchPause.setInterval(SearchPause);
    connect(&m_searchPause, &QTimer::timeout, m_stateLine, &QWidget::show);
    m_unseen->setToolTip(tr("Go to the newest event (Home)"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    auto *stateRow = new QHBoxLayout(m_stateLine);
    stateRow->setContentsMargins(8, 0, 8, 4);
    stateRow->addWidget(m_state, 1);
    stateRow->addWidget(m_stateAction);
    m_stateLine->setVisible(false);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_nothingFound);
    m_pages->addWidget(m_placeholder);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(6, 6, 6, 2);
    filterRow->addWidget(m_filter);
    column->addLayout(filterRow);
    column->addWidget(m_body, 1);
    column->addWidget(m_stateLine);

    connect(m_filter, &EventFilterBar::changed, this, &EventsPane::applyFilter);
    connect(m_filter, &EventFilterBar::left, this, &EventsPane::focusList);
    connect(m_unseen, &QPushButton::clicked, this, [this] {
        m_view->goToHead();
        m_view->setFocus();
    });
    connect(m_stateAction, &QPushButton::clicked, this, [this] {
        if (m_model.state() == EventsModel::State::Searching)
            m_model.stop();
        else
            m_model.resume();
    });
    connect(&m_model, &EventsModel::kindsChanged, this, [this] { m_filter->setKinds(m_model.kinds()); });
    connect(&m_model, &EventsModel::stateChanged, this, &EventsPane::showState);
    connect(&m_model, &EventsModel::modelReset, this, &EventsPane::showState);
    connect(&m_model, &EventsModel::rowsInserted, this, &EventsPane::showState);
    connect(&m_model, &EventsModel::unseenChanged, this, &EventsPane::showUnseen);
    connect(m_view, &EventsView::currentEventChanged, this, &EventsPane::currentChanged);
    connect(m_view, &EventsView::selectedEventsChanged, this, &EventsPane::selectionChanged);
    connect(m_view, &EventsView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT activated(m_model.event(index.row()).id); });
}

QWidget *EventsPane::makeNothingFound()
{
    auto *page = new QWidget(m_body);
    auto *label = new QLabel(tr("No events match."), page);
    label->setAlignment(Qt::AlignCenter);
    auto *button = new QPushButton(tr("Clear filters"), page);
    button->setObjectName(QStringLiteral("clearFilters"));
    connect(button, &QPushButton::clicked, m_filter, &EventFilterBar::clear);
    auto *column = new QVBoxLayout(page);
    column->addStretch(1);
    column->addWidget(label);
    column->addWidget(button, 0, Qt::AlignHCenter);
    column->addStretch(2);
    return page;
}

void EventsPane::showChannel(const std::optional<QByteArray> &channel)
{
    m_channel = channel;
    m_filter->setPlace(channel ? channelText(*channel) : QString());
    applyFilter();
}

void EventsPane::applyFilter()
{
    EventQuery query = m_filter->query();
    query.channel = m_channel;
    m_model.setFilter(query);
}

void EventsPane::focusSearch()
{
    m_filter->focusSearch();
}

void EventsPane::focusList()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
    if (m_view->selectedEvents().isEmpty())
        m_view->moveBy(0);
}

void EventsPane::select(qint64 id)
{
    m_view->moveTo(id);
}

void EventsPane::selectNext()
{
    m_view->moveBy(1);
}

void EventsPane::selectPrevious()
{
    m_view->moveBy(-1);
}

qint64 EventsPane::currentEvent() const
{
    return m_view->currentEvent();
}

QList<qint64> EventsPane::selectedEvents() const
{
    return m_view->selectedEvents();
}

void EventsPane::setPlaceholder(QWidget *placeholder)
{
    m_pages->addWidget(placeholder);
    m_pages->removeWidget(m_placeholder);
    delete std::exchange(m_placeholder, placeholder);
    showState();
}

void EventsPane::showState()
{
    const EventsModel::State state = m_model.state();
    switch (state) {
    case EventsModel::State::Idle:
        break;
    case EventsModel::State::Searching:
        m_state->setText(tr("Searching\u2026"));
        m_stateAction->setText(tr("Stop"));
        break;
    case EventsModel::State::Stopped:
        m_state->setText(tr("Search stopped. There may be older matches."));
        m_stateAction->setText(tr("Continue"));
        break;
    case EventsModel::State::Failed:
        m_state->setText(tr("Cannot read the log: %1").arg(m_model.error()));
        m_stateAction->setText(tr("Try again"));
        break;
    }
    if (state != EventsModel::State::Searching) {
        m_searchPause.stop();
        m_stateLine->setVisible(state != EventsModel::State::Idle);
    } else if (!m_searchPause.isActive() && !m_stateLine->isVisible()) {
        m_searchPause.start();
    }

    if (m_model.rowCount() > 0 || !m_model.isAtEnd() || state != EventsModel::State::Idle)
        m_pages->setCurrentWidget(m_view);
    else if (m_filter->isEmpty())
        m_pages->setCurrentWidget(m_placeholder);
    else
        m_pages->setCurrentWidget(m_nothingFound);
}

void EventsPane::showUnseen()
{
    m_unseen->setText(QStringLiteral("\u2191 ") + tr("%n new", nullptr, int(m_model.unseen())));
    m_unseen->setVisible(m_model.unseen() > 0);
    placeUnseen();
}

/// The button is over the list, so that nothing moves when it appears.
void EventsPane::placeUnseen()
{
    m_unseen->adjustSize();
    m_unseen->move((m_body->width() - m_unseen->width()) / 2, 4);
    m_unseen->raise();
}

bool EventsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_body && event->type() == QEvent::Resize)
        placeUnseen();
    return QWidget::eventFilter(watched, event);
}

void EventsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.catchUp();
}

void EventsPane::saveState(QSettings &settings) const
{
    m_filter->saveState(settings);
}

void EventsPane::restoreState(QSettings &settings)
{
    m_filter->restoreState(settings);
}

} // namespace hookbot
