#include "ui/events/eventfilterbar.h"

#include "ui/text/format.h"

#include <QtCore/QDateTime>
#include <QtCore/QSettings>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds TypingPause = 200ms;

enum TimeChoice { AnyTime, Today, LastHour, LastDay, LastWeek };

std::optional<std::chrono::system_clock::time_point> beginOf(int choice)
{
    const auto now = std::chrono::system_clock::now();
    switch (choice) {
    case Today:
        return std::chrono::system_clock::time_point(
            std::chrono::milliseconds(QDate::currentDate().startOfDay().toMSecsSinceEpoch()));
    case LastHour:
        return now - 1h;
    case LastDay:
        return now - 24h;
    case LastWeek:
        return now - 7 * 24h;
    default:
        return {};
    }
}

} // namespace

EventFilterBar::EventFilterBar(QWidget *parent)
    : QWidget(parent),
      m_search(new QLineEdit(this)),
      m_kind(new QComboBox(this)),
      m_time(new QComboBox(this))
{
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search events"));
    m_search->setObjectName(QStringLiteral("searchEvents"));
    m_kind->setObjectName(QStringLiteral("kind"));
    m_time->setObjectName(QStringLiteral("time"));
    m_search->setToolTip(tr("Search channels, headers and bodies (/)"));
    m_search->setMaxLength(1000);
    m_search->installEventFilter(this);
    setPlace({});

    m_kind->setEditable(true);
    m_kind->setInsertPolicy(QComboBox::NoInsert);
    m_kind->setAccessibleName(tr("Kind of event"));
    m_kind->setToolTip(tr("A service or a kind of event: choose one, or type its beginning"));
    m_kind->lineEdit()->setPlaceholderText(tr("All kinds"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(9);
    m_kind->addItem(tr("All kinds"), QString());
    m_kind->setCurrentIndex(0);

    m_time->addItems({ tr("Any time"), tr("Today"), tr("Last hour"), tr("Last 24 hours"), tr("Last 7 days") });
    m_time->setAccessibleName(tr("Time of events"));
    m_time->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_search, 3);
    row->addWidget(m_kind, 1);
    row->addWidget(m_time);
    setTabOrder(m_search, m_kind);
    setTabOrder(m_kind, m_time);

    m_pause.setSingleShot(true);
    m_pause.setInterval(TypingPause);
    connect(&m_pause, &QTimer::timeout, this, &EventFilterBar::changed);
    connect(m_search, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_kind, &QComboBox::editTextChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        changeNow();
        Q_EMIT left();
    });
    connect(m_kind, &QComboBox::activated, this, &EventFilterBar::changeNow);
    connect(m_time, &QComboBox::currentIndexChanged, this, &EventFilterBar::changeNow);
}

void EventFilterBar::changeNow()
{
    m_pause.stop();
    Q_EMIT changed();
}

QString EventFilterBar::kind() const
{
    const QString text = m_kind->currentText();
    const int known = m_kind->findText(text, Qt::MatchExactly);
    return known >= 0 ? m_kind->itemData(known).toString() : text.trimmed();
}

EventQuery EventFilterBar::query() const
{
    EventQuery query;
    query.text = m_search->text().trimmed();
    query.kind = kind();
    query.notBefore = beginOf(m_time->currentIndex());
    return query;
}

bool EventFilterBar::isEmpty() const
{
    return m_search->text().trimmed().isEmpty() && kind().isEmpty() && m_time->currentIndex() == AnyTime;
}

void EventFilterBar::clear()
{
    m_search->clear();
    m_kind->setCurrentIndex(0);
    m_kind->setEditText(m_kind->itemText(0));
    m_time->setCurrentIndex(AnyTime);
    changeNow();
}

void EventFilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void EventFilterBar::setKinds(const QStringList &kinds)
{
    const QSignalBlocker quiet(m_kind);
    const QString text = m_kind->currentText();
    while (m_kind->count() > 1)
        m_kind->removeItem(1);
    for (const QString &kind : kinds)
        m_kind->addItem(visible(kind.toUtf8(), 60), kind);
    m_kind->setCurrentIndex(m_kind->findText(text, Qt::MatchExactly));
    m_kind->setEditText(text);
}

void EventFilterBar::setPlace(const QString &channel)
{
    m_search->setPlaceholderText(channel.isEmpty() ? tr("Search events") : tr("Search events in %1").arg(channel));
}

void EventFilterBar::saveState(QSettings &settings) const
{
    settings.setValue(QStringLiteral("events/search"), m_search->text());
    settings.setValue(QStringLiteral("events/kind"), kind());
    settings.setValue(QStringLiteral("events/time"), m_time->currentIndex());
}

void EventFilterBar::restoreState(QSettings &settings)
{
    m_search->setText(settings.value(QStringLiteral("events/search")).toString());
    const QString kind = settings.value(QStringLiteral("events/kind")).toString();
    m_kind->setEditText(kind.isEmpty() ? m_kind->itemText(0) : kind);
    const int time = settings.value(QStringLiteral("events/time")).toInt();
    m_time->setCurrentIndex(time >= 0 && time < m_time->count() ? time : 0);
    changeNow();
}

bool EventFilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down) {
            changeNow();
            Q_EMIT left();
            return true;
        }
        if (key == Qt::Key_Escape) {
            m_search->clear();
            changeNow();
            Q_EMIT left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hookbot
